/** What sitemaps say of an address: when it last changed, and where the same thing stands in each language. */
import { LANGS, type Lang } from "../../../../shared/article/stages.ts";
import { type Html, joined, xml } from "../../../../shared/html/template.ts";
import { publicAddress } from "../../pages/story/surroundings.ts";
import type { OutVersion } from "../../plan/site-plan.ts";

/** The same page in the languages that have it: folders from the site's root. */
export type Folders = Readonly<Partial<Record<Lang, string>>>;

export interface SitemapUrl {
  readonly folder: string;
  /** An instant; null where nothing says when. */
  readonly changedAt: string | null;
  readonly same: Folders;
  /** For readers of neither language; without it as on pages: the English one, else the page itself. */
  readonly otherwise?: string;
}

/** When a page last said something else. */
export const changedAt = ({ publishedAt, updatedAt }: OutVersion): string => updatedAt ?? publishedAt;

/** Letters of an instant with its offset, and where that begins. */
const [WRITTEN, OFFSET] = ["2024-12-06T14:15:00+07:00".length, "2024-12-06T14:15:00".length];

/** Of instants that are written alike, with one offset, the letters say which is later. */
function areAlike(a: string, b: string): boolean {
  if (a.length !== WRITTEN || b.length !== WRITTEN) return false;
  for (let at = OFFSET; at < WRITTEN; at += 1) if (a.charCodeAt(at) !== b.charCodeAt(at)) return false;
  return true;
}
/** Whether an instant is later than another one. */
export const isLater = (a: string, than: string): boolean =>
  areAlike(a, than) ? a > than : Date.parse(a) > Date.parse(than);

/** The last of these instants; null where there are none. */
export const lastOf = (instants: Iterable<string>): string | null => {
  let last: string | null = null;
  for (const one of instants) if (last === null || isLater(one, last)) last = one;
  return last;
};

const NAMESPACES = {
  sitemap: "http://www.sitemaps.org/schemas/sitemap/0.9",
  xhtml: "http://www.w3.org/1999/xhtml",
  news: "http://www.google.com/schemas/sitemap-news/0.9",
} as const;

const linkXml = (hreflang: string, href: string): Html =>
  xml`<xhtml:link rel="alternate" hreflang="${hreflang}" href="${href}"/>`;

function urlXml({ folder, changedAt: at, same, otherwise }: SitemapUrl, baseUrl: string): Html {
  const address = (of: string) => publicAddress(baseUrl, of);
  return xml`<url>
${joined([
  xml`<loc>${address(folder)}</loc>`,
  at && xml`<lastmod>${at}</lastmod>`,
  ...LANGS.map((lang) => same[lang] !== undefined && linkXml(lang, address(same[lang]))),
  linkXml("x-default", address(otherwise ?? same.en ?? folder)),
])}
</url>`;
}

export const urlsetXml = (urls: readonly SitemapUrl[], baseUrl: string): Html =>
  xml`<urlset xmlns="${NAMESPACES.sitemap}" xmlns:xhtml="${NAMESPACES.xhtml}">
${joined(urls.map((url) => urlXml(url, baseUrl)))}
</urlset>`;

export const indexXml = (
  sitemaps: readonly { readonly path: string; readonly changedAt: string | null }[],
  baseUrl: string,
): Html =>
  xml`<sitemapindex xmlns="${NAMESPACES.sitemap}">
${joined(
  sitemaps.map(
    (one) =>
      xml`<sitemap><loc>${baseUrl}${one.path}</loc>${one.changedAt && xml`<lastmod>${one.changedAt}</lastmod>`}</sitemap>`,
  ),
)}
</sitemapindex>`;

export interface News {
  readonly out: OutVersion;
  /** The publication's name in the story's language. */
  readonly name: string;
}

export const newsXml = (news: readonly News[], baseUrl: string): Html =>
  xml`<urlset xmlns="${NAMESPACES.sitemap}" xmlns:news="${NAMESPACES.news}">
${joined(
  news.map(
    ({ out, name }) => xml`<url>
<loc>${publicAddress(baseUrl, out.folder)}</loc>
<news:news>
<news:publication><news:name>${name}</news:name><news:language>${out.lang}</news:language></news:publication>
<news:publication_date>${out.publishedAt}</news:publication_date>
<news:title>${out.headline}</news:title>
</news:news>
</url>`,
  ),
)}
</urlset>`;
