/**
 * What this window has and what the desk has made into one story. Both came from `base`, what the window showed when
 * it last had all of the desk's; where the two wrote against each other, ours stands and a card holds theirs.
 */
import {
  type Article,
  type Body,
  Details,
  type Lang,
  type Node,
  type Version,
} from "../../../../shared/article/article.ts";
import { type Card, cardsOf, settledOf } from "../../../../shared/article/card.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import { blocksOf, idOfBlock, rowOfBlock } from "../../../../shared/blocks/body.ts";
import { merge } from "../../../../shared/merge/merge.ts";
import { withSide } from "../../../../shared/merge/settle.ts";
import { isSame } from "../../../../shared/merge/values.ts";
import { besideMark, besideMarks } from "../../../../shared/rows/beside.ts";
import type { Field } from "../story-view.ts";

/** Who wrote, and when. */
export interface Author {
  readonly by: string;
  readonly at: string;
}

/** This window's story, with whoever writes in it, and where the caret is. */
export interface Ours extends Author {
  readonly article: Article;
  readonly caret: Caret | null;
}

/** The caret: in a line, or in a block by its id. */
export type Caret = { readonly lang: Lang; readonly field: Field } | { readonly lang: Lang; readonly block: string };

export const isSameCaret = (a: Caret | null, b: Caret | null): boolean => isSame(a, b);

/** Marks the side of a card that was written in this window. */
const OURS = "";

/** Fields of the details that are otherwise here, as they stand. */
function detailsHere(base: Details, ours: Details): Partial<Details> {
  return Object.fromEntries(Object.entries(ours).filter(([name, value]) => !isSame(value, base[name])));
}

/** What came about as two were made into one: cards, and marks of places where words of both stand beside each other. */
export interface CameAbout {
  readonly cards: readonly Card[];
  readonly beside: Readonly<Record<string, string>>;
}

/** Of some marks those whose words stand so in a story. */
const standing = (marks: Iterable<readonly [string, string]>, article: Article): CameAbout["beside"] =>
  Object.fromEntries([...marks].filter(([place, mark]) => besideMark(article, place) === mark));

/**
 * Details and texts as one; the rest is the desk's. Details that no story may hold, as an address half typed, are no
 * part of that, and stand as they were typed.
 */
export function mergedStory(
  base: Article,
  given: Article,
  theirs: Article,
  us: Author,
  them: Author & { readonly revision: string },
): CameAbout & { readonly article: Article } {
  const settled = settledOf(theirs);
  const isOdd = !Details.safeParse(given.details).success;
  const ours = isOdd ? { ...given, details: base.details } : given;
  const bare = ({ details, versions }: Article): Article => ({ ...theirs, details, versions, conflicts: [], settled });
  const merged = merge(
    { article: bare(base) },
    { article: bare(ours), by: us.by, at: us.at, revision: OURS, desk: "" },
    { article: bare(theirs), ...them, desk: "" },
  );
  const cards = cardsOf(merged);
  const { details, versions } = cards.reduce((article, card) => {
    const mine = card.sides.findIndex(({ revision, at }) => revision === OURS && at === us.at);
    return mine < 0 || card.kind === "deleted" ? article : (withSide(article, card, mine) ?? article);
  }, merged);
  const here = isOdd ? detailsHere(base.details, given.details) : {};
  const article = { ...theirs, details: { ...details, ...here }, versions };
  const known = besideMarks(theirs);
  const fresh = [...besideMarks(merged)].filter(([place, mark]) => known.get(place) !== mark);
  return { article, cards, beside: standing(fresh, article) };
}

const neighboursOf = (blocks: readonly Node[], at: number): readonly string[] =>
  [blocks[at - 1], blocks[at + 1]].flatMap((block) => (block ? [idOfBlock(block)] : []));

const indexIn = (blocks: readonly Node[], id: string): number => blocks.findIndex((block) => idOfBlock(block) === id);

const bodyWith = (body: Body, block: Node): Body => ({
  ...body,
  content: blocksOf(body).map((one) => (idOfBlock(one) === idOfBlock(block) ? block : one)),
});

/** A version in which what the caret is in is as another has it; null where that can't be told apart from the rest. */
function withPiece(version: Version, caret: Caret, from: Version): Version | null {
  if ("field" in caret) return { ...version, [caret.field]: from[caret.field] };
  const block = blocksOf(from.body).find((one) => idOfBlock(one) === caret.block);
  if (!block || indexIn(blocksOf(version.body), caret.block) < 0) return null;
  return { ...version, body: bodyWith(version.body, block) };
}

/** Whether the caret's block alone changed there, and was neither cut in two nor joined to another. */
function standsAlone(base: Version, theirs: Version, block: string): boolean {
  const [before, after] = [blocksOf(base.body), blocksOf(theirs.body)];
  const [was, is] = [indexIn(before, block), indexIn(after, block)];
  if (was < 0 || is < 0) return false;
  const [had, has] = [new Set(before.map(idOfBlock)), new Set(after.map(idOfBlock))];
  return neighboursOf(before, was).every((id) => has.has(id)) && neighboursOf(after, is).every((id) => had.has(id));
}

/** What the window goes on from. */
export interface Taken extends CameAbout {
  /** What it shows. */
  readonly shown: Article;
  /** What it shows came from this. */
  readonly base: Article;
  /** Where a change waits until the caret has left it. */
  readonly held: Caret | null;
}

const withVersion = (article: Article, lang: Lang, version: Version | null): Article => ({
  ...article,
  versions: { ...article.versions, [lang]: version },
});

/** The desk's story taken in, but for what the caret is in: that is held back, and so is what it came from. */
export function takenIn(
  base: Article,
  ours: Ours,
  theirs: Article,
  them: Author & { readonly revision: string },
): Taken {
  const { article: merged, cards, beside } = mergedStory(base, ours.article, theirs, ours, them);
  const { caret } = ours;
  const taken = (shown: Article, from: Article, held: Caret | null): Taken => ({
    shown,
    base: from,
    cards,
    // What is held back comes to stand there once the caret has left.
    beside: standing(Object.entries(beside), shown),
    held,
  });
  if (!caret) return taken(merged, theirs, null);
  const { lang } = caret;
  const [was, mine, is, next] = [base, ours.article, theirs, merged].map(({ versions }) => versions[lang]);
  if (!mine || !was) return taken(merged, theirs, null);
  const whole = taken(withVersion(merged, lang, mine), withVersion(theirs, lang, was), caret);
  if (!next || !is) return whole;
  const piece = (version: Version): unknown =>
    "field" in caret ? version[caret.field] : blocksOf(version.body).find((one) => idOfBlock(one) === caret.block);
  if (isSame(piece(next), piece(mine))) return taken(merged, theirs, null);
  if ("block" in caret && !standsAlone(was, is, caret.block)) return whole;
  const [shown, from] = [withPiece(next, caret, mine), withPiece(is, caret, was)];
  if (!shown || !from) return whole;
  return taken(withVersion(merged, lang, shown), withVersion(theirs, lang, from), caret);
}

/** The rows whose text one story has otherwise than another. */
export function rowsThatDiffer(a: Article, b: Article): readonly string[] {
  const rows = new Set<string>();
  for (const lang of LANGS) {
    const [one, other] = [a.versions[lang], b.versions[lang]];
    for (const line of ["headline", "lead"] as const) if ((one?.[line] ?? "") !== (other?.[line] ?? "")) rows.add(line);
    const before = new Map((one ? blocksOf(one.body) : []).map((block) => [idOfBlock(block), block]));
    for (const block of other ? blocksOf(other.body) : [])
      if (!isSame(before.get(idOfBlock(block)), block)) rows.add(rowOfBlock(block));
  }
  return [...rows];
}
