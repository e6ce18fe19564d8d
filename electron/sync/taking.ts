/** What others told, taken into the library; what can't be taken is held, and tried again. */
import type { Writer } from "../library/kinds.ts";
import type { Library } from "../library/library.ts";
import { KINDS, kindOf } from "./kinds/kinds.ts";
import type { Behind } from "./local-changes.ts";
import { pictureOfPath, picturesIn } from "./pictures.ts";
import { type Held, readable } from "./readable-files.ts";
import type { Author, Moment, Remote } from "./remote.ts";
import type { ShareState } from "./share-state.ts";
import { SyncError } from "./sync-error.ts";

/** Files that are merged or taken at once; their bytes are held. */
const AT_ONCE = 64;

export interface TakeParts {
  readonly library: Library;
  readonly remote: Remote;
  readonly writer: Writer;
  /** This desk, as others are told. */
  readonly desk: Author;
  /** Told of each file that was taken, with the name of who put it. */
  came?(path: string, by: string): void;
  /** Told how far taking is. */
  progress?(done: number, total: number): void;
}

/** Who wrote what others did, by path. */
export type Authors = ReadonlyMap<string, Author>;

/** Of what came together from several: their names stand in its history. */
export const NOBODY: Author = { name: "", desk: "" };

export const slices = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, at) => all.slice(at * AT_ONCE, (at + 1) * AT_ONCE));

/** Takes what differs between where this desk stood and where it stands now. */
export async function take(
  { library, remote, writer, desk, came: told, progress }: TakeParts,
  from: Moment | null,
  to: Moment,
  held: Map<string, Held>,
  known: Authors | null,
): Promise<{ readonly taken: number; readonly pictures: readonly string[]; readonly plain: readonly string[] }> {
  const pictures = new Set<string>();
  const plain = await remote.differing(from, to);
  const differ = plain.filter((path) => !held.has(path));
  // Of a first copy it would be the library's whole past.
  const authors = known ?? (from === null ? new Map<string, Author>() : await remote.authors(from, to));
  let taken = 0;
  for (const path of differ) {
    const name = pictureOfPath(path);
    if (name !== null) pictures.add(name);
  }
  // A story's revisions come in before it, and what names it after.
  for (const kind of KINDS)
    for (const some of slices(differ.filter((path) => kind.owns(path)))) {
      progress?.(taken, differ.length);
      const { paths, files } = await readable(remote, some, [from, to], held);
      const [before = [], after = []] = files;
      for (const [index, path] of paths.entries()) {
        try {
          const [base = null, came = null] = [before[index], after[index]];
          const theirs = authors.get(path) ?? NOBODY;
          await kind.take(library, { path, base, came, ours: desk, theirs }, { ...writer, by: theirs.name });
          taken += 1;
          told?.(path, theirs.name);
          for (const name of picturesIn(after[index] ?? Buffer.alloc(0))) pictures.add(name);
        } catch (error) {
          if (!(error instanceof SyncError)) throw error;
          held.set(path, { path, error: error.error });
        }
      }
    }
  return { taken, pictures: [...pictures], plain };
}

/** What couldn't be taken before, tried again; what still can't be. */
export async function takeHeld({
  library,
  remote,
  state,
  writer,
  desk,
  came: told,
}: TakeParts & { readonly state: ShareState }): Promise<Map<string, Held>> {
  const held = new Map<string, Held>();
  const { at } = state;
  for (const [path, before] of Object.entries(state.held)) {
    const read = await readable(remote, [path], [before, at], held);
    if (read.paths.length === 0) continue;
    const [[base = null] = [], [came = null] = []] = read.files;
    try {
      await kindOf(path)?.take(library, { path, base, came, ours: desk, theirs: NOBODY }, { ...writer, by: "" });
      told?.(path, "");
    } catch (error) {
      if (!(error instanceof SyncError)) throw error;
      held.set(path, { path, error: error.error });
    }
  }
  return held;
}

/** What a library that was set back from a backup had once and lacks now. */
export async function takeBehind(
  { library, writer, desk, came }: TakeParts,
  behind: readonly Behind[],
  held: Map<string, Held>,
): Promise<void> {
  for (const one of behind)
    try {
      await kindOf(one.path)?.take(library, { ...one, ours: desk, theirs: NOBODY }, { ...writer, by: "" });
      came?.(one.path, "");
    } catch (error) {
      if (!(error instanceof SyncError)) throw error;
      held.set(one.path, { path: one.path, error: error.error });
    }
}
