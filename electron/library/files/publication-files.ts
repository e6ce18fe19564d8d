/** The records of publications: `publications/<ULID>.json`, a file each, never removed once it is closed. */
import { hash } from "node:crypto";
import { rm } from "node:fs/promises";
import path from "node:path";
import { ulid } from "ulid";
import { byTurn, Publication, type PublicationChange } from "../../../shared/article/publication.ts";
import { isDiskError } from "../../disk/disk-error.ts";
import type { ReplaceOptions } from "../../disk/durable-file.ts";
import { parseJsonBytes } from "../../disk/json-text.ts";
import { isOdd, readPlainFile } from "../../disk/plain-file.ts";
import { writeJson } from "./article-file.ts";
import { refuseLinks } from "./assets/confined-files.ts";
import { stampOf } from "./file-stamp.ts";
import { recordIds } from "./record-ids.ts";

const folderOf = (library: string): string => path.join(library, "publications");
export const publicationPath = (library: string, id: string): string => path.join(folderOf(library), `${id}.json`);

export interface PublicationFiles {
  /** Those that can be read, in their turn. Throws what the file system throws on the folder. */
  all(): Promise<readonly Publication[]>;
  /** Of the files as they stand, without reading them: equal where none changed. */
  print(): Promise<string>;
  /** Notes what is about to be done; it survives a power cut. */
  begin(at: string, changes: readonly PublicationChange[]): Promise<Publication>;
  /** One as its file has it; null where it isn't there or is none. Throws what the file system throws. */
  read(id: string): Promise<Publication | null>;
  /** Puts another desk's record where none stands that is done. */
  take(publication: Publication): Promise<void>;
  /** Notes that it is done; what changed nothing in the end is as if it had never been. */
  close(publication: Publication, changes: readonly PublicationChange[]): Promise<void>;
}

/** The ids of all records, by their files' names. */
export const publicationIds = (library: string): Promise<string[]> => recordIds(folderOf(library));

/** A record as its file has it; null where that is none. Throws what the file system throws. */
export async function readPublication(library: string, id: string): Promise<Publication | null> {
  const file = publicationPath(library, id);
  refuseLinks(library, file);
  const read = parseJsonBytes(await readPlainFile(file));
  const parsed = "problem" in read ? null : Publication.safeParse(read.value).data;
  return parsed?.id === id ? parsed : null;
}

/** Files read at once. */
const AT_ONCE = 16;

export function publicationFiles(library: string, desk: string, placing: ReplaceOptions): PublicationFiles {
  /** What is done changes no more. */
  const closed = new Map<string, Publication>();

  const read = async (id: string): Promise<Publication | null> => {
    const known = closed.get(id);
    if (known) return known;
    try {
      const publication = await readPublication(library, id);
      if (publication?.state === "done") closed.set(id, publication);
      return publication;
    } catch (error) {
      // One that is damaged or gone keeps no other from being read; a check of the library tells of it.
      if (isDiskError(error) || isOdd(error)) return null;
      throw error;
    }
  };

  const all = async (): Promise<Publication[]> => {
    const ids = await publicationIds(library);
    const found: Publication[] = [];
    for (let at = 0; at < ids.length; at += AT_ONCE)
      found.push(...(await Promise.all(ids.slice(at, at + AT_ONCE).map(read))).filter((one) => one !== null));
    return found.sort(byTurn);
  };

  return {
    all,
    read,
    async take(publication) {
      if ((await read(publication.id))?.state === "done") return;
      await writeJson(publicationPath(library, publication.id), publication, placing);
    },
    async print() {
      const ids = (await publicationIds(library)).sort();
      return hash("sha256", ids.map((id) => `${id} ${stampOf(publicationPath(library, id))}\n`).join(""), "hex");
    },
    async begin(at, changes) {
      const known = await all();
      const followed = new Set(known.flatMap(({ parents }) => parents));
      const publication: Publication = {
        id: ulid(),
        sequence: (known.at(-1)?.sequence ?? 0) + 1,
        parents: known.flatMap(({ id }) => (followed.has(id) ? [] : [id])).sort(),
        at,
        desk,
        state: "pending",
        changes: [...changes],
      };
      await writeJson(publicationPath(library, publication.id), publication, placing);
      return publication;
    },
    async close(publication, changes) {
      const file = publicationPath(library, publication.id);
      placing.allowed?.();
      if (changes.length === 0) await rm(file, { force: true });
      else await writeJson(file, { ...publication, state: "done", changes: [...changes] }, placing);
    },
  };
}
