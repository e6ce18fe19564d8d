/** Whether readers have another text than the story has now. */
import { hash } from "node:crypto";
import type { Article, Lang, Out } from "../../../shared/article/article.ts";
import { isOut } from "../../../shared/article/out.ts";
import { shownText } from "../../../shared/article/shown.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { Langs } from "../../../shared/contract.ts";

/** 32 hex digits of SHA-256 over what a language's page takes from the story. */
export const shownOf = (article: Article, lang: Lang): string =>
  hash("sha256", shownText(article, lang), "hex").slice(0, 32);

/** For each language whether it says something else now than when it last went out, be it withdrawn since or not. */
export function differsOf(article: Article): Langs {
  const differs = (lang: Lang): boolean => {
    // What older desks published has no other text than the story's own.
    const { out } = article.release[lang];
    return (out ?? null) !== null && out?.shown !== shownOf(article, lang);
  };
  return { lo: differs("lo"), en: differs("en") };
}

/** For each language whether it is out, and its page would say something else if it went out now. */
export const changedOf = (article: Article, differs: Langs = differsOf(article)): Langs => ({
  lo: differs.lo && isOut(article.release.lo),
  en: differs.en && isOut(article.release.en),
});

/** Languages that older desks or an import published: their text as it stands is out. */
export const unnotedIn = (article: Article): Lang[] =>
  LANGS.filter((lang) => article.release[lang].stage === "published" && !article.release[lang].out);

/** The article with its word of what a language is out with. */
export const withOut = (article: Article, lang: Lang, out: Out): Article => ({
  ...article,
  release: { ...article.release, [lang]: { ...article.release[lang], out } },
});

/** What is to be said of a language that was out before anyone noted it, with the text of `then`, kept as `rev`. */
export const outSince = (then: Article, lang: Lang, rev: string): Out => ({
  rev,
  shown: shownOf(then, lang),
  at: then.release[lang].publishedAt ?? then.updatedAt,
});

/** Without the word of what is out in some languages: a revision can't name itself. */
export function withoutOut(article: Article, langs: readonly Lang[]): Article {
  const release = { ...article.release };
  for (const lang of langs) {
    const { out: _out, ...rest } = release[lang];
    release[lang] = rest;
  }
  return { ...article, release };
}
