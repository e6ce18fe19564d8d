import fc from "fast-check";
import { expect, test } from "vitest";
import { isMinorChange, rowState } from "../../shared/rows.ts";
import { canonicalText } from "../../shared/text/lao.ts";
import { longestIncreasing } from "../../shared/tracks.ts";

const record = { source: "The visit took place from 4 to 5 December.", target: "ການຢ້ຽມຢາມມີຂຶ້ນໃນວັນທີ 4-5 ທັນວາ." };

test.each([
  ["", "", null, null],
  [record.source, "", null, "missing"],
  ["", record.target, null, "draft"],
  [record.source, record.target, null, "draft"],
  [record.source, record.target, record, "confirmed"],
  ["The visit took place on 6 December.", record.target, record, "stale"],
  ["The visit took place on 6 December.", "ອື່ນ", record, "stale"],
  [record.source, "ອື່ນ", record, "draft"],
  ["The visit took place \nfrom 4 to 5 December.", record.target, record, "confirmed"],
] as const)("“%s” beside “%s” has the state that its record gives", (source, target, known, state) => {
  expect(rowState(source, target, known)).toBe(state);
});

test("a change of punctuation or spaces is minor, one of words or digits is not", () => {
  expect(isMinorChange("Prices rose, slightly.", "Prices rose slightly")).toBe(true);
  expect(isMinorChange("28 hours", "26 hours")).toBe(false);
});

test("canonical Lao is a fixpoint for any order of letters and marks", () => {
  const letters = fc.constantFrom(..."ກນຫລຼັິີົໍ່້ຳາເແ ");
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 12 }), (parts) => {
      const once = canonicalText(parts.join(""));
      expect(canonicalText(once)).toBe(once);
    }),
  );
});

test("the longest run in the same order is increasing, and an ordered list is all of it", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(60), { maxLength: 20 }), (numbers) => {
      const run = longestIncreasing(numbers).map((at) => numbers[at] ?? 0);
      expect(run).toEqual([...run].sort((a, b) => a - b));
      const sorted = [...numbers].sort((a, b) => a - b);
      expect(longestIncreasing(sorted).length).toBe(numbers.length);
    }),
  );
});
