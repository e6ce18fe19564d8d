import { expect, test } from "vitest";
import { SURE_RIGHT, WANTED } from "../../bench/pairing.ts";
import { rightness } from "./damage.ts";
import { declaration, news } from "./stories.ts";

/** The same rounds each time, so what holds once holds always; the bench goes over more. */
const ROUNDS = 8;

test.each([
  ["the Declaration under its headings", () => [declaration(true)]],
  ["twenty stories of news", () => [...news("seen"), ...news("kept")]],
] as const)(
  "of %s, damaged on both sides, the links and what is called sure are right as often as they must",
  (_, stories) => {
    for (const { rate, links } of WANTED) {
      const found = rightness(stories(), rate, ROUNDS);
      expect(found.links).toBeGreaterThanOrEqual(links);
      expect(found.sureRight).toBeGreaterThanOrEqual(SURE_RIGHT);
    }
  },
);

test("where paragraphs hold neither names nor numbers, what is called sure is right as often all the same", () => {
  for (const { rate } of WANTED)
    expect(rightness([declaration(false)], rate, 5 * ROUNDS).sureRight).toBeGreaterThanOrEqual(SURE_RIGHT);
});
