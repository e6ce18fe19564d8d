/** The other news of a story, as data and as its page shows them. */
import type { Article, Lang } from "../../../shared/article/article.ts";
import { type Html, html, isEmpty, joined } from "../../../shared/html/template.ts";
import type { Term } from "../../../shared/settings.ts";
import { hasLao } from "../../../shared/text/lao.ts";
import type { SiteContents } from "../plan/site-plan.ts";
import { dotted, timeHtml } from "./about-html.ts";
import { lineHtml } from "./line-html.ts";
import { SITE_WORDS, wordOf } from "./site-words.ts";
import { pageAddress, type Surroundings } from "./surroundings.ts";

/** One of the other news, in the words of one language. */
export interface OtherNews {
  /** Of a story of this library. */
  readonly id: string | null;
  readonly title: string;
  /** The page's folder from the site's root, or null for a story that isn't on the site. */
  readonly folder: string | null;
  readonly category: string;
  readonly publishedAt: string | null;
  readonly summary: string;
}

/**
 * The category of a story from elsewhere, in the page's language: as the settings have it, by key
 * or by either word; else as it was found, where that is of this language's script.
 */
function foundCategory(terms: readonly Term[], found: string | null, lang: Lang): string {
  const name = found?.trim() ?? "";
  if (name === "") return "";
  const plain = name.toLowerCase();
  const term = terms.find((one) => [one.key, one.lo, one.en].some((word) => word.trim().toLowerCase() === plain));
  if (term) return term[lang].trim();
  return hasLao(name) === (lang === "lo") ? name : "";
}

/**
 * The other news of a story as one language has them: of this library what is out in that language,
 * from elsewhere what has a title in it.
 */
export function otherNews(article: Article, lang: Lang, { plan, outs }: SiteContents): OtherNews[] {
  const { categories } = plan.settings;
  return article.details.related.flatMap((related): OtherNews[] => {
    if ("article" in related) {
      const story = outs.get(String(related.article));
      const out = story?.versions[lang];
      if (!story || !out || story.id === article.id) return [];
      const { headline, folder, publishedAt, lead } = out;
      const category = wordOf(categories, out.category, lang);
      return [{ id: story.id, title: headline, folder, category, publishedAt, summary: lead }];
    }
    if (related.title[lang].trim() === "") return [];
    return [
      {
        id: null,
        title: related.title[lang],
        folder: null,
        category: foundCategory(categories, related.category, lang),
        publishedAt: related.publishedAt,
        summary: related.summary[lang].trim(),
      },
    ];
  });
}

/** What the other news of a text follow from beside it: how the stories that it names stand in its language. */
export const relatedFacts = (
  { related }: { readonly related: readonly string[] },
  lang: Lang,
  { outs }: SiteContents,
) =>
  related.map((id) => {
    const out = outs.get(id)?.versions[lang];
    return out ? [id, out.headline, out.lead, out.category, out.folder, out.publishedAt] : null;
  });

function itemHtml(one: OtherNews, lang: Lang, zone: string, around: Surroundings): Html {
  const title = lineHtml(one.title, lang);
  const heading = one.folder === null ? title : html`<a href="${pageAddress(around, one.folder)}">${title}</a>`;
  const about = dotted([
    one.category ? html`<span class="category">${lineHtml(one.category, lang)}</span>` : null,
    one.publishedAt ? timeHtml(one.publishedAt, zone) : null,
  ]);
  return html`<li>
<h3>${heading}</h3>
${!isEmpty(about) && html`<p class="about">${about}</p>\n`}${one.summary && html`<p>${lineHtml(one.summary, lang)}</p>\n`}</li>`;
}

export function otherNewsHtml(news: readonly OtherNews[], lang: Lang, zone: string, around: Surroundings): Html | null {
  if (news.length === 0) return null;
  return html`<aside class="other-news" aria-labelledby="other-news">
<h2 id="other-news">${SITE_WORDS[lang].otherNews}</h2>
<ul>
${joined(news.map((one) => itemHtml(one, lang, zone, around)))}
</ul>
</aside>
`;
}
