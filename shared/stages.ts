/** The two languages and their stages; apart from the format's schemas, which take longer to load than all of this. */
import type { Article, Lang, Release } from "./article.ts";

export const LANGS = ["lo", "en"] as const;

/** The other of the two languages. */
export const otherLang = (lang: Lang): Lang => (lang === "lo" ? "en" : "lo");

export const STAGES = ["draft", "translating", "review", "ready", "published", "withdrawn"] as const;

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
