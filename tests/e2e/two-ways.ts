/** A story that two desks wrote in two ways, merged as their sync does it. */
import { type Article, emptyVersion, type Lang } from "../../shared/article/article.ts";
import { cardsOf } from "../../shared/article/card.ts";
import { merge } from "../../shared/merge/merge.ts";
import type { RunningDesk } from "./desk-in-browser.ts";
import { ask } from "./steps.ts";

export const VIENTIANE = { revision: "1", by: "ນາງ ຄຳຫຼ້າ", desk: "ວຽງຈັນ", at: "2026-11-20T03:10:00Z" };
export const PAKSE = { revision: "2", by: "Somsak", desk: "ປາກເຊ", at: "2026-11-20T05:45:00Z" };

export const paragraph = (name: string, text: string) => ({
  type: "paragraph",
  attrs: { id: name, row: name },
  content: [{ type: "text", text }],
});

/** The story with other words in one of its languages. */
export const written = (article: Article, lang: Lang, change: (text: string) => string): Article => {
  const version = article.versions[lang] ?? emptyVersion(lang, article.updatedAt);
  return { ...article, versions: { ...article.versions, [lang]: JSON.parse(change(JSON.stringify(version))) } };
};

/** Merges what the two made of a story into it, at the open desk. */
export async function inTwoWays(
  desk: RunningDesk,
  id: string,
  vientiane: (article: Article) => Article,
  pakse: (article: Article) => Article,
): Promise<void> {
  const { article, revs } = await ask(desk, "articles.open", { id });
  const merged = merge(
    { article },
    { article: vientiane(article), ...VIENTIANE },
    { article: pakse(article), ...PAKSE },
  );
  const { lo, en } = merged.versions;
  await ask(desk, "articles.save", {
    id,
    base: revs,
    details: merged.details,
    ...(lo ? { lo } : {}),
    ...(en ? { en } : {}),
    cards: Object.fromEntries(cardsOf(merged).map((card) => [card.id, card])),
  });
}
