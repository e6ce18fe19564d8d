/**
 * HTML as blocks of an article: what a browser shows of it, in the nodes and marks that the format has,
 * without ids. Every word of the tree is in a block or in what is named as left out, in the tree's order;
 * words that anything parted don't touch; nothing that is made is empty, and all of it can be saved.
 */
import type { Node } from "../article/article.ts";
import { savableBlock } from "../blocks/savable-block.ts";
import { isSafeLink } from "../text/links.ts";
import {
  headingLevelOf,
  holdsBlock,
  isBlock,
  isBlockTag,
  isBold,
  isBoxInLine,
  isCaption,
  isItalic,
  isParting,
  isPlaced,
  isShownHidden,
  isStruck,
  keepsLines,
  laysOutBoxes,
  laysOutInLine,
  leftKindOf,
  scriptOf,
  signsOf,
  toldText,
} from "./element-kinds.ts";
import {
  type Around,
  type BlockReader,
  type Flow,
  type FlowParts,
  hasWords,
  isBlank,
  type ListAround,
  PLAIN,
} from "./flow.ts";
import type { LeftKind, LeftPiece } from "./left-out.ts";
import { listBuilder } from "./lists/list-builder.ts";
import { BULLET } from "./lists/list-markers.ts";
import { isMarkedLine, isPrintedMarker, wordListPlace } from "./lists/list-places.ts";
import { isList, listReader } from "./lists/read-lists.ts";
import { asIfStored, assetsIn, type HasPicture, type Picture } from "./pictures.ts";
import { raisedText } from "./raised-text.ts";
import { figureReader } from "./read-figures.ts";
import { tableReader } from "./tables/read-tables.ts";
import { textRun } from "./text-run.ts";
import { type HtmlElement, type HtmlNode, isElement, textOf } from "./tree.ts";

/** Kinds that take room between words. */
const PARTING: ReadonlySet<LeftKind> = new Set(["picture", "drawing", "media", "equation", "control"]);
/** Kinds that are told without words too. */
const WORDLESS: ReadonlySet<LeftKind> = new Set(["picture", "drawing", "media", "equation"]);

/** What a height alone told apart: a note's figure from any word, else a number from another. */
const figuresIn = (text: string): "figures" | "numbers" => (/^[\p{Nd}\p{P}\s]+$/u.test(text) ? "figures" : "numbers");

export interface ReadBlocks {
  readonly blocks: readonly Node[];
  /** What was left out, in the tree's order. */
  readonly left: readonly LeftPiece[];
  /** What the figures among the blocks show, in their order. */
  readonly pictures: readonly Picture[];
}

/** The blocks of a tree. A picture is a figure where its bytes are in the tree, or where `hasPicture` says so. */
export function readBlocks(root: HtmlElement, hasPicture: HasPicture = () => false): ReadBlocks {
  const left: LeftPiece[] = [];
  let lists = 0;

  const leave = (kind: LeftKind, text: string) => {
    if (WORDLESS.has(kind) || !isBlank(text)) left.push({ kind, text });
  };

  function newListKey(): string {
    lists += 1;
    return `html${lists}`;
  }

  function newFlow(parts: FlowParts): Flow {
    const list: ListAround = {
      key: newListKey(),
      level: parts.level + 1,
      markerOf: () => BULLET,
      placeOf: wordListPlace,
    };
    return { run: textRun(), list, heading: null, marker: null, inLine: [], ...parts };
  }

  /** A flow of its own, for what holds blocks. */
  function rootFlow(): Flow {
    const builder = listBuilder();
    return newFlow({ builder, level: 0, emit: builder.block, commit: () => undefined });
  }

  function emit(flow: Flow, node: Node) {
    figures.forget();
    flow.emit(node);
  }

  function flush(flow: Flow) {
    for (const content of flow.run.take()) {
      const { heading } = flow;
      emit(
        flow,
        heading === null ? { type: "paragraph", content } : { type: "heading", attrs: { level: heading }, content },
      );
    }
    for (const figure of flow.inLine.splice(0)) figures.emitFigure(flow, figure);
  }

  function blocksIn(element: HtmlElement, around: Around): Node[] {
    const flow = rootFlow();
    inside(element, around, flow);
    flush(flow);
    return flow.builder.done();
  }

  function inside(element: HtmlElement, around: Around, flow: Flow) {
    const asBoxes = laysOutBoxes(element);
    const inLine = laysOutInLine(element);
    for (const child of element.children) {
      if (inLine) flow.run.part();
      read(child, around, flow, asBoxes);
    }
  }

  /** What an element's text inherits. */
  function within(element: HtmlElement, around: Around, flow: Flow): Around {
    const { tag, attrs } = element;
    const { marks } = around;
    const inHead = around.inHead || tag === "th" || headingLevelOf(element) !== null;
    const isMark = /^(?:b|strong)$/.test(tag);
    const bold = inHead && !isMark ? marks.bold : isBold(element, marks.bold);
    const italic = isItalic(element, marks.italic);
    const address = tag === "a" ? (attrs.get("href") ?? "").trim() : "";
    if (address !== "" && !address.startsWith("#") && !isSafeLink(address)) leave("link", textOf(element));
    const struck = isStruck(element);
    if (struck && !around.isStruck) leave("struck", textOf(element));
    return {
      marks: { bold, italic, href: tag === "a" ? (isSafeLink(address) ? address : "") : marks.href },
      keepsLines: keepsLines(element, around.keepsLines),
      inHead,
      inItem: around.inItem,
      inCell: around.inCell,
      isStruck: around.isStruck || struck,
      letter: around.letter ?? raised(element, flow),
      sign: signsOf(element, around.sign),
      inQuote: around.inQuote || tag === "q",
    };
  }

  function raised(element: HtmlElement, flow: Flow): Around["letter"] {
    const script = scriptOf(element);
    if (!script) return null;
    const text = textOf(element);
    const { letter, kept } = raisedText(script, text, flow.run.ending());
    // On the line it goes on with a number before it: 2 1/2 is not 21/2.
    if (!kept) {
      leave(script, text);
      flow.run.tellApart(figuresIn(text));
    }
    return letter;
  }

  function read(node: HtmlNode, around: Around, flow: Flow, asBox = false) {
    if (!isElement(node)) {
      const { letter, sign } = around;
      const signs = sign ? Array.from(node, sign).join("") : node;
      const text = letter ? Array.from(signs, letter).join("") : signs;
      flow.run.add(text, around.marks, around.keepsLines);
      return;
    }
    const { tag } = node;
    const kind = leftKindOf(node);
    if (kind) leaveOut(node, kind, flow);
    else if (tag === "br") flow.run.lineBreak();
    else if (tag === "img") figures.readPicture(node, around, flow);
    else if (isPrintedMarker(node)) {
      if (flow.marker === null) leave("number", textOf(node));
      else flow.marker += textOf(node);
      flow.run.part();
    } else readBox(node, around, flow, asBox);
  }

  function leaveOut(node: HtmlElement, kind: LeftKind, flow: Flow) {
    const text = toldText(node, kind === "drawing");
    leave(kind, text);
    // Deleted words leave those around them together; what stood on lines of its own had parted them.
    if (isBlockTag(node.tag) || (kind === "deletion" && holdsBlock(node))) flush(flow);
    else if (PARTING.has(kind) || (isShownHidden(node) && !isBlank(text))) flow.run.part();
  }

  function readBox(element: HtmlElement, around: Around, flow: Flow, asBox: boolean) {
    const { tag } = element;
    const own = within(element, around, flow);
    if (tag === "li") {
      flush(flow);
      flow.commit();
      listsIn.readItem(element, own, flow.builder, flow.list);
    } else if (isList(element)) {
      flush(flow);
      flow.commit();
      listsIn.readList(element, own, flow.builder, flow.level + 1);
    } else if (tag === "hr") {
      flush(flow);
      emit(flow, { type: "horizontalRule" });
    } else if (tag === "table") {
      flush(flow);
      readTable(element, own, flow);
    } else if (tag === "blockquote") {
      flush(flow);
      const content = blocksIn(element, own);
      if (content.length > 0) emit(flow, { type: "blockquote", content });
    } else if (tag === "figure") figures.readFigure(element, own, flow);
    else if (isCaption(element)) figures.readCaption(element, own, flow);
    else if (asBox || isBlock(element)) {
      if (tag === "p" || (tag === "div" && isMarkedLine(element))) listsIn.readParagraph(element, own, flow);
      else readBlock(element, own, flow);
    } else {
      // What is a paragraph elsewhere and stands in a line here is a word of its own all the same.
      const parts = isBlockTag(tag) || tag === "rt" || isParting(element) || isBoxInLine(element);
      // The page prints a quotation's marks, which stand in no text.
      const [opens, closes] = tag !== "q" || isBlank(textOf(element)) ? "" : around.inQuote ? "‘’" : "“”";
      // Its line alone told what is struck out from what stands in its place.
      const isStruckHere = own.isStruck && !around.isStruck;
      if (parts) flow.run.part();
      const isToldApart = isStruckHere || isPlaced(element);
      if (isToldApart) flow.run.tellApart("words");
      if (opens) flow.run.add(opens, own.marks, false);
      inside(element, own, flow);
      if (closes) flow.run.add(closes, own.marks, false);
      if (isToldApart) flow.run.tellApart("words");
      if (own.letter !== around.letter && own.letter?.("1") === "1") flow.run.tellApart(figuresIn(textOf(element)));
      if (parts) flow.run.part();
    }
  }

  function readBlock(element: HtmlElement, around: Around, flow: Flow) {
    flush(flow);
    const { heading } = flow;
    const level = headingLevelOf(element);
    if (level !== null && !around.inItem) flow.heading = level;
    inside(element, around, flow);
    flush(flow);
    flow.heading = heading;
  }

  const reader: BlockReader = {
    ...{ leave, newFlow, rootFlow, newListKey, read, readBlock, inside, within, blocksIn, flush, emit },
  };
  const figures = figureReader(reader, hasPicture);
  const listsIn = listReader(reader);
  const readTable = tableReader(reader);

  // What stood too deep came up as its words; a divider has none.
  const made = blocksIn(root, PLAIN);
  const { pictures } = figures;
  const saved = pictures.length === 0 ? made.flatMap(savableBlock) : asIfStored(made, savableBlock);
  const blocks = saved.map(withoutIds).filter(hasWords);
  const shown = assetsIn(blocks);
  for (const { asset, alt } of pictures) if (!shown.has(asset)) leave("picture", alt);
  return { blocks, left, pictures: pictures.filter(({ asset }) => shown.has(asset)) };
}

/** What had to be made savable came back with room for ids. */
function withoutIds(block: Node): Node {
  const { id: _id, row: _row, ...attrs } = block.attrs ?? {};
  const { attrs: _attrs, ...rest } = block;
  return Object.keys(attrs).length > 0 ? { ...rest, attrs } : rest;
}
