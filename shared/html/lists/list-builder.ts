/**
 * Lists from items that come one after the other, each with its level and its marker, however the
 * source nests them: no item is empty, each stands under the one before it where it stands deeper, and
 * a list that is interrupted, counts otherwise or leaves a number out is a list of its own, which begins
 * at its number.
 */
import type { Node } from "../../article/article.ts";
import type { Marker, NumberReading } from "./list-markers.ts";

interface OpenItem {
  readonly content: (Node | OpenList)[];
}

interface OpenList {
  readonly level: number;
  readonly key: string;
  /** How its first marker may be read so that every marker so far fits; none for bullets. */
  readings: readonly NumberReading[];
  readonly items: OpenItem[];
}

const isList = (node: Node | OpenList): node is OpenList => "items" in node;

function madeList({ readings, items }: OpenList): Node {
  const content = items.map((item): Node => ({ type: "listItem", content: item.content.map(made) }));
  const [reading] = readings;
  if (!reading) return { type: "bulletList", content };
  const { type, value: start } = reading;
  const attrs = { ...(start === 1 ? {} : { start }), ...(type === null ? {} : { type }) };
  return { type: "orderedList", ...(Object.keys(attrs).length > 0 ? { attrs } : {}), content };
}

const made = (node: Node | OpenList): Node => (isList(node) ? madeList(node) : node);

/** An item's blocks from its first paragraph on, and those before it: an item begins with a paragraph. */
function itemOf(blocks: readonly Node[]): { readonly before: readonly Node[]; readonly item: readonly Node[] } {
  const [first, ...rest] = blocks;
  if (first?.type === "blockquote") return itemOf([...(first.content ?? []), ...rest]);
  if (first?.type === "heading") return itemOf([{ type: "paragraph", content: first.content ?? [] }, ...rest]);
  const at = blocks.findIndex(({ type }) => type === "paragraph");
  return at < 0 ? { before: blocks, item: [] } : { before: blocks.slice(0, at), item: blocks.slice(at) };
}

/** The blocks of an item whose marker no list prints: the marker stands before its words. */
function markedBlocks(marker: string, blocks: readonly Node[]): readonly Node[] {
  if (marker === "") return blocks;
  const [first, ...rest] = blocks;
  const prefix = { type: "text", text: `${marker} ` };
  if (first?.type !== "paragraph") return [{ type: "paragraph", content: [{ ...prefix, text: marker }] }, ...blocks];
  const [opening, ...others] = first.content ?? [];
  const isPlain = opening?.type === "text" && !opening.marks;
  const content = isPlain
    ? [{ ...opening, text: `${prefix.text}${opening.text}` }, ...others]
    : [prefix, ...(first.content ?? [])];
  return [{ ...first, content }, ...rest];
}

export interface ListItem {
  /** 1 is a list that stands in no other. */
  readonly level: number;
  /** Whose item it is: neighbours of one list have one key. */
  readonly key: string;
  readonly marker: Marker;
  /** What stands in it, lists within it aside; an item without any is none. */
  readonly blocks: readonly Node[];
}

export interface ListBuilder {
  /** A block that is no item: lists end here. */
  readonly block: (node: Node) => void;
  readonly item: (item: ListItem) => void;
  /** Blocks that go on the item before them at this level, without a marker of their own. */
  readonly goOn: (level: number, blocks: readonly Node[]) => void;
  readonly done: () => Node[];
}

export function listBuilder(): ListBuilder {
  const out: (Node | OpenList)[] = [];
  /** The lists that the next item may go on with, the outermost first. */
  let open: OpenList[] = [];
  /** How the last number of a list was read, where the list may go on behind something else. */
  const last = new Map<string, NumberReading>();

  const closeBelow = (level: number) => {
    while ((open.at(-1)?.level ?? 0) > level) open.pop();
  };
  /** Where what is no item of this level's list stands. */
  const place = () => open.at(-1)?.items.at(-1)?.content ?? out;
  const add = (blocks: readonly Node[]) => {
    const into = place();
    for (const block of blocks) into.push(block);
  };

  const goOn = (level: number, blocks: readonly Node[]) => {
    closeBelow(level);
    add(blocks);
  };

  const fitting = (list: OpenList, marker: Marker): readonly NumberReading[] | null => {
    if (marker.kind === "bullet") return list.readings.length === 0 ? [] : null;
    if (marker.kind === "text") return null;
    const fits = list.readings.filter(({ type, value }) =>
      marker.readings.some((one) => one.type === type && one.value === value + list.items.length),
    );
    return fits.length > 0 ? fits : null;
  };

  const item = ({ level, key, marker, blocks }: ListItem) => {
    if (blocks.length === 0) return;
    const known = `${key} ${level}`;
    if (marker.kind === "text") {
      closeBelow(level);
      if (open.at(-1)?.level === level) open.pop();
      add(markedBlocks(marker.text, blocks));
      return;
    }
    const { before, item: own } = itemOf(blocks);
    if (before.length > 0) goOn(level, before);
    if (own.length === 0) return;
    closeBelow(level);
    const beside = open.at(-1);
    const readings = beside?.level === level && beside.key === key ? fitting(beside, marker) : null;
    if (beside && readings) {
      beside.readings = readings;
      beside.items.push({ content: [...own] });
    } else {
      if (beside?.level === level) open.pop();
      const earlier = last.get(known);
      const asBefore = (one: NumberReading) => earlier?.type === one.type && one.value > earlier.value;
      const given = marker.kind === "number" ? marker.readings : [];
      const list: OpenList = {
        level,
        key,
        readings: [...given.filter(asBefore), ...given.filter((one) => !asBefore(one))],
        items: [{ content: [...own] }],
      };
      place().push(list);
      open.push(list);
    }
    const list = open.at(-1);
    const [reading] = list?.readings ?? [];
    if (list && reading) last.set(known, { type: reading.type, value: reading.value + list.items.length - 1 });
  };

  return {
    block(node) {
      open = [];
      out.push(node);
    },
    item,
    goOn,
    done: () => out.map(made),
  };
}
