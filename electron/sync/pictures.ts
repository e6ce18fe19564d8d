/**
 * Pictures of a shared library: each has a mark among the shared files (`pictures/<name>`), which says where it is at
 * the hub, put once the picture is there. Words come and go without them.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import { addAsset, assetSize, readAsset } from "../library/files/assets/assets.ts";
import type { Library } from "../library/library.ts";
import { fromBytes, jsonBytes } from "./kinds/json-bytes.ts";
import type { Moment, PictureFile, PutFile, Remote } from "./remote.ts";
import { SyncError } from "./sync-error.ts";

const Mark = z.looseObject({
  month: z.string().regex(/^\d{4}-\d{2}$/),
  hash: z.string().regex(/^[0-9a-f]{40,64}$/),
  size: z.int().min(1),
});

const PATH = /^pictures\/([0-9a-f]{64})_(jpg|png|webp|gif|avif)$/;
const NAMED = /[0-9a-f]{64}\.(?:jpg|png|webp|gif|avif)/g;

/** A shared path has no dot before its end. */
const markPath = (name: string): string => `pictures/${name.replace(".", "_")}`;

/** The pictures that bytes name. */
export const picturesIn = (bytes: Buffer): string[] => bytes.toString("latin1").match(NAMED) ?? [];

/** The picture that a path is the mark of; null for another path. */
export function pictureOfPath(path: string): string | null {
  const [, hash, type] = PATH.exec(path) ?? [];
  return hash && type ? `${hash}.${type}` : null;
}

/** Pictures sent at once: a few megabytes at a time get through a bad line. */
const AT_ONCE = 8;

/** Those of them that this desk lacks. */
export async function notHere({ folder }: Pick<Library, "folder">, names: Iterable<string>): Promise<string[]> {
  const lacking: string[] = [];
  for (const name of names) if ((await assetSize(folder, name)) === null) lacking.push(name);
  return lacking;
}

/** Sends pictures that others lack; their marks, and those that are still to be sent. `lost`: sent whatever their marks say. */
export async function sendPictures(
  { folder }: Pick<Library, "folder">,
  remote: Remote,
  at: Moment,
  {
    names,
    lost,
    month,
  }: { readonly names: readonly string[]; readonly lost: readonly string[]; readonly month: string },
): Promise<{ readonly marks: readonly PutFile[]; readonly unsent: readonly string[] }> {
  const known = await remote.get(names.map((name) => ({ at, path: markPath(name) })));
  const wanted = names.filter((name, index) => known[index] === null || lost.includes(name));
  const marks: PutFile[] = [];
  const unsent: string[] = [];
  for (let first = 0; first < wanted.length; first += AT_ONCE) {
    const some: { name: string; bytes: Uint8Array }[] = [];
    for (const name of wanted.slice(first, first + AT_ONCE)) {
      const bytes = await readAsset(folder, name);
      // One that isn't here can't be sent from here.
      if (bytes) some.push({ name, bytes });
    }
    if (some.length === 0) continue;
    try {
      for (const { name, ...mark } of await remote.pictures.put(month, some))
        marks.push({ path: markPath(name), content: jsonBytes(mark) });
    } catch (error) {
      if (!(error instanceof SyncError)) throw error;
      // The line is too bad now: the words went, and these wait.
      unsent.push(...wanted.slice(first));
      break;
    }
  }
  return { marks, unsent };
}

/** Fetches pictures that this desk lacks, and tells each that came; those that it still lacks. */
export async function fetchPictures(
  { folder }: Pick<Library, "folder">,
  remote: Remote,
  at: Moment,
  names: readonly string[],
  came?: (name: string) => void,
): Promise<string[]> {
  const lacking: string[] = [];
  let isOff = false;
  for (const name of names) {
    if ((await assetSize(folder, name)) !== null) continue;
    const [bytes] = await remote.get([{ at, path: markPath(name) }]);
    // Its mark comes once it was sent; a run that takes it names it again.
    if (!bytes) continue;
    try {
      const file: PictureFile = { name, ...fromBytes(Mark, bytes, markPath(name)) };
      const picture = isOff ? null : await remote.pictures.get(file);
      const isIt = picture !== null && createHash("sha256").update(picture).digest("hex") === name.slice(0, 64);
      const added = isIt ? await addAsset(folder, name, picture) : null;
      if (added?.ok && added.value.asset === name) came?.(name);
      else lacking.push(name);
    } catch (error) {
      if (!(error instanceof SyncError)) throw error;
      isOff = true;
      lacking.push(name);
    }
  }
  return lacking;
}
