/** What the list filters and counts by, packed into one number a story. */
import type { Article, Lang, Stage } from "../../../../shared/article/article.ts";
import { isOwed } from "../../../../shared/article/out.ts";
import { LANGS, STAGES } from "../../../../shared/article/stages.ts";
import type { Counts, ListRequest, Summary } from "../../../../shared/contract.ts";

const TRASHED = 1;
const TRANSLATION = 1 << 13;
const OWED = 1 << 14;
const STALE = 1 << 15;
const CHANGED = 1 << 16;
const NOTES = 1 << 17;
/** Of a newer format; the highest, so that a database finds these by being no less. */
export const NEWER = 1 << 18;
const stageBit = (lang: Lang, stage: Stage): number =>
  1 << (1 + (lang === "en" ? STAGES.length : 0) + STAGES.indexOf(stage));

const needsTranslation = ({ rows, has }: Summary): boolean => rows.missing > 0 || !has.lo || !has.en;

export function flagsOf(article: Article, summary: Summary): number {
  let flags = summary.trashedAt === null ? 0 : TRASHED;
  for (const lang of LANGS) flags |= stageBit(lang, summary.stages[lang]);
  if (needsTranslation(summary)) flags |= TRANSLATION;
  if (isOwed(article) !== null) flags |= OWED;
  if (summary.rows.stale > 0) flags |= STALE;
  if (summary.changed.lo || summary.changed.en) flags |= CHANGED;
  if (summary.notes > 0) flags |= NOTES;
  if (summary.readOnly === "article-newer") flags |= NEWER;
  return flags;
}

/** Whether a story's flags answer a request; its category is another matter. */
export function flagsFilter({ stage, lang, needs, trashed = false }: ListRequest): (flags: number) => boolean {
  const need =
    needs === undefined
      ? 0
      : // What waits for its time is a question to the clock, which no flag answers.
        { translation: TRANSLATION, owed: OWED, stale: STALE, changed: CHANGED, notes: NOTES, held: 0, due: 0 }[needs];
  const stages =
    stage === undefined
      ? 0
      : LANGS.filter((one) => lang === undefined || one === lang).reduce((bits, one) => bits | stageBit(one, stage), 0);
  const trash = trashed ? TRASHED : 0;
  return (flags) => (flags & TRASHED) === trash && (flags & need) === need && (stages === 0 || (flags & stages) !== 0);
}

/** What waits for its time now, and what a person is to do. */
export type Others = "held" | "due" | "mine" | "mineDue";

/** The library's counts, of flags and how many stories have them, and of what no flag tells. */
export function countsOfFlags(
  flags: Iterable<readonly [flags: number, stories: number]>,
  others: Pick<Counts, Others>,
): Counts {
  const tally = new Map<number, number>();
  let trashed = 0;
  for (const [one, stories] of flags) {
    if (one & TRASHED) trashed += stories;
    else tally.set(one, (tally.get(one) ?? 0) + stories);
  }
  const count = (bits: number): number => {
    let sum = 0;
    for (const [one, stories] of tally) if (bits === 0 || one & bits) sum += stories;
    return sum;
  };
  const staged = (stage: Stage) => count(stageBit("lo", stage) | stageBit("en", stage));
  return {
    all: count(0),
    draft: staged("draft"),
    translating: staged("translating"),
    review: staged("review"),
    ready: staged("ready"),
    published: staged("published"),
    withdrawn: staged("withdrawn"),
    translation: count(TRANSLATION),
    owed: count(OWED),
    stale: count(STALE),
    changed: count(CHANGED),
    notes: count(NOTES),
    ...others,
    trashed,
  };
}
