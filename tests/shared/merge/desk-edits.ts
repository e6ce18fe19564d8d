/** What a person at a desk does to a body, as transactions of the editor's own schema; each word put in is unlike any other. */
import { getSchema, Node } from "@tiptap/core";
import { joinBackward, setBlockType, splitBlock, toggleMark, wrapIn } from "@tiptap/pm/commands";
import type { Node as EditorNode, MarkType, NodeType } from "@tiptap/pm/model";
import { wrapInList } from "@tiptap/pm/schema-list";
import { type Command, EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { rowIdsPlugin } from "../../../renderer/editor/schema/row-ids.ts";
import { savablePlugin } from "../../../renderer/editor/schema/savable.ts";
import { textExtensions } from "../../../renderer/editor/schema/text-extensions.ts";
import { rememberStored, storedBody } from "../../../renderer/editor/session/serialise.ts";
import type { Body, Lang } from "../../../shared/article/article.ts";
import { piecesOf } from "../../../shared/text/words.ts";

/** Figures by their structure alone: what shows them needs a window. */
const attributes = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { default: "" }]));
const FIGURES = [
  Node.create({ name: "figure", group: "block", content: "image figcaption", isolating: true }),
  Node.create({ name: "image", atom: true, addAttributes: () => attributes("asset", "alt", "credit") }),
  Node.create({ name: "figcaption", content: "inline*" }),
];
const schema = getSchema([...textExtensions, ...FIGURES]);
const PLUGINS = [savablePlugin(), rowIdsPlugin({ partnerHasText: () => true })];

/** Syllables that the stories don't have: which of two like words was there before, no comparison can tell. */
const DIGITS = ["ຝະ", "ຝິ", "ຝີ", "ຢິ", "ຝື", "ຝຸ", "ຝູ", "ຝຳ", "ຝໍ", "ຢີ"];
/** Words that no text has, so that each can be told again wherever it went. */
export const wordOf = (lang: Lang, number: number): string =>
  lang === "en"
    ? `zq${number}qz`
    : `ໝື${[...String(number).padStart(6, "0")].map((digit) => DIGITS[Number(digit)]).join("")}`;
const UNIQUE = /zq\d+qz|ໝື(?:ຝ[ະິີືຸູຳໍ]|ຢ[ິີ]){6}/g;

/** The words of that kind in any text. */
export const uniqueWords = (text: string): readonly string[] => text.match(UNIQUE) ?? [];

export const EDITS = ["write", "split", "join", "move", "delete block", "delete words", "retype", "mark"] as const;
export type EditKind = (typeof EDITS)[number];

export interface Desk {
  readonly random: () => number;
  /** The next word that nobody wrote yet. */
  readonly word: (lang: Lang) => string;
}

const upTo = (random: () => number, count: number): number => Math.floor(random() * count);

interface Place {
  readonly from: number;
  readonly node: EditorNode;
}

function textBlocks(doc: EditorNode): readonly Place[] {
  const places: Place[] = [];
  doc.descendants((node, position) => {
    if (node.isTextblock) places.push({ from: position + 1, node });
    return !node.isTextblock;
  });
  return places;
}

/** Where words part, in letters from the beginning; never within one of the words that are looked for. */
function boundsOf(text: string): readonly number[] {
  const within = [...text.matchAll(UNIQUE)].map(({ index, 0: word }) => [index, index + word.length] as const);
  const bounds = [0];
  let at = 0;
  for (const piece of piecesOf(text)) {
    at += piece.length;
    if (!within.some(([from, to]) => at > from && at < to)) bounds.push(at);
  }
  return bounds;
}

function apply(state: EditorState, command: Command): EditorState {
  let next = state;
  command(state, (transaction: Transaction) => {
    next = state.apply(transaction);
  });
  return next;
}

const select = (state: EditorState, from: number, to = from): EditorState =>
  state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to)));

function written(state: EditorState, place: Place, lang: Lang, desk: Desk): EditorState {
  const bounds = boundsOf(place.node.textContent);
  const at = bounds[upTo(desk.random, bounds.length)] ?? 0;
  const word = desk.word(lang);
  const text = place.node.textContent;
  const before = at > 0 && /\S/.test(text.charAt(at - 1)) && lang === "en" ? " " : "";
  const after = at < text.length && /\S/.test(text.charAt(at)) && lang === "en" ? " " : "";
  return state.apply(state.tr.insertText(before + word + after, place.from + at));
}

function moved(state: EditorState, random: () => number): EditorState {
  const { doc } = state;
  if (doc.childCount < 3) return state;
  const from = upTo(random, doc.childCount);
  const block = doc.child(from);
  let start = 0;
  for (let at = 0; at < from; at += 1) start += doc.child(at).nodeSize;
  const change = state.tr.delete(start, start + block.nodeSize);
  const to = upTo(random, change.doc.childCount + 1);
  let place = 0;
  for (let at = 0; at < to; at += 1) place += change.doc.child(at).nodeSize;
  return state.apply(change.insert(place, block));
}

function deletedBlock(state: EditorState, random: () => number): EditorState {
  const { doc } = state;
  if (doc.childCount < 4) return state;
  const at = upTo(random, doc.childCount);
  let start = 0;
  for (let index = 0; index < at; index += 1) start += doc.child(index).nodeSize;
  return state.apply(state.tr.delete(start, start + doc.child(at).nodeSize));
}

function deletedWords(state: EditorState, place: Place, random: () => number): EditorState {
  const bounds = boundsOf(place.node.textContent);
  const first = upTo(random, bounds.length - 1);
  const last = Math.min(bounds.length - 1, first + 1 + upTo(random, 6));
  const [from, to] = [bounds[first] ?? 0, bounds[last] ?? 0];
  return to > from ? state.apply(state.tr.delete(place.from + from, place.from + to)) : state;
}

const named = <T>(types: Readonly<Record<string, T>>, name: string): T => {
  const found = types[name];
  if (!found) throw new Error(`The schema has no ${name}.`);
  return found;
};
const nodeType = (name: string): NodeType => named(schema.nodes, name);
const markType = (name: string): MarkType => named(schema.marks, name);

function retyped(state: EditorState, place: Place, random: () => number): EditorState {
  const commands: readonly Command[] = [
    setBlockType(nodeType("heading"), { level: 2 + upTo(random, 3) }),
    setBlockType(nodeType("paragraph")),
    wrapInList(nodeType("bulletList")),
    wrapIn(nodeType("blockquote")),
  ];
  const command = commands[upTo(random, commands.length)];
  return command ? apply(select(state, place.from), command) : state;
}

function marked(state: EditorState, place: Place, random: () => number): EditorState {
  const bounds = boundsOf(place.node.textContent);
  const first = upTo(random, bounds.length - 1);
  const last = Math.min(bounds.length - 1, first + 1 + upTo(random, 4));
  const chosen = select(state, place.from + (bounds[first] ?? 0), place.from + (bounds[last] ?? 0));
  const link = { href: `https://kpl.gov.la/${upTo(random, 100)}` };
  const marks = [
    [markType("bold"), null] as const,
    [markType("italic"), null] as const,
    [markType("link"), link] as const,
  ];
  const [type, attrs] = marks[upTo(random, marks.length)] ?? [markType("bold"), null];
  return apply(chosen, toggleMark(type, attrs));
}

/** A body after one edit of that kind somewhere in it; as it was where it can't be done there. */
export function edited(body: Body, lang: Lang, kind: EditKind, desk: Desk): Body {
  const doc = schema.nodeFromJSON(body);
  rememberStored(doc, body);
  const state = EditorState.create({ doc, plugins: PLUGINS });
  const places = textBlocks(doc);
  const place = places[upTo(desk.random, places.length)];
  if (!place) return body;
  const text = place.node.textContent;
  const changed = {
    write: () => written(state, place, lang, desk),
    split: () => {
      const bounds = boundsOf(text);
      return apply(select(state, place.from + (bounds[upTo(desk.random, bounds.length)] ?? 0)), splitBlock);
    },
    join: () => apply(select(state, place.from), joinBackward),
    move: () => moved(state, desk.random),
    "delete block": () => deletedBlock(state, desk.random),
    "delete words": () => deletedWords(state, place, desk.random),
    retype: () => retyped(state, place, desk.random),
    mark: () => marked(state, place, desk.random),
  }[kind]();
  return changed === state ? body : storedBody(changed.doc);
}
