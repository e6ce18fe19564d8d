/**
 * HTML as blocks of an article: what a browser shows of it, in the nodes and marks that the format has,
 * without ids. Every word of the tree is in a block or in what is named as left out, in the tree's order;
 * words that anything parted don't touch; nothing that is made is empty, and all of it can be saved.
 */
import type { Node } from "../article/article.ts";
import { listStart, span } from "../blocks/node-attributes.ts";
import { savableBlock } from "../blocks/savable-block.ts";
import { pastedText } from "../text/incoming/pasted-text.ts";
import { isSafeLink } from "../text/links.ts";
import {
  emojiOf,
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
import { isFrame } from "./frame-tables.ts";
import type { LeftKind, LeftPiece } from "./left-out.ts";
import { type ListBuilder, listBuilder } from "./lists/list-builder.ts";
import { BULLET, type Marker, printedMarker, styledMarker } from "./lists/list-markers.ts";
import {
  besideListPlace,
  isBoxPicture,
  isMarkedLine,
  isPrintedMarker,
  type ListPlace,
  slideLevel,
  stepCounter,
  tickOf,
  wordListPlace,
} from "./lists/list-places.ts";
import {
  asIfStored,
  assetsIn,
  captionOf,
  type HasPicture,
  newFigure,
  type Picture,
  pictureOf,
  takeCaption,
} from "./pictures.ts";
import { raisedText } from "./raised-text.ts";
import { soundTable, type TableCell } from "./table-spans.ts";
import { type Marks, type TextRun, textRun } from "./text-run.ts";
import { type HtmlElement, type HtmlNode, isElement, styled, textOf } from "./tree.ts";

/** What an element inherits from those around it. */
interface Around {
  readonly marks: Marks;
  readonly keepsLines: boolean;
  /** Within a heading or a header cell, whose weight is its own. */
  readonly inHead: boolean;
  /** Within an item, where a heading is a line like any other. */
  readonly inItem: boolean;
  /** Within a cell of a table. */
  readonly inCell: boolean;
  readonly isStruck: boolean;
  /** How a letter set high or low is written. */
  readonly letter: ((letter: string) => string) | null;
  /** What a letter of a font of signs shows. */
  readonly sign: ((letter: string) => string) | null;
  readonly inQuote: boolean;
}

/** A list whose items are read. */
interface ListAround {
  readonly key: string;
  readonly level: number;
  readonly markerOf: (item: HtmlElement) => Marker;
  /** Of an item that says itself where it stands. */
  readonly placeOf: (item: HtmlElement) => ListPlace | null;
}

/** Where blocks go: the page, a quote, a cell, an item. */
interface Flow {
  readonly run: TextRun;
  readonly builder: ListBuilder;
  /** Of the list whose item it is; 0 outside. */
  readonly level: number;
  readonly list: ListAround;
  readonly emit: (node: Node) => void;
  /** What it holds goes where it belongs, before a list in it begins. */
  readonly commit: () => void;
  heading: 2 | 3 | 4 | null;
  /** Pictures that stand among the words of a line: each comes behind the paragraph. */
  readonly inLine: Node[];
  /** Collects a printed marker; null where there is none to be. */
  marker: string | null;
}

const PLAIN: Around = {
  marks: { bold: false, italic: false, href: "" },
  keepsLines: false,
  inHead: false,
  inItem: false,
  inCell: false,
  isStruck: false,
  letter: null,
  sign: null,
  inQuote: false,
};

const LISTS: ReadonlySet<string> = new Set(["ul", "ol", "menu", "dir"]);
/** Kinds that take room between words. */
const PARTING: ReadonlySet<LeftKind> = new Set(["picture", "drawing", "media", "equation", "control"]);
/** Kinds that are told without words too. */
const WORDLESS: ReadonlySet<LeftKind> = new Set(["picture", "drawing", "media", "equation"]);

const hasWords = ({ type, content }: Node): boolean => type !== "paragraph" || (content ?? []).length > 0;
const isBlank = (text: string): boolean => !/[^\s\u00a0\u200b\ufeff]/.test(text);
const isCell = ({ tag }: HtmlElement): boolean => tag === "td" || tag === "th";
const isRowGroup = ({ tag }: HtmlElement): boolean => /^t(?:head|body|foot)$/.test(tag);

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
  const pictures: Picture[] = [];
  let lists = 0;
  /** The last block made, if it is a figure. */
  let lastFigure: Node | null = null;

  const leave = (kind: LeftKind, text: string) => {
    if (WORDLESS.has(kind) || !isBlank(text)) left.push({ kind, text });
  };

  function newFlow(parts: Pick<Flow, "builder" | "level" | "emit" | "commit"> & Partial<Flow>): Flow {
    lists += 1;
    const list: ListAround = {
      key: `html${lists}`,
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
    lastFigure = null;
    flow.emit(node);
  }

  function emitFigure(flow: Flow, figure: Node) {
    flow.emit(figure);
    lastFigure = figure;
  }

  function flush(flow: Flow) {
    for (const content of flow.run.take()) {
      const { heading } = flow;
      emit(
        flow,
        heading === null ? { type: "paragraph", content } : { type: "heading", attrs: { level: heading }, content },
      );
    }
    for (const figure of flow.inLine.splice(0)) emitFigure(flow, figure);
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
      flow.run.tellApart("numbers");
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
    else if (tag === "img") picture(node, around, flow);
    else if (isPrintedMarker(node)) {
      if (flow.marker === null) leave("number", textOf(node));
      else flow.marker += textOf(node);
    } else readBox(node, around, flow, asBox);
  }

  function leaveOut(node: HtmlElement, kind: LeftKind, flow: Flow) {
    const text = toldText(node, kind === "drawing");
    leave(kind, text);
    // Deleted words leave those around them together; what stood on lines of its own had parted them.
    if (isBlockTag(node.tag) || (kind === "deletion" && holdsBlock(node))) flush(flow);
    else if (PARTING.has(kind) || (isShownHidden(node) && !isBlank(text))) flow.run.part();
  }

  function picture(image: HtmlElement, around: Around, flow: Flow) {
    const emoji = emojiOf(image);
    if (emoji !== null) {
      flow.run.add(emoji, around.marks, false);
      return;
    }
    // Those that count visits are a point.
    if (Number(image.attrs.get("width") || "100") <= 2 || isBoxPicture(image)) return;
    const picture = pictureOf(image, hasPicture);
    if (!picture) {
      leave("picture", image.attrs.get("alt") ?? "");
      flow.run.part();
      return;
    }
    const named = { asset: `picture:${pictures.length + 1}`, ...picture };
    pictures.push(named);
    const figure = newFigure(named);
    if (flow.run.isAtLineStart()) {
      flush(flow);
      emitFigure(flow, figure);
    } else {
      flow.run.part();
      flow.inLine.push(figure);
    }
  }

  function readBox(element: HtmlElement, around: Around, flow: Flow, asBox: boolean) {
    const { tag } = element;
    const own = within(element, around, flow);
    if (tag === "li") {
      flush(flow);
      flow.commit();
      readItem(element, own, flow.builder, flow.list);
    } else if (LISTS.has(tag)) {
      flush(flow);
      flow.commit();
      readList(element, own, flow.builder, flow.level + 1);
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
    } else if (tag === "figure") readFigure(element, own, flow);
    else if (isCaption(element)) readCaption(element, own, flow);
    else if (asBox || isBlock(element)) {
      if (tag === "p" || (tag === "div" && isMarkedLine(element))) readParagraph(element, own, flow);
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
      if (own.letter !== around.letter && own.letter?.("1") === "1") flow.run.tellApart("numbers");
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

  /** The words of a picture that stands just before them; else a paragraph like any other. */
  function readCaption(element: HtmlElement, around: Around, flow: Flow) {
    flush(flow);
    const figure = lastFigure;
    if (!figure) {
      readBlock(element, around, flow);
      return;
    }
    const blocks = blocksIn(element, around);
    const caption = captionOf(blocks);
    if (!caption || !takeCaption(figure, caption)) for (const block of blocks) flow.emit(block);
  }

  /** A caption that stands before its picture waits for it. */
  function readFigure(element: HtmlElement, around: Around, flow: Flow) {
    flush(flow);
    const picturesBefore = pictures.length;
    let waiting: readonly Node[] = [];
    const give = () => {
      const blocks = waiting;
      waiting = [];
      for (const block of blocks) flow.emit(block);
    };
    const own: Flow = {
      ...flow,
      marker: null,
      emit(node) {
        const caption = captionOf(waiting);
        const isTaken = caption !== null && takeCaption(node, caption);
        if (isTaken) waiting = [];
        else give();
        flow.emit(node);
      },
      commit() {
        give();
        flow.commit();
      },
    };
    for (const child of element.children) {
      const isFirst = isElement(child) && isCaption(child) && pictures.length === picturesBefore;
      if (isFirst && leftKindOf(child) === null && waiting.length === 0) {
        flush(own);
        waiting = blocksIn(child, within(child, around, flow));
      } else read(child, around, own);
    }
    flush(own);
    give();
  }

  /** A paragraph, or an item of a list that Word or PowerPoint wrote as one. */
  function readParagraph(element: HtmlElement, around: Around, flow: Flow) {
    const place = wordListPlace(element);
    flush(flow);
    let held: Node[] = [];
    const commit = () => {
      for (const node of held) flow.emit(node);
      held = [];
    };
    const { builder, level, list, heading } = flow;
    const own = newFlow({
      ...{ builder, level, list, heading, marker: "", emit: (node) => void held.push(node) },
      // An item within it comes behind all that waits around it.
      commit() {
        commit();
        flow.commit();
      },
    });
    readBlock(element, around, own);
    const printed = (own.marker ?? "").trim();
    if (isBlank(printed) && (place === null || flow.level > 0)) {
      commit();
      return;
    }
    const marker = isBlank(printed) ? BULLET : printedMarker(printed);
    flow.commit();
    if (held.length === 0) {
      // A column that only counts the rows is made of markers without words.
      if (around.inCell && marker !== BULLET)
        flow.emit({ type: "paragraph", content: [{ type: "text", text: pastedText(printed) }] });
      else leave("number", printed);
      return;
    }
    // Styles of Word's are numbered by their level: MsoListBullet2.
    const known = place ?? { key: `p ${element.attrs.get("class") ?? ""}`, level: slideLevel(element) };
    builder.item({
      level: flow.level + known.level,
      key: known.key,
      marker,
      blocks: held,
    });
  }

  function readItem(element: HtmlElement, around: Around, builder: ListBuilder, list: ListAround) {
    const place = list.placeOf(element);
    const level = place?.level ?? list.level;
    const marker = list.markerOf(element);
    let held: Node[] = [];
    let isBegun = false;
    const commit = () => {
      if (held.length === 0) return;
      if (isBegun) builder.goOn(level, held);
      else builder.item({ level, key: place?.key ?? list.key, marker, blocks: held });
      isBegun = true;
      held = [];
    };
    const flow = newFlow({ builder, level, emit: (node) => void held.push(node), commit });
    inside(element, { ...around, inItem: true }, flow);
    flush(flow);
    commit();
  }

  function readList(element: HtmlElement, around: Around, builder: ListBuilder, level: number) {
    lists += 1;
    const isOrdered = element.tag === "ol";
    const items = element.children.filter((child) => isElement(child) && child.tag === "li");
    const isReversed = isOrdered && element.attrs.has("reversed");
    const given = element.attrs.get("start");
    let next = given === undefined && isReversed ? items.length : listStart.from(given);
    const styleOf = (one: HtmlElement) =>
      styled(one, "list-style-type") ||
      (styled(one, "list-style").split(" ").includes("none") ? "none" : "") ||
      (one.attrs.get("type") ?? "");
    const steps = stepCounter();
    const markerOf = (item: HtmlElement): Marker => {
      const step = steps(item);
      if (step) return step;
      const value = item.attrs.has("value") ? listStart.from(item.attrs.get("value")) : next;
      next = value + (isReversed ? -1 : 1);
      const otherwise: Marker = isOrdered ? { kind: "number", readings: [{ type: null, value }] } : BULLET;
      const tick = tickOf(item);
      if (tick !== null) return { kind: "text", text: tick };
      return styledMarker(styleOf(item) || styleOf(element), value, otherwise);
    };
    const placeOf = (item: HtmlElement) => wordListPlace(item) ?? besideListPlace(element, item);
    const list: ListAround = { key: `html${lists}`, level, markerOf, placeOf };
    for (const child of element.children) {
      if (isElement(child) && leftKindOf(child) === null) {
        if (child.tag === "li") {
          readItem(child, within(child, around, rootFlow()), builder, list);
          continue;
        }
        if (LISTS.has(child.tag)) {
          readList(child, within(child, around, rootFlow()), builder, level + 1);
          continue;
        }
      }
      readBetweenItems(child, around, builder, list);
    }
  }

  /** What stands in a list and in no item, a bookmark or words, goes on the item before it. */
  function readBetweenItems(node: HtmlNode, around: Around, builder: ListBuilder, list: ListAround) {
    if (!isElement(node) && isBlank(node)) return;
    let held: Node[] = [];
    const commit = () => {
      builder.goOn(list.level, held);
      held = [];
    };
    const flow = newFlow({ builder, level: list.level - 1, list, emit: (one) => void held.push(one), commit });
    read(node, { ...around, inItem: true }, flow);
    flush(flow);
    if (held.length > 0) commit();
  }

  /** A table, and what stands in it outside of its rows, a caption above all: each where it stands. */
  function readTable(table: HtmlElement, around: Around, flow: Flow) {
    let rows: HtmlElement[] = [];
    const finish = () => {
      const these = rows;
      rows = [];
      if (these.length > 0) readRows(table, these, around, flow);
    };
    const collect = (parent: HtmlElement) => {
      for (const child of parent.children) {
        const isGone = isElement(child) && leftKindOf(child) !== null;
        if (isGone) read(child, around, flow);
        else if (isElement(child) && child.tag === "tr") rows.push(child);
        else if (isElement(child) && isRowGroup(child)) collect(child);
        else if (!isBlank(textOf(child))) {
          finish();
          if (isElement(child)) readBlock(child, within(child, around, flow), flow);
          else read(child, around, flow);
          flush(flow);
        }
      }
    };
    collect(table);
    finish();
  }

  function readRows(table: HtmlElement, rows: readonly HtmlElement[], around: Around, flow: Flow) {
    const cells = rows.map((row) => cellsOf(row, around, flow));
    flush(flow);
    const all = cells.flat();
    const blocks = cells.map((row) => row.map(({ content }) => content.content ?? []));
    const sound = isFrame(table, blocks, around.inCell) ? null : soundTable(cells);
    if (!sound) {
      for (const { content } of all) for (const node of (content.content ?? []).filter(hasWords)) flow.emit(node);
      return;
    }
    const content = sound.map(
      (row): Node => ({
        type: "tableRow",
        content: row.map(({ content: cell, colspan, rowspan }): Node => {
          const attrs = { ...(colspan > 1 ? { colspan } : {}), ...(rowspan > 1 ? { rowspan } : {}) };
          return Object.keys(attrs).length > 0 ? { type: cell.type, attrs, content: cell.content ?? [] } : cell;
        }),
      }),
    );
    if (content.length > 0) emit(flow, { type: "table", content });
  }

  function cellsOf(row: HtmlElement, around: Around, flow: Flow): TableCell<Node>[] {
    return row.children.flatMap((child): TableCell<Node>[] => {
      if (!isElement(child) || !isCell(child) || leftKindOf(child)) {
        if (isElement(child) || !isBlank(child)) read(child, around, flow);
        return [];
      }
      const content = blocksIn(child, { ...within(child, within(row, around, flow), flow), inCell: true });
      const isEmpty = content.length === 0;
      return [
        {
          colspan: span.from(child.attrs.get("colspan")),
          rowspan: span.from(child.attrs.get("rowspan")),
          isBlank: isEmpty,
          content: {
            type: child.tag === "th" ? "tableHeader" : "tableCell",
            content: isEmpty ? [{ type: "paragraph" }] : content,
          },
        },
      ];
    });
  }

  // What stood too deep came up as its words; a divider has none.
  const made = blocksIn(root, PLAIN);
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
