/** Where a late paste goes, what becomes of it when the text can't take it, and that its pieces are one step of undo, on bare states. */
import { getSchema } from "@tiptap/core";
import { closeHistory, history, undo, undoDepth } from "@tiptap/pm/history";
import { EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import fc from "fast-check";
import { beforeEach, expect, test, vi } from "vitest";
import { sliceOf } from "../../../../../renderer/editor/paste/clipboard-slice.ts";
import { isLine } from "../../../../../renderer/editor/paste/put-in/cut-pieces.ts";
import { createLatePastes } from "../../../../../renderer/editor/paste/put-in/late-pastes.ts";
import {
  keepPlace,
  placeNow,
  placesPlugin,
  putFor,
  takePlace,
} from "../../../../../renderer/editor/paste/put-in/places.ts";
import { piecesPlugin, pieceToBegin, putRest } from "../../../../../renderer/editor/paste/put-in/put-in-pieces.ts";
import type { ReadSource } from "../../../../../renderer/editor/paste/read-source.ts";
import { textExtensions } from "../../../../../renderer/editor/schema/text-extensions.ts";
import { i18n } from "../../../../../renderer/locale/index.ts";
import type { Node } from "../../../../../shared/article/article.ts";

/** What the user was told, and the thread that reads, which ends when a test says so. */
const window = vi.hoisted(() => ({
  told: [] as string[],
  end: (_result: unknown): void => undefined,
  /** A paste is over: what was shown of it goes. */
  over: (): void => undefined,
}));
vi.mock("../../../../../renderer/base/desk-client.ts", () => ({ desk: {}, isUnreachable: () => false }));
vi.mock("../../../../../renderer/base/tell.tsx", () => ({
  tell: (words: string) => window.told.push(words),
  tellError: () => undefined,
  tellProgress: () => undefined,
  hideTold: () => window.over(),
}));
vi.mock("../../../../../renderer/editor/paste/read-apart.ts", () => ({
  readApart: () => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    window.end = resolve;
    return { result: promise, cancel: () => resolve("cancelled") };
  },
}));
beforeEach(() => {
  window.told = [];
});

const schema = getSchema(textExtensions);

const paragraph = (text: string): Node => ({ type: "paragraph", ...(text && { content: [{ type: "text", text }] }) });

const heading = (text: string): Node => ({ ...paragraph(text), type: "heading", attrs: { level: 2 } });

/** As much of a view as is asked for here, with these paragraphs or blocks in it. */
function viewOf(...lines: (string | Node)[]): EditorView {
  const content = lines.map((line) => (typeof line === "string" ? paragraph(line) : line));
  const doc = schema.nodeFromJSON({ type: "doc", content });
  const plugins = [history(), placesPlugin(), piecesPlugin()];
  const view = {
    state: EditorState.create({ doc, plugins }),
    isDestroyed: false,
    editable: true,
    dispatch(transaction: Transaction) {
      view.state = view.state.apply(transaction);
    },
  };
  // Only these are used.
  return view as unknown as EditorView;
}
const texts = ({ state }: EditorView): string[] => state.doc.children.map((block) => block.textContent);
const caretAt = (view: EditorView, at: number): void =>
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at)));

test("a place stays before what is written there meanwhile, and behind what was asked for there earlier", () => {
  const view = viewOf("Rain in Pakse");
  const at = { from: 6, to: 6, side: -1 } as const;
  const [first, second] = [keepPlace(view, at), keepPlace(view, at)];
  view.dispatch(view.state.tr.insertText("heavy ", 6));
  view.dispatch(view.state.tr.insertText("More ", 1));
  const one = takePlace(view, first)?.from ?? 0;
  putFor(view, first, () => view.dispatch(view.state.tr.insertText("today ", one)));
  const two = takePlace(view, second)?.from ?? 0;
  view.dispatch(view.state.tr.insertText("and tomorrow ", two));
  expect(texts(view)).toEqual(["More Rain today and tomorrow heavy in Pakse"]);
});

test("what is written over a selection that is to be replaced stays, and the place is before it", () => {
  const view = viewOf("Rain in Pakse");
  const id = keepPlace(view, { from: 6, to: 8, side: -1 });
  view.dispatch(view.state.tr.insertText("near", 6, 8));
  expect(takePlace(view, id)).toMatchObject({ from: 6, to: 6 });
  const other = keepPlace(view, { from: 6, to: 10, side: -1 });
  view.dispatch(view.state.tr.insertText("x", 10).insertText("y", 6));
  expect(takePlace(view, other)).toMatchObject({ from: 7, to: 11 });
});

const many = Array.from({ length: 1000 }, (_, index) => paragraph(`${index}`));

const asIs = () => undefined;

/** `before` happens before the first of them is there. */
async function put(view: EditorView, blocks = many, isOver = () => false, before = asIs): Promise<void> {
  const begins = pieceToBegin(view.state, blocks);
  if (!begins) throw new Error("It goes in at once.");
  view.dispatch(closeHistory(view.state.tr));
  const { from, to } = view.state.selection;
  const id = keepPlace(view, { from, to, side: -1 });
  before();
  const first = view.state.tr.replaceSelection(sliceOf(schema, begins));
  putFor(view, id, () => view.dispatch(first));
  await putRest(view, blocks, first, { id, from, isOver, onProgress: asIs });
}

test("pieces come in in order as one step of undo, apart from what is typed before and behind", async () => {
  const view = viewOf("");
  caretAt(view, 1);
  view.dispatch(view.state.tr.insertText("x"));
  const depth = undoDepth(view.state);
  const going = put(view);
  // Nothing else changes the text until all is in.
  view.dispatch(view.state.tr.insertText("no ", 1));
  await going;
  expect(texts(view)).toEqual(["x0", ...many.slice(1).map((_, index) => `${index + 1}`)]);
  // The caret is at the end, as after any paste.
  view.dispatch(view.state.tr.insertText("y"));
  expect(texts(view).at(-1)).toBe("999y");
  expect(undoDepth(view.state)).toBe(depth + 2);
  undo(view.state, view.dispatch);
  undo(view.state, view.dispatch);
  expect(texts(view)).toEqual(["x"]);
});

test("given up between two pieces, nothing of them stays, in the midst of a line or at its end", async () => {
  for (const at of [5, 3]) {
    const view = viewOf("Rain", "Sun");
    caretAt(view, at);
    let asked = 0;
    await put(view, many, () => {
      asked += 1;
      return asked > 2;
    });
    expect(texts(view)).toEqual(["Rain", "Sun"]);
    view.dispatch(view.state.tr.insertText("!", 5));
    expect(texts(view)).toEqual(["Rain!", "Sun"]);
  }
});

test("where two were asked for at one place, the second one stands behind all pieces of the first one", async () => {
  for (const [at, end] of [
    [5, "999!"],
    [3, "999!in"],
  ] as const) {
    const view = viewOf("Rain");
    caretAt(view, at);
    let second = 0;
    await put(
      view,
      many,
      () => false,
      () => {
        second = keepPlace(view, { from: at, to: at, side: -1 });
      },
    );
    view.dispatch(view.state.tr.insertText("!", takePlace(view, second)?.from));
    expect(texts(view).at(-1)).toBe(end);
  }
});

const cell = (text: string): Node => ({ type: "tableCell", content: [paragraph(text)] });
const wordy = fc.constantFrom("ຝົນ", "Pakse", "ນ້ຳຂອງ 12 ແມັດ", "**", "");
const block: fc.Arbitrary<Node> = fc.oneof(
  { arbitrary: wordy.map(paragraph), weight: 4 },
  wordy.map(heading),
  wordy.map((text): Node => ({ type: "bulletList", content: [{ type: "listItem", content: [paragraph(text)] }] })),
  wordy.map((text): Node => ({ type: "blockquote", content: [paragraph(text)] })),
  wordy.map((text): Node => ({ type: "table", content: [{ type: "tableRow", content: [cell(text), cell("x")] }] })),
  fc.constant<Node>({ type: "horizontalRule" }),
);

const bare = (doc: unknown): unknown =>
  JSON.parse(JSON.stringify(doc, (name, value) => (name === "id" || name === "row" ? null : value)));

test("what goes in piece by piece is what goes in at once, wherever it goes, and one step takes it back", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(block, { minLength: 1, maxLength: 40 }),
      fc.constantFrom(paragraph("Rain in Pakse"), heading("Rain in Pakse"), paragraph("")),
      fc.tuple(fc.nat(14), fc.constantFrom(0, 0, 4, 18)),
      async (some, line, [at, length]) => {
        const blocks = Array.from({ length: 260 }, (_, index) => some[index % some.length] ?? paragraph(""));
        const [atOnce, view] = [viewOf(line, "Sun"), viewOf(line, "Sun")];
        for (const { state, dispatch } of [atOnce, view]) {
          const place = (position: number) => state.doc.resolve(Math.min(position, state.doc.content.size));
          dispatch(state.tr.setSelection(TextSelection.between(place(at), place(at + length))));
        }
        fc.pre(pieceToBegin(view.state, blocks) !== null);
        const before = bare(view.state.doc);
        atOnce.dispatch(atOnce.state.tr.replaceSelection(sliceOf(schema, blocks)));
        await put(view, blocks);
        expect(bare(view.state.doc)).toEqual(bare(atOnce.state.doc));
        // Behind what is no line, either side of the end will do.
        if (isLine(blocks.at(-1))) expect(view.state.selection.head).toBe(atOnce.state.selection.head);
        undo(view.state, view.dispatch);
        expect(bare(view.state.doc)).toEqual(before);
      },
    ),
    { numRuns: 25 },
  );
});

const SOURCE = { kind: "text", text: "Rain", plain: false } as const;
const READ: ReadSource = {
  blocks: [paragraph("Sun in Pakse")],
  own: null,
  left: [],
  leftOut: [],
  pictures: [],
  closeCall: null,
  hasLongParagraph: false,
};

/** Begins a paste that is read apart, and has `meanwhile` happen before it is read: what was put in, and what was told. */
async function pasteWhile(meanwhile: (view: EditorView, close: () => void) => void) {
  const view = viewOf("Rain");
  const put = vi.fn(() => null);
  const late = createLatePastes({ put, asksForAll: () => false, ended: () => undefined });
  const next = keepPlace(view, { from: 1, to: 1, side: -1 }) + 1;
  const over = new Promise<void>((resolve) => {
    window.over = resolve;
  });
  late.begin(view, { source: SOURCE, read: null, files: [], at: { from: 5, to: 5 } });
  meanwhile(view, late.close);
  window.end(READ);
  await over;
  return { texts: texts(view), puts: put.mock.calls.length, isPlaceKept: placeNow(view.state, next) !== null };
}

test("a text that was locked while a paste was read takes nothing, and the user is told", async () => {
  const open = await pasteWhile(() => undefined);
  expect(open).toEqual({ texts: ["Rain"], puts: 1, isPlaceKept: false });
  expect(window.told).toEqual([]);
  const locked = await pasteWhile((view) => Object.assign(view, { editable: false }));
  expect(locked).toEqual({ texts: ["Rain"], puts: 0, isPlaceKept: false });
  expect(window.told).toEqual([i18n.t("paste.dropped")]);
});

test("a story that was closed while a paste was read takes nothing, and the user is told once", async () => {
  const closed = await pasteWhile((view, close) => {
    close();
    Object.assign(view, { isDestroyed: true, dispatch: () => expect.unreachable() });
  });
  expect(closed).toMatchObject({ texts: ["Rain"], puts: 0 });
  expect(window.told).toEqual([i18n.t("paste.dropped")]);
});
