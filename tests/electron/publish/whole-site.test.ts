/** A published site as others' programs see it: every file that it holds, whatever wrote it. */
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { HtmlValidate } from "html-validate";
import jsonld from "jsonld";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { addressOf, BASE, fileAt, onePageOfEach, type PublishedSite, publishedSite } from "../../published-site.ts";
import { all, type Element, only, xmlTree } from "./xml-tree.ts";

let site: PublishedSite;
const pages = new Map<string, Document>();
beforeAll(async () => {
  site = await publishedSite();
  for (const name of site.ending(".html")) pages.set(name, parseHTML(site.text(name)).document);
});
afterAll(() => site?.remove());

const isStoryPage = (name: string): boolean => /^(lo|en)\/\d{4}\/\d\d\/[a-z0-9-]+\/index\.html$/.test(name);
const attribute = (page: Document, selector: string, name: string): string | null =>
  page.querySelector(selector)?.getAttribute(name) ?? null;
/** One of the older pages of a list, which are found by links. */
const isNumbered = (name: string): boolean => /\/page\/\d+\//.test(name);
/** The headline of a page as it was written: a figure and its unit may be kept together on a page. */
const headingOf = (page: Document): string => page.querySelector("h1")?.textContent?.replaceAll("\u00A0", " ") ?? "";
const isUnlisted = (page: Document): boolean =>
  attribute(page, 'meta[name="robots"]', "content")?.includes("noindex") ?? false;

/** Pages with a story on them: neither of one that left, nor an address that moved. */
const storyPages = (): string[] =>
  [...pages].filter(([name, page]) => isStoryPage(name) && !isUnlisted(page)).map(([name]) => name);

/** The addresses of the same thing by language, as a page's head has them. */
const alternatesOf = (page: Document): Record<string, string> =>
  Object.fromEntries(
    [...page.querySelectorAll('link[rel="alternate"][hreflang]')].map((link) => [
      link.getAttribute("hreflang") ?? "",
      link.getAttribute("href") ?? "",
    ]),
  );

/** The page at an address of the site. */
function pageAt(address: string): Document {
  const page = pages.get(fileAt(address) ?? "");
  if (!page) throw new Error(`no page stands at ${address}`);
  return page;
}

const JsonObject = z.record(z.string(), z.unknown());
const read = (name: string): Record<string, unknown> => JsonObject.parse(JSON.parse(site.text(name)));

/** Every text in a value of JSON. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Every address that an XML file names, in its elements and attributes. */
const wordsIn = (element: Element): readonly string[] => [
  ...Object.values(element.attributes),
  ...(element.children.length === 0 ? [element.text] : []),
  ...element.children.flatMap(wordsIn),
];

test("every page is valid to html-validate", async () => {
  const validator = new HtmlValidate({ extends: ["html-validate:recommended"], rules: { "long-title": "off" } });
  const problems: string[] = [];
  for (const name of pages.keys()) {
    const { results } = await validator.validateString(site.text(name));
    for (const { messages } of results)
      problems.push(...messages.map((one) => `${name} ${one.line} ${one.ruleId}: ${one.message}`));
  }
  expect(pages.size).toBeGreaterThan(12);
  expect(problems).toEqual([]);
});

describe("every address of the site that is named", () => {
  const LINKS = ["href", "src", "poster", "action", "data"] as const;
  const ids = (page: Document) => new Set([...page.querySelectorAll("[id]")].map(({ id }) => id));

  test("by a page leads to a file, and what is named within a page is there", () => {
    const missing = new Map<string, string>();
    for (const [name, page] of pages) {
      const named = [...page.querySelectorAll("*")].flatMap((element) => [
        ...LINKS.map((link) => element.getAttribute(link)),
        ...(element.getAttribute("srcset") ?? "").split(",").map((one) => one.trim().split(/\s+/)[0] ?? ""),
        ...(element.localName === "meta" ? [/https?:\/\/\S+$/.exec(element.getAttribute("content") ?? "")?.[0]] : []),
      ]);
      for (const address of named) {
        if (!address) continue;
        const url = new URL(address, addressOf(name));
        const file = fileAt(url.href);
        if (file === null) continue;
        if (!site.files.has(file)) missing.set(file, name);
        const target = pages.get(file);
        const place = decodeURIComponent(url.hash.slice(1));
        if (place && target && !ids(target).has(place)) missing.set(url.href, name);
      }
    }
    // Each with the last page that names it.
    expect([...missing]).toEqual([]);
  });

  test("by a style sheet, a feed, a sitemap or data leads to a file", () => {
    const missing: string[] = [];
    const look = (name: string, addresses: readonly string[]) => {
      for (const address of addresses) {
        const file = URL.canParse(address) ? fileAt(address) : null;
        if (file !== null && !site.files.has(file)) missing.push(`${name}: ${address}`);
      }
    };
    for (const name of site.ending(".css"))
      look(
        name,
        [...site.text(name).matchAll(/url\("?([^)"]+)"?\)/g)].map(
          ([, address = ""]) => new URL(address, BASE + name).href,
        ),
      );
    for (const name of site.ending(".xml")) look(name, wordsIn(xmlTree(site.text(name))));
    for (const name of site.ending(".json")) look(name, textsIn(JSON.parse(site.text(name))));
    expect(missing).toEqual([]);
  });
});

describe("other languages", () => {
  test("are named by both, each names itself, and an address for others", () => {
    let seen = 0;
    for (const [name, page] of pages) {
      const own = alternatesOf(page);
      if (Object.keys(own).length === 0) continue;
      seen += 1;
      for (const [lang, address] of Object.entries(own)) {
        const other = pageAt(address);
        expect([name, lang, isUnlisted(other)]).toEqual([name, lang, false]);
        if (lang !== "x-default") expect([name, other.documentElement.lang]).toEqual([name, lang]);
        if (!isNumbered(name)) expect([name, lang, alternatesOf(other)]).toEqual([name, lang, own]);
      }
      expect([name, Object.keys(own)]).toEqual([name, expect.arrayContaining(["x-default"])]);
    }
    expect(seen).toBeGreaterThan(12);
  });
});

describe("the sitemaps", () => {
  const listed = () => {
    const urls = new Map<string, Element>();
    for (const entry of all(xmlTree(site.text("sitemap.xml")), "sitemap")) {
      const sitemap = xmlTree(site.text(fileAt(only(entry, "loc")) ?? ""));
      expect([sitemap.name, sitemap.namespace]).toEqual(["urlset", "http://www.sitemaps.org/schemas/sitemap/0.9"]);
      const dates = all(sitemap, "url").flatMap((url) => all(url, "lastmod").map(({ text }) => Date.parse(text)));
      expect(dates.some(Number.isNaN)).toBe(false);
      expect(Date.parse(only(entry, "lastmod"))).toBe(Math.max(...dates));
      for (const url of all(sitemap, "url")) {
        expect(urls.has(only(url, "loc"))).toBe(false);
        urls.set(only(url, "loc"), url);
      }
    }
    return urls;
  };

  test("name every page once that is none of a list's older ones, and no address that isn't a page's own", () => {
    const urls = listed();
    expect(storyPages().length).toBeGreaterThan(8);
    for (const name of storyPages()) expect([name, urls.has(addressOf(name))]).toEqual([name, true]);
    const lists = [...pages].filter(([name, page]) => !isStoryPage(name) && !isUnlisted(page) && !isNumbered(name));
    for (const [name] of lists) expect([name, urls.has(addressOf(name))]).toEqual([name, true]);
    for (const address of urls.keys()) {
      const page = pageAt(address);
      expect([address, attribute(page, 'link[rel="canonical"]', "href"), isUnlisted(page)]).toEqual([
        address,
        address,
        false,
      ]);
    }
  });

  test("say of each page in which languages it is as the page itself does", () => {
    for (const [address, url] of listed()) {
      const links = all(url, "xhtml:link").map(({ attributes, namespace }) => {
        expect([attributes.rel, namespace]).toEqual(["alternate", "http://www.w3.org/1999/xhtml"]);
        return [attributes.hreflang, attributes.href];
      });
      expect([address, Object.fromEntries(links)]).toEqual([address, alternatesOf(pageAt(address))]);
    }
  });

  test("of news have the last two days, with name, language, date and title", () => {
    const sitemap = xmlTree(site.text("news-sitemap.xml"));
    const dates = all(sitemap, "url").map((url) => {
      const page = pageAt(only(url, "loc"));
      const [news] = all(url, "news:news");
      const [publication] = news ? all(news, "news:publication") : [];
      if (!news || !publication) throw new Error("no news");
      expect(news.namespace).toBe("http://www.google.com/schemas/sitemap-news/0.9");
      expect(only(publication, "news:language")).toBe(page.documentElement.lang);
      expect(only(publication, "news:name")).not.toBe("");
      expect(only(news, "news:title")).toBe(headingOf(page));
      return Date.parse(only(news, "news:publication_date"));
    });
    const newest = Math.max(
      ...[...listed().values()].flatMap((url) => all(url, "lastmod").map(({ text }) => Date.parse(text))),
    );
    expect(dates.length).toBeGreaterThan(0);
    expect(dates).toEqual([...dates].sort((a, b) => b - a));
    for (const date of dates) expect(newest - date).toBeLessThan(2 * 24 * 3600 * 1000);
  });
});

test("robots.txt lets everything be read, and names sitemaps that are there", () => {
  const lines = site.text("robots.txt").split("\n");
  expect(lines.slice(0, 2)).toEqual(["User-agent: *", "Allow: /"]);
  const named = lines.flatMap((line) => /^Sitemap: (.*)$/.exec(line)?.[1] ?? []);
  expect(named.map(fileAt)).toEqual(["sitemap.xml", "news-sitemap.xml"]);
  for (const address of named) expect(xmlTree(site.text(fileAt(address) ?? "")).children.length).toBeGreaterThan(0);
});

describe("the feeds", () => {
  interface Entry {
    readonly id: string;
    readonly url: string;
    readonly title: string;
    readonly published: number;
    readonly updated: number;
    readonly image: string | null;
    readonly other: string | null;
  }

  const links = (element: Element, name: string, rel: string): readonly Element[] =>
    all(element, name).filter(({ attributes }) => attributes.rel === rel);

  function rss(name: string): readonly Entry[] {
    const root = xmlTree(site.text(name));
    const [channel] = all(root, "channel");
    if (!channel || root.attributes.version !== "2.0") throw new Error("no RSS 2.0");
    for (const needed of ["title", "link", "description", "language"]) expect(only(channel, needed)).not.toBe("");
    expect(pageAt(only(channel, "link")).documentElement.lang).toBe(only(channel, "language"));
    expect(links(channel, "atom:link", "self")[0]?.attributes.href).toBe(BASE + name);
    return all(channel, "item").map((item) => {
      const published = Date.parse(only(item, "pubDate"));
      const [image] = all(item, "media:content");
      if (image) expect(Number(image.attributes.width) * Number(image.attributes.height)).toBeGreaterThan(0);
      const [updated] = all(item, "atom:updated");
      return {
        id: only(item, "guid"),
        url: only(item, "link"),
        title: only(item, "title"),
        published,
        updated: updated ? Date.parse(updated.text) : published,
        image: image?.attributes.url ?? null,
        other: links(item, "atom:link", "alternate")[0]?.attributes.href ?? null,
      };
    });
  }

  function atom(name: string): readonly Entry[] {
    const feed = xmlTree(site.text(name));
    expect([feed.name, feed.namespace]).toEqual(["feed", "http://www.w3.org/2005/Atom"]);
    for (const needed of ["id", "title", "updated"]) expect(only(feed, needed)).not.toBe("");
    expect(all(feed, "author")).toHaveLength(1);
    expect(only(feed, "icon")).toBe(`${BASE}assets/icon.png`);
    expect(links(feed, "link", "self")[0]?.attributes.href).toBe(BASE + name);
    return all(feed, "entry").map((entry) => {
      const [own, other] = links(entry, "link", "alternate");
      return {
        id: only(entry, "id"),
        url: own?.attributes.href ?? "",
        title: only(entry, "title"),
        published: Date.parse(only(entry, "published")),
        updated: Date.parse(only(entry, "updated")),
        image: links(entry, "link", "enclosure")[0]?.attributes.href ?? null,
        other: other?.attributes.href ?? null,
      };
    });
  }

  /** What JSON Feed 1.1 wants, and what of it stands here. */
  const JsonFeed = z.object({
    version: z.literal("https://jsonfeed.org/version/1.1"),
    title: z.string().min(1),
    home_page_url: z.url(),
    feed_url: z.url(),
    icon: z.literal(`${BASE}assets/icon.png`),
    language: z.enum(["lo", "en"]),
    items: z.array(
      z.object({
        id: z.string(),
        url: z.url(),
        title: z.string(),
        content_text: z.string().min(1),
        date_published: z.iso.datetime({ offset: true }),
        date_modified: z.iso.datetime({ offset: true }),
        image: z.url().optional(),
        _translation: z.object({ language: z.enum(["lo", "en"]), url: z.url() }).optional(),
      }),
    ),
  });

  function json(name: string): readonly Entry[] {
    const feed = JsonFeed.parse(JSON.parse(site.text(name)));
    expect(feed.feed_url).toBe(BASE + name);
    return feed.items.map((item) => ({
      id: item.id,
      url: item.url,
      title: item.title,
      published: Date.parse(item.date_published),
      updated: Date.parse(item.date_modified),
      image: item.image ?? null,
      other: item._translation?.url ?? null,
    }));
  }

  test("say the same in all three forms, the newest first, of pages that are there, with the other language", () => {
    const names = site.ending("feed.xml");
    expect(names).toContain("lo/feed.xml");
    expect(names).toContain("en/feed.xml");
    expect(names.some((name) => name.includes("/section/"))).toBe(true);
    for (const name of names) {
      const entries = rss(name);
      expect(atom(name.replace("feed.xml", "atom.xml"))).toEqual(entries);
      expect(json(name.replace("feed.xml", "feed.json"))).toEqual(entries);
      expect(entries.length).toBeGreaterThan(0);
      const dates = entries.map(({ published }) => published);
      expect(dates).toEqual([...dates].sort((a, b) => b - a));
      for (const { url, title, other, id, updated, published } of entries) {
        const page = pageAt(url);
        expect(title).toBe(headingOf(page));
        expect(updated).toBeGreaterThanOrEqual(published);
        expect(site.files.has(fileAt(id) ?? "")).toBe(true);
        const { [name.startsWith("lo") ? "en" : "lo"]: alternate = null } = alternatesOf(page);
        expect(other).toBe(alternate);
      }
    }
    expect(names.flatMap(rss).some(({ image }) => image !== null)).toBe(true);
    expect(names.flatMap(rss).some(({ other }) => other !== null)).toBe(true);
  });
});

describe("the data", () => {
  const problems = (validate: ValidateFunction, name: string): readonly string[] =>
    validate(read(name)) ? [] : (validate.errors ?? []).map((one) => `${name} ${one.instancePath} ${one.message}`);

  test("for newsrooms is valid to IPTC's schema, and names its other language", async () => {
    const schema = path.join(import.meta.dirname, "../../fixtures/ninjs/ninjs-schema_3.1.json");
    const ajv = addFormats.default(new Ajv2020({ allErrors: true, strict: false }));
    // No place of ours has a geometry.
    ajv.addSchema({ $id: "https://geojson.org/schema/GeoJSON.json" });
    const validate = ajv.compile(JsonObject.parse(JSON.parse(await readFile(schema, "utf8"))));
    const names = site.ending(".ninjs.json");
    expect(names.length).toBe(storyPages().length);
    expect(names.flatMap((name) => problems(validate, name))).toEqual([]);
    const uris = new Set(names.map((name) => read(name).uri));
    const translations = names.flatMap((name) => {
      const { associations = [] } = z
        .object({ associations: z.array(z.object({ name: z.string(), uri: z.string() })).optional() })
        .parse(read(name));
      return associations.filter((one) => one.name === "translation");
    });
    expect(translations.length).toBeGreaterThan(0);
    for (const { uri } of translations) expect(uris.has(uri)).toBe(true);
  });

  test("is valid to the schema that it names, which lies beside it at the address that it gives itself", () => {
    const ajv = addFormats.default(new Ajv2020({ allErrors: true, strict: false }));
    const schemas = site.ending(".json").filter((name) => name.startsWith("api/schema/"));
    for (const name of schemas) {
      expect(read(name).$id).toBe(BASE + name);
      ajv.addSchema(read(name));
    }
    const names = site
      .ending(".json")
      .filter((name) => name.startsWith("api/") && !/^api\/schema\/|\.ninjs\./.test(name));
    expect(names).toContain("api/index.json");
    expect(names).toContain("api/index/1.json");
    for (const name of names) {
      const validate = ajv.getSchema(z.string().parse(read(name).$schema));
      expect(validate && problems(validate as ValidateFunction, name)).toEqual([]);
    }
  });

  test("of the index leads from the newest stories to all", () => {
    const Index = z.object({ pages: z.int(), stories: z.array(z.object({ id: z.string() })) });
    const { pages: last, stories } = Index.parse(read("api/index.json"));
    const archived = Array.from({ length: last }, (_, at) => `api/index/${at + 1}.json`).flatMap(
      (name) => Index.omit({ pages: true }).parse(read(name)).stories,
    );
    expect(site.files.has(`api/index/${last + 1}.json`)).toBe(false);
    expect(new Set(stories.map(({ id }) => id))).toEqual(new Set(archived.map(({ id }) => id)));
    expect(new Set(archived.map(({ id }) => id)).size).toBe(archived.length);
  });
});

describe("what a page says to machines", () => {
  const SCHEMA = "http://schema.org/";
  const Node = z.record(z.string(), z.unknown());
  const Values = z.array(Node);

  /** The nodes of a page, expanded with the vocabulary at hand: what that doesn't know is an error. */
  async function nodesOf(page: Document, context: string) {
    const documentLoader = async (url: string) => {
      if (!/^https?:\/\/schema\.org\/?$/.test(url)) throw new Error(`${url} would be fetched`);
      return { contextUrl: undefined, documentUrl: url, document: JSON.parse(context) };
    };
    const options = { documentLoader, safe: true };
    const nodes: z.infer<typeof Node>[] = [];
    for (const script of page.querySelectorAll('script[type="application/ld+json"]'))
      nodes.push(...Values.parse(await jsonld.expand(JSON.parse(script.textContent ?? ""), options)));
    return nodes;
  }

  const valuesOf = (node: z.infer<typeof Node>, term: string) => Values.parse(node[SCHEMA + term] ?? []);
  const said = (node: z.infer<typeof Node>, term: string) => valuesOf(node, term)[0]?.["@value"];

  test("expands as JSON-LD, and of a story is its headline, dates, language and translations", async () => {
    const context = await readFile(path.join(import.meta.dirname, "../../fixtures/json-ld/schema-org.json"), "utf8");
    const ofStories = new Set(storyPages());
    for (const [name, page] of pages) {
      const nodes = await nodesOf(page, context);
      if (!ofStories.has(name)) continue;
      const [news, second] = nodes.filter((node) =>
        z.array(z.string()).parse(node["@type"]).includes(`${SCHEMA}NewsArticle`),
      );
      if (!news || second) throw new Error(`${name} has ${second ? "several stories" : "no story"}`);
      expect([name, said(news, "headline")]).toEqual([name, headingOf(page)]);
      expect([name, said(news, "inLanguage")]).toEqual([name, page.documentElement.lang]);
      for (const term of ["datePublished", "dateModified"])
        expect([name, said(news, term)]).toEqual([name, expect.stringMatching(/T\d\d:\d\d:\d\d\+07:00$/)]);
      expect([name, valuesOf(news, "publisher").length]).toEqual([name, 1]);
      const { "x-default": _, [page.documentElement.lang]: __, ...others } = alternatesOf(page);
      const translations = [...valuesOf(news, "translationOfWork"), ...valuesOf(news, "workTranslation")];
      expect([name, translations.length]).toEqual([name, Object.keys(others).length]);
    }
  });
});

test("a page of each kind is valid to the Nu checker", ({ skip }) => {
  const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
  const java = spawnSync("java", ["-version"]);
  if (java.error || java.status !== 0) {
    const reason = "no Java was found";
    process.stdout.write(`The Nu checker's test is skipped: ${reason}.\n`);
    skip(reason);
  }
  const files = [...onePageOfEach(site).values()].map((name) => path.join(site.folder, name));
  const { stderr, status } = spawnSync("java", ["-jar", jar, "--format", "json", ...files], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  const { messages } = z
    .object({
      messages: z.array(
        z.object({ type: z.string(), url: z.string(), lastLine: z.number().optional(), message: z.string() }),
      ),
    })
    .parse(JSON.parse(stderr));
  const told = messages
    .filter(({ type }) => type !== "info")
    .map(({ url, lastLine, message }) => `${path.basename(path.dirname(url))} ${lastLine}: ${message}`);
  expect(told).toEqual([]);
  expect(status).toBe(0);
});
