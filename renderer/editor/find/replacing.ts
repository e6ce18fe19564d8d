/**
 * Replacing hits: in an editor or a field all at once, so that one undo brings them back. A side that
 * is locked is left as it is, and counted.
 */
import { closeHistory, undoNoScroll } from "@tiptap/pm/history";
import type { Editor } from "@tiptap/react";
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { Hit } from "../../../shared/text/find.ts";
import { stepsIn } from "../schema/step-marks.ts";
import type { OpenStory } from "../session/story.ts";
import type { StoryHit } from "./find-state.ts";

export interface Replaced {
  readonly counts: Readonly<Record<Lang, number>>;
  /** Hits left as they are because their side can't be written to. */
  readonly locked: Readonly<Record<Lang, number>>;
  /** Brings back all that was replaced, on both sides. */
  readonly undo: () => void;
}

function replaceInBody(editor: Editor, hits: readonly Hit[], text: string): void {
  const { doc, schema, tr } = editor.state;
  // A step of its own: typing just before must not be undone with it.
  const change = closeHistory(tr);
  for (const { from, to } of [...hits].sort((a, b) => b.from - a.from)) {
    if (text === "") change.delete(from, to);
    else change.replaceWith(from, to, schema.text(text, doc.nodeAt(from)?.marks ?? []));
  }
  editor.view.dispatch(change);
}

/** The part of a field's text from the first hit to the last, with each hit replaced: one change, one undo. */
function fieldChange(value: string, hits: readonly Hit[], text: string) {
  const sorted = [...hits].sort((a, b) => a.from - b.from);
  const from = sorted[0]?.from ?? 0;
  let at = from;
  let now = "";
  for (const hit of sorted) {
    now += value.slice(at, hit.from) + text;
    at = hit.to;
  }
  return { from, to: at, now };
}

/** Replaces these hits, which must stand as they were found. */
export function replaceHits(story: OpenStory, hits: readonly StoryHit[], text: string): Replaced {
  const counts = { lo: 0, en: 0 };
  const locked = { lo: 0, en: 0 };
  const undoing: (() => void)[] = [];
  for (const lang of LANGS) {
    const here = hits.filter((hit) => hit.lang === lang);
    const body = here.filter((hit) => hit.where === "body");
    const editor = story.editors[lang];
    if (body.length > 0 && editor.isEditable) {
      replaceInBody(editor, body, text);
      counts[lang] += body.length;
      const step = stepsIn(editor.state).done.at(-1);
      undoing.push(() => {
        if (stepsIn(editor.state).done.at(-1)?.mark === step?.mark) undoNoScroll(editor.state, editor.view.dispatch);
      });
    } else locked[lang] += body.length;
    for (const where of ["headline", "lead"] as const) {
      const inField = here.filter((hit) => hit.where === where);
      if (inField.length === 0) continue;
      if (!editor.isEditable) {
        locked[lang] += inField.length;
        continue;
      }
      const place = { lang, field: where };
      const change = fieldChange(story.fields.text(place), inField, text);
      story.fields.replace(place, change.from, change.to, change.now);
      counts[lang] += inField.length;
      const step = story.fields.steps(place).done.at(-1);
      undoing.push(() => {
        if (story.fields.steps(place).done.at(-1)?.mark === step?.mark) story.fields.undo(place);
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
