import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalChanges, movedBy } from "../../../shared/text/canonical-changes.ts";
import { canonicalText } from "../../../shared/text/lao.ts";

const Letters = fc.array(
  fc.constantFrom(..."ນຂອງຫທກ", ..."ັິີຶືຸູົໍຼ", ..."່້໊໋໌", ..."ເແໂາຳ", ..." a1e", "\u0301", "\u200d", "\ufeff", "😀"),
  { maxLength: 24 },
);

test("the changes make a text canonical, and what is behind a place stays behind it", () => {
  fc.assert(
    fc.property(Letters, fc.nat(24), (letters, at) => {
      const text = letters.join("");
      const changes = canonicalChanges(text);
      let done = text;
      for (const { from, to, text: now } of [...changes].reverse()) done = done.slice(0, from) + now + done.slice(to);
      expect(done).toBe(canonicalText(text));
      const place = Math.min(at, text.length);
      const within = changes.some(({ from, to }) => from < place && place < to);
      if (!within)
        expect(done.slice(movedBy(changes, place))).toBe(done.slice(done.length - canonicalTail(text, place)));
    }),
  );
});

/** How long the text behind a place is once it is canonical, by the changes alone that lie there. */
function canonicalTail(text: string, place: number): number {
  const behind = canonicalChanges(text).filter(({ from }) => from >= place);
  return text.length - place + behind.reduce((sum, { from, to, text: now }) => sum + now.length - (to - from), 0);
}

test("in a sentence with two faults each is mended where it stands", () => {
  expect(canonicalChanges("ນໍ້າຂອງ ຂຶ້ນ ທ່ີປາກເຊ")).toEqual([
    { from: 1, to: 4, text: "້ຳ" },
    { from: 14, to: 16, text: "ີ່" },
  ]);
  expect(movedBy(canonicalChanges("ນໍ້າຂອງ"), 7)).toBe(6);
  expect(canonicalChanges("ນ້ຳຂອງ ຂຶ້ນ")).toEqual([]);
});
