/** What the window shows of an open story, and how far it is saved. */
import type { Article, Details, Lang, Note, RowRecord, Version } from "../../../shared/article/article.ts";
import { emptyVersion } from "../../../shared/article/article.ts";
import { type Card, cardsOf } from "../../../shared/article/card.ts";
import type { Langs, Opened } from "../../../shared/contract.ts";
import type { DeskError } from "../../../shared/errors.ts";

export type Part = "details" | Lang;
export const PARTS: readonly Part[] = ["details", "lo", "en"];

/** The one-line fields of a version. */
export const FIELDS = ["headline", "leadTag", "lead", "dateline", "signOff"] as const;
export type Field = (typeof FIELDS)[number];
export type Fields = Readonly<Record<Field, string>>;

export type SaveStatus =
  | { readonly kind: "saved"; readonly at: string }
  | { readonly kind: "unsaved" }
  | { readonly kind: "saving" }
  | { readonly kind: "failed"; readonly error: DeskError };

/** The story was deleted for good: nothing can be saved to it, and the text that the window has is the last there is. */
export const isGone = (status: SaveStatus): boolean => status.kind === "failed" && status.error.reason === "no-article";

/** Another desk's program put something into the story that this one can't show: nothing can be taken in or saved. */
export const isBeyond = (status: SaveStatus): boolean =>
  status.kind === "failed" &&
  (status.error.reason === "article-newer" || status.error.reason === "article-unknown-content");

/** What the window shows of a story, a new value for each change. The bodies stay in the editors. */
export interface StoryView {
  readonly details: Details;
  readonly release: Article["release"];
  /** It is out, and what its page shows stands otherwise in the story as it was saved last. */
  readonly changed: Langs;
  readonly fields: Readonly<Record<Lang, Fields>>;
  readonly has: Readonly<Record<Lang, boolean>>;
  readonly rows: Readonly<Record<string, RowRecord>>;
  readonly notes: Readonly<Record<string, Note>>;
  /** What two desks wrote against each other and nobody decided yet. */
  readonly cards: readonly Card[];
  readonly trashedAt: string | null;
  readonly createdAt: string;
}

const fieldsOf = (version: Version | null, lang: Lang): Fields => {
  const from = version ?? emptyVersion(lang, "");
  return {
    headline: from.headline,
    leadTag: from.leadTag,
    lead: from.lead,
    dateline: from.dateline,
    signOff: from.signOff,
  };
};

/** Entries without what every object has: another program may have given a row the id `constructor`. */
export const entriesOf = <T>(entries: Readonly<Record<string, T>>): Record<string, T> =>
  Object.assign(Object.create(null) as Record<string, T>, entries);

export function viewOf({ article, changed }: Pick<Opened, "article" | "changed">): StoryView {
  return {
    details: article.details,
    release: article.release,
    changed,
    fields: { lo: fieldsOf(article.versions.lo, "lo"), en: fieldsOf(article.versions.en, "en") },
    has: { lo: article.versions.lo !== null, en: article.versions.en !== null },
    rows: entriesOf(article.rows),
    notes: article.notes,
    cards: cardsOf(article),
    trashedAt: article.trashedAt,
    createdAt: article.createdAt,
  };
}
