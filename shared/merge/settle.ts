/**
 * A card settled by a person: one of its sides in its place, both, or what stands there now. What was written there
 * after the card was made stays beside what is taken; where the two can't both stand, it is asked first.
 */
import { Article, type Lang, type Node } from "../article/article.ts";
import { type Card, settleCard } from "../article/card.ts";
import { newBlockId } from "../article/ids.ts";
import { LANGS } from "../article/stages.ts";
import { blocksOf, idOfBlock } from "../blocks/body.ts";
import { bodyProblem } from "../blocks/body-problem.ts";
import { done, type Result, refuse } from "../errors.ts";
import { merge } from "./merge.ts";
import { bytesOf, type Fields, fieldOf, isFields, isSame } from "./values.ts";

/** A side by its number, from 0, or one after the other. */
export type Choice = number | "both";

/** An object with another value at a path; null where the path leads through what is no object. */
function withValue(fields: Fields, [name = "", ...rest]: readonly string[], value: unknown): Fields | null {
  if (rest.length === 0) return { ...fields, [name]: value };
  const inner = fieldOf(fields, name);
  if (!isFields(inner)) return null;
  const changed = withValue(inner, rest, value);
  return changed && { ...fields, [name]: changed };
}

/** What stands at a path; undefined where there is nothing. */
const valueAt = (fields: Fields, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => (isFields(value) ? fieldOf(value, name) : undefined), fields);

const isBlocks = (value: unknown): value is readonly Node[] =>
  Array.isArray(value) && bodyProblem({ type: "doc", content: value }) === null;

/** A card's place, with the language and the block where it has them. */
interface Place {
  readonly path: readonly string[];
  readonly lang: Lang | undefined;
  readonly block: string | undefined;
}

function placeOf({ part }: Card): Place {
  const path = part.split("/");
  const lang = LANGS.find((one) => one === path[0]);
  if (!lang) return { path, lang, block: undefined };
  const block = path[1] === "block" ? (path[2] ?? "") : undefined;
  return { path: ["versions", ...path], lang, block };
}

const idsOf = (card: Card): ReadonlySet<string> =>
  new Set(card.sides.flatMap(({ value }) => (isBlocks(value) ? value.map(idOfBlock) : [])));

/** A body in which the blocks of any side give way to those that were chosen, where the first of them stands. */
function withBlocks(content: readonly Node[], anchor: string, card: Card, chosen: readonly Node[]): Node[] {
  const ids = idsOf(card);
  const first = content.findIndex((block) => ids.has(idOfBlock(block)));
  const rest = content.filter((block) => !ids.has(idOfBlock(block)));
  const before = first >= 0 ? content.slice(0, first) : [];
  const at =
    first >= 0
      ? before.filter((block) => !ids.has(idOfBlock(block))).length
      : rest.findIndex((block) => idOfBlock(block) === anchor) + 1;
  return rest.toSpliced(at, 0, ...chosen);
}

/** What stands in a card's place now: a value, or the blocks of it that are there. */
function standing(article: Article, card: Card): unknown {
  const { path, lang, block } = placeOf(card);
  if (!lang || block === undefined) return valueAt(article, path);
  const ids = idsOf(card);
  return blocksOf(article.versions[lang]?.body ?? { type: "doc" }).filter((one) => ids.has(idOfBlock(one)));
}

/** The story with a value in a card's place; null where it can't stand there. */
function put(article: Article, card: Card, value: unknown): Article | null {
  const { path, lang, block } = placeOf(card);
  if (lang && block !== undefined) {
    const version = article.versions[lang];
    const blocks = value ?? [];
    if (!version || !isBlocks(blocks)) return null;
    const body = { ...version.body, content: withBlocks(blocksOf(version.body), block, card, blocks) };
    return { ...article, versions: { ...article.versions, [lang]: { ...version, body } } };
  }
  if (lang && path.length > 2 && !article.versions[lang]) return null;
  const changed = withValue(article, path, value);
  const read = changed && Article.safeParse(changed);
  return read?.success ? read.data : null;
}

/** The story with a card's side in its place, whatever stands there; null where it can't stand there. */
export const withSide = (article: Article, card: Card, side: number): Article | null =>
  put(article, card, card.sides[side]?.value);

/** Both sides one after the other, as a line, as blocks or as a list; null where that is nothing else than one of them. */
function bothOf(card: Card): unknown {
  const values = card.sides.map(({ value }) => value).filter((value) => value !== null);
  const { lang, block } = placeOf(card);
  if (values.length < 2) return null;
  if (values.every((value) => typeof value === "string"))
    return lang && values.every((value) => value !== "") ? values.join(" ") : null;
  if (!values.every((value): value is readonly unknown[] => Array.isArray(value) && value.length > 0)) return null;
  if (block === undefined) return [...new Map(values.flat().map((one) => [bytesOf(one), one])).values()];
  const ids = new Set<string>();
  return values.flatMap((blocks) =>
    (isBlocks(blocks) ? blocks : []).map((one) => {
      const id = ids.has(idOfBlock(one)) ? newBlockId() : idOfBlock(one);
      ids.add(id);
      return { ...one, attrs: { ...one.attrs, id } };
    }),
  );
}

/** Whether both sides of a card can stand in its place, one after the other. */
export const canTakeBoth = (card: Card): boolean => bothOf(card) !== null;

/** How much of two values is otherwise, from where they part to where they meet again. */
function distance(one: unknown, other: unknown): number {
  const [a, b] = [bytesOf(one), bytesOf(other)];
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return Math.max(a.length, b.length) - start - end;
}

/** Whether all of a value still stands in another one, in its order, whatever was written into it. */
function standsIn(value: unknown, now: unknown, isText: boolean): boolean {
  if (Array.isArray(value) && Array.isArray(now) && !isText) {
    const known = new Set(now.map(bytesOf));
    return value.every((one) => known.has(bytesOf(one)));
  }
  if (!isText) return false;
  let found = 0;
  const wanted = bytesOf(value);
  for (const letter of bytesOf(now)) if (letter === wanted[found]) found += 1;
  return found === wanted.length;
}

const NOBODY = { revision: "", by: "", desk: "", at: "" };

/** The chosen value with what was written in its place since; null where the two are against each other. */
function withWritten(article: Article, card: Card, value: unknown, chosen: Article): Article | null {
  const now = standing(article, card);
  if (card.sides.some(({ value }) => isSame(value ?? null, now ?? null) || isSame(value ?? [], now))) return chosen;
  const [from] = card.sides.map(({ value }) => value).sort((one, other) => distance(one, now) - distance(other, now));
  if (isSame(from, value)) return standsIn(value, now, placeOf(card).lang !== undefined) ? article : null;
  const begun = put(article, card, from);
  if (!begun) return null;
  const bare = (one: Article): Article => ({ ...one, conflicts: [], settled: [] });
  const merged = merge(
    { article: bare(begun) },
    { article: bare(article), ...NOBODY },
    { article: bare(chosen), ...NOBODY },
  );
  if (merged.conflicts.length > 0) return null;
  const { conflicts, settled } = article;
  return { ...merged, conflicts, ...(settled === undefined ? {} : { settled }) };
}

/**
 * The story with a card's side, or both, in its place, and the card settled. `card-side`: that can't stand there any
 * more, as what it belonged to is gone or no story may hold it. `card-typed`: words that were written there since
 * would go; `over` says that they may.
 */
export function takeSide(article: Article, card: Card, choice: Choice, over = false): Result<Article> {
  const gone = () => refuse("card-side", { card: card.id.slice(0, 12) });
  const value = choice === "both" ? bothOf(card) : card.sides[choice]?.value;
  if (value === undefined || (choice === "both" && value === null)) return gone();
  const chosen = put(article, card, value);
  if (!chosen) return gone();
  const kept = withWritten(article, card, value, chosen);
  if (!kept && !over) return refuse("card-typed", { card: card.id.slice(0, 12) });
  return done(settleCard(kept ?? chosen, card.id));
}
