import { getSchema } from "@tiptap/core";
import { closeHistory, history, redo, redoDepth, undo, undoDepth } from "@tiptap/pm/history";
import { EditorState, Plugin } from "@tiptap/pm/state";
import fc from "fast-check";
import { expect, test } from "vitest";
import { stepMarksPlugin, stepsIn } from "../../../../renderer/editor/schema/step-marks.ts";
import { textExtensions } from "../../../../renderer/editor/schema/text-extensions.ts";

const schema = getSchema(textExtensions);

/** Adds a letter of its own to what it is told to follow, as the rows' ids are given. */
const follower = new Plugin({
  appendTransaction(transactions, _before, state) {
    const letter: unknown = transactions.map((one) => one.getMeta("followed")).find((one) => one !== undefined);
    return typeof letter === "string" ? state.tr.insertText(letter, 1) : null;
  },
});

const start = (depth: number) =>
  EditorState.create({
    doc: schema.node("doc", null, [schema.node("paragraph", null, [schema.text("ນ້ຳຂອງ ຂຶ້ນ")])]),
    plugins: [history({ depth, newGroupDelay: 500 }), stepMarksPlugin(), follower],
  });

const Act = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant("type" as const), pause: fc.constantFrom(10, 900) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("followed" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("cut" as const), at: fc.nat(40) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("outside" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("outsideCut" as const), at: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("close" as const) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("undo" as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("redo" as const) }) },
);

/** More steps than any history here keeps, and all of what it kept taken back. */
const beyond: readonly (typeof Act extends fc.Arbitrary<infer One> ? One : never)[] = [
  ...Array.from({ length: 30 }, () => ({ kind: "type" as const, pause: 900 as const })),
  ...Array.from({ length: 30 }, () => ({ kind: "undo" as const })),
];

/** What came in and went out of the text by one move of its history. */
function difference(before: EditorState, after: EditorState): readonly string[] {
  const [one, two] = [new Set(before.doc.textContent), new Set(after.doc.textContent)];
  return [...one, ...two].filter((letter) => letter >= "\u4e00" && one.has(letter) !== two.has(letter));
}

test("undo and redo move what has the mark that they name, beyond the depth, through changes from outside and appended ones", () => {
  fc.assert(
    fc.property(fc.array(Act, { minLength: 30, maxLength: 160 }), fc.constantFrom(1, 3, 8), (acts, depth) => {
      let state = start(depth);
      let letters = 0;
      let now = 1_000;
      const next = () => String.fromCodePoint(0x4e00 + letters++);
      const owners = new Map<string, number>();
      for (const act of [...acts, ...beyond]) {
        const before = state;
        const size = state.doc.content.size - 1;
        const { done, undone } = stepsIn(state);
        if (act.kind === "undo" || act.kind === "redo") {
          const moved = act.kind === "undo" ? done.at(-1) : undone.at(-1);
          (act.kind === "undo" ? undo : redo)(state, (transaction) => {
            state = state.apply(transaction);
          });
          for (const letter of difference(before, state))
            if (owners.has(letter)) expect(owners.get(letter)).toBe(moved?.mark);
        } else {
          const { tr } = state;
          const at = "at" in act ? 1 + (act.at % size) : 0;
          if (act.kind === "type" || act.kind === "followed") {
            now += act.kind === "type" ? act.pause : 900;
            tr.insertText(next(), size).setTime(now);
            if (act.kind === "followed") tr.setMeta("followed", next());
          }
          if (act.kind === "cut" && size > 2) {
            now += 900;
            tr.delete(at, Math.min(at + 1, size)).setTime(now);
          }
          if (act.kind === "outside") tr.insertText("·", 1).setMeta("addToHistory", false);
          if (act.kind === "outsideCut" && size > 2)
            tr.delete(at, Math.min(at + 1, size)).setMeta("addToHistory", false);
          if (act.kind === "close") closeHistory(tr);
          state = state.applyTransaction(tr).state;
          const mark = stepsIn(state).done.at(-1)?.mark ?? 0;
          // What was cut belongs to the step that cut it, and to the one that wrote it.
          if (act.kind === "cut" || act.kind === "outsideCut")
            for (const one of difference(before, state)) owners.delete(one);
          else for (const letter of difference(before, state)) owners.set(letter, mark);
        }
        const steps = stepsIn(state);
        expect([steps.done.length, steps.undone.length]).toEqual([undoDepth(state), redoDepth(state)]);
        const marks = steps.done.map(({ mark }) => mark);
        expect(new Set(marks).size).toBe(marks.length);
        expect(marks.every((mark) => mark > (steps.lost?.mark ?? 0))).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});
