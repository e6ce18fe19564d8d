/**
 * Two desks' texts of one story made into one, from what both began with. It never fails, never asks and never drops
 * a word: what no rule decides stands on a card. Pure and symmetric, so that desks which merge alone make the same.
 */
import { Article } from "../article/article.ts";
import { cardsOf, settledOf } from "../article/card.ts";
import { besideMark, besideMarks, isBesidePlace } from "../rows/beside.ts";
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

/**
 * Where words of both came to stand beside each other: what this merge made, and what either knew. A change of such a
 * place by whoever didn't know of it is no look at it.
 */
function besideOf(
  merged: Article,
  base: Article | null,
  sides: readonly Article[],
  merging: Merging,
): Readonly<Record<string, string>> | null {
  const seen = base ? besideMarks(base) : new Map<string, string>();
  const known = isFields(merged.beside) ? merged.beside : {};
  const fresh = new Set([...merging.beside].filter(isBesidePlace));
  for (const side of sides) for (const place of besideMarks(side).keys()) if (!seen.has(place)) fresh.add(place);
  const marks = new Map<string, string>();
  for (const place of [...new Set([...Object.keys(known).filter(isBesidePlace), ...fresh])].sort()) {
    const mark = besideMark(merged, place);
    if (mark !== null && (fresh.has(place) || known[place] === mark)) marks.set(place, mark);
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
  const beside = besideOf(
    Article.parse({ ...merged, conflicts: [] }),
    base?.article ?? null,
    [one.article, two.article],
    merging,
  );
  return Article.parse({
    ...rest,
    ...(beside && { beside }),
    conflicts: openConflicts([...one.article.conflicts, ...two.article.conflicts], settled, merging),
    ...(settled.size > 0 ? { settled: [...settled].sort() } : {}),
  });
}
