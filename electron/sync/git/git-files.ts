/** Files in git's own store: what they may be called, who put them, and put as a new moment. */
import type { Author, Moment, PutFile, Wanted } from "../remote.ts";
import { fail } from "../sync-error.ts";
import { isOutOfSpace } from "./hub-words.ts";
import type { Git } from "./run-git.ts";

/** Bytes that a shared file may have; a story has some 30,000. */
export const FILE_LIMIT = 64 * 1024 * 1024;
export const FILE_LIMIT_WORDS = "64 MiB";

/**
 * What a shared path may be: plain names, no dot in front, no space, nothing that a file system takes for another. What
 * a hub names otherwise is never followed.
 */
const PATH = /^(?:[0-9A-Za-z_][0-9A-Za-z_-]{0,120}\/){0,3}[0-9A-Za-z_][0-9A-Za-z_.-]{0,120}$/;
export const isSharedPath = (path: string): boolean => PATH.test(path) && !path.includes("..") && !path.endsWith(".");

/** What stands at a hub and is no plain shared file, by its path: whether it does still. */
export type Refused = Map<string, "there" | "gone">;

/** Moments are git's own hashes. */
const MOMENT = /^[0-9a-f]{40,64}$/;
export const isMoment = (text: string): boolean => MOMENT.test(text);

/** The last line of a complaint, for people: the carrier has no name there. */
export const lastLine = (complaint: string): string | undefined =>
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

/**
 * Puts files on top of moments; the new moment, at which `branch` stands then. Nothing but git's own store is written.
 * `hashesOf`: of what stood at an earlier moment.
 */
export async function writeMoment(
  git: Git,
  files: readonly PutFile[],
  on: readonly Moment[],
  signed: Signed,
  branch = "refs/songphasa/made",
  hashesOf: (wanted: readonly Wanted[]) => Promise<readonly (string | null)[]> = async () => [],
): Promise<Moment> {
  const earlier = files.flatMap(({ path, content }) =>
    content !== null && !(content instanceof Uint8Array) ? [{ at: content.as, path }] : [],
  );
  const hashes = await hashesOf(earlier);
  const known = new Map(earlier.map(({ path }, at) => [path, hashes[at] ?? null]));
  const input = pieces(files, known, on, signed, branch);
  const out = await must(git, ["fast-import", "--quiet", "--force", "--done"], { input });
  const moment = out.toString("latin1").trim();
  if (!isMoment(moment)) fail("share-store", { detail: "no moment was made" });
  return moment;
}
