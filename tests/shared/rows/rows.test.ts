import fc from "fast-check";
import { expect, test } from "vitest";
import { isMinorChange, progressOf, progressOfSides, rowState, rowsOf } from "../../../shared/rows/rows.ts";
import { longestIncreasing } from "../../../shared/rows/tracks.ts";
import { canonicalText } from "../../../shared/text/lao.ts";

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

test("a story's counts for the list are those of its rows in the editor", () => {
  const text = fc.constantFrom("", " ", "ນ້ຳຖ້ວມ ໃນ ຫຼວງພະບາງ", "Floods in Luang Prabang", "⟦a.jpg⟧", "two  spaces");
  const row = fc.constantFrom("r1", "r2", "r3", "r4");
  const side = fc.option(
    fc.record({ headline: text, lead: text, blocks: fc.array(fc.record({ id: fc.constant("b"), row, text })) }),
  );
  const record = fc.record({ lo: text, en: text, at: fc.constant("2026-11-24T08:00:00Z"), by: fc.constant("ນາງ ມະນີ") });
  const records = fc.dictionary(fc.oneof(row, fc.constantFrom("headline", "lead")), record);
  fc.assert(
    fc.property(fc.constantFrom("lo", "en"), side, side, records, (source, lo, en, known) => {
      expect(progressOfSides(source, { lo, en }, known)).toEqual(progressOf(rowsOf(source, { lo, en }, known)));
    }),
  );
});
