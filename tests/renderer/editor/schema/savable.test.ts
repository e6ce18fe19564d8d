/** What the editor shows can be saved, whatever is done in it. */
import { getSchema } from "@tiptap/core";
import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { EditorState, TextSelection } from "@tiptap/pm/state";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { schemaExtensions } from "../../../../renderer/editor/schema/extensions.ts";
import { savablePlugin } from "../../../../renderer/editor/schema/savable.ts";
import { storedBody } from "../../../../renderer/editor/session/serialise.ts";
import { bodyProblem, DEEPEST_NODE } from "../../../../shared/blocks/body-problem.ts";
import { goodBody } from "../../../shared/blocks/any-body.ts";

// The figure's view asks the desk for its picture; there is neither view nor desk here.
vi.mock("../../../../renderer/base/desk-client.ts", () => ({ desk: {}, isUnreachable: () => false }));

const schema = getSchema(schemaExtensions);
const stateOf = (doc: Node) => EditorState.create({ doc, plugins: [savablePlugin()] });
const problemOf = (state: EditorState) => bodyProblem(storedBody(state.doc));

test("pieces cut out of one text and put anywhere into another leave what can be saved", () => {
  const place = fc.nat(10_000);
  const edit = fc.record({ from: place, to: place, cutFrom: place, cutTo: place });
  fc.assert(
    fc.property(goodBody, goodBody, fc.array(edit, { minLength: 1, maxLength: 6 }), (mine, other, edits) => {
      let state = stateOf(schema.nodeFromJSON(mine));
      const source = schema.nodeFromJSON(other);
      for (const { from, to, cutFrom, cutTo } of edits) {
        const size = state.doc.content.size + 1;
        const within = source.content.size + 1;
        const [start, end] = [from % size, to % size].toSorted((a, b) => a - b);
        const [first, last] = [cutFrom % within, cutTo % within].toSorted((a, b) => a - b);
        state = state.apply(state.tr.replaceRange(start ?? 0, end ?? 0, source.slice(first ?? 0, last ?? 0)));
        expect(problemOf(state)).toBeNull();
      }
    }),
    { numRuns: 500 },
  );
});

test("a letter typed where text would stand too deep brings its paragraph up", () => {
  let inside = schema.nodes.paragraph?.create();
  for (let depth = 0; depth < DEEPEST_NODE; depth += 1) inside = schema.nodes.blockquote?.create(null, inside);
  const state = stateOf(schema.node("doc", null, inside));
  expect(problemOf(state)).toBeNull();
  const caret = TextSelection.atEnd(state.doc);
  const typed = state.apply(state.tr.setSelection(caret).insertText("ນ"));
  expect(typed.doc.textContent).toBe("ນ");
  expect(problemOf(typed)).toBeNull();
});

test("a caption put in without its picture is a paragraph", () => {
  const state = stateOf(schema.node("doc", null, [schema.node("paragraph", null, [schema.text("Water rose.")])]));
  const figure = schema.nodes.figure?.create(null, [
    schema.node("image"),
    schema.node("figcaption", null, [schema.text("ຂົວຂ້າມແມ່ນ້ຳຂອງ")]),
  ]);
  const put = state.apply(state.tr.replace(0, 0, new Slice(Fragment.from(figure), 0, 0)));
  expect(put.doc.children.map((block) => [block.type.name, block.textContent])).toEqual([
    ["paragraph", "ຂົວຂ້າມແມ່ນ້ຳຂອງ"],
    ["paragraph", "Water rose."],
  ]);
});
