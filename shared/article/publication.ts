/** What a publication did, as it stands in the library: `publications/<ULID>.json`. */
import { z } from "zod";
import { ArticleId, Instant, isArticleId, type Lang } from "./article.ts";
import { LANGS } from "./stages.ts";

/**
 * `moved`: out as before, at another address, with other words or the same. `removed`: it left the site without
 * a word to readers, as what is thrown away does.
 */
export const CHANGE_KINDS = ["new", "changed", "moved", "withdrawn", "removed"] as const;

/** Of one language. `from`, `to`: its page's address before and after, from the site's root: `en/2024/12/slug/`. */
export interface PublicationChange {
  readonly id: string;
  readonly lang: Lang;
  readonly kind: (typeof CHANGE_KINDS)[number];
  /** The revision that went out; none where the text was out before. */
  readonly rev?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** What this version doesn't know is carried along. */
  readonly [unknown: string]: unknown;
}

const isOneOf = (all: readonly unknown[], value: unknown): boolean => all.includes(value);
const isTextOrNone = (value: unknown): boolean => value === undefined || typeof value === "string";

function isChange(value: unknown): value is PublicationChange {
  if (typeof value !== "object" || value === null) return false;
  const { id, lang, kind, rev, from, to } = value as Readonly<Record<string, unknown>>;
  if (typeof id !== "string" || !isArticleId(id) || !isOneOf(LANGS, lang) || !isOneOf(CHANGE_KINDS, kind)) return false;
  return isTextOrNone(rev) && isTextOrNone(from) && isTextOrNone(to);
}

export const Publication = z.looseObject({
  id: ArticleId,
  /** One more than the highest that its desk knew of. */
  sequence: z.int().min(1),
  /** The publications that no other one came after then. */
  parents: z.array(ArticleId),
  at: Instant,
  /** The desk's id. */
  desk: z.string(),
  /** Until its stories say so too; the next publication finishes it. */
  state: z.enum(["pending", "done"]),
  /** Of a large publication there are many thousands, and a plain look at them takes a tenth of a schema's time. */
  changes: z.custom<PublicationChange[]>((value) => Array.isArray(value) && value.every(isChange)),
});
export type Publication = z.infer<typeof Publication>;

/** How long publications that were made apart are told, in milliseconds: two days, a rule of ours. */
const TOLD_FOR = 2 * 24 * 60 * 60 * 1000;

/**
 * The publications of several desks that none of them knew of as it published, in their order: the last ones, where
 * none has followed them all yet. None of a desk alone.
 */
export function madeApart(publications: readonly Publication[], now: string): readonly Publication[] {
  const followed = new Set(publications.flatMap(({ parents }) => parents));
  const last = publications.filter(({ id }) => !followed.has(id));
  const desks = new Set(last.map(({ desk }) => desk));
  const isRecent = last.some(({ at }) => Date.parse(now) - Date.parse(at) < TOLD_FOR);
  return desks.size > 1 && isRecent ? last.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)) : [];
}

/** The order in which desks that know the same publications tell them. */
export const byTurn = (a: Publication, b: Publication): number => a.sequence - b.sequence || (a.id < b.id ? -1 : 1);
