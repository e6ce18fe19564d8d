import { expect, test } from "vitest";
import { SEED } from "../../random.ts";
import { type Mode, runNewsroom } from "./newsroom.ts";

test.each<Mode>(["languages", "anywhere"])(
  "twenty desks come back with what they wrote offline (%s): every word is there, and every story can be saved",
  (mode) => {
    const { words, lost, problems, merges } = runNewsroom({ seed: SEED, mode, desks: 20, articles: 10, edits: 2000 });
    expect(merges).toBeGreaterThan(100);
    expect(words).toBeGreaterThan(1000);
    expect(lost).toEqual([]);
    expect(problems).toEqual([]);
  },
);
