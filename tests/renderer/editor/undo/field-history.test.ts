import fc from "fast-check";
import { expect, test } from "vitest";
import {
  closed,
  type FieldHistory,
  type FieldState,
  NO_HISTORY,
  recorded,
  stepAgain,
  stepBack,
} from "../../../../renderer/editor/undo/field-history.ts";

const caret = (text: string, at = text.length): FieldState => ({ text, from: at, to: at });

/** Types letter by letter at the end, `pause` milliseconds apart. */
function typed(history: FieldHistory, before: string, words: string, from: number, pause = 80) {
  let [now, text] = [history, before];
  let at = from;
  for (const letter of words) {
    now = recorded(now, caret(text), caret(text + letter), { now: at });
    text += letter;
    at += pause;
  }
  return { history: now, text, at };
}

test("letters typed in one go are one step, and a pause of half a second begins the next", () => {
  const first = typed(NO_HISTORY, "", "ນ້ຳຂອງ", 1000);
  const second = typed(first.history, first.text, " ຂຶ້ນ", first.at + 600);
  const back = stepBack(second.history, second.text);
  expect(back?.state).toEqual(caret("ນ້ຳຂອງ"));
  const empty = stepBack(back?.history ?? NO_HISTORY, "ນ້ຳຂອງ");
  expect(empty?.state).toEqual(caret(""));
  expect(stepBack(empty?.history ?? NO_HISTORY, "")).toBeNull();
  expect(stepAgain(empty?.history ?? NO_HISTORY, "")?.state).toEqual(caret("ນ້ຳຂອງ"));
});

test("typing somewhere else in the line is a step of its own, however quick", () => {
  const end = recorded(NO_HISTORY, caret("Rain"), caret("Rain soon"), { now: 1000 });
  const start = recorded(end, caret("Rain soon", 0), caret("Heavy Rain soon", 6), { now: 1100 });
  expect(stepBack(start, "Heavy Rain soon")?.state).toEqual(caret("Rain soon", 0));
});

test("undo brings back what was selected when it was written over, and redo the caret behind", () => {
  const before = { text: "Rain in the north", from: 8, to: 17 };
  const after = caret("Rain in Pakse");
  const history = recorded(NO_HISTORY, before, after, { now: 1 });
  const back = stepBack(history, after.text);
  expect(back?.state).toEqual(before);
  expect(stepAgain(back?.history ?? NO_HISTORY, before.text)?.state).toEqual(after);
});

test("a step that was closed is not gone on with, and a new one ends what could be done again", () => {
  const first = typed(NO_HISTORY, "", "Rain", 0);
  const second = recorded(closed(first.history), caret("Rain"), caret("Rains"), { now: first.at });
  expect(stepBack(second, "Rains")?.state.text).toBe("Rain");
  const back = stepBack(second, "Rains");
  const other = recorded(back?.history ?? NO_HISTORY, caret("Rain"), caret("Rain!"), { now: 9000 });
  expect(stepAgain(other, "Rain!")).toBeNull();
});

const word = fc.string({ unit: fc.constantFrom("a", "b", "ກ", "ຳ", "່", " "), maxLength: 4 });
const edit = fc.record({ at: fc.nat(30), length: fc.nat(5), put: word, pause: fc.nat(900) });

test("all undone, the text is as it began, and all done again as it ended, whatever was edited", () => {
  fc.assert(
    fc.property(word, fc.array(edit, { maxLength: 20 }), (start, edits) => {
      let text = start;
      let history = NO_HISTORY;
      let now = 0;
      for (const { at, length, put, pause } of edits) {
        const from = Math.min(at, text.length);
        const after = text.slice(0, from) + put + text.slice(from + length);
        now += pause;
        history = recorded(history, { text, from, to: from + length }, caret(after, from + put.length), { now });
        text = after;
      }
      const end = text;
      for (let step = stepBack(history, text); step; step = stepBack(history, text)) {
        ({ history } = step);
        text = step.state.text;
      }
      expect(text).toBe(start);
      for (let step = stepAgain(history, text); step; step = stepAgain(history, text)) {
        ({ history } = step);
        text = step.state.text;
      }
      expect(text).toBe(end);
    }),
  );
});
