/** What every page of the site has around its own content: head, masthead, language links, foot. */
import type { Lang } from "../../../shared/article/article.ts";
import type { Settings } from "../../../shared/settings.ts";
import { hasLao } from "../../../shared/text/lao.ts";
import { PRINT_SCRIPT, STYLE_SHEET } from "../theme/theme.ts";
import { escapeAttribute, escapeText } from "./escape-html.ts";
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

export interface Frame {
  readonly lang: Lang;
  readonly title: string;
  readonly description: string;
  /** The page's folder from the site's root; empty for the root itself. */
  readonly folder: string;
  /** The other languages' pages of the same thing: folders from the site's root. */
  readonly alternates: readonly { readonly lang: Lang; readonly folder: string }[];
  /** In place of the masthead's name and links, as HTML. */
  readonly masthead?: string;
  /** More of the head, as HTML lines. */
  readonly head: readonly string[];
  /** The id of the element that holds the content. */
  readonly content: string;
  readonly main: string;
}

/** The name at the top of a page, in its own language or the desk's own name. */
export const siteName = (settings: Settings, lang: Lang): string => settings.agency[lang].trim() || settings.name;

/** The address of a folder's page, from a page at `root`. `index.html` is named, so that it works from a disk. */
const pageAddress = (root: string, folder: string): string => `${root}${folder === "" ? "" : `${folder}/`}index.html`;

/** The same, for an attribute. */
export const linkTo = (root: string, folder: string): string => escapeAttribute(pageAddress(root, folder));

/** A folder's public address under the site's. */
export const publicAddress = (baseUrl: string, folder: string): string =>
  folder === "" ? baseUrl : `${baseUrl}${folder}/`;

const LAO_RUN = /[\u0E80-\u0EFF](?:[\u0E80-\u0EFF\s\u200B]*[\u0E80-\u0EFF])?/g;

/** Text of one line; Lao on a page in English says that it is Lao, so that it is read and set as such. */
export const lineHtml = (text: string, lang: Lang): string =>
  lang === "en" && hasLao(text)
    ? escapeText(text).replace(LAO_RUN, (run) => `<span lang="lo">${run}</span>`)
    : escapeText(text);

export const metaTag = (property: string, content: string): string =>
  `<meta property="${escapeAttribute(property)}" content="${escapeAttribute(content)}">`;

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

/** The whole document. */
export function framePage(
  frame: Frame,
  site: { readonly settings: Settings; readonly baseUrl: string },
  around: Surroundings,
): string {
  const words = SITE_WORDS[frame.lang];
  const { baseUrl } = site;
  const alternate = ({ lang, folder }: { readonly lang: Lang; readonly folder: string }) => {
    const href = baseUrl ? publicAddress(baseUrl, folder) : pageAddress(around.root, folder);
    return `<link rel="alternate" hreflang="${lang}" href="${escapeAttribute(href)}">`;
  };
  const head = [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy(around.styles !== undefined)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeText(frame.title)}</title>`,
    ...(frame.description ? [`<meta name="description" content="${escapeAttribute(frame.description)}">`] : []),
    ...(baseUrl ? [`<link rel="canonical" href="${escapeAttribute(publicAddress(baseUrl, frame.folder))}">`] : []),
    ...frame.alternates.map(alternate),
    ...frame.head,
    ...(around.styles === undefined
      ? [
          `<link rel="stylesheet" href="${around.root}${STYLE_SHEET}">`,
          `<script src="${around.root}${PRINT_SCRIPT}" defer></script>`,
        ]
      : // a style element ends at "</", which no style sheet of ours holds
        [`<style>${around.styles.replaceAll("</", "<\\/")}</style>`]),
  ];
  const languages = frame.alternates.map(({ lang, folder }) => {
    return `<a href="${linkTo(around.root, folder)}" lang="${lang}" hreflang="${lang}">${LANGUAGE_NAMES[lang]}</a>`;
  });
  const languageLinks =
    languages.length > 0 ? `\n<nav aria-label="${words.language}">${languages.join(" ")}</nav>` : "";
  const name = lineHtml(siteName(site.settings, frame.lang), frame.lang);
  return `<!DOCTYPE html>
<html lang="${frame.lang}">
<head>
${head.join("\n")}
</head>
<body id="top">
<a class="skip" href="#${frame.content}">${words.skip}</a>
<header class="masthead">
${frame.masthead ?? `<p class="name"><a href="${linkTo(around.root, frame.lang)}">${name}</a></p>${languageLinks}`}
</header>
${frame.main}
</body>
</html>
`;
}
