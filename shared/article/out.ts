/** What readers have of a story, by what its release says. */
import type { Article, Release } from "./article.ts";
import type { Lang } from "./stages.ts";

type OnSite = Pick<Release, "stage"> & { readonly out?: object | null | undefined; readonly withdrawn?: unknown };

/**
 * A language is out from its publication until it is withdrawn, whatever stage another desk gave it
 * meanwhile; `published` without `out` comes from older desks and from imports. Whoever works on a withdrawn
 * story anew doesn't bring its old text back to readers: it is withdrawn until it is published again.
 */
export const isOut = (release: OnSite): boolean =>
  release.stage === "published" || ((release.out ?? null) !== null && !isWithdrawn(release));

/** Withdrawn, and not published again since. */
export const isWithdrawn = ({ stage, withdrawn }: OnSite): boolean =>
  stage === "withdrawn" ||
  (stage !== "published" && typeof withdrawn === "object" && withdrawn !== null && "at" in withdrawn);

/** Readers never had it, so that there is nothing to withdraw. */
export const wasNeverOut = (release: OnSite): boolean =>
  !isOut(release) && !isWithdrawn(release) && (release.out ?? null) === null;

/**
 * From when on a language that is ready may go out: the later of the embargo and its page's own date. Null where
 * neither is set, where it isn't ready, and where readers have it.
 */
export function goesAt({ details, release, trashedAt }: Waiting, lang: Lang): string | null {
  const one = release[lang];
  if (trashedAt !== null || one.stage !== "ready" || isOut(one)) return null;
  const times = [details.embargoUntil, one.publishedAt].filter((at) => at !== null);
  return times.sort((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null;
}
type Waiting = Pick<Article, "release" | "trashedAt"> & { readonly details: Pick<Article["details"], "embargoUntil"> };

/** One language out and the other not. Withdrawn on purpose is not owed. */
export function isOwed(article: Pick<Article, "release">): Lang | null {
  const { lo, en } = article.release;
  if (isOut(lo) && !isOut(en) && en.stage !== "withdrawn") return "en";
  if (isOut(en) && !isOut(lo) && lo.stage !== "withdrawn") return "lo";
  return null;
}
