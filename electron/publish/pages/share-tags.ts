/** What a page's head says to those who share it (ogp.me); all of it needs the site's address. */
import type { Lang } from "../../../shared/article/article.ts";
import { type Html, html } from "../../../shared/html/template.ts";
import type { SitePlan } from "../plan/site-plan.ts";
import type { Frame } from "./page-frame.ts";
import { siteName } from "./page-frame.ts";
import { publicAddress } from "./story/surroundings.ts";

export const LOCALES: Readonly<Record<Lang, string>> = { lo: "lo_LA", en: "en_GB" };

export const property = (name: string, content: string): Html => html`<meta property="${name}" content="${content}">`;
export const named = (name: string, content: string): Html => html`<meta name="${name}" content="${content}">`;

/** Of a page that is no story: the desk's logo is its picture. */
export function listShareTags(
  {
    lang,
    title,
    description,
    folder,
    alternates,
  }: Pick<Frame, "lang" | "title" | "description" | "folder" | "alternates">,
  { baseUrl, logo, settings }: SitePlan,
): readonly Html[] {
  if (baseUrl === "") return [];
  const others = alternates.filter((one) => one.lang !== lang);
  const image = logo && [
    property("og:image", `${baseUrl}${logo.path}`),
    property("og:image:width", String(logo.width)),
    property("og:image:height", String(logo.height)),
    property("og:image:alt", siteName(settings, lang)),
  ];
  return [
    property("og:type", "website"),
    property("og:title", title),
    property("og:description", description),
    property("og:url", publicAddress(baseUrl, folder)),
    property("og:site_name", siteName(settings, lang)),
    property("og:locale", LOCALES[lang]),
    ...others.map((one) => property("og:locale:alternate", LOCALES[one.lang])),
    ...(image ?? []),
    named("twitter:card", "summary"),
  ];
}
