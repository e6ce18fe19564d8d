/** What readers have of a story, by what its release says. */
import type { Article, Release } from "./article.ts";
import type { Lang } from "./stages.ts";

/**
 * A language is out from its publication until it is withdrawn, whatever stage another desk gave it
 * meanwhile; `published` without `out` comes from older desks and from imports.
 */
export const isOut = ({ stage, out }: Pick<Release, "stage"> & { readonly out?: object | null | undefined }): boolean =>
  stage !== "withdrawn" && (stage === "published" || (out ?? null) !== null);

/** One language out and the other not. Withdrawn on purpose is not owed. */
export function isOwed(article: Pick<Article, "release">): Lang | null {
  const { lo, en } = article.release;
  if (isOut(lo) && !isOut(en) && en.stage !== "withdrawn") return "en";
  if (isOut(en) && !isOut(lo) && lo.stage !== "withdrawn") return "lo";
  return null;
}
