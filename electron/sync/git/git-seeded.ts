/**
 * A first copy where most files are here already, as from a backup: moments and folders come without their files, what
 * is here is put among them, and what is still missing comes in small parts, each kept once it has come.
 */
import { createHash } from "node:crypto";
import type { Moment } from "../remote.ts";
import { isSharedPath, must } from "./git-files.ts";
import type { Git, RunOptions } from "./run-git.ts";

/** Files that are fetched at once: a line that breaks costs no more than these. */
const AT_ONCE = 256;
/** Bytes of all names of a library's past. */
const NAMES_LIMIT = 1024 * 1024 * 1024;

/** How a file of these bytes is called in a store whose names have as many letters as this one. */
export function nameOfBytes(bytes: Uint8Array, like: Moment): string {
  const hash = createHash(like.length === 64 ? "sha256" : "sha1");
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

/** The names of all files that a moment and those before it have, here or not. */
export async function namesBefore(git: Git, at: Moment): Promise<ReadonlySet<string>> {
  const words = ["rev-list", "--objects", "--no-object-names", "--missing=allow-any", at];
  return new Set((await must(git, words, { limit: NAMES_LIMIT })).toString("latin1").split("\n"));
}

function* asBlobs(files: Iterable<Uint8Array>): Generator<Uint8Array | string> {
  yield "feature done\n";
  for (const bytes of files) {
    yield `blob\ndata ${bytes.length}\n`;
    yield bytes;
    yield "\n";
  }
  yield "done\n";
}

/** Puts files among those of the store, whatever they belong to. */
export const putBlobs = async (git: Git, files: Iterable<Uint8Array>): Promise<void> =>
  void (await must(git, ["fast-import", "--quiet", "--done"], { input: asBlobs(files) }));

/** The plain files of a moment that aren't here. */
async function missingAt(git: Git, at: Moment): Promise<string[]> {
  const list = (await must(git, ["ls-tree", "-r", "-z", "--full-tree", at])).toString("utf8").split("\0");
  const plain = new Set(
    list.flatMap((field) => {
      const [mode, , rest = ""] = field.split(" ");
      const tab = rest.indexOf("\t");
      return mode === "100644" && isSharedPath(rest.slice(tab + 1)) ? [rest.slice(0, tab)] : [];
    }),
  );
  const words = ["rev-list", "--objects", "--no-object-names", "--missing=print", `${at}^{tree}`];
  const said = (await must(git, words, { limit: NAMES_LIMIT })).toString("latin1").split("\n");
  return said.flatMap((line) => (line.startsWith("?") && plain.has(line.slice(1)) ? [line.slice(1)] : []));
}

/** Fetches what is missing of a moment; `speak` runs what speaks with the remote `hub`. */
export async function fetchMissing(
  git: Git,
  at: Moment,
  speak: (args: readonly string[], options?: RunOptions) => Promise<Buffer>,
  progress: (done: number, total: number) => void,
): Promise<void> {
  const missing = await missingAt(git, at);
  for (let first = 0; first < missing.length; first += AT_ONCE) {
    progress(first, missing.length);
    const some = missing.slice(first, first + AT_ONCE);
    const plain = ["--quiet", "--no-tags", "--no-write-fetch-head", "--filter=blob:none", "--stdin"];
    await speak(["-c", "fetch.negotiationAlgorithm=noop", "fetch", ...plain, "hub"], {
      input: [some.map((name) => `${name}\n`).join("")],
    });
  }
}
