/** One stretch of a body merged: words by words, wherever they stand; what can't be told apart goes on a card. */
import type { Lang, Node } from "../article/article.ts";
import { idOfBlock } from "../blocks/body.ts";
import { bodyProblem } from "../blocks/body-problem.ts";
import { isSameBlock, type Stretch } from "./blocks.ts";
import { decided, type Merging, opened, type SideName, untroubled } from "./merging.ts";
import { blocksFrom } from "./text/building.ts";
import { type Edits, editsOf, type Tokens, tokensOf } from "./text/edits.ts";
import { isBlock, isLetter, type Stream, streamOf } from "./text/stream.ts";
import { weave } from "./text/weave.ts";
import { isSame } from "./values.ts";

/** The place of a block, for cards. */
export const blockPart = (lang: Lang, id: string): string => `${lang}/block/${id}`;

const isKnown = (blocks: readonly Node[]): boolean => bodyProblem({ type: "doc", content: blocks }) === null;

/** Of a block's letters, how many must be left where it is gone, for it to have been joined to another. */
const JOINED = 0.5;

/** Blocks of the base that a side hasn't, and whose words it hasn't either. */
function deletedIn(stream: Stream, edits: Edits, missing: ReadonlySet<string>): readonly string[] {
  const deleted: string[] = [];
  for (let at = 0; at < stream.length; ) {
    const id = stream[at]?.key.slice(1) ?? "";
    let [letters, left] = [0, 0];
    let next = at + 1;
    for (let one = stream[next]; one && !isBlock(one); one = stream[next]) {
      if (isLetter(one)) {
        letters += 1;
        if ((edits.now[next] ?? -1) >= 0) left += 1;
      }
      next += 1;
    }
    if (missing.has(id) && (letters === 0 || left < letters * JOINED)) deleted.push(id);
    at = next;
  }
  return deleted;
}

/** `block` where the base has it: before the next one that is there, behind all that was put in before that. */
function putBack(block: Node, base: readonly Node[], blocks: readonly Node[]): readonly Node[] {
  const later = new Set(base.slice(base.indexOf(block) + 1).map(idOfBlock));
  const next = blocks.findIndex((one) => later.has(idOfBlock(one)));
  return blocks.toSpliced(next < 0 ? blocks.length : next, 0, block);
}

interface Sided {
  readonly blocks: readonly Node[];
  readonly edits: Edits;
  readonly stream: Stream;
}

interface Begun {
  readonly lang: Lang;
  readonly base: readonly Node[];
  readonly stream: Stream;
  readonly tokens: Tokens;
}

function sided({ stream, tokens }: Begun, blocks: readonly Node[]): Sided {
  const side = streamOf(blocks);
  return { blocks, stream: side, edits: editsOf(stream, tokens, side) };
}

/** What one side took out and the other changed comes back as it began, with a card; so the changes stand in it. */
function withChanged(
  begun: Begun,
  taken: Sided,
  changed: Sided,
  by: SideName,
  merging: Merging,
): readonly [Sided, Sided] {
  const has = new Set(taken.blocks.map(idOfBlock));
  const others = new Map(changed.blocks.map((block) => [idOfBlock(block), block]));
  const missing = new Set(begun.base.map(idOfBlock).filter((id) => !has.has(id) && others.has(id)));
  if (missing.size === 0) return [taken, changed];
  let [mine, theirs] = [taken.blocks, changed.blocks];
  for (const id of deletedIn(begun.stream, taken.edits, missing)) {
    const was = begun.base.find((block) => idOfBlock(block) === id);
    const is = others.get(id);
    if (!was || !is || isSameBlock(was, is)) continue;
    const sides = by === "a" ? { a: [], b: [is] } : { a: [is], b: [] };
    const verdict = opened({ part: blockPart(begun.lang, id), kind: "deleted", base: [was], ...sides }, merging);
    if (verdict.open || verdict.side !== by) mine = putBack(was, begun.base, mine);
    else theirs = theirs.filter((block) => block !== is);
  }
  return [
    mine === taken.blocks ? taken : sided(begun, mine),
    theirs === changed.blocks ? changed : sided(begun, theirs),
  ];
}

/** The blocks that stand in a stretch after both sides' changes. */
export function mergedStretch(lang: Lang, stretch: Stretch, merging: Merging): readonly Node[] {
  const { anchor, base, a, b } = stretch;
  const part = blockPart(lang, anchor ?? [...base, ...a, ...b].map(idOfBlock)[0] ?? "");
  // A block that was taken out on one side has its card and is no anchor.
  const apart = base.map((block) => blockPart(lang, idOfBlock(block))).find((one) => merging.settledApart.has(one));
  const easy = untroubled(apart ?? part, base, a, b, merging);
  if (easy) return easy.value;
  if (apart !== undefined) return decided({ part: apart, kind: "settled", base, a, b }, merging) ?? a;
  const decide = () => decided({ part, kind: "block", base, a, b }, merging) ?? a;
  if (![base, a, b].every(isKnown)) return decide();

  const stream = streamOf(base);
  const begun = { lang, base, stream, tokens: tokensOf(stream) };
  const [fromA, fromB] = withChanged(begun, sided(begun, a), sided(begun, b), "a", merging);
  const [two, one] = withChanged(begun, fromB, fromA, "b", merging);

  const woven = weave(stream, one.stream, one.edits, two.stream, two.edits);
  // Two sides often change one and the same line in ways that together are no list or table any more.
  const [withA, withB] = [blocksOfStream(woven.a), blocksOfStream(woven.b)];
  if (!withA || !withB) return decide();
  if (!woven.clash || isSame(withA, withB)) {
    for (const id of woven.beside) merging.beside.add(blockPart(lang, id));
    return withA;
  }
  return decided({ part, kind: woven.clash, base, a: withA, b: withB }, merging) ?? withA;
}

/** The blocks of a stream; null where they can't be stored, or one that was moved stands in it twice. */
function blocksOfStream(stream: Stream): readonly Node[] | null {
  const blocks = blocksFrom(stream);
  if (!blocks || !isKnown(blocks)) return null;
  return new Set(blocks.map(idOfBlock)).size === blocks.length ? blocks : null;
}
