/**
 * Whether the Electron that is packaged is one that its makers still mend, who mend the three newest of its major
 * versions. A release asks npm; nothing else does.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { PROGRAM_FOLDER } from "../disk/program-places.ts";

const MENDED = 3;
const About = z.object({ devDependencies: z.object({ electron: z.string() }) });

/** What package.json names. */
export const electronOfOurs = (): string =>
  About.parse(JSON.parse(readFileSync(path.join(PROGRAM_FOLDER, "package.json"), "utf8"))).devDependencies.electron;

export interface Judged {
  /** It must not go out. */
  readonly refused: boolean;
  readonly words: string;
}

/** Ours must be an exact version. */
export function judgeElectron(ours: string, newest: string): Judged {
  const [mine, theirs] = [ours, newest].map((version) => /^(\d+)\.\d+\.\d+$/.exec(version)?.[1]);
  if (mine === undefined || theirs === undefined)
    return { refused: true, words: `Electron ${ours} can't be held against the newest, ${newest}.` };
  if (Number(mine) <= Number(theirs) - MENDED)
    return { refused: true, words: `Electron ${ours} is mended no more; the newest is ${newest}.` };
  return { refused: false, words: `Electron ${ours}; the newest is ${newest}.` };
}

if (import.meta.main) {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const asked = ["view", "electron", "dist-tags.latest"];
  const newest = execFileSync(npm, asked, { encoding: "utf8", shell: process.platform === "win32" }).trim();
  const { refused, words } = judgeElectron(electronOfOurs(), newest);
  process.stdout.write(`${words}\n`);
  if (refused) process.exitCode = 1;
}
