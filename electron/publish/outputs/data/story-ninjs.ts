/**
 * `api/<id>.<lang>.ninjs.json`: one language of a story in IPTC's "News in JSON" 3.1, as other newsrooms' systems
 * take it, its photo and its other language as associations. Its identifier is its own address, so without the
 * site's there is none. Copied field by field, like the rest of the data.
 */

import { bylineKind } from "../../../../shared/article/additions.ts";
import type { Article, Lang, Version } from "../../../../shared/article/article.ts";
import { LANGS, otherLang } from "../../../../shared/article/stages.ts";
import { siteName } from "../../pages/page-frame.ts";
import { wordOf } from "../../pages/site-words.ts";
import { toldCorrections } from "../../pages/story/credits-html.ts";
import { type OutVersion, slugIn } from "../../plan/site-plan.ts";
import type { Site, StoryFile, StoryOutput } from "../site.ts";
import { ninjsPath, storyPath } from "./addresses.ts";
import { dataBody } from "./data-body.ts";
import { publicFiles } from "./public-details.ts";
import { publicJson } from "./public-json.ts";
import { outAt } from "./public-words.ts";

const STANDARD = { name: "ninjs", version: "3.1", schema: "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json" };

const plain = (role: string, value: string) => ({ role, contentType: "text/plain", value });

/** What of an object is something: a list or a text that holds nothing is not said. */
const said = <T extends object>(all: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== "" && !(Array.isArray(value) && value.length === 0)),
  ) as Partial<T>;

/** The lead photo, in the words of one language. */
function photo({ details }: Article, lang: Lang, { plan, images }: Site) {
  const { image } = details;
  const shown = image && images.in(details)(image.asset);
  if (!image || !shown) return [];
  const { src: uri, sizes } = publicFiles(shown, plan.baseUrl);
  return [
    said({
      name: "photo",
      rel: "featureImage",
      uri,
      type: "picture",
      language: lang,
      by: image.credit[lang].trim(),
      descriptions: [plain("caption", image.caption[lang].trim()), plain("alt", image.alt[lang].trim())].filter(
        ({ value }) => value !== "",
      ),
      renditions: sizes.map(({ src, type, width, height }) => ({
        name: `${type.slice("image/".length)} ${width}`,
        href: src,
        contentType: type,
        width,
        height,
      })),
    }),
  ];
}

/** The same story in the other language. */
function translation({ lang, headline, publishedAt }: OutVersion, uri: string) {
  const headlines = [plain("main", headline)];
  return said({
    name: "translation",
    rel: "translation",
    uri,
    type: "text",
    language: lang,
    headlines,
    firstCreated: publishedAt,
  });
}

function ninjs(article: Article, version: Version, out: OutVersion, site: Site) {
  const { plan } = site;
  const { lang } = out;
  const { baseUrl, settings } = plan;
  const { details, id } = article;
  const story = site.outs.get(id);
  const other = story?.versions[otherLang(lang)];
  const name = siteName(settings, lang);
  const { url, publishedAt, updatedAt } = outAt(out, baseUrl);
  const uriOf = (of: Lang) => `${baseUrl}${ninjsPath(id, of)}`;
  const { html } = dataBody(article, version, lang, site.images, baseUrl);
  const people = details.bylines
    .map((byline) => ({ name: byline[lang].trim(), rel: bylineKind(byline) }))
    .filter((one) => one.name !== "");
  const place = details.place[lang].trim();
  const term = (rel: string, key: string, word: string) => ({ name: word || key, rel, literal: key });
  const { categories, tags } = settings;
  return {
    uri: uriOf(lang),
    type: "text",
    representationType: "full",
    standard: STANDARD,
    pubStatus: "usable",
    language: lang,
    firstCreated: publishedAt,
    versionCreated: updatedAt,
    ...said({
      title: out.headline,
      slugline: slugIn(out),
      edNote: toldCorrections(out).at(-1)?.text[lang].trim() ?? "",
      by: people.map((one) => one.name).join(", "),
      located: place,
      headlines: [plain("main", version.headline)],
      descriptions: version.lead.trim() === "" ? [] : [plain("summary", version.lead)],
      bodies: html === "" ? [] : [{ role: "main", contentType: "text/html", value: html }],
      people,
      places: place === "" ? [] : [{ name: place }],
      subjects: [
        ...(details.category === null
          ? []
          : [term("category", details.category, wordOf(categories, details.category, lang))]),
        ...details.tags.map((tag) => term("tag", tag, wordOf(tags, tag, lang))),
      ],
      associations: [...photo(article, lang, site), ...(other ? [translation(other, uriOf(other.lang))] : [])],
    }),
    infoSources: [{ name, role: "publisher" }],
    copyrightHolder: name,
    altIds: [{ role: "songphasa", value: id }],
    renditions: [
      { name: "page", href: url, contentType: "text/html" },
      { name: "data", href: `${baseUrl}${storyPath(id)}`, contentType: "application/json" },
    ],
  };
}

export const storyNinjs: StoryOutput = ({ out, named }, site) =>
  LANGS.flatMap((lang): StoryFile[] => {
    const version = out.versions[lang];
    if (!site.plan.baseUrl || !version || !named[lang]) return [];
    return [
      {
        path: ninjsPath(out.id, lang),
        langs: [lang],
        inputs: null,
        make: ({ texts }) => {
          const article = texts[lang];
          const printed = article?.versions[lang];
          if (!article || !printed) throw new Error(`No text of ${out.id} in ${lang}`);
          return publicJson(ninjs(article, printed, version, site));
        },
      },
    ];
  });
