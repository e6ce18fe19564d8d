import { getSchema } from "@tiptap/core";
import { history, undo } from "@tiptap/pm/history";
import type { Node } from "@tiptap/pm/model";
import { EditorState, TextSelection } from "@tiptap/pm/state";
import fc from "fast-check";
import { expect, test } from "vitest";
import { textExtensions } from "../../../../renderer/editor/schema/text-extensions.ts";
import { bodyChange } from "../../../../renderer/editor/session/take-body.ts";

const schema = getSchema(textExtensions);
const words = fc.constantFrom("", "ລາວ", "ລາວ ແລະ ກຳປູເຈຍ", "Pakse", "Pakse and Paksan", "ນ້ຳຂອງ");
const block = (id: string) =>
  fc
    .record({
      kind: fc.constantFrom("paragraph", "heading", "bulletList", "horizontalRule"),
      text: words,
      row: fc.nat(9),
    })
    .map(({ kind, text, row }) => {
      const content = text === "" ? [] : [{ type: "text", text }];
      const attrs = { id, row: `row${row}` };
      if (kind === "horizontalRule") return { type: kind, attrs };
      if (kind === "heading") return { type: kind, attrs: { ...attrs, level: 2 }, content };
      if (kind === "bulletList")
        return { type: kind, attrs, content: [{ type: "listItem", content: [{ type: "paragraph", content }] }] };
      return { type: kind, attrs, content };
    });
const anyDoc = fc
  .shuffledSubarray(["a", "b", "c", "d", "e", "f", "g"], { minLength: 1 })
  .chain((ids) => fc.tuple(...ids.map(block)))
  .map((content): Node => schema.nodeFromJSON({ type: "doc", content }));

test("whatever changed elsewhere, the document becomes the other one", () => {
  fc.assert(
    fc.property(anyDoc, anyDoc, (before, after) => {
      const state = EditorState.create({ doc: before });
      const { doc } = bodyChange(state.tr, after);
      doc.check();
      expect(doc.toJSON()).toEqual(after.toJSON());
    }),
    { numRuns: 500 },
  );
});

const paragraph = (id: string, text: string) => ({
  type: "paragraph",
  attrs: { id, row: id },
  content: [{ type: "text", text }],
});
const docOf = (...content: object[]) => schema.nodeFromJSON({ type: "doc", content });

test("the caret stays in its block when another one changes, and undo takes back only what was typed here", () => {
  const state = EditorState.create({
    doc: docOf(paragraph("a", "Water rose at Pakse."), paragraph("b", "ນ້ຳຂອງ")),
    plugins: [history()],
  });
  const placed = state.apply(state.tr.setSelection(TextSelection.create(state.doc, state.doc.content.size - 1)));
  const typed = placed.apply(placed.tr.insertText(" ຂຶ້ນ"));
  const elsewhere = docOf(
    paragraph("n", "A new first paragraph."),
    paragraph("a", "Water rose fast at Pakse."),
    paragraph("b", "ນ້ຳຂອງ ຂຶ້ນ"),
  );
  const followed = typed.apply(bodyChange(typed.tr, elsewhere).setMeta("addToHistory", false));
  expect(followed.selection.$head.parent.textContent).toBe("ນ້ຳຂອງ ຂຶ້ນ");
  expect(followed.selection.$head.parentOffset).toBe("ນ້ຳຂອງ ຂຶ້ນ".length);
  let undone = followed;
  undo(followed, (transaction) => {
    undone = followed.apply(transaction);
  });
  expect(undone.doc.child(0).textContent).toBe("A new first paragraph.");
  expect(undone.doc.child(1).textContent).toBe("Water rose fast at Pakse.");
  expect(undone.doc.child(2).textContent).toBe("ນ້ຳຂອງ");
});
