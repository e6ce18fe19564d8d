/** Checks of how the two languages stand to each other, of notes, and of what is undecided. */
import { FIELD_ROWS } from "../article/article.ts";
import { openThreads } from "../article/notes.ts";
import { otherLang } from "../article/stages.ts";
import type { RowState } from "../rows/rows.ts";
import { type Check, type Found, langsOf, type OwnCheck } from "./check.ts";

/** The rows in a state, as one finding at the first of them; none where one language alone is there. */
const rowsIn =
  (state: RowState): Check["find"] =>
  ({ article, rows }) => {
    if (langsOf(article).length < 2) return [];
    const within = rows.filter((row) => row.state === state);
    const [first] = within;
    if (!first) return [];
    const field = FIELD_ROWS.find((one) => one === first.id);
    return [
      {
        lang: otherLang(article.details.source),
        place: field ?? `row/${first.id}`,
        values: { count: within.length },
        seen: JSON.stringify(within.map(({ id, text }) => [id, text.lo, text.en])),
      },
    ];
  };

export const missingRows: Check = { severity: "ask", find: rowsIn("missing") };
export const staleRows: Check = { severity: "ask", find: rowsIn("stale") };

export const openNotes: Check = {
  severity: "ask",
  find: ({ article }) => {
    // What somebody let stand is looked at anew once it is answered.
    return openThreads(article.notes).map(({ id, note: { text, by }, replies }): Found => {
      const seen = replies.length === 0 ? text : JSON.stringify([text, ...replies.map(({ note }) => note.text)]);
      return { lang: null, place: `notes/${id}`, values: { text, by }, seen };
    });
  },
};

export const conflict: OwnCheck = {
  severity: "stop",
  find: ({ article: { conflicts } }) =>
    conflicts.length > 0
      ? [{ lang: null, place: "conflicts", values: { count: conflicts.length }, seen: JSON.stringify(conflicts) }]
      : [],
};
