/**
 * Two desks' texts of one story made into one, from what both began with. It never fails, never asks and never drops
 * a word: what no rule decides stands on a card. Pure and symmetric, so that desks which merge alone make the same.
 */
import { Article } from "../article/article.ts";
import { cardsOf, settledOf } from "../article/card.ts";
import { besideMark, isBesidePlace } from "../rows/beside.ts";
import { type Authorship, type Merging, mergingOf, type Standing } from "./merging.ts";
import { openConflicts } from "./open-conflicts.ts";
import { articleRules, type Descends } from "./parts.ts";
import { mergeFields } from "./records.ts";
import { bytesOf, isFields, isSame } from "./values.ts";

export interface MergeSide extends Authorship {
  readonly article: Article;
}

const standing = ({ article, revision, by, desk, at }: MergeSide): Standing => ({
  revision,
  by,
  desk,
  at,
  cards: cardsOf(article),
  settled: new Set(settledOf(article)),
});

/** Where words of both came to stand beside each other: what either knew, and what this merge made, as it still stands. */
function besideOf(merged: Article, merging: Merging): Readonly<Record<string, string>> | null {
  const known = isFields(merged.beside) ? merged.beside : {};
  const marks = new Map<string, string>();
  for (const place of [...Object.keys(known), ...merging.beside].filter(isBesidePlace).sort()) {
    const mark = besideMark(merged, place);
    if (mark !== null && (merging.beside.has(place) || known[place] === mark)) marks.set(place, mark);
  }
  return marks.size === 0 ? null : Object.fromEntries(marks);
}

/**
 * `a` and `b` as one story; `base` is the story that both came from, null where there is none: then both are kept, block
 * by block. `descends` says which of two publications came later, where the story's history knows it.
 */
export function merge(
  base: { readonly article: Article } | null,
  a: MergeSide,
  b: MergeSide,
  descends: Descends = () => false,
): Article {
  if (isSame(a.article, b.article)) return a.article;
  if (base && isSame(a.article, base.article)) return b.article;
  if (base && isSame(b.article, base.article)) return a.article;
  const [one, two] = bytesOf(a.article) <= bytesOf(b.article) ? [a, b] : [b, a];
  const merging = mergingOf(standing(one), standing(two), base ? cardsOf(base.article) : []);
  const mine = { ...one.article, conflicts: undefined, settled: undefined };
  const theirs = { ...two.article, conflicts: undefined, settled: undefined };
  const before = base && { ...base.article, conflicts: undefined, settled: undefined };
  const merged = mergeFields("", before, mine, theirs, merging, articleRules(descends));
  const settled = new Set([...merging.a.settled, ...merging.b.settled]);
  const { beside: _, ...rest } = merged;
  const beside = besideOf(Article.parse({ ...merged, conflicts: [] }), merging);
  return Article.parse({
    ...rest,
    ...(beside && { beside }),
    conflicts: openConflicts([...one.article.conflicts, ...two.article.conflicts], settled, merging),
    ...(settled.size > 0 ? { settled: [...settled].sort() } : {}),
  });
}
