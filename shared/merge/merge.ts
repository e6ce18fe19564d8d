/**
 * Two desks' texts of one story made into one, from what both began with. It never fails, never asks and never drops
 * a word: what no rule decides stands on a card. Pure and symmetric, so that desks which merge alone make the same.
 */
import { Article } from "../article/article.ts";
import { type Card, cardsOf, settledOf } from "../article/card.ts";
import { type Authorship, type Merging, mergingOf, type Standing, sidesInOrder } from "./merging.ts";
import { articleRules, type Descends } from "./parts.ts";
import { mergeFields } from "./records.ts";
import { bytesOf, isSame } from "./values.ts";

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

const isCard = (one: unknown): one is Card => cardsOf({ conflicts: [one] }).length === 1;

/** All open cards: what either has and nobody settled, and those that this merge opened. What is no card stays, too. */
function conflictsOf(a: Article, b: Article, settled: ReadonlySet<string>, merging: Merging): unknown[] {
  const cards = new Map<string, Card>();
  const others = new Map<string, unknown>();
  for (const one of [...a.conflicts, ...b.conflicts, ...merging.opened.values()]) {
    if (!isCard(one)) {
      others.set(bytesOf(one), one);
      continue;
    }
    if (settled.has(one.id) || merging.outgrown.has(one.id)) continue;
    const known = cards.get(one.id);
    if (!known) cards.set(one.id, one);
    else if (!isSame(known, one)) {
      const [first, second] = bytesOf(known) <= bytesOf(one) ? [known, one] : [one, known];
      cards.set(one.id, { ...second, ...first, sides: sidesInOrder([...known.sides, ...one.sides]) });
    }
  }
  const byKey = (map: ReadonlyMap<string, unknown>) =>
    [...map].sort(([x], [y]) => (x < y ? -1 : 1)).map(([, one]) => one);
  return [...byKey(cards), ...byKey(others)];
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
  return Article.parse({
    ...merged,
    conflicts: conflictsOf(one.article, two.article, settled, merging),
    ...(settled.size > 0 ? { settled: [...settled].sort() } : {}),
  });
}
