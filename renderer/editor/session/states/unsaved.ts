/** What was changed in this window and no save has taken yet, and how it comes together with what the desk knows. */
import { type Article, emptyVersion, type Note, type RowRecord } from "../../../../shared/article/article.ts";
import { type Card, cardsOf, openCard, settleCard } from "../../../../shared/article/card.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import type { Opened, SaveRequest } from "../../../../shared/contract.ts";
import { withBeside } from "../../../../shared/rows/beside.ts";
import { entriesOf, PARTS, type Part, type StoryView, viewOf } from "../story-view.ts";
import type { CameAbout } from "./merged.ts";

/** A row's record, a note or a card by its id; null: taken away, or settled. */
type Changes<T> = Readonly<Record<string, T | null>>;

export interface Unsaved {
  /** In the order in which they are saved; their text is the window's. */
  readonly parts: readonly Part[];
  readonly rows: Changes<RowRecord>;
  readonly notes: Changes<Note>;
  readonly cards: Changes<Card>;
  /** Places where words of two desks came to stand beside each other. */
  readonly beside: CameAbout["beside"];
}

export const NOTHING: Unsaved = { parts: [], rows: {}, notes: {}, cards: {}, beside: {} };

const isNone = (changes: Changes<unknown>): boolean => {
  for (const key in changes) if (Object.hasOwn(changes, key)) return false;
  return true;
};
export const hasEntries = ({ rows, notes, cards, beside }: Unsaved): boolean =>
  ![rows, notes, cards, beside].every(isNone);
export const isNothing = (unsaved: Unsaved): boolean => unsaved.parts.length === 0 && !hasEntries(unsaved);

export const withPart = (unsaved: Unsaved, part: Part): Unsaved =>
  unsaved.parts.includes(part)
    ? unsaved
    : { ...unsaved, parts: PARTS.filter((one) => one === part || unsaved.parts.includes(one)) };

export const withoutPart = (unsaved: Unsaved, part: Part): Unsaved =>
  unsaved.parts.includes(part) ? { ...unsaved, parts: unsaved.parts.filter((one) => one !== part) } : unsaved;

export const withRow = (unsaved: Unsaved, row: string, record: RowRecord | null): Unsaved => ({
  ...unsaved,
  rows: { ...unsaved.rows, [row]: record },
});

export const withNote = (unsaved: Unsaved, id: string, note: Note | null): Unsaved => ({
  ...unsaved,
  notes: { ...unsaved.notes, [id]: note },
});

export const withCards = (unsaved: Unsaved, cards: Changes<Card>): Unsaved => ({
  ...unsaved,
  cards: { ...unsaved.cards, ...cards },
});

/** What came about as the window took in what another wrote. */
export const withCameAbout = (unsaved: Unsaved, { cards, beside }: CameAbout): Unsaved => ({
  ...withCards(unsaved, Object.fromEntries(cards.map((card) => [card.id, card]))),
  beside: { ...unsaved.beside, ...beside },
});

/** These parts, and all rows, notes, cards and marks, go with a save; what is changed from here on is left for the next. */
export function take(unsaved: Unsaved, parts: readonly Part[]): { readonly taken: Unsaved; readonly left: Unsaved } {
  const goes = (part: Part) => parts.includes(part);
  return {
    taken: { ...unsaved, parts: unsaved.parts.filter(goes) },
    left: { ...NOTHING, parts: unsaved.parts.filter((part) => !goes(part)) },
  };
}

/** A save that took these was refused: they are unsaved again, under what was changed meanwhile, which is newer. */
export const putBack = (unsaved: Unsaved, taken: Unsaved): Unsaved => ({
  parts: PARTS.filter((part) => unsaved.parts.includes(part) || taken.parts.includes(part)),
  rows: { ...taken.rows, ...unsaved.rows },
  notes: { ...taken.notes, ...unsaved.notes },
  cards: { ...taken.cards, ...unsaved.cards },
  beside: { ...taken.beside, ...unsaved.beside },
});

/** What is known with such changes in it. */
export function withEntries<T>(known: Readonly<Record<string, T>>, changes: Changes<T>): Record<string, T> {
  const entries = new Map(Object.entries(known));
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) entries.delete(key);
    else entries.set(key, value);
  }
  return entriesOf(Object.fromEntries(entries));
}

/** The story with such changes of its cards in it. */
export const withChangedCards = (article: Article, changes: Changes<Card>): Article =>
  Object.entries(changes).reduce(
    (now, [id, card]) => (card === null ? settleCard(now, id) : openCard(now, card)),
    article,
  );

/** The story as it is once a save was taken. */
export function withSaved(article: Article, save: SaveRequest, updatedAt: string): Article {
  const versions = { ...article.versions };
  for (const lang of LANGS) {
    const sent = save[lang];
    if (sent) versions[lang] = { ...(versions[lang] ?? emptyVersion(lang, updatedAt)), ...sent, updatedAt };
  }
  const details = save.details ? { ...article.details, ...save.details } : article.details;
  const rows = withEntries(article.rows, save.rows ?? {});
  const notes = withEntries(article.notes, save.notes ?? {});
  const saved = { ...withBeside(article, save.beside), details, versions, rows, notes, updatedAt };
  return withChangedCards(saved, save.cards ?? {});
}

/** What is shown once these parts are as the desk has them; rows and notes that are unsaved stay as they are here. */
export function viewAfter(
  shown: StoryView,
  story: Pick<Opened, "article" | "changed">,
  parts: readonly Part[],
  unsaved: Pick<Unsaved, "rows" | "notes" | "cards">,
): StoryView {
  const now = viewOf(story);
  return {
    ...now,
    details: parts.includes("details") ? now.details : shown.details,
    fields: {
      lo: parts.includes("lo") ? now.fields.lo : shown.fields.lo,
      en: parts.includes("en") ? now.fields.en : shown.fields.en,
    },
    rows: withEntries(now.rows, unsaved.rows),
    notes: withEntries(now.notes, unsaved.notes),
    cards: cardsOf(withChangedCards(story.article, unsaved.cards)),
  };
}
