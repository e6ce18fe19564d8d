/** What is out in one language, in order, and an entry of a list. */
import type { Lang } from "../../../shared/article/article.ts";
import { type Html, html } from "../../../shared/html/template.ts";
import { factsDigest } from "../plan/facts-digest.ts";
import type { OutVersion, SiteContents, SitePlan } from "../plan/site-plan.ts";
import { timeHtml } from "./about-html.ts";
import { lineHtml } from "./line-html.ts";
import { wordOf } from "./site-words.ts";
import { pageAddress, type Surroundings } from "./surroundings.ts";

export interface Listed extends Omit<OutVersion, "category"> {
  readonly id: string;
  /** In the words of its language. */
  readonly category: string;
}

/** What is out in one language, the newest first. */
export function listed({ plan }: SiteContents, lang: Lang): Listed[] {
  return plan.outs
    .flatMap((story) => {
      const out = story.versions[lang];
      return out ? [{ ...out, id: story.id, category: wordOf(plan.settings.categories, out.category, lang) }] : [];
    })
    .sort((a, b) => Date.parse(b.publishedAt) - Date.parse(a.publishedAt) || (a.id < b.id ? 1 : -1));
}

/** What a list of all that is out in one language follows from. */
export const linesOf = ({ plan }: SiteContents, lang: Lang): readonly string[] =>
  plan.outs.flatMap((story) => (story.versions[lang] ? [`${story.id} ${factsDigest(story.versions[lang])}`] : []));

/** An entry of a list. */
export function itemHtml(story: Listed, plan: SitePlan, around: Surroundings, withLead: boolean): Html {
  const { lang } = story;
  const category =
    story.category &&
    html`<span class="category">${lineHtml(story.category, lang)}</span> <span aria-hidden="true">·</span> `;
  const lead = withLead && story.lead.trim() && html`<p>${lineHtml(story.lead, lang)}</p>\n`;
  return html`<li>
<h3><a href="${pageAddress(around, story.folder)}">${lineHtml(story.headline, lang)}</a></h3>
<p class="about">${category}${timeHtml(story.publishedAt, plan.zone)}</p>
${lead}</li>`;
}
