/** Pictures of a tree as figures, each with the words that stand under it, before it or in its frame. */
import type { Node } from "../article/article.ts";
import { emojiOf, isCaption, leftKindOf } from "./element-kinds.ts";
import type { Around, BlockReader, Flow } from "./flow.ts";
import { isBoxPicture } from "./lists/list-places.ts";
import { captionOf, type HasPicture, newFigure, type Picture, pictureOf, takeCaption } from "./pictures.ts";
import { type HtmlElement, isElement } from "./tree.ts";

export interface FigureReader {
  /** What the figures show, in their order. */
  readonly pictures: readonly Picture[];
  readonly emitFigure: (flow: Flow, figure: Node) => void;
  /** Something other than a figure was made. */
  readonly forget: () => void;
  readonly readPicture: (image: HtmlElement, around: Around, flow: Flow) => void;
  readonly readCaption: (element: HtmlElement, around: Around, flow: Flow) => void;
  readonly readFigure: (element: HtmlElement, around: Around, flow: Flow) => void;
}

export function figureReader(reader: BlockReader, hasPicture: HasPicture): FigureReader {
  const { leave, read, readBlock, within, blocksIn, flush } = reader;
  const pictures: Picture[] = [];
  /** The last block made, if it is a figure. */
  let lastFigure: Node | null = null;

  function emitFigure(flow: Flow, figure: Node) {
    flow.emit(figure);
    lastFigure = figure;
  }

  function readPicture(image: HtmlElement, around: Around, flow: Flow) {
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

  return {
    pictures,
    emitFigure,
    forget() {
      lastFigure = null;
    },
    readPicture,
    readCaption,
    readFigure,
  };
}
