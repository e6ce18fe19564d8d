/** Moments in a store: what stood then, what differs between two, who put it, and new ones put on top. */

import {
  authorOf,
  FILE_LIMIT,
  FILE_LIMIT_WORDS,
  isMoment,
  isSharedPath,
  type Refused,
  type Signed,
  signature,
} from "../git/git-files.ts";
import { MOST_STOOD } from "../git/git-history.ts";
import type { Author, Moment, PutFile, Wanted } from "../remote.ts";
import { fail, TooLarge, TooMuch } from "../sync-error.ts";
import type { Entry, ObjectStore } from "./object-store.ts";

/** Entries that a comparison may come by: a small tree can name itself a million times. */
const ENTRIES = 2_000_000;
/** Folders within each other that are gone through; a shared file has three above it. */
const DEEPEST = 256;

const FILE = "100644";
const FOLDER = "040000";

type Folder = ReadonlyMap<string, Entry>;

const folderOf = async (store: ObjectStore, hash: string | null): Promise<Folder> =>
  new Map((hash === null ? [] : await store.tree(hash)).map((entry) => [entry.path, entry]));

const treeOf = async (store: ObjectStore, at: Moment): Promise<string> =>
  ((await store.commit(at)) ?? fail("share-store", { detail: `${at} is missing` })).tree;

export interface Difference {
  readonly path: string;
  /** Null where it is gone. */
  readonly hash: string | null;
}

/**
 * What differs between two moments, in order; null is a moment before all. What is no plain shared file goes to
 * `refused`. Throws `TooMuch` for more than any library has.
 */
export async function differences(
  store: ObjectStore,
  from: Moment | null,
  to: Moment,
  refused?: Refused,
): Promise<Difference[]> {
  const found: Difference[] = [];
  let entries = 0;
  const compare = async (before: string | null, after: string | null, above: string, depth: number): Promise<void> => {
    const [had, has] = [await folderOf(store, before), await folderOf(store, after)];
    entries += had.size + has.size;
    if (entries > ENTRIES) throw new TooMuch();
    for (const name of [...new Set([...had.keys(), ...has.keys()])].sort()) {
      const [was, is] = [had.get(name), has.get(name)];
      if (was?.oid === is?.oid && was?.mode === is?.mode) continue;
      const path = above + name;
      const isThere = is !== undefined && is.mode !== FOLDER;
      const isGone = !isThere && was !== undefined && was.mode !== FOLDER;
      if ((is?.mode === FILE || isGone) && isSharedPath(path))
        found.push({ path, hash: is?.mode === FILE ? is.oid : null });
      else if (isThere || isGone) refused?.set(path, isGone ? "gone" : "there");
      const inner = [was, is].map((one) => (one?.mode === FOLDER ? one.oid : null));
      if (inner.every((one) => one === null)) continue;
      if (depth < DEEPEST) await compare(inner[0] ?? null, inner[1] ?? null, `${path}/`, depth + 1);
      else refused?.set(path, inner[1] === null ? "gone" : "there");
    }
  };
  await compare(from === null ? null : await treeOf(store, from), await treeOf(store, to), "", 0);
  return found;
}

/** The entry of a path; null where there is none. */
async function entryAt(store: ObjectStore, { at, path }: Wanted): Promise<Entry | null> {
  if (!isMoment(at) || !isSharedPath(path)) fail("share-store", { detail: path });
  let folder: string | null = await treeOf(store, at);
  const parts = path.split("/");
  for (const [index, part] of parts.entries()) {
    if (folder === null) return null;
    const entry: Entry | undefined = (await store.tree(folder)).find((one) => one.path === part);
    if (index === parts.length - 1) return entry ?? null;
    folder = entry?.mode === FOLDER ? entry.oid : null;
  }
  return null;
}

/** Files at their moments, in the order asked for; null for what isn't there. Throws `TooLarge` for one that is. */
export async function readAt(store: ObjectStore, wanted: readonly Wanted[]): Promise<(Buffer | null)[]> {
  const read: (Buffer | null)[] = [];
  for (const one of wanted) {
    const entry = await entryAt(store, one);
    const bytes = entry?.type === "blob" ? await store.blob(entry.oid) : null;
    if (bytes && bytes.length > FILE_LIMIT) throw new TooLarge(one.path, FILE_LIMIT_WORDS);
    read.push(bytes);
  }
  return read;
}

/** Paths of the files in a folder at a moment. */
export async function listedAt(store: ObjectStore, at: Moment, folder: string): Promise<string[]> {
  const entry = await entryAt(store, { at, path: folder });
  if (entry?.mode !== FOLDER) return [];
  const files = (await store.tree(entry.oid)).filter(({ mode }) => mode === FILE);
  return files.map((file) => `${folder}/${file.path}`).filter(isSharedPath);
}

/**
 * Moments that `to` follows and that none of `without` does, each before those that it follows. Where clocks went
 * wrong there may be more, never fewer.
 */
export async function between(store: ObjectStore, without: readonly Moment[], to: Moment): Promise<Moment[]> {
  const seen = new Map<Moment, { at: number; parents: readonly Moment[]; isKnown: boolean; isDone: boolean }>();
  const queue: Moment[] = [];
  const add = async (moment: Moment, isKnown: boolean): Promise<void> => {
    const had = seen.get(moment);
    if (had) {
      if (!isKnown || had.isKnown) return;
      had.isKnown = true;
      // What it follows is known as well.
      if (had.isDone) for (const parent of had.parents) await add(parent, true);
      return;
    }
    const commit = await store.commit(moment);
    // One that isn't here has nothing behind it.
    if (!commit) return;
    seen.set(moment, { at: commit.at, parents: commit.parents, isKnown, isDone: false });
    queue.push(moment);
  };
  await add(to, false);
  for (const moment of without) await add(moment, true);
  const order: Moment[] = [];
  for (;;) {
    let newest = -1;
    let isOver = true;
    for (const [index, moment] of queue.entries()) {
      const one = seen.get(moment);
      if (!one) continue;
      if (!one.isKnown) isOver = false;
      if (newest < 0 || one.at > (seen.get(queue[newest] ?? "")?.at ?? 0)) newest = index;
    }
    if (isOver) break;
    const [moment = ""] = queue.splice(newest, 1);
    const one = seen.get(moment);
    if (!one) break;
    one.isDone = true;
    order.push(moment);
    for (const parent of one.parents) await add(parent, one.isKnown);
  }
  const found = order.filter((moment) => !seen.get(moment)?.isKnown);
  return inOrder(found, (moment) => seen.get(moment)?.parents ?? []);
}

/** None before one that follows it, whatever the clocks said; else as they come. */
function inOrder(moments: readonly Moment[], parentsOf: (moment: Moment) => readonly Moment[]): Moment[] {
  const waitsFor = new Map(moments.map((moment) => [moment, 0]));
  const count = (moment: Moment, by: number): number => {
    const now = (waitsFor.get(moment) ?? 0) + by;
    if (waitsFor.has(moment)) waitsFor.set(moment, now);
    return now;
  };
  for (const moment of moments) for (const parent of parentsOf(moment)) count(parent, 1);
  const ready = moments.filter((moment) => waitsFor.get(moment) === 0);
  for (const moment of ready)
    for (const parent of parentsOf(moment)) if (waitsFor.has(parent) && count(parent, -1) === 0) ready.push(parent);
  return ready;
}

/** Where one came to nothing but the files of another's past: a history that was thrown away is no other text. */
async function sameFiles(store: ObjectStore, a: Moment, b: Moment): Promise<Moment | null> {
  // The newest of ours with such files, for the newest of theirs that has them.
  const mine = new Map<string, Moment>();
  for (const moment of (await between(store, [], a)).reverse()) mine.set(await treeOf(store, moment), moment);
  for (const moment of await between(store, [], b)) {
    const known = mine.get(await treeOf(store, moment));
    if (known !== undefined) return known;
  }
  return null;
}

/** How many moments one follows, itself among them. */
async function follows(store: ObjectStore, moment: Moment): Promise<number> {
  const seen = new Set([moment]);
  for (const one of seen) for (const parent of (await store.commit(one))?.parents ?? []) seen.add(parent);
  return seen.size;
}

/** The newest that two moments have in common: of several the one that follows the most, then the smallest. */
export async function commonOf(store: ObjectStore, a: Moment, b: Moment): Promise<Moment | null> {
  const all = [...(await store.common(a, b))].sort();
  if (all.length === 0) return sameFiles(store, a, b);
  if (all.length === 1) return all[0] ?? null;
  let best: { readonly moment: Moment; readonly count: number } | null = null;
  for (const moment of all) {
    const count = await follows(store, moment);
    if (!best || count > best.count) best = { moment, count };
  }
  return best?.moment ?? null;
}

/** Who put what differs between two moments last, by path. */
export async function authorsAt(
  store: ObjectStore,
  from: Moment | null,
  to: Moment,
): Promise<ReadonlyMap<string, Author>> {
  const authors = new Map<string, Author>();
  for (const moment of await between(store, from === null ? [] : [from], to)) {
    const commit = await store.commit(moment);
    // What came together from several stands in those.
    if (!commit || commit.parents.length > 1) continue;
    const author = authorOf(commit.name, commit.email);
    for (const { path } of await differences(store, commit.parents[0] ?? null, moment))
      if (!authors.has(path)) authors.set(path, author);
  }
  return authors;
}

/** Moments that are gone through for the past of some files. */
const PAST = 10_000;

/** A moment and those that it follows, newest first. */
async function pastOf(store: ObjectStore, at: Moment): Promise<readonly Moment[]> {
  const past: Moment[] = [];
  const seen = new Set([at]);
  for (const moment of seen) {
    // The oldest that are known of may not be here.
    const commit = await store.commit(moment);
    if (commit) past.push(moment);
    if (past.length >= PAST) break;
    for (const parent of commit?.parents ?? []) seen.add(parent);
  }
  return past;
}

/**
 * The moments by which each of some files had become another, newest first. Between two at which a file was the same it
 * was no other: one that was changed and changed back is known as it is now.
 */
export async function stoodAt(
  store: ObjectStore,
  at: Moment,
  paths: readonly string[],
): Promise<ReadonlyMap<string, readonly Moment[]>> {
  const past = await pastOf(store, at);
  const stood = new Map<string, Moment[]>();
  for (const path of paths) {
    const known = new Map<number, string | null>();
    const hashAt = async (index: number): Promise<string | null> => {
      const had = known.get(index);
      const moment = past[index];
      if (had !== undefined || moment === undefined) return had ?? null;
      const hash = (await entryAt(store, { at: moment, path }))?.oid ?? null;
      known.set(index, hash);
      return hash;
    };
    const found: Moment[] = [];
    let last: string | null = null;
    const add = async (index: number): Promise<void> => {
      const [hash, moment] = [await hashAt(index), past[index]];
      if (hash === null || hash === last || moment === undefined || found.length >= MOST_STOOD) return;
      last = hash;
      found.push(moment);
    };
    /** Those behind `newer`, as far as `older`. */
    const between = async (newer: number, older: number): Promise<void> => {
      if (found.length >= MOST_STOOD || (await hashAt(newer)) === (await hashAt(older))) return;
      if (older - newer === 1) return add(older);
      const middle = (newer + older) >> 1;
      await between(newer, middle);
      await between(middle, older);
    };
    await add(0);
    await between(0, past.length - 1);
    if (found.length > 0) stood.set(path, found);
  }
  return stood;
}

/** All that a hub lacks of `to`, where it has `there` with all that they follow. */
export async function lackingAt(store: ObjectStore, there: readonly Moment[], to: Moment): Promise<string[]> {
  const lacking = new Set<string>();
  const gather = async (hash: string, before: readonly string[]): Promise<void> => {
    if (lacking.has(hash)) return;
    lacking.add(hash);
    const olds: Folder[] = [];
    for (const one of before) olds.push(await folderOf(store, one));
    for (const entry of await store.tree(hash)) {
      const had = olds.flatMap((old) => old.get(entry.path) ?? []);
      if (had.some(({ oid }) => oid === entry.oid)) continue;
      if (entry.type === "tree")
        await gather(
          entry.oid,
          had.filter(({ type }) => type === "tree").map(({ oid }) => oid),
        );
      else if (entry.type === "blob") lacking.add(entry.oid);
    }
  };
  for (const moment of await between(store, there, to)) {
    const commit = await store.commit(moment);
    if (!commit) continue;
    lacking.add(moment);
    const before: string[] = [];
    for (const parent of commit.parents) {
      const known = await store.commit(parent);
      if (known) before.push(known.tree);
    }
    if (!before.includes(commit.tree)) await gather(commit.tree, before);
  }
  return [...lacking];
}

/** What becomes of a folder: files by their names, and what is in the folders below. */
interface Change {
  readonly files: Map<string, string | null>;
  readonly folders: Map<string, Change>;
}

const noChange = (): Change => ({ files: new Map(), folders: new Map() });

/** The folder as it is after a change; null for one in which nothing stands. */
async function changed(store: ObjectStore, hash: string | null, { files, folders }: Change): Promise<string | null> {
  const entries = new Map(await folderOf(store, hash));
  for (const [path, oid] of files)
    if (oid === null) entries.delete(path);
    else entries.set(path, { mode: FILE, path, oid, type: "blob" });
  for (const [path, change] of folders) {
    const had = entries.get(path);
    const oid = await changed(store, had?.mode === FOLDER ? had.oid : null, change);
    if (oid === null) entries.delete(path);
    else entries.set(path, { mode: FOLDER, path, oid, type: "tree" });
  }
  return entries.size === 0 ? null : store.putTree([...entries.values()]);
}

/** Puts files on top of moments; the new moment. It stands on the disk. */
export async function putMoment(
  store: ObjectStore,
  files: readonly PutFile[],
  on: readonly Moment[],
  signed: Signed,
): Promise<Moment> {
  const whole = noChange();
  for (const { path, content } of files) {
    if (!isSharedPath(path)) fail("share-store", { detail: path });
    let hash: string | null = null;
    if (content instanceof Uint8Array) hash = await store.putBlob(content);
    else if (content !== null) {
      const entry = await entryAt(store, { at: content.as, path });
      hash = entry?.type === "blob" ? entry.oid : null;
    }
    const folders = path.split("/");
    const name = folders.pop() ?? "";
    let change = whole;
    for (const folder of folders) {
      const inner = change.folders.get(folder) ?? noChange();
      change.folders.set(folder, inner);
      change = inner;
    }
    change.files.set(name, hash);
  }
  const [first] = on;
  const tree =
    (await changed(store, first === undefined ? null : await treeOf(store, first), whole)) ?? (await store.putTree([]));
  const who = signature(signed);
  const lines = [
    `tree ${tree}`,
    ...on.map((parent) => `parent ${parent}`),
    `author ${who}`,
    `committer ${who}`,
    "",
    "",
  ];
  const moment = await store.putCommit(Buffer.from(lines.join("\n")));
  await store.keep();
  return moment;
}
