/** RSS 2.0 (rssboard.org), pictures as Media RSS, other languages and corrections as Atom's elements. */
import { type Html, joined, xml, xmlFile } from "../../../../shared/html/template.ts";
import { entryText, type Feed, type FeedEntry, feedUpdated } from "./feed.ts";

/** As RFC 822 writes a moment, in UTC; the names are English everywhere. */
const rssDate = (instant: string): string => new Date(instant).toUTCString();

function itemXml(entry: FeedEntry): Html {
  const { image, translation, updatedAt, publishedAt } = entry;
  return xml`<item>
<title>${entry.title}</title>
<link>${entry.url}</link>
<guid isPermaLink="false">${entry.id}</guid>
<pubDate>${rssDate(publishedAt)}</pubDate>
${joined([
  updatedAt !== publishedAt && xml`<atom:updated>${updatedAt}</atom:updated>`,
  entryText(entry) && xml`<description>${entryText(entry)}</description>`,
  ...entry.authors.map((name) => xml`<dc:creator>${name}</dc:creator>`),
  ...entry.terms.map((term) => xml`<category>${term}</category>`),
  image &&
    xml`<media:content url="${image.url}" medium="image" type="${image.type}" width="${image.width}" height="${image.height}">${image.alt && xml`<media:description type="plain">${image.alt}</media:description>`}</media:content>`,
  translation &&
    xml`<atom:link rel="alternate" hreflang="${translation.lang}" type="text/html" href="${translation.url}"/>`,
])}
</item>`;
}

export const rssFile = (feed: Feed): string =>
  xmlFile(xml`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
<title>${feed.title}</title>
<link>${feed.page}</link>
<description>${feed.description}</description>
<language>${feed.lang}</language>
<lastBuildDate>${rssDate(feedUpdated(feed))}</lastBuildDate>
<atom:link rel="self" type="application/rss+xml" href="${feed.folder}feed.xml"/>
${joined(feed.entries.map(itemXml))}
</channel>
</rss>`);
