/** Where a branch of a hub in a folder stands, read from its files: git's own way starts two programs for it. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Moment } from "../remote.ts";
import { isMoment } from "./git-files.ts";

/** `gitrepository-layout`: a file of its own, or a line of `packed-refs`. Null where neither says so: git is to be asked. */
export async function headInFolder(folder: string, branch: string): Promise<Moment | null> {
  const read = (name: string) => readFile(path.join(folder, name), "latin1").catch(() => null);
  const [loose, packed] = [await read(branch), await read("packed-refs")];
  const said =
    loose?.trim() ??
    packed
      ?.split("\n")
      .find((line) => line.endsWith(` ${branch}`))
      ?.split(" ")[0];
  return said !== undefined && isMoment(said) ? said : null;
}
