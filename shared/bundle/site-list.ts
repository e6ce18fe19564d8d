/** The list of a site's files, its hash, and what changed from one list to another. Pure. */
import { z } from "zod";
import { BundlePath, byPath } from "./bundle-path.ts";

/** In hex. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One file of a site. */
export const ListedFile = z.looseObject({
  /** From the site's root. */
  path: BundlePath,
  /** Bytes. */
  size: z.int().min(0),
  /** Its media type, as `mediaType` tells it. */
  type: z.string().regex(/^[a-z]+\/[a-z0-9.+-]+$/),
  /** Of its bytes. */
  sha256: Sha256,
  /** The page of a story that was withdrawn: servers answer it with 410 where they can. */
  withdrawn: z.literal(true).optional(),
});
export type ListedFile = z.infer<typeof ListedFile>;

/** A file that stood under another path with the same bytes. */
export const MovedFile = ListedFile.extend({ from: BundlePath });
export type MovedFile = z.infer<typeof MovedFile>;

export const RemovedFile = z.looseObject({ path: BundlePath, sha256: Sha256 });
export type RemovedFile = z.infer<typeof RemovedFile>;

/** Each part is sorted by path, and no path stands in two of them but as where another file came from. */
export const ListChanges = z.looseObject({
  added: z.array(ListedFile),
  /** Other bytes under the same path. */
  changed: z.array(ListedFile),
  /** Pages that now say that their story was withdrawn. */
  withdrawn: z.array(ListedFile),
  /** Their bytes stand in the site already. */
  moved: z.array(MovedFile),
  removed: z.array(RemovedFile),
});
export type ListChanges = z.infer<typeof ListChanges>;

/**
 * The SHA-256 of the UTF-8 bytes of a text that comes in pieces, in hex: `shared/` has no cryptography of its own, and
 * the text of a large site need not stand in memory.
 */
export type Sha256Of = (pieces: Iterable<string>) => string;

/** The line of a file of which the hash of a list is made. */
export const lineOf = ({ sha256, size, type, withdrawn, path }: ListedFile): string =>
  `${sha256} ${size} ${type} ${withdrawn ? "withdrawn" : "out"} ${path}\n`;

/**
 * The hash of a whole list. The rule: for each file, sorted by path in the order of its bytes, one line of five words
 * with one space between them and one newline (U+000A) at the end:
 *
 *     <sha256> <size in bytes> <media type> <"withdrawn" or "out"> <path>
 *
 * and of all lines as one text the SHA-256, in hex. No word has a space in it; a list without files is the hash of
 * the empty text. Nothing of the machine, the time or the zip goes into it, so equal sites have equal hashes
 * everywhere. From a whole bundle's manifest, whose list is sorted already:
 *
 *     jq -r '.files[]|"\(.sha256) \(.size) \(.type) \(if .withdrawn then "withdrawn" else "out" end) \(.path)"' \
 *       manifest.json | sha256sum
 */
export const listHash = (files: readonly ListedFile[], sha256: Sha256Of): string =>
  sortedListHash(files.toSorted(byPath), sha256);

/** The same of files that come sorted by path. */
export const sortedListHash = (files: Iterable<ListedFile>, sha256: Sha256Of): string => sha256(linesOf(files));

function* linesOf(files: Iterable<ListedFile>): Generator<string> {
  for (const file of files) yield lineOf(file);
}

const isSame = (a: ListedFile, b: ListedFile): boolean => lineOf(a) === lineOf(b);

/** Equal for files that are one but for their path. */
const contentOf = (file: ListedFile): string => lineOf({ ...file, path: "" });

const byTheirPath = (files: readonly ListedFile[]): Map<string, ListedFile> =>
  new Map(files.map((file) => [file.path, file]));

/** What makes `after` of `before`. Of several files with the same bytes, the first by path is the one that moved. */
export function changesBetween(before: readonly ListedFile[], after: readonly ListedFile[]): ListChanges {
  const [had, has] = [byTheirPath(before), byTheirPath(after)];
  const left = new Map<string, ListedFile[]>();
  for (const file of before.toSorted(byPath).toReversed()) {
    if (has.has(file.path)) continue;
    const same = left.get(contentOf(file)) ?? [];
    same.push(file);
    left.set(contentOf(file), same);
  }
  const changes = { added: [] as ListedFile[], changed: [] as ListedFile[], withdrawn: [] as ListedFile[] };
  const moved: MovedFile[] = [];
  for (const file of after.toSorted(byPath)) {
    const known = had.get(file.path);
    if (known && isSame(known, file)) continue;
    const source = known ? undefined : left.get(contentOf(file))?.pop();
    if (source) moved.push({ ...file, from: source.path });
    else if (file.withdrawn && !known?.withdrawn) changes.withdrawn.push(file);
    else changes[known ? "changed" : "added"].push(file);
  }
  const removed = [...left.values()].flat().map(({ path, sha256 }) => ({ path, sha256 }));
  return { ...changes, moved, removed: removed.sort(byPath) };
}
