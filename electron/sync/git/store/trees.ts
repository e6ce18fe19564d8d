/** Which files stand at a moment, of git's own trees: read once, and then known. */
import type { Moment, Wanted } from "../../remote.ts";
import { fail, TooMuch } from "../../sync-error.ts";
import { isSharedPath, type Refused } from "../git-files.ts";
import type { ObjectReader } from "./object-reader.ts";

/** Entries of trees that are kept, all together. */
const KEPT = 20_000;
/** Entries that may be walked: three folders of a thousand names each are a thousand million paths. */
const WALKED = 1_000_000;
/** Folders read at once; their entries are held. */
const AT_ONCE = 512;
/** Letters of a path that is followed: a hub may name a folder within a folder without end. */
const LONGEST = 4096;
/** Folders that a shared path may have. */
const DEEPEST = 3;

const FILE = "100644";
const FOLDER = "40000";

interface Entry {
  readonly mode: string;
  readonly hash: string;
}
type Tree = ReadonlyMap<string, Entry>;
const EMPTY: Tree = new Map();

/** A folder at two moments, each null where there is none. */
interface Pair {
  readonly before: string | null;
  readonly after: string | null;
  /** Its path, with a slash behind. */
  readonly place: string;
}

export interface Trees {
  /** Hashes of files at moments; null for what is no plain file there. */
  hashes(wanted: readonly Wanted[]): Promise<(string | null)[]>;
  /** Paths that differ between two moments, in order; null is one before all. What is no plain shared file is refused. */
  differing(from: Moment | null, to: Moment, refused: Refused): Promise<string[]>;
  /** Paths of the plain shared files in a folder. */
  list(at: Moment, folder: string): Promise<string[]>;
}

/** `mode name\0hash`, one after the other; the hash has as many bytes as half the letters of the tree's own. */
function entriesOf(bytes: Buffer, length: number): Tree {
  const entries = new Map<string, Entry>();
  let at = 0;
  while (at < bytes.length) {
    const space = bytes.indexOf(0x20, at);
    const end = bytes.indexOf(0, space);
    if (space < 0 || end < 0) break;
    const next = end + 1 + length;
    entries.set(bytes.toString("utf8", space + 1, end), {
      mode: bytes.toString("latin1", at, space),
      hash: bytes.toString("hex", end + 1, next),
    });
    at = next;
  }
  return entries;
}

export function createTrees(reader: ObjectReader): Trees {
  const roots = new Map<Moment, string | null>();
  const known = new Map<string, Tree>();
  let kept = 0;

  const keep = (hash: string, tree: Tree): void => {
    kept += tree.size;
    known.set(hash, tree);
    for (const [old, { size }] of known) {
      if (kept <= KEPT || old === hash) break;
      known.delete(old);
      kept -= size;
    }
  };

  /** Those that are no tree are empty. */
  const read = async (hashes: Iterable<string>): Promise<(hash: string | null) => Tree> => {
    const all = new Map<string, Tree>();
    const lacking: string[] = [];
    for (const hash of new Set(hashes)) {
      const tree = known.get(hash);
      if (tree) all.set(hash, tree);
      else lacking.push(hash);
    }
    const objects = await reader.read(lacking);
    for (const [index, hash] of lacking.entries()) {
      const object = objects[index] ?? null;
      if (object === "large") throw new TooMuch();
      const tree = object?.kind === "tree" ? entriesOf(object.bytes, hash.length / 2) : EMPTY;
      all.set(hash, tree);
      keep(hash, tree);
    }
    return (hash) => (hash === null ? EMPTY : (all.get(hash) ?? EMPTY));
  };

  /** The root trees of moments. */
  const rootsOf = async (moments: Iterable<Moment>): Promise<void> => {
    const lacking = [...new Set(moments)].filter((one) => !roots.has(one));
    const objects = await reader.read(lacking);
    for (const [index, moment] of lacking.entries()) {
      const object = objects[index] ?? null;
      const said = object !== null && object !== "large" && object.kind === "commit" ? object.bytes : null;
      roots.set(moment, /^tree ([0-9a-f]{40,64})\n/.exec(said?.toString("latin1", 0, 80) ?? "")?.[1] ?? null);
    }
  };

  /** Throws where this desk has no such moment. */
  const rootOf = async (moment: Moment): Promise<string> => {
    await rootsOf([moment]);
    return roots.get(moment) ?? fail("share-store", { detail: moment });
  };

  const folderIn = (tree: Tree, name: string): string | null => {
    const entry = tree.get(name);
    return entry?.mode === FOLDER ? entry.hash : null;
  };

  return {
    async hashes(wanted) {
      await rootsOf(wanted.map(({ at }) => at));
      /** Where each has come to, folder by folder. */
      let places = wanted.map(({ at, path }) => {
        const names = path.split("/");
        return { hash: roots.get(at) ?? null, names: names.slice(0, -1), file: names.at(-1) ?? "" };
      });
      for (let depth = 0; depth <= DEEPEST; depth += 1) {
        const deeper = places.filter(({ names }) => names.length > depth);
        if (deeper.length === 0) break;
        const treeOf = await read(deeper.flatMap(({ hash }) => hash ?? []));
        places = places.map((place) => {
          const name = place.names[depth];
          if (name === undefined) return place;
          return { ...place, hash: place.hash === null ? null : folderIn(treeOf(place.hash), name) };
        });
      }
      const treeOf = await read(places.flatMap(({ hash }) => hash ?? []));
      return places.map(({ hash, file }) => {
        const entry = hash === null ? undefined : treeOf(hash).get(file);
        return entry?.mode === FILE ? entry.hash : null;
      });
    },
    async differing(from, to, refused) {
      const before = from === null ? null : await rootOf(from);
      const after = await rootOf(to);
      const paths: string[] = [];
      let walked = 0;
      const look = ([old, now]: readonly [Tree, Tree], place: string): Pair[] => {
        walked += old.size + now.size + 1;
        if (walked > WALKED) throw new TooMuch();
        const below: Pair[] = [];
        for (const name of new Set([...old.keys(), ...now.keys()])) {
          const [was, is] = [old.get(name), now.get(name)];
          if (was?.hash === is?.hash && was?.mode === is?.mode) continue;
          const path = place + name;
          const [wasFolder, isFolder] = [folderIn(old, name), folderIn(now, name)];
          const isLong = path.length > LONGEST;
          if (!isLong && (wasFolder !== null || isFolder !== null))
            below.push({ before: wasFolder, after: isFolder, place: `${path}/` });
          if (is !== undefined && (isFolder === null || isLong)) {
            if (is.mode === FILE && isSharedPath(path)) paths.push(path);
            else refused.set(path, "there");
          } else if (was !== undefined && (wasFolder === null || isLong)) {
            if (isSharedPath(path)) paths.push(path);
            else refused.set(path, "gone");
          }
        }
        return below;
      };
      let level: Pair[] = [{ before, after, place: "" }];
      while (level.length > 0) {
        const below: Pair[] = [];
        for (let first = 0; first < level.length; first += AT_ONCE) {
          const some = level.slice(first, first + AT_ONCE);
          const treeOf = await read(some.flatMap((pair) => [pair.before, pair.after].filter((one) => one !== null)));
          for (const pair of some) below.push(...look([treeOf(pair.before), treeOf(pair.after)], pair.place));
        }
        level = below;
      }
      return paths.sort();
    },
    async list(at, folder) {
      let hash: string | null = await rootOf(at);
      for (const name of folder.split("/")) hash = hash === null ? null : folderIn((await read([hash]))(hash), name);
      const tree = hash === null ? EMPTY : (await read([hash]))(hash);
      return [...tree].flatMap(([name, { mode }]) => {
        const path = `${folder}/${name}`;
        return mode === FILE && isSharedPath(path) ? [path] : [];
      });
    },
  };
}
