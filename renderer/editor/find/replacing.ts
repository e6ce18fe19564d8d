/**
 * Replacing hits: in an editor or a field all at once, so that one undo brings them back. A side that
 * is locked is left as it is, and counted.
 */
import { closeHistory, undoNoScroll } from "@tiptap/pm/history";
import { TextSelection } from "@tiptap/pm/state";
import type { Editor } from "@tiptap/react";
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { Hit } from "../../../shared/text/find.ts";
import { stepsIn } from "../schema/step-marks.ts";
import type { OpenStory } from "../session/story.ts";
import { type StoryHit, WHERE } from "./find-state.ts";

export interface Replaced {
  readonly counts: Readonly<Record<Lang, number>>;
  /** Hits left as they are because their side can't be written to. */
  readonly locked: Readonly<Record<Lang, number>>;
  /** Brings back all that was replaced, on both sides. */
  readonly undo: () => void;
}

function replaceIn(editor: Editor, hits: readonly Hit[], text: string): void {
  const [first, second] = hits;
  // Undo brings it back selected.
  if (first && !second)
    editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, first.from, first.to)));
  const { doc, schema, tr } = editor.state;
  // A step of its own: typing just before must not be undone with it.
  const change = closeHistory(tr);
  for (const { from, to } of [...hits].sort((a, b) => b.from - a.from)) {
    if (text === "") change.delete(from, to);
    else change.replaceWith(from, to, schema.text(text, doc.nodeAt(from)?.marks ?? []));
  }
  editor.view.dispatch(change);
}

/** Replaces these hits, which must stand as they were found. */
export function replaceHits(story: OpenStory, hits: readonly StoryHit[], text: string): Replaced {
  const counts = { lo: 0, en: 0 };
  const locked = { lo: 0, en: 0 };
  const undoing: (() => void)[] = [];
  for (const lang of LANGS) {
    const here = hits.filter((hit) => hit.lang === lang);
    for (const where of WHERE) {
      const hitsHere = here.filter((hit) => hit.where === where);
      if (hitsHere.length === 0) continue;
      const editor = where === "body" ? story.editors[lang] : story.fields[lang][where];
      if (!editor.isEditable) {
        locked[lang] += hitsHere.length;
        continue;
      }
      replaceIn(editor, hitsHere, text);
      counts[lang] += hitsHere.length;
      const step = stepsIn(editor.state).done.at(-1);
      undoing.push(() => {
        if (stepsIn(editor.state).done.at(-1)?.mark === step?.mark) undoNoScroll(editor.state, editor.view.dispatch);
      });
    }
  }
  return {
    counts,
    locked,
    undo() {
      for (const undo of undoing) undo();
    },
  };
}
