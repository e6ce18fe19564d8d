/** What stands on the site of a story that says something else by now: read from its history. */
import { readdirSync } from "node:fs";
import path from "node:path";
import type { Article } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { type StoryFacts, standingOf } from "../../../shared/article/story-facts.ts";
import type { Langs } from "../../../shared/contract.ts";
import { isDiskError } from "../../disk/disk-error.ts";
import { isOdd, readPlainFileHere } from "../../disk/plain-file.ts";
import { readArticleText } from "../files/article-file.ts";
import { refuseLinks } from "../files/assets/confined-files.ts";
import { endingOf, keptTextSync } from "../history/kept-text.ts";

function revisionNow(library: string, id: string, rev: string): Article | null {
  const folder = path.join(library, "history", id);
  try {
    refuseLinks(library, folder);
    const name = readdirSync(folder).find((one) => one.endsWith(endingOf(rev)));
    const text = name === undefined ? null : keptTextSync(readPlainFileHere(path.join(folder, name)).bytes, rev);
    const read = text === null ? null : readArticleText(text, id);
    return read?.kind === "article" ? read.article : null;
  } catch (error) {
    // Asked again when a page is made, and told there.
    if (isDiskError(error) || isOdd(error)) return null;
    throw error;
  }
}

/**
 * Of the languages that changed since they went out, what their pages say in lists and where they
 * stand; those whose revision can't be read are left out. In whatever thread: it reads at once.
 */
export function standingSince(library: string, article: Article, changed: Langs): StoryFacts["standing"] {
  const read = new Map<string, Article | null>();
  const standing: Partial<Record<(typeof LANGS)[number], ReturnType<typeof standingOf>>> = {};
  for (const lang of LANGS) {
    const rev = article.release[lang].out?.rev;
    if (!changed[lang] || rev === undefined) continue;
    if (!read.has(rev)) read.set(rev, revisionNow(library, article.id, rev));
    const then = read.get(rev);
    if (then) standing[lang] = standingOf(then, lang);
  }
  return standing;
}
