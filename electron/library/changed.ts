/** Whether readers have another text than the story has now. */
import { hash } from "node:crypto";
import type { Article, Lang } from "../../shared/article.ts";
import type { Langs } from "../../shared/contract.ts";
import { shownText } from "../../shared/shown.ts";
import { isOut } from "../../shared/stages.ts";

/** 32 hex digits of SHA-256 over what a language's page takes from the story. */
export const shownOf = (article: Article, lang: Lang): string =>
  hash("sha256", shownText(article, lang), "hex").slice(0, 32);

/** For each language whether it is out, and its page would say something else if it went out now. */
export function changedOf(article: Article): Langs {
  const isChanged = (lang: Lang): boolean => {
    const release = article.release[lang];
    // What older desks published has no other text than the story's own.
    return isOut(release) && (release.out ?? null) !== null && release.out?.shown !== shownOf(article, lang);
  };
  return { lo: isChanged("lo"), en: isChanged("en") };
}
