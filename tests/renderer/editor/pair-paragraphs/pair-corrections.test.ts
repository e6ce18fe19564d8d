import { expect, test } from "vitest";
import {
  canCorrect,
  corrected,
  correctionOf,
  neighbour,
  nextUnsure,
} from "../../../../renderer/editor/pair-paragraphs/corrections.ts";
import type { Bead } from "../../../../shared/pairing/pair-paragraphs.ts";

const bead = (lo: string, en: string, certainty = 1): Bead => ({ lo: [...lo], en: [...en], certainty });
const press = (code: string, more: Partial<KeyboardEvent> = {}) => ({
  code,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
});
const BEADS = [bead("a", "x"), bead("b", "", 0.5), bead("cd", "yz"), bead("", "w", 0.3)];

test("keys are read by their place, so that a Lao layout corrects too, and the browser's own are left alone", () => {
  expect(correctionOf(press("KeyJ"))).toBe("join");
  expect(correctionOf(press("ArrowUp", { altKey: true }))).toBe("moveUp");
  expect(correctionOf(press("KeyN", { ctrlKey: true }))).toBeNull();
  expect(correctionOf(press("ArrowUp"))).toBeNull();
});

test("arrows go along a side and over to the nearest line that has the other", () => {
  expect(neighbour(BEADS, { side: "lo", id: "b" }, "ArrowDown")).toEqual({ side: "lo", id: "c" });
  expect(neighbour(BEADS, { side: "lo", id: "a" }, "ArrowUp")).toBeNull();
  expect(neighbour(BEADS, { side: "lo", id: "d" }, "ArrowRight")).toEqual({ side: "en", id: "y" });
  expect(neighbour(BEADS, { side: "lo", id: "b" }, "ArrowRight")).toEqual({ side: "en", id: "x" });
  expect(neighbour(BEADS, { side: "lo", id: "b" }, "ArrowLeft")).toBeNull();
  expect(neighbour(BEADS, { side: "en", id: "y" }, "End")).toEqual({ side: "en", id: "w" });
});

test("the unsure lines come one after the other and round again", () => {
  const first = nextUnsure(BEADS, { side: "lo", id: "a" });
  expect(first).toEqual({ side: "lo", id: "b" });
  const second = first && nextUnsure(BEADS, first);
  expect(second).toEqual({ side: "en", id: "w" });
  expect(second && nextUnsure(BEADS, second)).toEqual(first);
});

test("a correction is offered just where it changes something", () => {
  for (const correction of ["moveUp", "moveDown", "join", "split", "unlink"] as const)
    for (const side of ["lo", "en"] as const)
      for (const id of BEADS.flatMap((one) => one[side])) {
        const chosen = { side, id };
        expect(canCorrect(BEADS, chosen, correction)).toBe(corrected(BEADS, chosen, correction) !== BEADS);
      }
});
