/** The list and its search, from summaries in memory. */

import { workOf } from "../../../shared/article/additions.ts";
import type { Article, Lang } from "../../../shared/article/article.ts";
import { openThreads } from "../../../shared/article/notes.ts";
import { goesAt, isOut } from "../../../shared/article/out.ts";
import type { Counts, ListAnswer, ListRequest, Opened, Summary } from "../../../shared/contract.ts";
import { progressOfSides, type Side, sidesOf } from "../../../shared/rows/rows.ts";
import { type FoldLevel, fold } from "../../../shared/text/fold.ts";
import { changedOf } from "../files/changed.ts";
import { collator } from "./list/collator.ts";
import { countsOfFlags, flagsFilter, flagsOf } from "./list/list-flags.ts";
import { utcOf } from "./list/utc.ts";
import { type Work, workIn } from "./list/work.ts";

/** What stays in memory of a story. */
export interface Entry {
  readonly summary: Summary;
  readonly createdAt: string;
  readonly publishedAt: string;
  /** Headlines and leads, folded at each level when first needed. */
  readonly words: string;
  readonly folded: string[];
  /** What it is filtered and counted by. */
  readonly flags: number;
  /** What of it is on the board. */
  readonly work: readonly Work[];
}

/** The names in both languages, and the keys, of whoever is named in a story; each once. */
const peopleOf = ({ details }: Article): string[] => [
  ...new Set(
    details.bylines
      .flatMap((byline) => [byline.lo.trim(), byline.en.trim(), typeof byline.person === "string" ? byline.person : ""])
      .filter((name) => name !== ""),
  ),
];

const taskOf = (release: Article["release"]["lo"]): Summary["assigned"]["lo"] => {
  const work = workOf(release);
  return work && { person: work.person, due: work.due };
};

/** `sides` are the story's versions as rows see them, where they are known already. */
export function entryOf(
  article: Article,
  readOnly: Opened["readOnly"],
  sides: Readonly<Record<Lang, Side | null>> = sidesOf(article),
): Entry {
  const { lo, en } = article.versions;
  const summary: Summary = {
    id: article.id,
    headline: { lo: lo?.headline ?? "", en: en?.headline ?? "" },
    source: article.details.source,
    stages: { lo: article.release.lo.stage, en: article.release.en.stage },
    out: { lo: isOut(article.release.lo), en: isOut(article.release.en) },
    changed: changedOf(article),
    has: { lo: lo !== null, en: en !== null },
    category: article.details.category,
    tags: article.details.tags,
    people: peopleOf(article),
    assigned: { lo: taskOf(article.release.lo), en: taskOf(article.release.en) },
    embargoUntil: article.details.embargoUntil,
    goesAt: { lo: goesAt(article, "lo"), en: goesAt(article, "en") },
    conflicts: article.conflicts.length,
    photo: article.details.image !== null,
    updatedAt: article.updatedAt,
    trashedAt: article.trashedAt,
    notes: openThreads(article.notes).length,
    rows: progressOfSides(article.details.source, sides, article.rows),
    readOnly: readOnly ?? null,
  };
  return {
    summary,
    createdAt: article.createdAt,
    publishedAt:
      [article.release.lo.publishedAt, article.release.en.publishedAt]
        .map((at) => (at === null ? "" : new Date(at).toISOString()))
        .sort()
        .at(-1) ?? "",
    words: [lo?.headline, en?.headline, lo?.lead, en?.lead].filter(Boolean).join("\n"),
    folded: [],
    flags: flagsOf(article, summary),
    work: workIn(article, summary),
  };
}

/** The first and the last time that one of its languages waits for, as the list's dates are written; null where none does. */
export function timesOf({ goesAt: { lo, en } }: Pick<Summary, "goesAt">): { first: string; last: string } | null {
  const [first, last = first] = [lo, en].flatMap((at) => (at === null ? [] : [new Date(at).toISOString()])).sort();
  return first === undefined || last === undefined ? null : { first, last };
}

const isHeld = (summary: Summary, now: string): boolean => (timesOf(summary)?.last ?? "") > now;
function isDue(summary: Summary, now: string): boolean {
  const times = timesOf(summary);
  return times !== null && times.first <= now;
}

function foldedOf(entry: Entry, level: FoldLevel): string {
  entry.folded[level] ??= fold(entry.words, level);
  return entry.folded[level] ?? "";
}

function search(entries: readonly Entry[], text: string): readonly Entry[] {
  for (const level of [0, 1, 2] as const) {
    const words = fold(text, level).split(" ").filter(Boolean);
    if (words.length === 0) return entries;
    const found = entries.filter((entry) => words.every((word) => foldedOf(entry, level).includes(word)));
    if (found.length > 0) return found;
  }
  return [];
}

/** The headline that a list is sorted by. */
export const headlineOf = ({ summary }: Pick<Entry, "summary">): string =>
  summary.headline[summary.source] || summary.headline.lo || summary.headline.en;
const latest = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);

const SORTS: Readonly<Record<NonNullable<ListRequest["sort"]>, (a: Entry, b: Entry) => number>> = {
  // Without an index every hit is in a headline or a lead: the recent ones first.
  relevance: (a, b) => latest(a.summary.updatedAt, b.summary.updatedAt),
  updated: (a, b) => latest(a.summary.updatedAt, b.summary.updatedAt),
  created: (a, b) => latest(a.createdAt, b.createdAt),
  published: (a, b) => latest(a.publishedAt, b.publishedAt),
  headline: (a, b) => collator.compare(headlineOf(a), headlineOf(b)),
  category: (a, b) => collator.compare(a.summary.category ?? "\uffff", b.summary.category ?? "\uffff"),
};

/** How many stories have something for a person to do, and of how many that is due by then. */
function mineIn(entries: readonly Entry[], me: ListRequest["me"]): Pick<Counts, "mine" | "mineDue"> {
  const due = utcOf(me?.due) ?? "";
  const count = (test: (one: Work) => boolean) => entries.filter(({ work }) => work.some(test)).length;
  const isMine = ({ person }: Work) => person === me?.person;
  return me ? { mine: count(isMine), mineDue: count((one) => isMine(one) && one.due <= due) } : { mine: 0, mineDue: 0 };
}

/** One page of the stories that match; a query that finds nothing is tried again with looser folds. */
export function listStories(all: Iterable<Entry>, request: ListRequest): ListAnswer {
  const entries = [...all];
  const { category, tag, person, assigned, lang, me, needs, sort = "updated", offset = 0, limit = 100 } = request;
  const now = new Date().toISOString();
  const [from, to] = [utcOf(request.from), utcOf(request.to)];
  const wanted = flagsFilter(request);
  const matching = entries.filter(
    ({ flags, summary, publishedAt, work }) =>
      wanted(flags) &&
      (needs !== "held" || isHeld(summary, now)) &&
      (needs !== "due" || isDue(summary, now)) &&
      (category === undefined || summary.category === category) &&
      (tag === undefined || summary.tags.includes(tag)) &&
      (person === undefined || summary.people.includes(person)) &&
      (assigned === undefined || work.some((one) => one.person === assigned && (lang ?? one.lang) === one.lang)) &&
      (from === undefined || (publishedAt || summary.updatedAt) >= from) &&
      (to === undefined || (publishedAt || summary.updatedAt) <= to),
  );
  const found = [...search(matching, request.text ?? "")];
  found.sort((a, b) => SORTS[sort](a, b) || latest(a.summary.id, b.summary.id));
  return {
    total: found.length,
    counts: countsOfFlags(
      entries.map(({ flags }) => [flags, 1]),
      {
        held: entries.filter(({ summary }) => isHeld(summary, now)).length,
        due: entries.filter(({ summary }) => isDue(summary, now)).length,
        ...mineIn(entries, me),
      },
    ),
    items: found.slice(offset, offset + limit).map((entry) => entry.summary),
  };
}
