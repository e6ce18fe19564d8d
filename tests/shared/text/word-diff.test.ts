import { diffArrays } from "diff";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { inOneGo, readableDiffSteps, type TextDiff, wordDiffSteps } from "../../../shared/text/word-diff.ts";

vi.mock("diff", { spy: true });

const readable = (before: string, after: string): TextDiff => inOneGo(readableDiffSteps(before, after));
const byWords = (before: string, after: string): TextDiff => inOneGo(wordDiffSteps(before, after));
const joined = (kinds: readonly string[], { parts }: TextDiff) =>
  parts.flatMap(({ kind, text }) => (kinds.includes(kind) ? [text] : [])).join("");

test("a word that changed is shown within its sentence, in both languages", () => {
  expect(readable("The train left at noon.", "The train left at dawn.").parts.map(({ kind }) => kind)).toEqual([
    "same",
    "removed",
    "added",
    "same",
  ]);
  const lao = readable("ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນໃນມື້ນີ້", "ລະດັບນ້ຳຂອງຫຼຸດລົງໃນມື້ນີ້");
  expect(lao.parts[0]?.kind).toBe("same");
});

test("a sentence that was written anew is shown whole, the old before the new", () => {
  const before = "Bananas, durian and watermelon make up most of the load. A train of 25 wagons takes 26 hours.";
  const after = "A paragraph that somebody wrote anew, with rice, coffee and rubber.";
  expect(readable(before, after)).toEqual({
    parts: [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ],
    coarse: false,
  });
});

test("whatever changed, both texts can be read from it", () => {
  const text = fc
    .array(fc.constantFrom("ລາວ", "ຈີນ ", "train ", "the ", ". ", "\n", "ນ້ຳ".repeat(200)), { maxLength: 40 })
    .map((words) => words.join(""));
  fc.assert(
    fc.property(text, text, (before, after) => {
      for (const diff of [readable(before, after), byWords(before, after)]) {
        expect(joined(["same", "removed"], diff)).toBe(before);
        expect(joined(["same", "added"], diff)).toBe(after);
        expect(diff.parts.every((part, index) => part.text !== "" && part.kind !== diff.parts[index - 1]?.kind)).toBe(
          true,
        );
      }
    }),
  );
});

const SENTENCES = [
  "ລະດັບນ້ຳຂອງທີ່ຫຼວງພະບາງເພີ່ມຂຶ້ນສອງແມັດໃນມື້ນີ້. ",
  "Families near the bank were told to move on Monday. ",
  "ປະຊາຊົນໄດ້ຍ້າຍອອກຈາກເຂດນ້ຳຖ້ວມ ແລະ ໂຮງຮຽນປິດ. ",
];
/** Sentences that are all different, so many that a row has some 20,000 words. */
const longText = (change: (sentence: string, index: number) => string): string =>
  Array.from({ length: 2000 }, (_, index) => change(`${index}: ${SENTENCES[index % 3]}`, index)).join("");

test("in a row of 20,000 words, the words that changed in some sentences are found", () => {
  const before = longText((sentence) => sentence);
  const after = longText((sentence, index) =>
    index % 50 === 1 ? sentence.replace("Monday", "Tuesday").replace("ປິດ", "ເປີດ") : sentence,
  );
  const diff = byWords(before, after);
  expect(diff.coarse).toBe(false);
  const removed = new Set(diff.parts.flatMap(({ kind, text }) => (kind === "removed" ? [text] : [])));
  expect([...removed].every((text) => text.length < 20)).toBe(true);
});

test("where everything changed in such a row, whole sentences are shown, and said to be", () => {
  const before = longText((sentence) => sentence);
  const after = longText((sentence) => `x${sentence}`);
  for (const diff of [byWords(before, after), readable(before, after)]) {
    expect(diff.coarse).toBe(true);
    expect(joined(["same", "removed"], diff)).toBe(before);
    expect(joined(["same", "added"], diff)).toBe(after);
  }
});

test("a step compares a bounded passage, and rests: however long the row, no step is much longer than another", () => {
  const whole = longText((sentence) => sentence);
  const changed = longText((sentence, index) => (index % 7 === 0 ? sentence : `x${sentence}`));
  const somewhat = longText((sentence, index) => (index % 20 === 0 ? `x${sentence}` : sentence));
  // One sentence without a space, as a careless paste makes it.
  const [line, other] = [whole.replace(/[\s.]/g, ""), changed.replace(/[\s.]/g, "")];
  for (const [before, after] of [
    [whole, changed],
    [whole, somewhat],
    [line, other],
    ["", whole],
  ] as const) {
    const steps = wordDiffSteps(before, after);
    for (let [step, done] = [0, false]; !done; step += 1) {
      vi.mocked(diffArrays).mockClear();
      done = steps.next().done === true;
      const { calls } = vi.mocked(diffArrays).mock;
      // A passage as a whole and then its first sentence.
      expect(calls.length).toBeLessThanOrEqual(2);
      for (const [one, two, options] of calls) {
        expect(options).toMatchObject({ maxEditLength: 250 });
        // The first two go by sentences and by lines.
        if (step > 1) expect(one.join("").length + two.join("").length).toBeLessThanOrEqual(8_000);
      }
    }
  }
});
