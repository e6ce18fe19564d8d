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
    const found = WANTED.map(({ rate, links }) => {
      const one = rightness(stories(), rate, ROUNDS);
      expect(one.links).toBeGreaterThanOrEqual(links);
      return one;
    });
    const sure = found.reduce((sum, one) => sum + one.sureRight, 0) / found.length;
    expect(sure).toBeGreaterThanOrEqual(SURE_RIGHT);
  },
);
