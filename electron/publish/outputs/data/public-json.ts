/** A file of JSON as every reader of it takes it. */
import { canonicalJson } from "../../../../shared/article/canonical-json.ts";

/** What a finished file may not hold as it is, or an escape that may stand for some of it (U+0000 and on, halves of pairs). */
const NOT_FOR_ALL = /\\u(?:00|[dD])|[\u007F-\u009F\uFFFE\uFFFF]/;

/**
 * A text without what some readers refuse a whole file for: halves of surrogate pairs, which PHP and jq can't take, and
 * control characters, which databases can't (U+0000). Lines stay lines, and what reorders a text stays in it.
 */
const textForAll = (text: string): string => text.toWellFormed().replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, "");

function forAll(value: unknown): unknown {
  if (typeof value === "string") return textForAll(value);
  if (Array.isArray(value)) return value.map(forAll);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, forAll(one)]));
}

/** As `canonicalJson`, for the site's readers. */
export function publicJson(value: unknown): string {
  const json = canonicalJson(value);
  return NOT_FOR_ALL.test(json) ? canonicalJson(forAll(value)) : json;
}
