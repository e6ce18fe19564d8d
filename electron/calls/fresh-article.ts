/** New stories, not yet out: around versions that are given, or as a copy of another. */
import { ulid } from "ulid";
import { type Article, emptyDetails, FORMAT, type Lang } from "../../shared/article/article.ts";
import { instantNow } from "../../shared/text/dates.ts";

/** A new article around its versions. */
export function freshArticle(
  source: Lang,
  versions: Article["versions"],
  details: Partial<Article["details"]> = {},
): Article {
  const now = instantNow();
  return {
    format: FORMAT,
    id: ulid(),
    createdAt: now,
    updatedAt: now,
    trashedAt: null,
    details: { ...emptyDetails(source), ...details },
    release: { lo: { stage: "draft", publishedAt: null }, en: { stage: "draft", publishedAt: null } },
    versions,
    rows: {},
    notes: {},
    conflicts: [],
  };
}

/** A story with the same texts, under an id of its own and not yet out. */
export function copyOf(article: Article): Article {
  const fresh = freshArticle(article.details.source, article.versions);
  return {
    ...article,
    ...fresh,
    rows: article.rows,
    notes: {},
    details: { ...article.details, slug: null },
  };
}
