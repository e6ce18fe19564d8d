/** A story of the river in both languages, told apart by its place. */
import { freshArticle } from "../../../electron/calls/fresh-article.ts";
import { type Article, emptyVersion, type Lang } from "../../../shared/article/article.ts";

export function riverStory(place: string, more: Partial<Article["details"]> = {}): Article {
  const version = (lang: Lang, headline: string, text: string) => ({
    ...emptyVersion(lang, "2026-11-24T02:00:00Z"),
    headline,
    body: {
      type: "doc",
      content: [{ type: "paragraph", attrs: { id: "p1", row: "p1" }, content: [{ type: "text", text }] }],
    },
  });
  const versions = {
    lo: version("lo", `ລະດັບນ້ຳຂອງຢູ່ ${place}`, "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ."),
    en: version("en", `Mekong level at ${place}`, "The Mekong rose."),
  };
  return freshArticle("lo", versions, more);
}
