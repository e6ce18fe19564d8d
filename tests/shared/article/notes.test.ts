import fc from "fast-check";
import { expect, test } from "vitest";
import type { Note } from "../../../shared/article/article.ts";
import { noteThreads, openThreads } from "../../../shared/article/notes.ts";

const note = (at: string, more: Partial<Note> = {}): Note => ({
  row: "r1",
  at: `2026-11-29T0${at}:00:00Z`,
  by: "ຄຳລາ",
  text: "ກວດຕົວເລກກັບບໍລິສັດ",
  resolvedAt: null,
  ...more,
});

test("answers stand with the note that they answer, oldest first, and are open or done as it is", () => {
  const notes = {
    C: note("3", { replyTo: "B", text: "ຮັບຊາບແລ້ວ" }),
    B: note("2", { replyTo: "A", text: "26 ຊົ່ວໂມງ" }),
    A: note("1"),
    D: note("4", { resolvedAt: "2026-11-29T05:00:00Z" }),
    E: note("5", { replyTo: "D" }),
  };
  expect(noteThreads(notes).map(({ id, replies }) => [id, replies.map((one) => one.id)])).toEqual([
    ["A", ["B", "C"]],
    ["D", ["E"]],
  ]);
  expect(openThreads(notes).map(({ id }) => id)).toEqual(["A"]);
});

test("whatever a note says that it answers, every note stands in one thread once", () => {
  const ids = ["A", "B", "C", "D", "E"];
  const any = fc.dictionary(
    fc.constantFrom(...ids),
    fc.record({
      at: fc.constantFrom("1", "2"),
      replyTo: fc.option(fc.constantFrom(...ids, "gone"), { nil: undefined }),
    }),
  );
  fc.assert(
    fc.property(any, (given) => {
      const notes = Object.fromEntries(
        Object.entries(given).map(([id, { at, replyTo }]) => [id, note(at, replyTo === undefined ? {} : { replyTo })]),
      );
      const shown = noteThreads(notes).flatMap(({ id, replies }) => [id, ...replies.map((one) => one.id)]);
      expect(shown.toSorted()).toEqual(Object.keys(notes).toSorted());
    }),
  );
});
