/** Lists of a tree as items: by their elements, or by what Word, PowerPoint and others wrote on a paragraph. */
import type { Node } from "../../article/article.ts";
import { listStart } from "../../blocks/node-attributes.ts";
import { pastedText } from "../../text/incoming/pasted-text.ts";
import { leftKindOf } from "../element-kinds.ts";
import { type Around, type BlockReader, type Flow, isBlank, type ListAround } from "../flow.ts";
import { type HtmlElement, type HtmlNode, isElement, styled } from "../tree.ts";
import type { ListBuilder } from "./list-builder.ts";
import { BULLET, type Marker, printedMarker, styledMarker } from "./list-markers.ts";
import { besideListPlace, slideLevel, stepCounter, tickOf, wordListPlace } from "./list-places.ts";

const LISTS: ReadonlySet<string> = new Set(["ul", "ol", "menu", "dir"]);
export const isList = ({ tag }: HtmlElement): boolean => LISTS.has(tag);

const STRINGS = /"[^"]*"|'[^']*'/;
/** The marker's style in the short way to write a list's: `lower-roman inside`, `none`, `"– "`. */
const styleIn = (short: string): string =>
  STRINGS.exec(short)?.[0] ??
  short.split(/\s+/).find((word) => word !== "" && !/^(?:inside|outside|url\()/.test(word)) ??
  "";

export interface ListReader {
  readonly readParagraph: (element: HtmlElement, around: Around, flow: Flow) => void;
  readonly readItem: (element: HtmlElement, around: Around, builder: ListBuilder, list: ListAround) => void;
  readonly readList: (element: HtmlElement, around: Around, builder: ListBuilder, level: number) => void;
}

export function listReader(reader: BlockReader): ListReader {
  const { leave, newFlow, rootFlow, newListKey, read, readBlock, inside, within, flush } = reader;

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
    const isOrdered = element.tag === "ol";
    const items = element.children.filter((child) => isElement(child) && child.tag === "li");
    const isReversed = isOrdered && element.attrs.has("reversed");
    const given = element.attrs.get("start");
    let next = given === undefined && isReversed ? items.length : listStart.from(given);
    const styleOf = (one: HtmlElement) =>
      styled(one, "list-style-type") || styleIn(styled(one, "list-style")) || (one.attrs.get("type") ?? "");
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
    const list: ListAround = { key: newListKey(), level, markerOf, placeOf };
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

  return { readParagraph, readItem, readList };
}
