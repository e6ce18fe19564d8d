/** Accepted beads become rows: one change in each editor that needs one, each one step of its undo. */
import { closeHistory } from "@tiptap/pm/history";
import type { Node } from "@tiptap/pm/model";
import type { Lang } from "../../../shared/article/article.ts";
import { newBlockId } from "../../../shared/article/ids.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { Bead } from "../../../shared/pairing/pair-paragraphs.ts";
import { rowsOfBeads } from "../../../shared/pairing/rows-of-beads.ts";
import { sequenceOf } from "../schema/row-layout.ts";
import type { OpenStory } from "../session/story.ts";

/** The meta key that names the two halves of one change to rows of both editors. */
const ROWS_TOGETHER = "rowsTogether";

/** Whether the beads still hold just the blocks of the document, in its order. */
function stillFits(doc: Node, beads: readonly Bead[], lang: Lang): boolean {
  const ids = beads.flatMap((bead) => bead[lang]);
  return ids.length === doc.childCount && sequenceOf(doc).every((block, index) => block.id === ids[index]);
}

/** False, and nothing changed, where a document changed since the beads were made. */
export function applyBeads(story: OpenStory, beads: readonly Bead[]): boolean {
  const { editors, session } = story;
  if (session.readOnly || !LANGS.every((lang) => stillFits(editors[lang].state.doc, beads, lang))) return false;
  const { details, rows: records } = session.view.get();
  const rows = rowsOfBeads(
    beads,
    { lo: sequenceOf(editors.lo.state.doc), en: sequenceOf(editors.en.state.doc) },
    { prefer: details.source, isConfirmed: (row) => Object.hasOwn(records, row), newRow: newBlockId },
  );
  const together = newBlockId();
  for (const lang of LANGS) {
    const { view } = editors[lang];
    const change = closeHistory(view.state.tr).setMeta(ROWS_TOGETHER, together);
    view.state.doc.forEach((node, position) => {
      const row = rows[lang].get(String(node.attrs.id));
      if (row !== undefined && row !== node.attrs.row) change.setNodeAttribute(position, "row", row);
    });
    if (!change.docChanged) continue;
    view.dispatch(change);
    // What is typed next is a step of its own.
    view.dispatch(closeHistory(view.state.tr));
  }
  story.pairing.light(null);
  story.rowStates.refresh();
  return true;
}
