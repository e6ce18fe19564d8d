/** Twenty desks that wrote offline for days: what is lost (nothing), what people are asked, and how long a merge takes. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Article, emptyVersion, type Lang } from "../../shared/article/article.ts";
import { canonicalJson } from "../../shared/article/canonical-json.ts";
import { type MergeSide, merge } from "../../shared/merge/merge.ts";
import { randomOf } from "../random.ts";
import { edited, wordOf } from "../shared/merge/desk-edits.ts";
import { type Mode, runNewsroom, storyOf } from "../shared/merge/newsroom.ts";
import type { Bench, BenchOptions } from "./bench.ts";
import { times } from "./library-runs.ts";
import { median, milliseconds, quantile, tableOf } from "./machine.ts";
import { type Beside, desksBack, largeLibrary } from "./sharing-runs.ts";

const SEEDS = 10;
const DESKS = 20;
const ARTICLES = 50;
const EDITS = 10_000;

/** At most so many open cards of a seed, where two people write in two languages and a third helps out. */
const MOST_CARDS = 362;
/** Processor time that 95 of 100 merges stay below. */
const LONGEST_MS = 5;
const SIZE = 26_000;
const EDITS_A_SIDE = 12;
const ROUNDS = 300;

function newsroom(mode: Mode): { readonly row: readonly string[]; readonly holds: boolean } {
  let [words, lost, problems, merges] = [0, 0, 0, 0];
  const counts: number[] = [];
  const kinds = new Map<string, number>();
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const outcome = runNewsroom({ seed, mode, desks: DESKS, articles: ARTICLES, edits: EDITS });
    words += outcome.words;
    merges += outcome.merges;
    lost += outcome.lost.length;
    problems += outcome.problems.length;
    counts.push(Object.values(outcome.cards).reduce((sum, count) => sum + count, 0));
    for (const [kind, count] of Object.entries(outcome.cards)) kinds.set(kind, (kinds.get(kind) ?? 0) + count);
  }
  const byKind = [...kinds]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${kind} ${Math.round(count / SEEDS)}`);
  const most = Math.max(...counts);
  return {
    row: [
      mode,
      String(merges),
      String(words),
      String(lost),
      String(problems),
      `${median(counts)} (at most ${most})`,
      byKind.join(", "),
    ],
    holds: lost === 0 && problems === 0 && (mode === "anywhere" || most < MOST_CARDS),
  };
}

/** A story as long as that, in both languages, out of news. */
function longStory(): Article {
  const stories = Array.from({ length: 20 }, (_, number) => storyOf(number));
  const version = (lang: Lang, blocks: number) => ({
    ...emptyVersion(lang, "2026-11-24T02:00:00Z"),
    body: {
      type: "doc",
      content: stories
        .flatMap(({ versions }) => versions[lang]?.body.content ?? [])
        .slice(0, blocks)
        .map((block, at) => ({ ...block, attrs: { id: `${lang}-${at}`, row: `row-${at}` } })),
    },
  });
  const story = (blocks: number): Article => ({
    ...storyOf(1),
    versions: { lo: version("lo", blocks), en: version("en", blocks) },
  });
  const sizeOf = (blocks: number) => Buffer.byteLength(canonicalJson(story(blocks)));
  let blocks = 1;
  while (sizeOf(blocks + 1) <= SIZE) blocks += 1;
  return story(blocks);
}

function withEdits(story: Article, random: () => number, name: string): MergeSide {
  let article = story;
  let number = Math.floor(random() * 900_000);
  const desk = {
    random,
    word: (lang: Lang) => {
      number += 1;
      return wordOf(lang, number % 1_000_000);
    },
  };
  for (let edit = 0; edit < EDITS_A_SIDE; edit += 1) {
    const lang: Lang = random() < 0.5 ? "lo" : "en";
    const version = article.versions[lang];
    if (!version) continue;
    const kinds = ["split", "join", "move", "delete words", "retype"] as const;
    const kind = random() < 0.2 ? (kinds[Math.floor(random() * kinds.length)] ?? "split") : "write";
    const body = edited(version.body, lang, kind, desk);
    article = { ...article, versions: { ...article.versions, [lang]: { ...version, body } } };
  }
  // As it comes: read from a file or from another desk.
  return {
    article: JSON.parse(JSON.stringify(article)),
    revision: name,
    by: name,
    desk: name,
    at: "2026-11-24T02:00:00Z",
  };
}

/** Processor time of each merge, in milliseconds. */
function mergeTimes(story: Article): readonly number[] {
  const random = randomOf(24);
  const all = Array.from(
    { length: ROUNDS },
    () => [withEdits(story, random, "a"), withEdits(story, random, "b")] as const,
  );
  const base = { article: JSON.parse(JSON.stringify(story)) };
  const timeOf = ([a, b]: readonly [MergeSide, MergeSide]): number => {
    const from = process.cpuUsage();
    merge(base, a, b);
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1000;
  };
  for (const pair of all.slice(0, 50)) timeOf(pair);
  return all.map(timeOf);
}

/** Times of git's own, at most. */
const TIMES = { back: 3, change: 3, copy: 2 } as const;
/** Of a run with one change, at most. */
const IDLE = 0.05;
/** What is measured in a few minutes; `--sizes 10000,50000` are the sizes that have to hold. */
const SIZES = [2000] as const;

/** Works in a folder of its own, which goes afterwards. */
async function inRoom<T>(work: (room: string) => Promise<T>): Promise<T> {
  const room = await mkdtemp(path.join(tmpdir(), "songphasa-sharing-"));
  try {
    return await work(room);
  } finally {
    await rm(room, { recursive: true, force: true });
  }
}

/** A hub in a folder, beside git for the same pushes and fetches; whether all holds. */
async function sharing({ print, sizes }: BenchOptions): Promise<boolean> {
  if (process.platform !== "linux") {
    print("What sharing costs isn't measured: the processor time of other programs is told by Linux alone.");
    return true;
  }
  const rows: string[][] = [];
  let holds = true;
  const row = (what: string, { ours, gits }: Beside, most: number) => {
    rows.push([what, `${ours.toFixed(2)} s`, `${gits.toFixed(2)} s`, times(ours / gits), times(most)]);
    holds &&= ours / gits <= most;
  };
  row(
    `${DESKS} desks back after ${EDITS} edits in ${ARTICLES} stories`,
    await inRoom((room) => desksBack(room, DESKS, ARTICLES, EDITS)),
    TIMES.back,
  );
  for (const size of sizes ?? SIZES) {
    const { copy, linked, change, idle, alone } = await inRoom((room) => largeLibrary(room, size));
    row(`first copy of ${size} stories, beside a clone that carries them`, copy, TIMES.copy);
    const { ours, gits } = linked;
    rows.push([
      "the same, beside one that links them",
      `${ours.toFixed(2)} s`,
      `${gits.toFixed(2)} s`,
      times(ours / gits),
    ]);
    row(`${size} stories: a change each way and a merge`, change, TIMES.change);
    const share = idle / alone;
    rows.push([
      `${size} stories: nothing to do, beside one change`,
      milliseconds(idle * 1000),
      milliseconds(alone * 1000),
      `${(share * 100).toFixed(1)} %`,
      `${IDLE * 100} %`,
    ]);
    holds &&= share < IDLE;
  }
  print("");
  for (const line of tableOf([["sharing", "Songphasa", "git", "share", "must"], ...rows])) print(line);
  return holds;
}

export const benchNewsroom: Bench = async (options) => {
  const { print } = options;
  const outcomes = (["languages", "anywhere"] as const).map(newsroom);
  const head = ["desks write", "merges", "words", "lost", "broken", "cards a seed", "of which, on average"];
  for (const line of tableOf([head, ...outcomes.map(({ row }) => row)])) print(line);
  const story = longStory();
  const times = mergeTimes(story);
  const p95 = quantile(times, 0.95);
  const size = Buffer.byteLength(canonicalJson(story));
  print(`${SEEDS} seeds of ${EDITS} edits at ${DESKS} desks in ${ARTICLES} stories, a fifth of them of structure.`);
  print(
    `A merge of a story of ${size} bytes with ${EDITS_A_SIDE} edits a side: ${milliseconds(median(times))}, p95 ${milliseconds(p95)} of processor time (aim ${LONGEST_MS} ms).`,
  );
  const isShared = await sharing(options);
  return outcomes.every(({ holds }) => holds) && p95 < LONGEST_MS && isShared;
};
