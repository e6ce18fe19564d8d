/** What a story names as other news. */
import type { Details, Lang } from "./article.ts";

/** A story of this library by its id, or one from elsewhere by title and date, which may be here as well. */
export type NamedRelated = string | { readonly title: string; readonly publishedAt: string | null };

/** What a text names as other news in one language, in its order. */
export const namedRelated = ({ related }: Details, lang: Lang): readonly NamedRelated[] =>
  related.flatMap((one): NamedRelated[] => {
    if ("article" in one) return [String(one.article)];
    const title = one.title[lang].trim();
    return title === "" ? [] : [{ title, publishedAt: one.publishedAt }];
  });
