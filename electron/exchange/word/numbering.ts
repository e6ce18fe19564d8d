/** Word's lists: what stands before each paragraph that is in one, counted as Word counts. */
import { printedNumber } from "../documents/printed-number.ts";
import { attributeOf, childOf, childrenOf, childValue, wholeOf, type XmlElement } from "../documents/xml.ts";
import type { NumberPlace } from "./styles.ts";

interface Level {
  readonly start: number;
  readonly format: string;
  /** `%1.%2`: what stands for the number of each level, with what is printed round it. */
  readonly text: string;
  /** The level (from 1) behind which it begins anew; 0 is never, null behind every one above. */
  readonly restart: number | null;
  /** Every number in digits. */
  readonly isLegal: boolean;
  readonly style: string | null;
  readonly isPicture: boolean;
}

interface List {
  readonly abstract: string;
  readonly levels: readonly Level[];
  /** Levels at which the list begins anew, with their numbers. */
  readonly starts: ReadonlyMap<number, number>;
}

export interface PrintedMarker {
  /** Lists that count on together have one. */
  readonly abstract: string;
  /** From 0. */
  readonly level: number;
  /** As it is printed; a point stands for any bullet. */
  readonly text: string;
}

export interface Numbering {
  /** Counts one paragraph; null where nothing is printed before it. */
  readonly next: (place: NumberPlace, style: string | null) => PrintedMarker | null;
}

const LEVELS = 9;
const BULLET = "·";

/**
 * The way to count that an element's own `w:numFmt` says, null where none does. One that older programs don't know,
 * `001, 002, 003, …` or `α, β, γ, …`, stands by its first number.
 */
export function formatOf(element: XmlElement | null | undefined): string | null {
  const alternatives = childOf(element, "mc:AlternateContent");
  const own = childOf(element, "w:numFmt") ?? childOf(childOf(alternatives, "mc:Choice"), "w:numFmt");
  const [first = ""] = (attributeOf(own, "format") ?? "").split(",");
  if (/^(?:0+1|[αΑ])$/.test(first.trim())) return first.trim();
  return attributeOf(alternatives ? childOf(childOf(alternatives, "mc:Fallback"), "w:numFmt") : own);
}

function levelOf(element: XmlElement): Level {
  return {
    start: wholeOf(childValue(element, "w:start")) ?? 0,
    format: formatOf(element) ?? "decimal",
    text: childValue(element, "w:lvlText") ?? "",
    restart: wholeOf(childValue(element, "w:lvlRestart")),
    isLegal: childOf(element, "w:isLgl") !== null,
    style: childValue(element, "w:pStyle"),
    isPicture: childOf(element, "w:lvlPicBulletId") !== null,
  };
}

const levelsOf = (element: XmlElement): Level[] => {
  const levels: Level[] = [];
  for (const child of childrenOf(element, "w:lvl")) {
    const at = wholeOf(attributeOf(child, "ilvl")) ?? levels.length;
    if (at >= 0 && at < LEVELS) levels[at] = levelOf(child);
  }
  return levels;
};

export function readNumbering(
  root: XmlElement | null,
  numberOfStyle: (style: string) => NumberPlace | null,
): Numbering {
  const abstracts = new Map(
    childrenOf(root, "w:abstractNum").map((element) => [attributeOf(element, "abstractNumId") ?? "", element] as const),
  );
  const numbers = new Map(
    childrenOf(root, "w:num").map((element) => [attributeOf(element, "numId") ?? "", element] as const),
  );

  /** A list's levels; where they stand with a style that names them, they are looked up there, once. */
  function abstractOf(
    list: string,
    isLinked = false,
  ): { readonly id: string; readonly levels: readonly Level[] } | null {
    const id = childValue(numbers.get(list), "w:abstractNumId");
    const element = id === null ? undefined : abstracts.get(id);
    if (id === null || !element) return null;
    const link = childValue(element, "w:numStyleLink");
    const linked = link === null || isLinked ? null : numberOfStyle(link);
    return (linked && abstractOf(linked.list, true)) ?? { id, levels: levelsOf(element) };
  }

  const lists = new Map<string, List | null>();
  function listOf(id: string): List | null {
    const known = lists.get(id);
    if (known !== undefined) return known;
    const abstract = abstractOf(id);
    const levels = [...(abstract?.levels ?? [])];
    const starts = new Map<number, number>();
    for (const override of childrenOf(numbers.get(id), "w:lvlOverride")) {
      const at = wholeOf(attributeOf(override, "ilvl")) ?? -1;
      if (at < 0 || at >= LEVELS) continue;
      const own = childOf(override, "w:lvl");
      if (own) levels[at] = levelOf(own);
      const start = wholeOf(childValue(override, "w:startOverride"));
      if (start !== null) starts.set(at, start);
    }
    const list = abstract && { abstract: abstract.id, levels, starts };
    lists.set(id, list);
    return list;
  }

  const counts = new Map<string, (number | undefined)[]>();
  /** Lists that have begun anew where they say so, by level. */
  const begun = new Set<string>();

  return {
    next({ list: id, level: given }, style) {
      const list = listOf(id);
      if (!list) return null;
      const { abstract, levels, starts } = list;
      const byStyle = style === null ? -1 : levels.findIndex((one) => one?.style === style);
      const at = Math.min(LEVELS - 1, Math.max(0, given ?? Math.max(0, byStyle)));
      const level = levels[at];
      if (!level) return null;
      const count = counts.get(abstract) ?? [];
      counts.set(abstract, count);
      const start = starts.get(at);
      const begins = start !== undefined && !begun.has(`${id} ${at}`);
      if (begins) begun.add(`${id} ${at}`);
      const before = count[at];
      count[at] = begins ? start : before === undefined ? (start ?? level.start) : before + 1;
      for (let deeper = at + 1; deeper < LEVELS; deeper += 1) {
        const restart = levels[deeper]?.restart ?? null;
        if (restart === null || (restart > 0 && at < restart)) count[deeper] = undefined;
      }
      if (level.isPicture) return { abstract, level: at, text: BULLET };
      if (level.format === "bullet")
        return level.text.trim() === "" ? null : { abstract, level: at, text: bulletOf(level.text) };
      const text = level.text.replace(/%([1-9])/g, (_, number: string) => {
        const other = Number(number) - 1;
        const format = level.isLegal ? "decimal" : (levels[other]?.format ?? "decimal");
        return printedNumber(
          format === "bullet" ? "none" : format,
          count[other] ?? starts.get(other) ?? levels[other]?.start ?? 1,
        );
      });
      return text.trim() === "" ? null : { abstract, level: at, text };
    },
  };
}

/** A bullet is a letter of a symbol font as a rule; words that stand for one are kept. */
const bulletOf = (text: string): string => ([...text.trim()].length === 1 ? BULLET : text);
