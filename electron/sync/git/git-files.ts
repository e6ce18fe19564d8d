/** Files in git's own store: read at a moment, compared between two, and put as a new one. */

import type { Author, Moment, PutFile, Wanted } from "../remote.ts";
import { fail, TooLarge, TooMuch } from "../sync-error.ts";
import { isOutOfSpace } from "./hub-words.ts";
import type { Git } from "./run-git.ts";

/** Bytes that a shared file may have; a story has some 30,000. */
export const FILE_LIMIT = 64 * 1024 * 1024;
export const FILE_LIMIT_WORDS = "64 MiB";
/** Files read in one run; their bytes are held at once. */
const READ_AT_ONCE = 512;

/**
 * What a shared path may be: plain names, no dot in front, no space, nothing that a file system takes for another. What
 * a hub names otherwise is never followed.
 */
const PATH = /^(?:[0-9A-Za-z_][0-9A-Za-z_-]{0,120}\/){0,3}[0-9A-Za-z_][0-9A-Za-z_.-]{0,120}$/;
export const isSharedPath = (path: string): boolean => PATH.test(path) && !path.includes("..") && !path.endsWith(".");

/** Moments are git's own hashes. */
const MOMENT = /^[0-9a-f]{40,64}$/;
export const isMoment = (text: string): boolean => MOMENT.test(text);

/** The last line of a complaint, for people: the carrier has no name there. */
const lastLine = (complaint: string): string | undefined =>
  complaint
    .trim()
    .split("\n")
    .at(-1)
    ?.replace(/\bgit[ -]?/gi, "")
    .trim();

/** Runs git and takes nothing but success. */
export async function must(git: Git, args: readonly string[], options?: Parameters<Git["run"]>[1]): Promise<Buffer> {
  const { code, out, complaint } = await git.run(args, options);
  if (code !== 0 && isOutOfSpace(complaint)) fail("disk-full");
  if (code !== 0) fail("share-store", { detail: lastLine(complaint) || `${args[0]}: ${code}` });
  return out;
}

/** One answer of `cat-file --batch` taken from its bytes: where the next begins, and the file. */
function taken(out: Buffer, from: number): { readonly next: number; readonly bytes: Buffer | null } {
  const end = out.indexOf(0x0a, from);
  if (end < 0) fail("share-store", { detail: "an answer was cut short" });
  const [, kind, size] = out.toString("latin1", from, end).split(" ");
  if (kind !== "blob") {
    // Not there, or no file: "missing" has no bytes behind it, another kind has.
    const skip = /^\d+$/.test(size ?? "") && kind !== "missing" ? Number(size) + 1 : 0;
    return { next: end + 1 + skip, bytes: null };
  }
  const begin = end + 1;
  return { next: begin + Number(size) + 1, bytes: out.subarray(begin, begin + Number(size)) };
}

/** Some files in one run; where they are too much for that, in two, and what is too much alone is too large. */
async function readSome(git: Git, some: readonly Wanted[]): Promise<(Buffer | null)[]> {
  const input = [some.map(({ at, path }) => `${at}:${path}\n`).join("")];
  let out: Buffer;
  try {
    out = await must(git, ["cat-file", "--batch"], { input, limit: FILE_LIMIT });
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    const [only] = some;
    if (some.length === 1 && only) throw new TooLarge(only.path, FILE_LIMIT_WORDS);
    const half = Math.ceil(some.length / 2);
    return [...(await readSome(git, some.slice(0, half))), ...(await readSome(git, some.slice(half)))];
  }
  let at = 0;
  return some.map(() => {
    const one = taken(out, at);
    at = one.next;
    return one.bytes;
  });
}

/** Files at their moments, in the order asked for; null for what isn't there. Throws `TooLarge` for one that is. */
export async function readFiles(git: Git, wanted: readonly Wanted[]): Promise<(Buffer | null)[]> {
  const read: (Buffer | null)[] = [];
  for (let first = 0; first < wanted.length; first += READ_AT_ONCE) {
    const some = wanted.slice(first, first + READ_AT_ONCE);
    for (const { at, path } of some) if (!isMoment(at) || !isSharedPath(path)) fail("share-store", { detail: path });
    read.push(...(await readSome(git, some)));
  }
  return read;
}

/** What stands at a hub and is no plain shared file, by its path: whether it does still. */
export type Refused = Map<string, "there" | "gone">;

/**
 * Paths that differ between two moments, in order; those that are no plain shared file go to `refused`. Throws
 * `TooMuch` for more than any library has.
 */
export async function differing(git: Git, from: Moment | null, to: Moment, refused?: Refused): Promise<string[]> {
  const out =
    from === null
      ? await must(git, ["ls-tree", "-r", "-z", "--full-tree", to])
      : await must(git, ["diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-commit-id", from, to]);
  const fields = out.toString("utf8").split("\0");
  const paths: string[] = [];
  const look = (mode: string | undefined, path: string): void => {
    // 000000: it is gone.
    const isGone = mode === "000000";
    if ((isGone || mode === "100644") && isSharedPath(path)) paths.push(path);
    else if (path !== "") refused?.set(path, isGone ? "gone" : "there");
  };
  if (from === null)
    for (const field of fields) {
      const tab = field.indexOf("\t");
      look(field.split(" ", 1)[0], field.slice(tab + 1));
    }
  else
    for (let at = 0; at + 1 < fields.length; at += 2) {
      const [, mode] = (fields[at] ?? "").split(" ");
      look(mode, fields[at + 1] ?? "");
    }
  return paths;
}

/** Paths of the files in a folder at a moment; those that are no plain shared file are left out. */
export async function listed(git: Git, at: Moment, folder: string): Promise<string[]> {
  if (!isMoment(at) || !isSharedPath(folder)) fail("share-store", { detail: folder });
  const out = await must(git, ["ls-tree", "-z", "--full-tree", at, `${folder}/`]);
  return out
    .toString("utf8")
    .split("\0")
    .flatMap((field) => {
      const path = field.slice(field.indexOf("\t") + 1);
      return field.startsWith("100644 ") && isSharedPath(path) ? [path] : [];
    });
}

export interface Signed extends Author {
  /** Seconds since 1970. */
  readonly at: number;
}

const DOMAIN = "songphasa.invalid";

/** Who a moment's committer is. */
export const authorOf = (name: string, email: string): Author => ({
  name,
  desk: email.endsWith(`@${DOMAIN}`) ? email.slice(0, -DOMAIN.length - 1) : "",
});

/** Who put what differs between two moments last, by path. */
export async function authorsOf(git: Git, from: Moment | null, to: Moment): Promise<ReadonlyMap<string, Author>> {
  const range = from === null ? [to] : [`${from}..${to}`];
  const out = await must(git, [
    "log",
    "-z",
    "--topo-order",
    "--name-only",
    "--no-renames",
    "--format=%x01%cn%x02%ce%x02",
    ...range,
  ]);
  const authors = new Map<string, Author>();
  for (const commit of out.toString("utf8").split("\x01").slice(1)) {
    const [name = "", email = "", files = ""] = commit.split("\x02");
    const author = authorOf(name, email);
    for (const path of files.split("\0")) {
      const plain = path.trim();
      if (plain !== "" && !authors.has(plain)) authors.set(plain, author);
    }
  }
  return authors;
}

const oneLine = (name: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a name from the settings may hold them, and git's line may not
  name.replace(/[\u0000-\u001f<>]/g, " ").trim() || "desk";

/** The line of whoever puts a moment. */
export const signature = ({ name, desk, at }: Signed): string =>
  `${oneLine(name)} <${desk.replace(/[^\w-]/g, "")}@${DOMAIN}> ${at} +0000`;

/** The new moment, for `fast-import`, piece by piece. `hashes`: of what stood at an earlier moment, by its path. */
function* pieces(
  files: readonly PutFile[],
  hashes: ReadonlyMap<string, string | null>,
  on: readonly Moment[],
  signed: Signed,
  branch: string,
): Generator<Uint8Array | string> {
  yield `feature done\ncommit ${branch}\nmark :1\ncommitter ${signature(signed)}\ndata 0\n\n`;
  for (const [index, moment] of on.entries()) yield `${index === 0 ? "from" : "merge"} ${moment}\n`;
  for (const { path, content } of files) {
    if (!isSharedPath(path)) fail("share-store", { detail: path });
    if (content instanceof Uint8Array) {
      yield `M 100644 inline ${path}\ndata ${content.length}\n`;
      yield content;
      yield "\n";
    } else {
      const hash = content === null ? null : (hashes.get(path) ?? null);
      yield hash === null ? `D ${path}\n` : `M 100644 ${hash} ${path}\n`;
    }
  }
  yield "get-mark :1\ndone\n";
}

/** Hashes of files at moments; null for what isn't there. */
async function hashesOf(git: Git, wanted: readonly Wanted[]): Promise<(string | null)[]> {
  if (wanted.length === 0) return [];
  const input = [wanted.map(({ at, path }) => `${at}:${path}\n`).join("")];
  const out = await must(git, ["cat-file", "--batch-check"], { input });
  const lines = out.toString("latin1").split("\n");
  return wanted.map((_, at) => {
    const [hash = "", kind] = (lines[at] ?? "").split(" ");
    return kind === "blob" ? hash : null;
  });
}

/** Puts files on top of moments; the new moment, at which `branch` stands then. Nothing but git's own store is written. */
export async function writeMoment(
  git: Git,
  files: readonly PutFile[],
  on: readonly Moment[],
  signed: Signed,
  branch = "refs/songphasa/made",
): Promise<Moment> {
  const earlier = files.flatMap(({ path, content }) =>
    content !== null && !(content instanceof Uint8Array) ? [{ at: content.as, path }] : [],
  );
  const hashes = await hashesOf(git, earlier);
  const known = new Map(earlier.map(({ path }, at) => [path, hashes[at] ?? null]));
  const input = pieces(files, known, on, signed, branch);
  const out = await must(git, ["fast-import", "--quiet", "--force", "--done"], { input });
  const moment = out.toString("latin1").trim();
  if (!isMoment(moment)) fail("share-store", { detail: "no moment was made" });
  return moment;
}
