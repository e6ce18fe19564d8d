/** Checks of how the two languages stand to each other, of notes, and of what is undecided. */
import { FIELD_ROWS } from "../article/article.ts";
import { type Card, cardsOf, placeOfCard } from "../article/card.ts";
import { openThreads } from "../article/notes.ts";
import { LANGS, otherLang } from "../article/stages.ts";
import { besideIn } from "../rows/beside.ts";
import type { RowState } from "../rows/rows.ts";
import { type Check, type Found, langsOf, type OwnCheck, type Place } from "./check.ts";

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

/** Where a card leads: to its block, line, detail or note. */
function placeOf({ part }: Card): Place {
  const [first = "", second = "", third] = part.split("/");
  if (first === "details" || first === "notes") return `${first}/${second}`;
  if (first !== "lo" && first !== "en") return CONFLICTS;
  if (second === "block" && third) return `block/${third}`;
  return FIELD_ROWS.find((field) => field === second) ?? CONFLICTS;
}
const CONFLICTS: Place = "conflicts";

/** What two desks wrote against each other and nobody decided: a card of one language holds that one, any other both. */
export const conflict: OwnCheck = {
  severity: "stop",
  find: ({ article }) => {
    const cards = cardsOf(article);
    const others = article.conflicts.length - cards.length;
    return [null, ...LANGS].flatMap((lang): Found[] => {
      const here = cards.filter((card) => placeOfCard(card).lang === lang);
      const count = here.length + (lang === null ? others : 0);
      if (count === 0) return [];
      const place = here[0] && (lang !== null || others === 0) ? placeOf(here[0]) : CONFLICTS;
      const seen = JSON.stringify(lang === null ? article.conflicts : here);
      return [{ lang, place, values: { count }, seen }];
    });
  },
};

/** Words of two desks that came to stand beside each other; a row that was confirmed since was looked at. */
export const beside: Check = {
  severity: "ask",
  find: ({ article, rows }) =>
    besideIn(article).flatMap(({ lang, where, text }): Found[] => {
      const row = rows.find(({ id, blocks }) => id === where || blocks[lang].includes(where.slice("block/".length)));
      return row?.state === "confirmed" ? [] : [{ lang, place: where, values: {}, seen: text }];
    }),
};
