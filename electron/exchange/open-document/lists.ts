/** Lists of an OpenDocument text: what stands before each item, counted as LibreOffice counts. */
import { printedMarker } from "../../../shared/html/lists/list-markers.ts";
import { printedNumber } from "../documents/printed-number.ts";
import { isXmlElement, wholeOf, type XmlElement } from "../documents/xml.ts";

/** Levels of a list style (ISO 26300-1, 16.30). */
export const LEVELS = 10;

interface Level {
  readonly isBullet: boolean;
  /** As `printedNumber` names it. */
  readonly format: string;
  /** A list's `type` in HTML, where it has one. */
  readonly type: string | null;
  readonly prefix: string;
  readonly suffix: string;
  readonly start: number;
  /** How many levels' numbers are printed. */
  readonly shown: number;
}

/** A list that may go on in another place. */
interface Counter {
  readonly key: number;
  readonly counts: (number | undefined)[];
}

/** Where a list stands: its style, its count, its level from 0. */
export interface ListPlace {
  readonly style: string | null;
  readonly counter: Counter;
  readonly level: number;
}

export interface ItemMarker {
  /** Attributes of the `li` that prints the same. */
  readonly attrs: Readonly<Record<string, string>>;
  /** As it is printed; empty where nothing is. */
  readonly text: string;
}

export interface OpenLists {
  readonly open: (list: XmlElement, around: ListPlace | null) => ListPlace;
  /** Counts one item; `paragraphStyle` is the list style that its first paragraph's style names. */
  readonly next: (place: ListPlace, start: string | null, paragraphStyle: string | null) => ItemMarker;
  /** The number before a heading of a level from 1; empty where headings have none. */
  readonly heading: (level: number, start: string | null) => string;
}

const FORMATS: Readonly<Record<string, string>> = {
  "1": "decimal",
  a: "lowerLetter",
  A: "upperLetter",
  i: "lowerRoman",
  I: "upperRoman",
  "": "none",
  "01": "decimalZero",
  "1st": "ordinal",
  One: "cardinalText",
  First: "ordinalText",
};
const TYPES: ReadonlySet<string> = new Set(["1", "a", "A", "i", "I"]);

/** By its first number, as files name a way to count: `1`, `ก, ข, ค, ...`, `໑, ໒, ໓, ...`. */
function formatNamed(name: string): string {
  const first = (name.split(",")[0] ?? "").trim();
  const known = FORMATS[first];
  if (known !== undefined) return known;
  if (first === "ก") return "thaiLetters";
  if (first === "①") return "decimalEnclosedCircle";
  return /^\p{Nd}$/u.test(first) ? first : "decimal";
}

/** A digit of another script names its own digits. */
function numberIn(format: string, value: number): string {
  if (!/^\p{Nd}$/u.test(format)) return printedNumber(format, value);
  const nought = (format.codePointAt(0) ?? 0x31) - 1;
  return String(value).replace(/\d/g, (digit) => String.fromCodePoint(nought + Number(digit)));
}

const BULLET = "·";

function levelOf(element: XmlElement): Level {
  const value = (name: string) => element.attrs.get(name) ?? "";
  const format = value("style:num-format");
  const bullet = value("text:bullet-char").trim();
  return {
    // Words that stand for a bullet are kept.
    isBullet: !/number$|outline-level-style$/.test(element.name),
    format: formatNamed(format),
    type: TYPES.has(format) ? format : null,
    prefix: /bullet$/.test(element.name) && [...bullet].length > 1 ? bullet : value("style:num-prefix"),
    suffix: value("style:num-suffix"),
    start: wholeOf(element.attrs.get("text:start-value") ?? null) ?? 1,
    shown: wholeOf(element.attrs.get("text:display-levels") ?? null) ?? 1,
  };
}

function levelsOf(style: XmlElement | null): readonly (Level | undefined)[] {
  const levels: (Level | undefined)[] = [];
  for (const child of style?.children ?? []) {
    if (!isXmlElement(child)) continue;
    const at = wholeOf(child.attrs.get("text:level") ?? null);
    if (at !== null && at >= 1 && at <= LEVELS) levels[at - 1] = levelOf(child);
  }
  return levels;
}

/** Counts one more at a level, and forgets what was counted deeper. */
function counted(counts: (number | undefined)[], at: number, level: Level | undefined, start: string | null) {
  const before = counts[at];
  counts[at] = wholeOf(start) ?? (before === undefined ? (level?.start ?? 1) : before + 1);
  counts.length = at + 1;
}

function printed(levels: readonly (Level | undefined)[], counts: readonly (number | undefined)[], at: number): string {
  const level = levels[at];
  if (!level) return "";
  const from = Math.max(0, at - Math.max(1, level.shown) + 1);
  const numbers = Array.from({ length: at - from + 1 }, (_, index) => {
    const one = levels[from + index];
    return one && !one.isBullet ? numberIn(one.format, counts[from + index] ?? one.start) : "";
  });
  return `${level.prefix}${numbers.filter((number) => number !== "").join(".")}${level.suffix}`;
}

export function openLists(styleNamed: (name: string) => XmlElement | null, outlineStyle: XmlElement | null): OpenLists {
  const styles = new Map<string, readonly (Level | undefined)[]>();
  function styleOf(name: string | null): readonly (Level | undefined)[] {
    if (name === null) return [];
    const known = styles.get(name) ?? levelsOf(styleNamed(name));
    styles.set(name, known);
    return known;
  }
  /** Numbers that neighbours know each other by: of a list that counts, and of a style of bullets. */
  let keys = 0;
  const bulletKeys = new Map<string, number>();
  const bulletKey = (style: string): number => {
    const known = bulletKeys.get(style);
    if (known !== undefined) return known;
    keys += 1;
    bulletKeys.set(style, keys);
    return keys;
  };
  const byId = new Map<string, Counter>();
  const byStyle = new Map<string, Counter>();
  const outline = levelsOf(outlineStyle);
  const headings: (number | undefined)[] = [];

  function newCounter(): Counter {
    keys += 1;
    return { key: keys, counts: [] };
  }

  return {
    open({ attrs }, around) {
      const style = attrs.get("text:style-name") ?? around?.style ?? null;
      if (around) return { style, counter: around.counter, level: Math.min(LEVELS - 1, around.level + 1) };
      const goesOn =
        byId.get(attrs.get("text:continue-list") ?? "") ??
        (attrs.get("text:continue-numbering") === "true" ? byStyle.get(style ?? "") : undefined);
      const counter = goesOn ?? newCounter();
      const id = attrs.get("xml:id") ?? attrs.get("text:id");
      if (id !== undefined) byId.set(id, counter);
      byStyle.set(style ?? "", counter);
      return { style, counter, level: 0 };
    },
    next({ style, counter, level: at }, start, paragraphStyle) {
      const name = style ?? paragraphStyle;
      const levels = styleOf(name);
      const level = levels[at];
      counted(counter.counts, at, level, start);
      const place = (key: number) => ({ style: `mso-list:l${key} level${at + 1}` });
      if (!level || (level.isBullet && level.prefix.trim() === ""))
        return { attrs: { ...place(bulletKey(name ?? "")), type: "disc" }, text: BULLET };
      const text = (level.isBullet ? `${level.prefix}${level.suffix}` : printed(levels, counter.counts, at)).trim();
      const value = counter.counts[at] ?? level.start;
      const isHeld = level.type !== null && level.shown <= 1 && printedMarker(text).kind === "number";
      const type: Record<string, string> = isHeld
        ? { type: level.type ?? "1", value: String(value) }
        : { type: `'${text}'` };
      return { attrs: { ...place(counter.key), ...type }, text };
    },
    heading(level, start) {
      const at = Math.min(LEVELS, Math.max(1, level)) - 1;
      if (!outline[at]) return "";
      counted(headings, at, outline[at], start);
      return outline[at].format === "none" ? "" : printed(outline, headings, at).trim();
    },
  };
}
