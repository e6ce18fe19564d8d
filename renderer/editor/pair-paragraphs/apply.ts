/** Accepted beads become rows: one change in each editor that needs one, each one step of its undo. */
import { closeHistory } from "@tiptap/pm/history";
import type { Node } from "@tiptap/pm/model";
import type { Lang } from "../../../shared/article/article.ts";
import { newBlockId } from "../../../shared/article/ids.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { Bead } from "../../../shared/pairing/pair-paragraphs.ts";
import { rowsOfBeads } from "../../../shared/pairing/rows-of-beads.ts";
import { sequenceOf } from "../schema/row-layout.ts";
import { stepsIn } from "../schema/step-marks.ts";
import type { OpenStory } from "../session/story.ts";

/** The meta key that names the two halves of one change to rows of both editors. */
const ROWS_TOGETHER = "rowsTogether";

/** Whether the beads still hold just the blocks of the document, in its order. */
function stillFits(doc: Node, beads: readonly Bead[], lang: Lang): boolean {
  const ids = beads.flatMap((bead) => bead[lang]);
  return ids.length === doc.childCount && sequenceOf(doc).every((block, index) => block.id === ids[index]);
}

type Rows = Readonly<Record<Lang, ReadonlyMap<string, string>>>;

/** Gives blocks their rows, as one step of both columns; which columns that changed. */
function setRows(story: OpenStory, rows: Rows): readonly Lang[] {
  const together = newBlockId();
  const changed = LANGS.filter((lang) => {
    const { view } = story.editors[lang];
    const change = closeHistory(view.state.tr).setMeta(ROWS_TOGETHER, together);
    view.state.doc.forEach((node, position) => {
      const row = rows[lang].get(String(node.attrs.id));
      if (row !== undefined && row !== node.attrs.row) change.setNodeAttribute(position, "row", row);
    });
    if (!change.docChanged) return false;
    view.dispatch(change);
    // What is typed next is a step of its own.
    view.dispatch(closeHistory(view.state.tr));
    return true;
  });
  story.pairing.light(null);
  story.rowStates.refresh();
  return changed;
}

/** What takes it back; null, and nothing changed, where a document changed since the beads were made. */
export function applyBeads(story: OpenStory, beads: readonly Bead[]): (() => void) | null {
  const { editors, session } = story;
  if (session.readOnly || !LANGS.every((lang) => stillFits(editors[lang].state.doc, beads, lang))) return null;
  const { details, rows: records } = session.view.get();
  const before = { lo: sequenceOf(editors.lo.state.doc), en: sequenceOf(editors.en.state.doc) };
  const rows = rowsOfBeads(beads, before, {
    prefer: details.source,
    isConfirmed: (row) => Object.hasOwn(records, row),
    newRow: newBlockId,
  });
  const [lang] = setRows(story, rows);
  const lastMark = () => (lang ? stepsIn(editors[lang].state).done.at(-1)?.mark : undefined);
  const mark = lastMark();
  return () => {
    if (!lang || editors[lang].isDestroyed) return;
    // The column's last step is its undo's; where something was written since, the rows alone go back.
    if (lastMark() === mark) story.undo.undo({ lang, field: "body" });
    else {
      const rowsOf = (side: Lang) => new Map(before[side].map((block) => [block.id, block.row]));
      setRows(story, { lo: rowsOf("lo"), en: rowsOf("en") });
    }
    story.rowStates.refresh();
  };
}
