/** Where two desks part, and who wrote what since. */
import { randomBytes } from "node:crypto";
import type { Author, Moment } from "../remote.ts";
import { authorOf, isMoment, must } from "./git-files.ts";
import type { Git } from "./run-git.ts";

/** What others did since a moment that both have seen, as one run of git tells it. */
export interface History {
  /** The newest moments that both have seen, or more of them. */
  readonly common: readonly Moment[];
  /** Who put what was put last at `to` and not at `from`, by path. */
  readonly authors: ReadonlyMap<string, Author>;
}

/** `from`: null for all of the past. */
export async function historyOf(git: Git, from: Moment | null, to: Moment): Promise<History> {
  const range = from === null ? [to] : ["--left-right", "--boundary", `${from}...${to}`];
  // No name can hold it: what a hub says of its people stays what they are called.
  const begins = randomBytes(12).toString("hex");
  const format = `--format=${begins}%m%H%x02%cn%x02%ce%x02`;
  const out = await must(git, ["log", "-z", "--topo-order", "--name-only", "--no-renames", format, ...range]);
  const common: Moment[] = [];
  const authors = new Map<string, Author>();
  for (const commit of out.toString("utf8").split(begins).slice(1)) {
    const [moment = "", name = "", email = "", files = ""] = commit.split("\x02");
    if (moment.startsWith("-")) common.push(moment.slice(1));
    // Theirs alone.
    if (!moment.startsWith(">")) continue;
    const author = authorOf(name, email);
    for (const path of files.split("\0")) {
      const plain = path.trim();
      if (plain !== "" && !authors.has(plain)) authors.set(plain, author);
    }
  }
  return { common, authors };
}

/** Moments of one file that are looked at: a text that stood before all of them is no base for anything that is written now. */
export const MOST_STOOD = 100;

/** Moments that are gone through. */
const PAST = 10_000;
/** Files that git looks for by their names; for more of them each moment's own list is shorter. */
const BY_NAME = 8;

/** The moments by which each of some files had become another, newest first. */
export async function stoodAt(
  git: Git,
  at: Moment,
  paths: readonly string[],
): Promise<ReadonlyMap<string, readonly Moment[]>> {
  const begins = randomBytes(12).toString("hex");
  const isByName = paths.length <= BY_NAME;
  const most = `--max-count=${isByName ? MOST_STOOD * paths.length : PAST}`;
  const told = ["-z", "-m", "--topo-order", "--name-only", "--no-renames", most, `--format=${begins}%H%x02`];
  // A path is one, and no pattern.
  const only = isByName ? ["--", ...paths] : ["--"];
  const out = await must(git, ["--literal-pathspecs", "log", ...told, at, ...only]);
  const wanted = new Set(paths);
  const stood = new Map<string, Moment[]>();
  for (const commit of out.toString("utf8").split(begins).slice(1)) {
    const [moment = "", files = ""] = commit.split("\x02");
    for (const path of files.split("\0")) {
      const plain = path.trim();
      if (!wanted.has(plain)) continue;
      const before = stood.get(plain) ?? [];
      if (before.at(-1) === moment || before.length >= MOST_STOOD) continue;
      before.push(moment);
      stood.set(plain, before);
    }
  }
  return stood;
}

/** Where one came to nothing but the files of another's past: a history that was thrown away is no other text. */
async function sameFiles(git: Git, a: Moment, b: Moment): Promise<Moment | null> {
  const past = async (moment: Moment) =>
    (await must(git, ["log", "--topo-order", "--format=%T %H", moment])).toString("latin1").trim().split("\n");
  // The newest of ours with such files, for the newest of theirs that has them.
  const mine = new Map((await past(a)).reverse().map((line) => [line.slice(0, line.indexOf(" ")), line] as const));
  for (const line of await past(b)) {
    const known = mine.get(line.slice(0, line.indexOf(" ")));
    if (known) return known.slice(known.indexOf(" ") + 1);
  }
  return null;
}

/**
 * The newest that two moments have in common, of what `History` says of them: of several the one that follows the
 * most, then the smallest.
 */
export async function commonOf(git: Git, a: Moment, b: Moment, common: History["common"]): Promise<Moment | null> {
  // One that follows the other has all of it.
  const whole = common.find((one) => one === a || one === b);
  if (whole !== undefined || common.length === 1) return whole ?? common[0] ?? null;
  const { code, out } = await git.run(["merge-base", "--all", a, b]);
  const all = code === 0 ? out.toString("latin1").split("\n").filter(isMoment).sort() : [];
  if (all.length === 0) return sameFiles(git, a, b);
  if (all.length === 1) return all[0] ?? null;
  let best: { readonly moment: Moment; readonly follows: number } | null = null;
  for (const moment of all) {
    const follows = Number((await must(git, ["rev-list", "--count", moment])).toString("latin1"));
    if (!best || follows > best.follows) best = { moment, follows };
  }
  return best?.moment ?? null;
}
