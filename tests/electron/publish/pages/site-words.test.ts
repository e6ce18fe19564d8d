import { expect, test } from "vitest";
import { LIST_WORDS } from "../../../../electron/publish/pages/lists/list-words.ts";
import { SITE_WORDS, TRACE_WORDS } from "../../../../electron/publish/pages/site-words.ts";
import { canonicalText, hasLao } from "../../../../shared/text/lao.ts";

/** Every word of a table, those of its functions and lists too. */
const wordsIn = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return wordsIn(value(1_250));
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(wordsIn) : [];
};

test.each([
  ["pages", SITE_WORDS],
  ["traces", TRACE_WORDS],
  ["lists", LIST_WORDS],
])("the words of %s are Lao on Lao pages and English on English ones, spelt as the agency does", (_, words) => {
  expect(Object.keys(words.lo)).toEqual(Object.keys(words.en));
  for (const word of wordsIn(words.lo)) {
    expect(hasLao(word)).toBe(true);
    expect(word).toBe(canonicalText(word));
    // The agency writes ຫລ and ຫນ's own letter, and its site one spelling throughout.
    expect(word).not.toMatch(/ຫຼ|ຫນ|ຫມ/);
  }
  for (const word of wordsIn(words.en)) expect(hasLao(word)).toBe(false);
});
