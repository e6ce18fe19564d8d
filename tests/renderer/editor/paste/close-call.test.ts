/** Lines read the other way after the paste, on bare states. */
import { getSchema } from "@tiptap/core";
import { history, undo } from "@tiptap/pm/history";
import { EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { expect, test } from "vitest";
import { sliceOf } from "../../../../renderer/editor/paste/clipboard-slice.ts";
import { choose, offerChoice } from "../../../../renderer/editor/paste/close-call.ts";
import { rowIdsPlugin } from "../../../../renderer/editor/schema/row-ids.ts";
import { textExtensions } from "../../../../renderer/editor/schema/text-extensions.ts";
import { textBlocks } from "../../../../shared/text/incoming/text-blocks.ts";

const schema = getSchema(textExtensions);
const [FIRST, SECOND] = [
  "The Ministry of Agriculture said the rains of this week will",
  "reach Pakse by Friday and the roads of the province are open",
];
const TEXT = `${FIRST}\n${SECOND}`;

/** As much of a view as is asked for here: paragraphs in rows of their names, the caret in one of them. */
function viewOf(texts: readonly (readonly [row: string, text: string])[], caret: string): EditorView {
  const content = texts.map(([row, text]) => ({
    type: "paragraph",
    attrs: { id: `id-${row}`, row },
    ...(text && { content: [{ type: "text", text }] }),
  }));
  const doc = schema.nodeFromJSON({ type: "doc", content });
  let state = EditorState.create({ doc, plugins: [history(), rowIdsPlugin({ partnerHasText: () => false })] });
  doc.forEach((block, position) => {
    if (block.attrs.row !== caret) return;
    const at = TextSelection.create(state.doc, position + 1 + block.content.size);
    state = state.apply(state.tr.setSelection(at));
  });
  const view = {
    state,
    isDestroyed: false,
    editable: true,
    focus: () => undefined,
    dispatch(transaction: Transaction) {
      view.state = view.state.apply(transaction);
    },
  };
  // Only these are used.
  return view as unknown as EditorView;
}

const rows = ({ state }: EditorView) => state.doc.children.map((block) => [block.attrs.row, block.textContent]);

function paste(view: EditorView): void {
  const before = view.state;
  view.dispatch(before.tr.replaceSelection(sliceOf(schema, textBlocks(TEXT).blocks)));
  offerChoice(view, { text: TEXT, shown: "joined" }, { kind: "at-once", before });
}

test("in an empty text the first of the lines stays in the row that waits beside it, and no empty row is left", () => {
  const view = viewOf([["a", ""]], "a");
  paste(view);
  const joined = rows(view);
  expect(joined).toEqual([["a", `${FIRST} ${SECOND}`]]);
  choose("lines");
  expect(rows(view)).toEqual([
    ["a", FIRST],
    [expect.not.stringMatching(/^a$/), SECOND],
  ]);
  expect(view.state.doc.firstChild?.attrs.id).toBe("id-a");
  undo(view.state, view.dispatch);
  expect(rows(view)).toEqual(joined);
});

test("between others' rows, and behind words, each keeps its own", () => {
  for (const words of ["", "Pakse: "]) {
    const texts = [
      ["a", "Before."],
      ["b", words],
      ["c", "After."],
    ] as const;
    const view = viewOf(texts, "b");
    paste(view);
    choose("lines");
    const [first, second, third, fourth] = rows(view);
    expect([first, second]).toEqual([texts[0], ["b", `${words}${FIRST}`]]);
    expect(third?.[1]).toBe(SECOND);
    expect(["a", "b", "c"]).not.toContain(third?.[0]);
    expect(fourth).toEqual(texts[2]);
  }
});
