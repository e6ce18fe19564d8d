/**
 * A file of ours that someone changed by hand doesn't hold up the news: a copy of it is kept before it is written
 * anew. Copies stand in a folder of the site's own whose name begins with a dot, so that they are on the same disk,
 * need no right beyond the site's folder, and no page or list leads to them.
 */
import { copyFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { flushFolder, moveOver } from "../../disk/durable-file.ts";
import { lookingIn } from "./site-folder.ts";

export const BY_HAND_FOLDER = ".songphasa-changed-by-hand";

export interface ChangedByHand {
  /** From the site's root. */
  readonly path: string;
  /** Where the copy stands, from the site's root. */
  readonly kept: string;
}

/** Where a copy stands: one a content, so that whoever changes a page twice loses neither. */
export function keptName(name: string, sha256: string): string {
  const { dir, name: base, ext } = path.posix.parse(name);
  return path.posix.join(BY_HAND_FOLDER, dir, `${base}.${sha256.slice(0, 12)}${ext}`);
}

/** Keeps what stands at `name`, by way of a file in `aside`. Refused where a link or a folder is in the copy's way. */
export async function keepByHand(
  root: string,
  aside: string,
  name: string,
  sha256: string,
): Promise<Result<ChangedByHand>> {
  const kept = keptName(name, sha256);
  const found = await lookingIn(root)(kept);
  if (found.kind === "obstacle") return refuse("site-file-foreign", { path: found.path });
  if (found.kind === "nothing") {
    const target = path.join(root, kept);
    const temporary = path.join(aside, "by-hand");
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(path.join(root, name), temporary);
    await moveOver(temporary, target);
    await flushFolder(path.dirname(target));
  }
  return done({ path: name, kept });
}
