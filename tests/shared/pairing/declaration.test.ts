import { expect, test } from "vitest";
import { WANTED } from "../../bench/pairing.ts";
import { shareOfRightLinks } from "./declaration.ts";

test.each([
  ["with their headings", true],
  ["as paragraphs alone", false],
] as const)(
  "of the Declaration's articles %s, some dropped and some merged, 97 of 100 links are right",
  (_, headings) => {
    expect(shareOfRightLinks({ rounds: 40, seed: 1948, headings, most: 2 })).toBeGreaterThanOrEqual(WANTED);
  },
);
