import fc from "fast-check";
import { expect, test } from "vitest";
import { canMove, countBeads, joinWithNext, moveBlock, splitOff, unlink } from "../../../shared/pairing/correct.ts";
import type { Bead } from "../../../shared/pairing/pair-paragraphs.ts";

const bead = (lo: string, en: string): Bead => ({ lo: [...lo], en: [...en], certainty: 0.4 });
const written = (beads: readonly Bead[]): string =>
  beads.map((one) => `${one.lo.join("")}-${one.en.join("")}`).join(" ");

test("a person joins, unlinks, splits off and moves", () => {
  const beads = [bead("a", "x"), bead("bc", "y"), bead("d", "")];
  expect(written(joinWithNext(beads, 1))).toBe("a-x bcd-y");
  expect(written(unlink(beads, 1))).toBe("a-x b- c- -y d-");
  expect(written(splitOff(beads, "lo", "b"))).toBe("a-x b- c-y d-");
  expect(written(splitOff(beads, "lo", "c"))).toBe("a-x b-y c- d-");
  expect(written(splitOff(beads, "en", "x"))).toBe("a- -x bc-y d-");
  expect(written(moveBlock(beads, "en", "y", 1))).toBe("a-x bc- d-y");
  expect(written(moveBlock(beads, "lo", "b", -1))).toBe("ab-x c-y d-");
  expect(written(moveBlock(beads, "lo", "d", -1))).toBe("a-x bcd-y");
  // c is not the upper one of its line: it can't pass b.
  expect(canMove(beads, "lo", "c", -1)).toBe(false);
  expect(moveBlock(beads, "lo", "c", -1)).toBe(beads);
  expect(countBeads(unlink(beads, 1))).toEqual({ pairs: 1, alone: 4 });
});

test("no correction loses a block, doubles one or changes the order of a side", () => {
  const sizes = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 8 });
  const steps = fc.array(fc.tuple(fc.nat(4), fc.constantFrom("lo" as const, "en" as const), fc.nat(), fc.boolean()), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(sizes, steps, (parts, actions) => {
      let number = 0;
      const ids = (side: string, count: number) => Array.from({ length: count }, () => `${side}${number++}`);
      let beads: readonly Bead[] = parts
        .map(([lo, en]) => ({ lo: ids("l", lo), en: ids("e", en), certainty: 0.5 }))
        .filter((one) => one.lo.length + one.en.length > 0);
      const before = { lo: beads.flatMap((one) => one.lo), en: beads.flatMap((one) => one.en) };
      for (const [action, side, at, down] of actions) {
        if (beads.length === 0) return;
        const place = at % beads.length;
        const block = before[side][at % Math.max(before[side].length, 1)] ?? "";
        if (action === 0) beads = joinWithNext(beads, place);
        if (action === 1) beads = unlink(beads, place);
        if (action === 2) beads = splitOff(beads, side, block);
        if (action > 2) beads = moveBlock(beads, side, block, down ? 1 : -1);
      }
      expect(beads.flatMap((one) => one.lo)).toEqual(before.lo);
      expect(beads.flatMap((one) => one.en)).toEqual(before.en);
      expect(beads.every((one) => one.lo.length + one.en.length > 0)).toBe(true);
    }),
  );
});
