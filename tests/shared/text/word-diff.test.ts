import fc from "fast-check";
import { expect, test } from "vitest";
import { readableDiff } from "../../../shared/text/word-diff.ts";

const joined = (kinds: readonly string[], parts: ReturnType<typeof readableDiff>) =>
  parts.flatMap(({ kind, text }) => (kinds.includes(kind) ? [text] : [])).join("");

test("a word that changed is shown within its sentence, in both languages", () => {
  expect(readableDiff("The train left at noon.", "The train left at dawn.").map(({ kind }) => kind)).toEqual([
    "same",
    "removed",
    "added",
    "same",
  ]);
  const lao = readableDiff("ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນໃນມື້ນີ້", "ລະດັບນ້ຳຂອງຫຼຸດລົງໃນມື້ນີ້");
  expect(lao[0]?.kind).toBe("same");
});

test("a sentence that was written anew is shown whole, the old before the new", () => {
  const before = "Bananas, durian and watermelon make up most of the load. A train of 25 wagons takes 26 hours.";
  const after = "A paragraph that somebody wrote anew, with rice, coffee and rubber.";
  expect(readableDiff(before, after)).toEqual([
    { kind: "removed", text: before },
    { kind: "added", text: after },
  ]);
});

test("whatever changed, both texts can be read from it", () => {
  const text = fc.array(fc.constantFrom("ລາວ", "ຈີນ ", "train ", "the ", ". ", "\n")).map((words) => words.join(""));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = readableDiff(before, after);
      expect(joined(["same", "removed"], parts)).toBe(before);
      expect(joined(["same", "added"], parts)).toBe(after);
    }),
  );
});
