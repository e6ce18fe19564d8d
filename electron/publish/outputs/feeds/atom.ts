/** Atom (RFC 4287), pictures as enclosures and as Media RSS. */
import { type Html, joined, xml, xmlFile } from "../../../../shared/html/template.ts";
import { entryText, type Feed, type FeedEntry, feedUpdated } from "./feed.ts";

function entryXml(entry: FeedEntry): Html {
  const { image, translation } = entry;
  return xml`<entry>
<id>${entry.id}</id>
<title>${entry.title}</title>
<link rel="alternate" type="text/html" href="${entry.url}"/>
<published>${entry.publishedAt}</published>
<updated>${entry.updatedAt}</updated>
${joined([
  ...entry.authors.map((name) => xml`<author><name>${name}</name></author>`),
  ...entry.terms.map((term) => xml`<category term="${term}"/>`),
  entryText(entry) && xml`<summary>${entryText(entry)}</summary>`,
  image && xml`<link rel="enclosure" type="${image.type}" href="${image.url}"/>`,
  image &&
    xml`<media:content url="${image.url}" medium="image" type="${image.type}" width="${image.width}" height="${image.height}">${image.alt && xml`<media:description type="plain">${image.alt}</media:description>`}</media:content>`,
  translation && xml`<link rel="alternate" hreflang="${translation.lang}" type="text/html" href="${translation.url}"/>`,
])}
</entry>`;
}

export const atomFile = (feed: Feed): string =>
  xmlFile(xml`<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="${feed.lang}">
<id>${feed.folder}atom.xml</id>
<title>${feed.title}</title>
<subtitle>${feed.description}</subtitle>
<icon>${feed.icon}</icon>
<updated>${feedUpdated(feed)}</updated>
<author><name>${feed.agency}</name></author>
<link rel="alternate" type="text/html" hreflang="${feed.lang}" href="${feed.page}"/>
<link rel="self" type="application/atom+xml" href="${feed.folder}atom.xml"/>
${joined(feed.entries.map(entryXml))}
</feed>`);
