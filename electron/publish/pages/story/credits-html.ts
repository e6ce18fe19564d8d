/** Who made a story, and what else a page says below it. */
import { BYLINE_KINDS, type BylineKind, bylineKind } from "../../../../shared/article/additions.ts";
import type { Article, Lang } from "../../../../shared/article/article.ts";
import { attributes, type Html, html, isEmpty, joined } from "../../../../shared/html/template.ts";
import { siteLook } from "../../../../shared/site-look.ts";
import { longDate } from "../../../../shared/text/dates.ts";
import type { OutVersion, SitePlan } from "../../plan/site-plan.ts";
import { dotted, timeHtml } from "../about-html.ts";
import { sectionFolder, tagFolder } from "../lists/list-addresses.ts";
import { SITE_WORDS, wordOf } from "../site-words.ts";
import { headlineHtml, lineHtml, wordsHtml } from "./line-html.ts";
import { pageAddress, publicAddress, type Surroundings } from "./surroundings.ts";

/** A story's names in one language, by what each person did; nobody stands twice for one thing. */
export function namesByKind({ details }: Article, lang: Lang): Readonly<Record<BylineKind, readonly string[]>> {
  const names: Record<BylineKind, string[]> = { writer: [], translator: [], photographer: [], editor: [] };
  for (const byline of details.bylines) {
    const name = byline[lang].trim();
    const of = names[bylineKind(byline)];
    if (name !== "" && !of.includes(name)) of.push(name);
  }
  return names;
}

/** What is said before the names; a translator is named where there is a translation to be read. */
function openingOf(kind: BylineKind, lang: Lang, isTranslation: boolean, hasOther: boolean): string | null {
  const words = SITE_WORDS[lang];
  switch (kind) {
    case "writer":
      return words.by;
    case "translator":
      return isTranslation ? words.translatedFromOther : hasOther ? words.translatedIntoOther : null;
    case "photographer":
      return words.photographsBy;
    case "editor":
      return words.editedBy;
  }
}

/** A line each for writers, translators, photographers and editors; the place stands with the writers. */
function peopleHtml(article: Article, lang: Lang, hasOther: boolean): Html[] {
  const names = namesByKind(article, lang);
  const place = lineHtml(article.details.place[lang].trim(), lang);
  return BYLINE_KINDS.map((kind) => {
    const opening = openingOf(kind, lang, article.details.source !== lang, hasOther);
    const shown = names[kind].map((name) => lineHtml(name, lang)).filter((name) => !isEmpty(name));
    const named = shown.map((name) => html`<b>${name}</b>`);
    const people = opening !== null && named.length > 0 ? html`${opening} ${joined(named, ", ")}` : null;
    return dotted([people, kind === "writer" ? place : null]);
  }).filter((line) => !isEmpty(line));
}

/** The section and the tags, as links to their pages. */
function termsHtml({ details }: Article, lang: Lang, { settings }: SitePlan, around: Surroundings): Html | null {
  const { category, tags } = details;
  const term = (word: string, folder: string | null, isSection: boolean) =>
    word !== "" &&
    folder !== null &&
    html`<li${attributes({ class: isSection && "of-section" })}><a href="${pageAddress(around, folder)}">${lineHtml(word, lang)}</a></li>`;
  const items = [
    category && term(wordOf(settings.categories, category, lang), sectionFolder(settings, lang, category), true),
    ...tags.map((tag) => term(wordOf(settings.tags, tag, lang), tagFolder(settings, lang, tag), false)),
  ].filter((item) => item);
  return items.length > 0
    ? html`<ul class="tags plain" aria-label="${SITE_WORDS[lang].terms}">\n${joined(items)}\n</ul>`
    : null;
}

/** When a translation was last confirmed, as far as it was. */
function confirmedAt({ rows }: Article): string | null {
  const moments = Object.values(rows).map(({ at }) => at);
  return moments.reduce<string | null>((last, at) => (last && Date.parse(last) >= Date.parse(at) ? last : at), null);
}

/**
 * Whether a translation follows an earlier text: the other language was corrected after this one was confirmed,
 * or where nobody confirmed it, after it went out.
 */
export function followsEarlierText(article: Article, out: OutVersion, other: OutVersion | undefined): boolean {
  if (article.details.source === out.lang || !other?.updatedAt) return false;
  const settled = confirmedAt(article) ?? out.updatedAt ?? out.publishedAt;
  return Date.parse(other.updatedAt) > Date.parse(settled);
}

function earlierTextHtml(
  article: Article,
  out: OutVersion,
  other: OutVersion | undefined,
  plan: SitePlan,
): Html | null {
  if (!siteLook(plan.settings).tellsEarlierText || !followsEarlierText(article, out, other) || !other?.updatedAt)
    return null;
  return html`<p>${SITE_WORDS[out.lang].earlierText(longDate(other.updatedAt, plan.zone, out.lang))}</p>`;
}

/** The corrections that the desk told readers of. */
export const toldCorrections = ({ corrections, lang }: OutVersion): OutVersion["corrections"] =>
  corrections.filter(({ text }) => text[lang].trim() !== "");

/** What the desk told readers of its corrections, the last first. */
export function correctionsHtml(out: OutVersion, { settings, zone }: SitePlan): Html | null {
  const { lang } = out;
  const told = toldCorrections(out);
  if (told.length === 0) return null;
  const notes = [...told]
    .reverse()
    .map(
      ({ at, text }) =>
        html`<p><b>${SITE_WORDS[lang].correction}</b> ${timeHtml(at, zone)}: ${wordsHtml(text[lang].trim(), lang, settings)}</p>`,
    );
  return html`<div class="notice" id="corrections">\n${joined(notes)}\n</div>\n`;
}

/** The end of a story: people, section and tags, its address on paper, the same story in the other language. */
export function creditsHtml(
  article: Article,
  out: OutVersion,
  other: OutVersion | undefined,
  plan: SitePlan,
  around: Surroundings,
): Html | null {
  const { lang } = out;
  const { baseUrl, settings } = plan;
  const lines = joined([
    ...peopleHtml(article, lang, other !== undefined).map((line) => html`<p>${line}</p>`),
    earlierTextHtml(article, out, other, plan),
    termsHtml(article, lang, plan, around),
    baseUrl && html`<p class="paper-only">${publicAddress(baseUrl, out.folder)}</p>`,
    other &&
      html`<p class="twin">${SITE_WORDS[lang].readInOther}<br><a href="${pageAddress(around, other.folder)}" lang="${other.lang}" hreflang="${other.lang}">${headlineHtml(other.headline, other.lang, settings)}</a></p>`,
  ]);
  return isEmpty(lines) ? null : html`<footer class="about">\n${lines}\n</footer>\n`;
}
