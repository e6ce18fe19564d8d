/** A story's history as people see it: a version whose file can't be read is there all the same, as one that can't. */
import { lstat } from "node:fs/promises";
import path from "node:path";
import type { KeptRevision } from "../../../shared/contract.ts";
import { isMissing } from "../../disk/disk-error.ts";
import { readPlainFile } from "../../disk/plain-file.ts";
import { type Header, type KeptFile, readKeptFile } from "./kept-file.ts";

/** Versions that were found whole and are remembered. */
const KNOWN = 5000;

/** Reads a story's versions, each file whole the first time and whenever it changed since. Those that are gone are left out. */
export function shownRevisions(): (folder: string, files: readonly KeptFile[]) => Promise<KeptRevision[]> {
  const known = new Map<string, { readonly print: string; readonly header: Header }>();

  /** What a file's header says, if all of the file can be read; null where it can't. Throws where it is gone. */
  const look = async (file: string, rev: string): Promise<Header | null> => {
    const { ino, size, mtimeMs, ctimeMs } = await lstat(file);
    const print = `${file} ${ino} ${size} ${mtimeMs} ${ctimeMs}`;
    const before = known.get(rev);
    if (before?.print === print) return before.header;
    const kept = await readKeptFile(await readPlainFile(file));
    if (kept?.header.rev !== rev) return null;
    if (known.size >= KNOWN) known.clear();
    known.set(rev, { print, header: kept.header });
    return kept.header;
  };

  return async (folder, files) => {
    const revisions: KeptRevision[] = [];
    for (const { file, rev, at, why, aside, pinned, published } of files) {
      // What thinning took meanwhile isn't there; whatever else the disk says, it can't be read.
      const found = await look(path.join(folder, file), rev).catch((error: unknown) =>
        isMissing(error) ? "gone" : null,
      );
      if (found === "gone") continue;
      const named = { rev, at, why, aside, pinned, published };
      revisions.push(
        found
          ? { ...named, at: found.at, parents: found.parents, by: found.by, desk: found.desk }
          : { ...named, parents: [], by: "", desk: "", unreadable: true },
      );
    }
    return revisions;
  };
}
