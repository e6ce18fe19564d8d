/** A desk's own copy of a hub, as git keeps it on the disk, read and written by isomorphic-git: where git is installed later, it goes on with the same files. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import {
  findMergeBase,
  indexPack,
  init,
  packObjects,
  readObject,
  resolveRef,
  type TreeEntry,
  writeBlob,
  writeObject,
  writeRef,
} from "isomorphic-git";
import { isDiskError } from "../../disk/disk-error.ts";
import { isMoment } from "../git/git-files.ts";
import type { Moment } from "../remote.ts";
import { fail } from "../sync-error.ts";
import { checkedPack } from "./checked-pack.ts";
import { clearLeftOvers, storeFiles } from "./store-files.ts";

/** More than this stands in a pack of its own, fewer as a file each: as git has it. */
const AS_FILES = 100;
/** Bytes of objects that wait in memory. */
const WAITING = 32 * 1024 * 1024;
/** The tree in which nothing stands. */
const EMPTY = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
/** Entries of trees that are held once they were read. */
const HELD = 200_000;

export interface Entry extends Pick<TreeEntry, "mode" | "path" | "oid" | "type"> {
  /** The name's own bytes, where a hub gave it: they may be no text. */
  readonly name?: Buffer;
}

export interface Commit {
  readonly tree: string;
  readonly parents: readonly Moment[];
  readonly name: string;
  readonly email: string;
  /** Seconds since 1970. */
  readonly at: number;
}

export interface ObjectStore {
  blob(hash: string): Promise<Buffer>;
  /** What a folder holds, in order. */
  tree(hash: string): Promise<readonly Entry[]>;
  /** Null where it isn't here. */
  commit(moment: Moment): Promise<Commit | null>;
  /** What a moment says, where it isn't longer than that; null for what can't be read. */
  words(moment: Moment, limit: number): Promise<string | null>;
  has(hash: string): Promise<boolean>;
  putBlob(bytes: Uint8Array): Promise<string>;
  putTree(entries: readonly Entry[]): Promise<string>;
  putCommit(bytes: Uint8Array): Promise<Moment>;
  /** What was put stands on the disk. */
  keep(): Promise<void>;
  /** A pack of these, for a hub. */
  pack(hashes: readonly string[]): Promise<Uint8Array>;
  /** Takes a pack from a hub. Throws `SyncError` for one that can't be read. */
  take(pack: Buffer): Promise<void>;
  head(name: string): Promise<Moment | null>;
  setHead(name: string, moment: Moment): Promise<void>;
  /** The newest that two have in common; of several, each that follows none of the others. */
  common(a: Moment, b: Moment): Promise<readonly Moment[]>;
}

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "NotFoundError";

/** What can't be read in the store is told; where it isn't there, `otherwise` says what that means. */
async function within<T>(work: Promise<T>, otherwise?: () => T): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (otherwise && isAbsent(error)) return otherwise();
    if (isDiskError(error)) throw error;
    const isOurs = error instanceof Error && "caller" in error && String(error.caller).startsWith("git.");
    if (isOurs) fail("share-store", { detail: error.message.slice(0, 200) });
    throw error;
  }
}

const PERSON = /^(.*?) ?<([^>]*)> (\d{1,15}) [+-]\d{4}$/;

/** Null for what is no commit. */
function commitOf(bytes: Buffer): Commit | null {
  const text = bytes.toString("utf8");
  const lines = text.slice(0, text.indexOf("\n\n") + 1 || undefined).split("\n");
  const named = (what: string) =>
    lines.filter((line) => line.startsWith(`${what} `)).map((line) => line.slice(what.length + 1));
  const [tree = ""] = named("tree");
  const parents = named("parent");
  const [, name = "", email = "", at = "0"] = PERSON.exec(named("committer")[0] ?? "") ?? [];
  return isMoment(tree) && parents.every(isMoment) ? { tree, parents, name, email, at: Number(at) } : null;
}

/** The entries of a tree, as it holds them: names from a hub may be any. */
function entriesIn(bytes: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [space, end] = [bytes.indexOf(0x20, at), bytes.indexOf(0, at)];
    if (space < 0 || end < space || end + 21 > bytes.length) fail("share-store", { detail: "a folder can’t be read" });
    const mode = bytes.toString("latin1", at, space).padStart(6, "0");
    const name = bytes.subarray(space + 1, end);
    const oid = bytes.toString("hex", end + 1, end + 21);
    const type = mode === "040000" ? "tree" : mode === "160000" ? "commit" : "blob";
    entries.push({ mode, path: name.toString("utf8"), name, oid, type });
    at = end + 21;
  }
  return entries;
}

/** The bytes of a tree. Git's order: a folder as if its name ended in a slash. */
function treeBytes(entries: readonly Entry[]): Buffer {
  const rows = entries.map(({ mode, path, name = Buffer.from(path), oid, type }) => ({
    order: type === "tree" ? Buffer.concat([name, Buffer.from("/")]) : name,
    bytes: [Buffer.from(`${mode.replace(/^0+/, "")} `), name, Buffer.from([0]), Buffer.from(oid, "hex")],
  }));
  rows.sort((one, other) => one.order.compare(other.order));
  return Buffer.concat(rows.flatMap(({ bytes }) => bytes));
}

/** Opens it, made where there is none. `hub`: how that is named to people. */
export async function openStore(folder: string, hub: string): Promise<ObjectStore> {
  const fs = storeFiles(folder);
  const gitdir = folder;
  const cache = {};
  const trees = new Map<string, readonly Entry[]>();
  let held = 0;
  if (existsSync(path.join(folder, "HEAD"))) await clearLeftOvers(folder);
  else await init({ fs, gitdir, bare: true, defaultBranch: "main" });

  const read = async (hash: string, kind: string): Promise<Buffer | null> => {
    const found = await within(readObject({ fs, gitdir, cache, oid: hash, format: "content" }), () => null);
    if (found === null) return null;
    if (found.format !== "content" || found.type !== kind)
      return fail("share-store", { detail: `${hash} is no ${kind}` });
    return Buffer.from(found.object.buffer, found.object.byteOffset, found.object.byteLength);
  };
  const there = async (hash: string, kind: string): Promise<Buffer> =>
    (await read(hash, kind)) ?? fail("share-store", { detail: `${hash} is missing` });

  const keep = async (): Promise<void> => {
    const waiting = [...fs.waiting().keys()];
    if (waiting.length <= AS_FILES) return fs.keep(waiting);
    const hashes = waiting.map((file) => path.basename(path.dirname(file)) + path.basename(file));
    const { filename } = await packObjects({ fs, gitdir, cache, oids: hashes, write: true });
    for (const file of waiting) fs.forget(file);
    await keepPack(filename);
  };
  const keepPack = async (name: string): Promise<number> => {
    const at = path.join("objects", "pack", name);
    const { oids } = await within(indexPack({ fs, dir: gitdir, gitdir, cache, filepath: at }));
    const file = path.join(gitdir, at);
    // The index last: what has none isn't read.
    await fs.keep([file]);
    await fs.keep([file.replace(/pack$/, "idx")]);
    return oids.length;
  };
  /** So that memory doesn't hold a whole library. */
  const roomy = async (): Promise<void> => {
    let size = 0;
    for (const bytes of fs.waiting().values()) size += bytes.length;
    if (size > WAITING) await keep();
  };
  let put = 0;

  return {
    keep,
    blob: (hash) => there(hash, "blob"),
    async tree(hash) {
      const known = trees.get(hash);
      if (known) return known;
      const tree = entriesIn(hash === EMPTY ? Buffer.alloc(0) : await there(hash, "tree"));
      held += tree.length;
      if (held > HELD) {
        trees.clear();
        held = tree.length;
      }
      trees.set(hash, tree);
      return tree;
    },
    async commit(moment) {
      const bytes = await read(moment, "commit");
      return bytes && (commitOf(bytes) ?? fail("share-store", { detail: moment }));
    },
    async words(moment, limit) {
      const bytes = await read(moment, "commit");
      const from = bytes === null || bytes.length > limit ? -1 : bytes.indexOf("\n\n");
      return bytes === null || from < 0 ? null : bytes.toString("utf8", from + 2);
    },
    has: async (hash) =>
      (await within<unknown>(readObject({ fs, gitdir, cache, oid: hash, format: "deflated" }), () => null)) !== null,
    async putBlob(bytes) {
      put += 1;
      if (put % AS_FILES === 0) await roomy();
      return writeBlob({ fs, gitdir, blob: bytes });
    },
    putTree: (entries) => writeObject({ fs, gitdir, type: "tree", object: treeBytes(entries), format: "content" }),
    putCommit: (bytes) => writeObject({ fs, gitdir, type: "commit", object: bytes, format: "content" }),
    async pack(hashes) {
      const { packfile } = await within(packObjects({ fs, gitdir, cache, oids: [...hashes], write: false }));
      return packfile ?? fail("share-store", { detail: "no pack was made" });
    },
    async take(pack) {
      const count = checkedPack(pack, hub);
      if (count === 0) return;
      const name = `pack-${createHash("sha1").update(pack).digest("hex")}.pack`;
      const file = path.join(gitdir, "objects", "pack", name);
      fs.hold(file, pack);
      if (count > AS_FILES) {
        if ((await keepPack(name)) !== count) fail("hub-damaged", { hub });
        return;
      }
      try {
        const { oids } = await within(
          indexPack({ fs, dir: gitdir, gitdir, cache, filepath: path.relative(gitdir, file) }),
        );
        if (oids.length !== count) fail("hub-damaged", { hub });
        for (const oid of oids) {
          const found = await within(readObject({ fs, gitdir, cache, oid, format: "content" }));
          if (found.format === "content")
            await writeObject({ fs, gitdir, type: found.type, object: found.object, format: "content" });
        }
      } finally {
        fs.forget(file);
        fs.forget(file.replace(/pack$/, "idx"));
      }
      await keep();
    },
    async head(name) {
      const moment = await within(resolveRef({ fs, gitdir, ref: name }), () => null);
      return moment !== null && isMoment(moment) ? moment : null;
    },
    setHead: (name, moment) => within(writeRef({ fs, gitdir, ref: name, value: moment, force: true })),
    common: async (a, b) =>
      (await within<string[]>(findMergeBase({ fs, gitdir, cache, oids: [a, b] }))).filter(isMoment),
  };
}
