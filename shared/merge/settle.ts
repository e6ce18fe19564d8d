/** A card settled by a person: one of its sides put in its place, or what stands there now. */
import { Article, type Node } from "../article/article.ts";
import { type Card, settleCard } from "../article/card.ts";
import { LANGS } from "../article/stages.ts";
import { blocksOf, idOfBlock } from "../blocks/body.ts";
import { bodyProblem } from "../blocks/body-problem.ts";
import { type Fields, fieldOf, isFields } from "./values.ts";

/** An object with another value at a path; null where the path leads through what is no object. */
function withValue(fields: Fields, [name = "", ...rest]: readonly string[], value: unknown): Fields | null {
  if (rest.length === 0) return { ...fields, [name]: value };
  const inner = fieldOf(fields, name);
  if (!isFields(inner)) return null;
  const changed = withValue(inner, rest, value);
  return changed && { ...fields, [name]: changed };
}

const isBlocks = (value: unknown): value is readonly Node[] =>
  Array.isArray(value) && bodyProblem({ type: "doc", content: value }) === null;

/** A body in which the blocks of any side give way to those that were chosen, where the first of them stands. */
function withBlocks(content: readonly Node[], anchor: string, card: Card, chosen: readonly Node[]): Node[] {
  const theirs = card.sides.flatMap(({ value }) => (isBlocks(value) ? value : []));
  const ids = new Set(theirs.map(idOfBlock));
  const first = content.findIndex((block) => ids.has(idOfBlock(block)));
  const rest = content.filter((block) => !ids.has(idOfBlock(block)));
  const before = first >= 0 ? content.slice(0, first) : [];
  const at =
    first >= 0
      ? before.filter((block) => !ids.has(idOfBlock(block))).length
      : rest.findIndex((block) => idOfBlock(block) === anchor) + 1;
  return rest.toSpliced(at, 0, ...chosen);
}

/**
 * The story with one of a card's sides in its place, and the card settled. Null where that side can't stand there any
 * more: what it belonged to is gone, or no story may hold it.
 */
export function takeSide(article: Article, card: Card, side: number): Article | null {
  const chosen = card.sides[side];
  if (!chosen) return null;
  const [first = "", ...rest] = card.part.split("/");
  const lang = LANGS.find((one) => one === first);
  if (!lang) {
    const changed = withValue(article, [first, ...rest], chosen.value);
    const read = changed && Article.safeParse(changed);
    return read?.success ? settleCard(read.data, card.id) : null;
  }
  const version = article.versions[lang];
  if (!version) return null;
  if (rest[0] === "block") {
    const blocks = chosen.value ?? [];
    if (!isBlocks(blocks)) return null;
    const content = withBlocks(blocksOf(version.body), rest[1] ?? "", card, blocks);
    const body = { ...version.body, content };
    return settleCard({ ...article, versions: { ...article.versions, [lang]: { ...version, body } } }, card.id);
  }
  const changed = withValue(version, rest, chosen.value);
  const read = changed && Article.safeParse({ ...article, versions: { ...article.versions, [lang]: changed } });
  return read?.success ? settleCard(read.data, card.id) : null;
}
