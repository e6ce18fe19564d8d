/**
 * What each attribute of a body's nodes may be, once: the schema asks whether a value is accepted, and
 * whatever brings one in (a paste, an import, a command) takes the nearest that is.
 */
import { isSafeLink } from "../text/links.ts";

export interface AttributeRule<T> {
  readonly accepts: (value: unknown) => boolean;
  /** The accepted value nearest to what was given: a number as HTML writes it, or anything at all. */
  readonly from: (value: unknown) => T;
  /** The value that goes without saying: a story leaves it out. */
  readonly unsaid?: T;
}

export type AttributeRules = Readonly<Record<string, AttributeRule<unknown>>>;

/** As HTML reads a number: digits at the beginning, whatever follows. */
function integer(value: unknown): number {
  if (typeof value === "number") return Math.trunc(value);
  return typeof value === "string" ? Number.parseInt(value, 10) : Number.NaN;
}

function within(value: unknown, least: number, most: number, otherwise: number): number {
  const number = integer(value);
  return Number.isNaN(number) ? otherwise : Math.min(most, Math.max(least, number));
}

/** A whole number of a story's own, as it is; null for anything else. */
export const wholeWithin = (value: unknown, least: number, most: number): number | null =>
  typeof value === "number" && Number.isInteger(value) && value >= least && value <= most ? value : null;

const isAbsent = (value: unknown): boolean => value === null || value === undefined;

/** Columns or rows that a cell may take: HTML's own end for columns. */
export const MOST_SPANNED = 1000;

export const span: AttributeRule<number> = {
  accepts: (value) =>
    isAbsent(value) || (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST_SPANNED),
  from: (value) => within(value, 1, MOST_SPANNED, 1),
  unsaid: 1,
};

const isWidth = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;

/** Pixels, a number for each column that a cell spans; null where they follow from the words. */
export const widths: AttributeRule<readonly number[] | null> = {
  accepts: (value) => isAbsent(value) || (Array.isArray(value) && value.every(isWidth)),
  from(value) {
    const given: unknown[] = typeof value === "string" ? value.split(",") : Array.isArray(value) ? value : [];
    const numbers = given.slice(0, MOST_SPANNED).map((one) => within(one, 0, 100_000, 0));
    return numbers.some((one) => one > 0) ? numbers : null;
  },
};

/** HTML's numbers have 32 bits. */
export const listStart: AttributeRule<number> = {
  accepts: (value) => isAbsent(value) || Number.isInteger(value),
  from: (value) => within(value, -(2 ** 31), 2 ** 31 - 1, 1),
  unsaid: 1,
};

/** How a list counts: any text may be stored; of what comes in, HTML's own letters. 1 is what every list has. */
export const listType: AttributeRule<string | null> = {
  accepts: (value) => isAbsent(value) || typeof value === "string",
  from: (value) => (typeof value === "string" && /^[aAiI]$/.test(value) ? value : null),
};

export type HeadingLevel = 2 | 3 | 4;
export const HEADING_LEVELS: readonly HeadingLevel[] = [2, 3, 4];

export const headingLevel: AttributeRule<HeadingLevel> = {
  accepts: (value) => HEADING_LEVELS.some((level) => level === value),
  from: (value) => HEADING_LEVELS.find((level) => level === within(value, 2, 4, 2)) ?? 2,
};

export const words: AttributeRule<string> = {
  accepts: (value) => typeof value === "string",
  from: (value) => (typeof value === "string" ? value : ""),
};

const ASSET = /^[0-9a-f]{64}\.(jpg|png|webp|gif|avif)$/;

/** An image's name; there is none near to one that isn't right. */
export const asset: AttributeRule<null> = {
  accepts: (value) => typeof value === "string" && ASSET.test(value),
  from: () => null,
};

export const href: AttributeRule<null> = {
  accepts: (value) => typeof value === "string" && isSafeLink(value),
  from: () => null,
};

const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** A block's own id, or its row's; one that isn't right is given anew. */
export const blockId: AttributeRule<null> = {
  accepts: (value) => isAbsent(value) || (typeof value === "string" && ID.test(value)),
  from: () => null,
};

/** What every block of a body has beside its kind's own. A nested one has neither, or null. */
export const TOP_LEVEL: AttributeRules = { id: blockId, row: blockId };

/** The attributes that a node or mark may have, each as given or the nearest to it; those that are nothing are left out. */
export function nearestAttributes(
  given: Readonly<Record<string, unknown>> | undefined,
  rules: AttributeRules,
): { readonly attrs?: Readonly<Record<string, unknown>> } {
  const attrs = Object.entries(rules).flatMap(([name, rule]) => {
    const value = given?.[name];
    const kept = rule.accepts(value) ? value : rule.from(value);
    return kept === null || kept === undefined ? [] : [[name, kept] as const];
  });
  return attrs.length > 0 ? { attrs: Object.fromEntries(attrs) } : {};
}
