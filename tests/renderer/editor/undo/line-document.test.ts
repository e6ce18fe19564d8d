import { getSchema } from "@tiptap/core";
import { closeHistory, redo, undo } from "@tiptap/pm/history";
import { EditorState, type Transaction } from "@tiptap/pm/state";
import fc from "fast-check";
import { expect, test } from "vitest";
import { lineChange, lineHistory, lineNodes } from "../../../../renderer/editor/fields/line-document.ts";

const schema = getSchema([...lineNodes]);

function lineOf(text: string): EditorState {
  const doc = schema.node("doc", null, text === "" ? [] : [schema.text(text)]);
  return EditorState.create({ doc, plugins: [...lineHistory()] });
}

const words = (state: EditorState): string => state.doc.textContent;
const write = (state: EditorState, text: string, at: number): EditorState =>
  state.apply(closeHistory(state.tr.insertText(text, at)));
const outside = (state: EditorState, text: string): EditorState => {
  const next = lineChange(state, text);
  return next ? next.state.apply(next.change) : state;
};
/** Every line on the way back or forth, the one that it begins with first. */
function allTheWay(state: EditorState, move: typeof undo): EditorState[] {
  const way = [state];
  let now = state;
  const go = (change: Transaction) => {
    now = now.apply(change);
    way.push(now);
  };
  while (move(now, go));
  return way;
}

test("what came from outside stays: undo takes back what was typed here around it", () => {
  const typed = write(lineOf("in Pakse"), " today", 8);
  const after = outside(typed, "Heavy rain in Pakse today");
  expect(allTheWay(after, undo).map(words)).toEqual(["Heavy rain in Pakse today", "Heavy rain in Pakse"]);
  const back = allTheWay(after, undo).at(-1);
  expect(back && allTheWay(back, redo).map(words).at(-1)).toBe("Heavy rain in Pakse today");
});

test("where what came from outside is in what was typed here, nothing of it is taken back", () => {
  const typed = write(lineOf("Rain"), " today", 4);
  expect(allTheWay(outside(typed, "Rain tonight"), undo).map(words)).toEqual(["Rain tonight"]);
});

test("a line that is as it was written elsewhere already is left alone", () => {
  expect(lineChange(lineOf("ນ້ຳຂອງ"), "ນ້ຳຂອງ")).toBeNull();
  expect(lineChange(lineOf(""), "")).toBeNull();
  expect(words(outside(lineOf("ນ້ຳຂອງ"), ""))).toBe("");
});

const word = fc.string({ unit: fc.constantFrom("a", "b", "ກ", "ຳ", "່", " "), maxLength: 4 });
const edit = fc.record({ at: fc.nat(30), put: word, outside: fc.boolean() });

test("letters from outside are never lost by undo, nor put in twice, wherever they came", () => {
  fc.assert(
    fc.property(word, fc.array(edit, { maxLength: 20 }), (start, edits) => {
      let line = lineOf(start);
      let mark = 0;
      for (const { at, put, outside: isOutside } of edits) {
        const text = words(line);
        const from = Math.min(at, text.length);
        if (isOutside) {
          mark += 1;
          const after = `${text.slice(0, from)}${mark % 10}${text.slice(from)}`;
          line = outside(line, after);
          expect(words(line)).toBe(after);
        } else if (put !== "") line = write(line, put, from);
      }
      // A person only adds here, so that every mark must still stand in the end.
      const marks = (one: EditorState) => words(one).replace(/[^0-9]/g, "");
      const way = allTheWay(line, undo);
      for (const one of [...way, ...allTheWay(way.at(-1) ?? line, redo)]) expect(marks(one)).toBe(marks(line));
    }),
  );
});
