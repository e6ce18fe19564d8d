/** Where an item stands in a list whose levels the program behind it doesn't nest, and what it prints before it. */

import { classesOf, type HtmlElement, isElement, styled } from "../tree.ts";
import { BULLET, type ListType, type Marker } from "./list-markers.ts";

export interface ListPlace {
  /** Whose item it is. */
  readonly key: string;
  /** From 1. */
  readonly level: number;
}

const WORD_LIST = /\bl(\d+)\s+level(\d+)(?:\s+lfo(\d+))?/;

/** Where a paragraph or an item stands in a list of Word's, `mso-list:l0 level1 lfo1`; null where it stands in none. */
export function wordListPlace(element: HtmlElement): ListPlace | null {
  const found = WORD_LIST.exec(styled(element, "mso-list"));
  if (!found) return null;
  const [, list = "0", level = "1", override = "0"] = found;
  return { key: `l${list} lfo${override}`, level: Math.max(1, Number(level)) };
}

/** Deeper is no list of anybody's. */
const DEEPEST_LEVEL = 9;
const QUILL_INDENT = /^ql-indent-([1-8])$/;
const GOOGLE_LIST = /^lst-kix_(.+)-(\d)$/;

/** How deep Quill sets an item; 0 for any other. */
function quillDepth(item: HtmlElement): number {
  for (const name of classesOf(item)) {
    const depth = QUILL_INDENT.exec(name)?.[1];
    if (depth !== undefined) return Number(depth);
  }
  return 0;
}

/**
 * The place of an item whose program writes every level as a list of its own, one behind the other: Word on
 * the web, a page saved from Google Docs, Slack, Quill.
 */
export function besideListPlace(list: HtmlElement, item: HtmlElement): ListPlace | null {
  const level = Number(item.attrs.get("data-aria-level"));
  if (level >= 1 && level <= DEEPEST_LEVEL) return { key: `web ${item.attrs.get("data-listid") ?? ""}`, level };
  for (const name of classesOf(list)) {
    const [, id, depth] = GOOGLE_LIST.exec(name) ?? [];
    if (depth !== undefined) return { key: `kix ${id}`, level: Number(depth) + 1 };
  }
  const depth = quillDepth(item);
  if (depth > 0) return { key: "quill", level: depth + 1 };
  const indent = list.attrs.get("data-indent") ?? "";
  return /^\d$/.test(indent) ? { key: "indent", level: Number(indent) + 1 } : null;
}

/**
 * The bullet or number that Word and PowerPoint print before an item, for programs that know no lists:
 * `mso-list:Ignore`, `mso-special-format:bullet` or `"numbullet3\,1"`.
 */
export const isPrintedMarker = (element: HtmlElement): boolean =>
  styled(element, "mso-list") === "ignore" || /^["']?(?:num)?bullet/.test(styled(element, "mso-special-format"));

/** How far inside its block a marker or a box stands, at most. */
const DEEPEST_LEAD = 4;

/** The first thing in an element for which something holds, before any word; null where there is none. */
function leading(element: HtmlElement, isIt: (one: HtmlElement) => boolean, depth = 0): HtmlElement | null {
  const first = element.children.find((child) => isElement(child) || child.trim() !== "");
  if (!isElement(first) || depth >= DEEPEST_LEAD) return null;
  return isIt(first) ? first : leading(first, isIt, depth + 1);
}

/** Whether a block is an item of a list that a program wrote as a line with its marker. */
export const isMarkedLine = (element: HtmlElement): boolean => leading(element, isPrintedMarker) !== null;

/** The level of a line of PowerPoint's, whose classes count from O, O1, O2. */
export function slideLevel(element: HtmlElement): number {
  for (const name of classesOf(element)) if (/^o[1-8]$/.test(name)) return Number(name.slice(1)) + 1;
  return 1;
}

/** The picture of a box to tick, as Google Docs writes one before an item. */
export const isBoxPicture = ({ tag, attrs }: HtmlElement): boolean =>
  tag === "img" && attrs.get("aria-roledescription") === "checkbox";

const isBox = ({ tag, attrs }: HtmlElement): boolean =>
  tag === "input" && attrs.get("type")?.toLowerCase() === "checkbox";

/** Whether an item that can be ticked is; null for any other. */
function isTicked(item: HtmlElement): boolean | null {
  const { attrs } = item;
  if (attrs.get("role") === "checkbox") return attrs.get("aria-checked") === "true";
  const said = attrs.get("data-checked") ?? attrs.get("data-list") ?? "";
  if (/^(?:un)?checked$|^(?:true|false)$/.test(said)) return said === "checked" || said === "true";
  return leading(item, isBox)?.attrs.has("checked") ?? null;
}

/** How Quill counts in a list, in the first within it, in the next, and so on round. */
const STEPS: readonly ListType[] = [null, "a", "i"];

/**
 * The markers of Quill's items, which stand in one `ol` whatever they are and however deep: each says so itself.
 * Null for an item that counts with its list.
 */
export function stepCounter(): (item: HtmlElement) => Marker | null {
  const counts: number[] = [];
  return (item) => {
    const depth = quillDepth(item);
    const kind = item.attrs.get("data-list");
    counts.length = Math.min(counts.length, depth + 1);
    if (kind === "bullet") return BULLET;
    if (depth === 0) return null;
    const value = (counts[depth] ?? 0) + 1;
    counts[depth] = value;
    return kind === "ordered"
      ? { kind: "number", readings: [{ type: STEPS[depth % STEPS.length] ?? null, value }] }
      : null;
  };
}

/** What stands before an item that can be ticked; null before any other. */
export function tickOf(item: HtmlElement): string | null {
  const ticked = isTicked(item);
  return ticked === null ? null : ticked ? "☑" : "☐";
}
