/** What is unsaved, held in one place that changes: the tests of its rules read like somebody at work. */

import * as unsaved from "../../../../renderer/editor/session/states/unsaved.ts";
import type { StoryView } from "../../../../renderer/editor/session/story-view.ts";

export function createUnsaved() {
  let now = unsaved.NOTHING;
  const become = (next: unsaved.Unsaved) => {
    now = next;
  };
  return {
    parts: () => now.parts,
    rows: () => now.rows,
    notes: () => now.notes,
    isEmpty: () => unsaved.isNothing(now),
    add: (part: unsaved.Unsaved["parts"][number]) => become(unsaved.withPart(now, part)),
    addRow: (row: string, record: unsaved.Unsaved["rows"][string]) => become(unsaved.withRow(now, row, record)),
    addNote: (id: string, note: unsaved.Unsaved["notes"][string]) => become(unsaved.withNote(now, id, note)),
    /** These parts go with a save; its refusal puts them back. */
    take(parts: unsaved.Unsaved["parts"]) {
      const { taken, left } = unsaved.take(now, parts);
      become(left);
      return () => become(unsaved.putBack(now, taken));
    },
  };
}

export const viewAfter = (
  shown: StoryView,
  story: Parameters<typeof unsaved.viewAfter>[1],
  parts: unsaved.Unsaved["parts"],
  { rows, notes }: Pick<ReturnType<typeof createUnsaved>, "rows" | "notes">,
): StoryView => unsaved.viewAfter(shown, story, parts, { rows: rows(), notes: notes(), cards: {} });
