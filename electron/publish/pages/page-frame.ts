/** What every page of the site has around its own content: head, masthead, language links, foot. */
import type { Lang } from "../../../shared/article/article.ts";
import { type Html, html, joined, raw } from "../../../shared/html/template.ts";
import type { Settings } from "../../../shared/settings.ts";
import { PRINT_SCRIPT, STYLE_SHEET } from "../theme/theme.ts";
import { lineHtml } from "./line-html.ts";
import { LANGUAGE_NAMES, SITE_WORDS } from "./site-words.ts";

/** How a page reaches what isn't in it. */
export interface Surroundings {
  /** From the page to the site's root: `../../../../`; empty at the root. */
  readonly root: string;
  /** The whole style sheet, for a page that must stand alone: it then has no script either. */
  readonly styles?: string;
  /** The address of an image, given its path from the site's root. */
  readonly imageAddress: (path: string) => string;
}

/** Those of a page so many folders below the site's root. */
export const surroundingsAt = (depth: number): Surroundings => {
  const root = "../".repeat(depth);
  return { root, imageAddress: (path) => `${root}${path}` };
};

export interface Frame {
  readonly lang: Lang;
  readonly title: string;
  readonly description: string;
  /** The page's folder from the site's root; empty for the root itself. */
  readonly folder: string;
  /** The other languages' pages of the same thing: folders from the site's root. */
  readonly alternates: readonly { readonly lang: Lang; readonly folder: string }[];
  /** In place of the masthead's name and links. */
  readonly masthead?: Html;
  /** More of the head. */
  readonly head: readonly Html[];
  /** The id of the element that holds the content. */
  readonly content: string;
  readonly main: Html;
}

/** The name at the top of a page, in its own language or the desk's own name. */
export const siteName = (settings: Settings, lang: Lang): string => settings.agency[lang].trim() || settings.name;

/** The address of a folder's page, from a page at `root`. `index.html` is named, so that it works from a disk. */
export const pageAddress = (root: string, folder: string): string =>
  `${root}${folder === "" ? "" : `${folder}/`}index.html`;

/** A folder's public address under the site's. */
export const publicAddress = (baseUrl: string, folder: string): string =>
  folder === "" ? baseUrl : `${baseUrl}${folder}/`;

/**
 * What a page may load: our own style sheet, fonts, images and print script beside it. A page that stands
 * alone has its styles and images inside, and no script.
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

/** The whole document. */
export function framePage(
  frame: Frame,
  site: { readonly settings: Settings; readonly baseUrl: string },
  around: Surroundings,
): Html {
  const { lang, alternates } = frame;
  const { root } = around;
  const { baseUrl } = site;
  const words = SITE_WORDS[lang];
  const alternate = (other: Frame["alternates"][number]) => {
    const href = baseUrl ? publicAddress(baseUrl, other.folder) : pageAddress(root, other.folder);
    return html`<link rel="alternate" hreflang="${other.lang}" href="${href}">`;
  };
  const head = [
    html`<meta charset="utf-8">`,
    html`<meta http-equiv="Content-Security-Policy" content="${policy(around.styles !== undefined)}">`,
    html`<meta name="viewport" content="width=device-width, initial-scale=1">`,
    html`<meta name="color-scheme" content="light dark">`,
    html`<title>${frame.title}</title>`,
    frame.description && html`<meta name="description" content="${frame.description}">`,
    baseUrl && html`<link rel="canonical" href="${publicAddress(baseUrl, frame.folder)}">`,
    ...alternates.map(alternate),
    ...frame.head,
    ...loaded(around),
  ];
  const languages = alternates.map(
    (other) =>
      html`<a href="${pageAddress(root, other.folder)}" lang="${other.lang}" hreflang="${other.lang}">${LANGUAGE_NAMES[other.lang]}</a>`,
  );
  const languageLinks =
    languages.length > 0 && html`\n<nav aria-label="${words.language}">${joined(languages, " ")}</nav>`;
  const name = lineHtml(siteName(site.settings, lang), lang);
  const masthead =
    frame.masthead ?? html`<p class="name"><a href="${pageAddress(root, lang)}">${name}</a></p>${languageLinks}`;
  return html`<!DOCTYPE html>
<html lang="${lang}">
<head>
${joined(head)}
</head>
<body id="top">
<a class="skip" href="#${frame.content}">${words.skip}</a>
<header class="masthead">
${masthead}
</header>
${frame.main}
</body>
</html>
`;
}
