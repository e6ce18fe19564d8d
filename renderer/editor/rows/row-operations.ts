/** What a person does with a row as a whole, on both sides and as one step: move, join, separate, unlink, copy. */
import type { Lang, Note, RowRecord } from "../../../shared/article/article.ts";
import { newBlockId } from "../../../shared/article/ids.ts";
import { otherLang } from "../../../shared/article/stages.ts";
import {
  joinRows,
  moveBesidePartner,
  moveRow,
  type Sequences,
  separateRow,
  unlinkRow,
} from "../../../shared/rows/row-moves.ts";
import { blockText, hasWords, type Row, rowText } from "../../../shared/rows/rows.ts";
import { arrange as arrangeWindow } from "../../base/layout-state.ts";
import { tell } from "../../base/tell.tsx";
import { i18n } from "../../locale/index.ts";
import { putInLine } from "../fields/line-editor.ts";
import { sequenceOf } from "../schema/row-layout.ts";
import type { OpenStory } from "../session/story.ts";
import type { Kept } from "../undo/rows-together.ts";
import { arrangeBlocks } from "./arrange-blocks.ts";
import { blocksOfRow, caretInRow, placeForRow } from "./partner.ts";

const sequencesOf = (story: OpenStory): Sequences => ({
  lo: sequenceOf(story.editors.lo.state.doc),
  en: sequenceOf(story.editors.en.state.doc),
});

export const sourceOf = (story: OpenStory): Lang => story.session.view.get().details.source;
export const targetOf = (story: OpenStory): Lang => otherLang(sourceOf(story));

/** The other language becomes the source; a lock was meant for the one that was. */
export function swapSource(story: OpenStory): void {
  if (story.session.readOnly) return;
  arrangeWindow({ sourceLocked: false });
  story.session.editDetails({ source: targetOf(story) });
}

/** Whether a side may be written: not in a read-only story, nor on a locked source side. Says why not. */
export function mayWrite(story: OpenStory, lang: Lang): boolean {
  if (story.session.readOnly) return false;
  if (story.editors[lang].isEditable) return true;
  tell(i18n.t("rows.sourceIsLocked"));
  return false;
}

/** Puts both documents into a new order of blocks and rows; false where a side may not be written. */
function arrange(story: OpenStory, wanted: Sequences, kept: Kept = {}): boolean {
  const changes = {
    lo: arrangeBlocks(story.editors.lo.state.tr, wanted.lo),
    en: arrangeBlocks(story.editors.en.state.tr, wanted.en),
  };
  for (const lang of ["lo", "en"] as const) if (changes[lang].docChanged && !mayWrite(story, lang)) return false;
  story.together.run(changes, kept);
  story.rowStates.refresh();
  return true;
}

/** The rows with blocks, as they stand on the page from above. */
const rowsOnPage = (story: OpenStory): string[] => [
  ...new Set(story.pairing.tracks.get().rows.map((grid) => grid.row)),
];

/** Moves a row before another one, on both sides; `null` is the end. */
export const moveRowBefore = (story: OpenStory, row: string, before: string | null): boolean =>
  arrange(story, moveRow(sequencesOf(story), row, before));

/** Moves a row over its neighbour above or below. */
export function moveRowBy(story: OpenStory, row: string, step: 1 | -1): boolean {
  const rows = rowsOnPage(story);
  const at = rows.indexOf(row);
  if (at < 0 || (step === -1 && at === 0) || (step === 1 && at === rows.length - 1)) return false;
  return moveRowBefore(story, row, step === -1 ? (rows[at - 1] ?? null) : (rows[at + 2] ?? null));
}

/** The row with blocks above or below, if any. */
export function neighbourOf(story: OpenStory, row: string, step: 1 | -1): string | null {
  const rows = rowsOnPage(story);
  const at = rows.indexOf(row);
  return at < 0 ? null : (rows[at + step] ?? null);
}

const joined = (first: string, second: string): string => rowText([first, second].filter((text) => text !== ""));

/** A row and its neighbour become one; two confirmed rows are confirmed as one. */
export function joinWithNeighbour(story: OpenStory, row: string, step: 1 | -1): boolean {
  const neighbour = neighbourOf(story, row, step);
  if (neighbour === null) return false;
  const [first, second] = step === -1 ? [neighbour, row] : [row, neighbour];
  const { byId } = story.rowStates.refresh();
  const { rows, notes } = story.session.view.get();
  const [one, two] = [rows[first], rows[second]];
  const both = byId.get(first)?.state === "confirmed" && byId.get(second)?.state === "confirmed";
  const records: Record<string, RowRecord | null> = {};
  if (two) records[second] = null;
  if (one && two && both) {
    const later = one.at < two.at ? two : one;
    records[first] = { ...later, lo: joined(one.lo, two.lo), en: joined(one.en, two.en) };
  }
  const moved: Record<string, Note> = {};
  for (const [id, note] of Object.entries(notes)) if (note.row === second) moved[id] = { ...note, row: first };
  return arrange(story, joinRows(sequencesOf(story), first, second), { rows: records, notes: moved });
}

/** Each pair of blocks of a row gets a row of its own; what was confirmed together stays confirmed. */
export function separate(story: OpenStory, row: Row): boolean {
  const made = [row.id];
  const wanted = separateRow(sequencesOf(story), row.id, () => {
    made.push(newBlockId());
    return made.at(-1) ?? "";
  });
  const record = story.session.view.get().rows[row.id];
  const records: Record<string, RowRecord> = {};
  if (record && story.rowStates.refresh().byId.get(row.id)?.state === "confirmed") {
    const texts = (lang: Lang) =>
      blocksOfRow(story.editors[lang].state.doc, row.id).map(({ node }) => blockText(node.toJSON()));
    const [lo, en] = [texts("lo"), texts("en")];
    made.forEach((id, index) => {
      const [left, right] = [lo[index] ?? "", en[index] ?? ""];
      if (hasWords(left) && hasWords(right)) records[id] = { ...record, lo: left, en: right };
    });
  }
  return arrange(story, wanted, { rows: records });
}

/** The translation leaves its row and stands alone. */
export const unlink = (story: OpenStory, row: string): boolean =>
  arrange(story, unlinkRow(sequencesOf(story), row, targetOf(story), newBlockId));

export const moveBeside = (story: OpenStory, row: string): boolean =>
  arrange(story, moveBesidePartner(sequencesOf(story), row, targetOf(story)));

/** The source's text as the translation's beginning: an undoable step of the target alone. */
export function copySource(story: OpenStory, row: string): void {
  const [source, target] = [sourceOf(story), targetOf(story)];
  if (!mayWrite(story, target)) return;
  if (row === "headline" || row === "lead") {
    const { view } = story.fields[target][row];
    putInLine(view, story.fields[source][row].state.doc.textContent, 0, view.state.doc.content.size);
    return;
  }
  const editor = story.editors[target];
  const copies = blocksOfRow(story.editors[source].state.doc, row).map(({ node }) => {
    const copy = editor.schema.nodeFromJSON(node.toJSON());
    return copy.type.create({ ...copy.attrs, id: newBlockId(), row }, copy.content, copy.marks);
  });
  if (copies.length === 0) return;
  const change = editor.state.tr;
  const { from, to } = placeForRow(editor.state.doc, story.pairing.tracks.get(), target, row);
  change.replaceWith(from, to, copies);
  editor.view.dispatch(change);
  caretInRow(editor, row);
}
