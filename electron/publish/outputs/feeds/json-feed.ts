/** JSON Feed 1.1 (jsonfeed.org); the other language and corrections stand in extensions, as that format has no place for them. */
import { publicJson } from "../data/public-json.ts";
import { entryText, type Feed, type FeedEntry } from "./feed.ts";

function item(entry: FeedEntry, lang: Feed["lang"]) {
  const { image, translation, correction } = entry;
  return {
    id: entry.id,
    url: entry.url,
    title: entry.title,
    // An item must have a content; the whole text stands in the story's own data.
    content_text: entryText(entry) || entry.title,
    ...(entry.summary && { summary: entry.summary }),
    date_published: entry.publishedAt,
    date_modified: entry.updatedAt,
    language: lang,
    ...(entry.authors.length > 0 && { authors: entry.authors.map((name) => ({ name })) }),
    ...(entry.terms.length > 0 && { tags: entry.terms }),
    ...(image && {
      image: image.url,
      attachments: [{ url: image.url, mime_type: image.type, ...(image.alt && { title: image.alt }) }],
      _image: { width: image.width, height: image.height, alt: image.alt },
    }),
    ...(correction && { _correction: { date: correction.at, text: correction.text } }),
    ...(translation && { _translation: { language: translation.lang, url: translation.url } }),
  };
}

export const jsonFeedFile = (feed: Feed): string =>
  publicJson({
    version: "https://jsonfeed.org/version/1.1",
    title: feed.title,
    description: feed.description,
    home_page_url: feed.page,
    feed_url: `${feed.folder}feed.json`,
    icon: feed.icon,
    favicon: feed.icon,
    language: feed.lang,
    authors: [{ name: feed.agency }],
    items: feed.entries.map((entry) => item(entry, feed.lang)),
  });
