/** What every page of the site has around its own content: head, masthead, sections, language links, foot. */
import type { Lang } from "../../../shared/article/article.ts";
import { otherLang } from "../../../shared/article/stages.ts";
import { attributes, type Html, html, joined, raw } from "../../../shared/html/template.ts";
import type { Settings } from "../../../shared/settings.ts";
import type { SitePlan } from "../plan/site-plan.ts";
import { PAPER, SITE_ICONS } from "../theme/icons.ts";
import { PRINT_SCRIPT, STYLE_SHEET } from "../theme/theme.ts";
import { footHtml, languagesHtml, sectionsHtml } from "./site-navigation.ts";
import { SITE_WORDS } from "./site-words.ts";
import { lineHtml } from "./story/line-html.ts";
import { pictureHtml } from "./story/picture-html.ts";
import { pageAddress, publicAddress, type Surroundings } from "./story/surroundings.ts";

export interface Frame {
  readonly lang: Lang;
  readonly title: string;
  readonly description: string;
  /** The page's folder from the site's root; empty for the root itself. */
  readonly folder: string;
  /** The other languages' pages of the same thing: folders from the site's root. */
  readonly alternates: readonly { readonly lang: Lang; readonly folder: string }[];
  /** The page for readers of neither language; without it, the English one of the same thing, else the page itself. */
  readonly otherwise?: string;
  /** The folder of the section that the page belongs to, where it isn't that section's own page. */
  readonly section?: string | null;
  /** No page for search engines, and so without a canonical address and other languages in its head. */
  readonly isUnlisted?: boolean;
  /** A numbered page of a list: it has no like in the other language, whose own list the language links lead to. */
  readonly isNumbered?: boolean;
  /** The agency's name at its top is its heading. */
  readonly isFront?: boolean;
  /** In place of the masthead. */
  readonly masthead?: Html;
  /** Beside the name: what a front says of its day. */
  readonly edition?: Html;
  /** More links at the end of the page, each an `<li>`. */
  readonly foot?: readonly Html[];
  /** The class of the whole page. */
  readonly kind?: string;
  /** More of the head. */
  readonly head: readonly Html[];
  /** The id of the element that holds the content. */
  readonly content: string;
  readonly main: Html;
}

/** The name at the top of a page, in its own language or the desk's own name. */
export const siteName = (settings: Settings, lang: Lang): string => settings.agency[lang].trim() || settings.name;

/** What frames need to know of the site. */
type Site = Pick<SitePlan, "settings" | "baseUrl" | "logo">;

/** The agency's name, and below it the one that it has in the other language. */
export function nameHtml(settings: Settings, lang: Lang): Html {
  const own = siteName(settings, lang);
  const other = otherLang(lang);
  const second = siteName(settings, other);
  return html`${lineHtml(own, lang)}${second !== own && html` <small lang="${other}">${lineHtml(second, other)}</small>`}`;
}

/** The desk's logo beside its name, which says the same in words; the name alone where there is none. */
export function plateHtml(name: Html, { logo }: Pick<SitePlan, "logo">, { imageAddress }: Surroundings): Html {
  if (!logo) return name;
  const picture = pictureHtml(logo, { alt: "", place: "logo", address: imageAddress, isFirst: true });
  return html`<span class="logo">${picture}</span><span>${name}</span>`;
}

/**
 * What a page may load: our own style sheet, fonts, images and print script beside it. A page that stands
 * alone has its styles and images inside, and no script. A block of data (JSON-LD) is never run, so it needs no leave.
 */
const policy = (standsAlone: boolean): string =>
  [
    "default-src 'none'",
    ...(standsAlone
      ? ["style-src 'unsafe-inline'", "font-src data:", "img-src data:"]
      : ["script-src 'self'", "style-src 'self'", "font-src 'self'", "img-src 'self'"]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

const loaded = ({ root, styles }: Surroundings): readonly Html[] =>
  styles === undefined
    ? [
        html`<link rel="stylesheet" href="${root}${STYLE_SHEET}">`,
        html`<script src="${root}${PRINT_SCRIPT}" defer></script>`,
      ]
    : // a style element ends at "</", which no style sheet of ours holds
      [raw(`<style>${styles.replaceAll("</", "<\\/")}</style>`)];

/**
 * Where the same thing stands in each language, itself too, and for readers of neither. Search engines want
 * whole addresses: without the site's, only the other language is named, for whoever follows it by hand.
 */
function alternatesHtml({ lang, folder, alternates, otherwise }: Frame, baseUrl: string, around: Surroundings): Html[] {
  const link = (language: string, href: string) => html`<link rel="alternate" hreflang="${language}" href="${href}">`;
  if (baseUrl === "") return alternates.map((one) => link(one.lang, pageAddress(around, one.folder)));
  const all = folder === "" ? alternates : [...alternates, { lang, folder }];
  const sorted = [...all].sort((a, b) => (a.lang < b.lang ? 1 : -1));
  const fallback = otherwise ?? all.find((one) => one.lang === "en")?.folder ?? folder;
  return [
    ...sorted.map((one) => link(one.lang, publicAddress(baseUrl, one.folder))),
    link("x-default", publicAddress(baseUrl, fallback)),
  ];
}

/** The colour of what is around the page, and the site's icons; a page that stands alone has neither. */
function markHtml({ root, styles }: Surroundings): Html[] {
  if (styles !== undefined) return [];
  return [
    html`<meta name="theme-color" media="(prefers-color-scheme: light)" content="${PAPER.light}">`,
    html`<meta name="theme-color" media="(prefers-color-scheme: dark)" content="${PAPER.dark}">`,
    ...SITE_ICONS.map(({ rel, path, side }) => html`<link rel="${rel}" sizes="${side}x${side}" href="${root}${path}">`),
  ];
}

/** The whole document. */
export function framePage(frame: Frame, site: Site, around: Surroundings): Html {
  const { lang, folder } = frame;
  const { baseUrl, settings } = site;
  const listed = frame.isUnlisted
    ? [html`<meta name="robots" content="noindex">`]
    : [
        baseUrl && html`<link rel="canonical" href="${publicAddress(baseUrl, folder)}">`,
        ...(frame.isNumbered ? [] : alternatesHtml(frame, baseUrl, around)),
      ];
  const head = [
    html`<meta charset="utf-8">`,
    html`<meta http-equiv="Content-Security-Policy" content="${policy(around.styles !== undefined)}">`,
    html`<meta name="viewport" content="width=device-width, initial-scale=1">`,
    html`<meta name="color-scheme" content="light dark">`,
    html`<title>${frame.title}</title>`,
    frame.description && html`<meta name="description" content="${frame.description}">`,
    ...listed,
    ...markHtml(around),
    ...frame.head,
    ...loaded(around),
  ];
  const folders = Object.fromEntries(frame.alternates.map((one) => [one.lang, one.folder]));
  const name = nameHtml(settings, lang);
  const home = pageAddress(around, lang);
  const link = html`<a href="${home}">${plateHtml(name, site, around)}</a>`;
  const plate = frame.isFront ? html`<h1 class="name">${link}</h1>` : html`<p class="name">${link}</p>`;
  const masthead =
    frame.masthead ??
    html`<div class="wrap plate">
${joined([plate, languagesHtml(lang, folders, around), frame.edition && html`<p class="edition">${frame.edition}</p>`])}
</div>
${sectionsHtml(settings, lang, { folder, section: frame.section ?? null }, around)}`;
  return html`<!DOCTYPE html>
<html lang="${lang}">
<head>
${joined(head)}
</head>
<body id="top"${attributes({ class: frame.kind })}>
<a class="skip" href="#${frame.content}">${SITE_WORDS[lang].skip}</a>
<header class="masthead">
${masthead}
</header>
${frame.main}
${footHtml(settings, lang, html`<p class="name"><a href="${home}">${name}</a></p>`, around, frame.foot ?? [])}
</body>
</html>
`;
}
