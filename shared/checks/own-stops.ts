/** The stops that a story's own file tells: the list of stories carries them, so that a plan knows them of all. */
import type { Article, Lang } from "../article/article.ts";
import type { OwnCheck } from "./check.ts";
import { conflict } from "./pairing-checks.ts";
import { body } from "./words-checks.ts";

/** A publication tells the other stops by codes of their own: `no-headline`, `no-image`, `slug-clash`. */
const OWN_STOPS = { body, conflict } as const satisfies Readonly<Record<string, OwnCheck>>;

/** The stops by which a publication keeps a language at home with the code `check`. */
export const STOP_IDS = ["body", "conflict", "address", "device-name"] as const;
export type StopId = (typeof STOP_IDS)[number];

/** The first of its own stops that keeps this language at home; null where none does. */
export function ownStop(article: Article, lang: Lang): StopId | null {
  for (const id of ["body", "conflict"] as const)
    if (OWN_STOPS[id].find({ article }).some((found) => found.lang === null || found.lang === lang)) return id;
  return null;
}
