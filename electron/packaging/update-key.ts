/** The public half of the key that updates are signed with, by which an app that is packaged checks them. */
import { existsSync, readFileSync } from "node:fs";
import { UPDATE_KEY } from "../disk/program-places.ts";
import { updateKeyOf } from "../updates/update-description.ts";

/** The variable that holds it as PEM text, where it isn't committed. */
const VARIABLE = "SONGPHASA_UPDATE_PUBLIC_KEY";

/**
 * Its PEM text: what the environment gives, else what is committed; null where there is neither. Throws where it is no
 * such key, or both are there and differ.
 */
export function publicUpdateKey(env: NodeJS.ProcessEnv = process.env, committed: string = UPDATE_KEY): string | null {
  const given = env[VARIABLE]?.trim();
  const kept = existsSync(committed) ? readFileSync(committed, "utf8").trim() : undefined;
  const pem = given || kept;
  if (!pem) return null;
  if (!updateKeyOf(pem)) throw new Error(`What is given as the key of updates is no public key of npm run update-key.`);
  if (given && kept && given.replaceAll("\r", "") !== kept.replaceAll("\r", ""))
    throw new Error(`${VARIABLE} and ${committed} are two different keys.`);
  return `${pem}\n`;
}
