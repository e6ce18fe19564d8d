/**
 * What two desks wrote against each other and no rule could decide: kept in the story as a card until a person takes a
 * side. Another version may have put anything there, so it is read leniently, and what isn't as it should be stays.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";
import type { Article } from "./article.ts";
import { canonicalJson } from "./canonical-json.ts";
import { LANGS, type Lang } from "./stages.ts";

/**
 * `value`: a detail that both changed. `words`: both wrote in one place. `kind`: both changed what a block is, or how
 * one word of it is marked. `block`: both changed what can't be told apart within. `deleted`: taken out here, changed
 * there. `settled`: one card, settled in two ways.
 */
export type CardKind = "value" | "words" | "kind" | "block" | "deleted" | "settled";

/** A detail's value, a line's text, or the blocks as they would stand; null and no blocks where it was taken out. */
const CardSide = z.looseObject({
  value: z.unknown(),
  /** Whose revision it comes from, who wrote it, at which desk and when. */
  revision: z.string(),
  by: z.string(),
  desk: z.string(),
  at: z.string(),
});
export type CardSide = z.infer<typeof CardSide>;

export const Card = z.looseObject({
  id: z.string(),
  /** `details/<field>`, `release/<lang>/<field>`, `notes/<id>/text`, `<lang>/<line>`, `<lang>/block/<id>` … */
  part: z.string(),
  /** One of `CardKind`, or a newer version's. */
  kind: z.string(),
  /** What both began with. */
  base: z.unknown(),
  sides: z.array(CardSide).min(2),
});
export type Card = z.infer<typeof Card>;

/** The id that every desk gives the same card: of part, kind and values alone, in whatever order they come. */
export function cardId(part: string, kind: string, values: readonly unknown[]): string {
  const inOrder = values.map((value) => canonicalJson([value])).sort();
  return bytesToHex(sha256(utf8ToBytes(canonicalJson([part, kind, inOrder]))));
}

/** The open cards that can be read. */
export const cardsOf = ({ conflicts }: Pick<Article, "conflicts">): readonly Card[] =>
  conflicts.flatMap((one) => Card.safeParse(one).data ?? []);

const BlocksOfSide = z.array(z.looseObject({ attrs: z.looseObject({ row: z.string() }) }));

/** Where a card stands: the language that it is about, null where both; the lines or rows of it, none where a detail. */
export function placeOfCard({ part, base, sides }: Card): {
  readonly lang: Lang | null;
  readonly rows: readonly string[];
} {
  const [first = "", second = "", third] = part.split("/");
  const lang = LANGS.find((one) => one === first) ?? null;
  if (first === "release") return { lang: LANGS.find((one) => one === second) ?? null, rows: [] };
  if (lang === null || second === "") return { lang, rows: [] };
  if (third === undefined) return { lang, rows: [second] };
  const blocks = [base, ...sides.map(({ value }) => value)].flatMap(
    (value) => BlocksOfSide.safeParse(value).data ?? [],
  );
  return { lang, rows: [...new Set(blocks.map(({ attrs }) => attrs.row))] };
}

/** Whether a card stands at a row: what two desks say there is undecided, so nobody can say yet that it is right. */
export const isUndecided = (cards: readonly Card[], row: string): boolean =>
  cards.some((card) => placeOfCard(card).rows.includes(row));

/** The ids of cards that were settled; none of them comes back. */
export const settledOf = ({ settled }: Readonly<Record<string, unknown>>): readonly string[] =>
  Array.isArray(settled) ? settled.filter((one) => typeof one === "string") : [];

/** The story with a card that is open, or open again. */
export function openCard(article: Article, card: Card): Article {
  const conflicts = article.conflicts.filter((one) => Card.safeParse(one).data?.id !== card.id);
  const settled = settledOf(article).filter((id) => id !== card.id);
  const { settled: _before, ...rest } = article;
  return { ...rest, conflicts: [...conflicts, card], ...(settled.length > 0 ? { settled } : {}) };
}

/** The story without a card, whose text now stands as somebody decided; the same story where there is no such card. */
export function settleCard(article: Article, id: string): Article {
  const conflicts = article.conflicts.filter((one) => Card.safeParse(one).data?.id !== id);
  if (conflicts.length === article.conflicts.length) return article;
  return { ...article, conflicts, settled: [...new Set([...settledOf(article), id])].sort() };
}
