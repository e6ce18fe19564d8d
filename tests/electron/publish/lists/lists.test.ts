/** What stands on fronts and lists, and what a story that goes out changes on them. */
import { parseHTML } from "linkedom";
import { beforeAll, describe, expect, test } from "vitest";
import { PAGE_SEATS } from "../../../../electron/publish/plan/lists/paging.ts";
import type { Article } from "../../../../shared/article/article.ts";
import { bodyOf, buildFor, filesOf, idOf, paragraph, type Room, settings, storyOf, textOf } from "../newsroom.ts";

type Files = ReadonlyMap<string, Uint8Array>;
const siteOf = async (room: Room): Promise<Files> => filesOf(await buildFor(room));

const minute = (number: number): string => new Date(Date.UTC(2024, 10, 1, 1, number * 37)).toISOString().slice(0, 19);

/** Reports from the river, one after the other: the third is of the economy, each tenth has a tag. */
function report(number: number, given: { readonly out?: Article["release"]["lo"] } = {}): Article {
  const publishedAt = `${minute(number)}Z`;
  const out = given.out ?? { stage: "published" as const, publishedAt };
  return storyOf(number, {
    details: {
      slug: `river-report-${number}`,
      category: number % 3 === 0 ? "economy" : "society",
      tags: number % 10 === 0 ? ["mekong"] : [],
    },
    release: { lo: out },
    lo: { headline: `ລະດັບນ້ຳຂອງ ລາຍງານທີ ${number}`, lead: "ທີ່ປາກເຊ.", body: bodyOf(paragraph("ນ້ຳຂອງ.")) },
  });
}

const reports = (count: number): Article[] => Array.from({ length: count }, (_one, index) => report(index + 1));
const MANY = PAGE_SEATS * 3 + 5;

let files: Files;
beforeAll(async () => {
  files = await siteOf({ articles: reports(MANY) });
});

/** The stories that a page lists, by the number in their address, in the order of the page. */
const storiesOn = (page: string): number[] => [
  ...new Set([...page.matchAll(/\/river-report-(\d+)\//g)].map(([, number]) => Number(number))),
];

/** Pages of lists that are other bytes, new or gone. */
const changed = (before: Files, after: Files): string[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => name.endsWith(".html") && !/\/river-report-\d+\//.test(name))
    .filter((name) => textOf(before, name) !== textOf(after, name))
    .sort();

describe("the pages of a list", () => {
  test("show all that is out, the newest first, and the oldest on page 1", () => {
    expect(storiesOn(textOf(files, "lo/page/1/index.html"))).toEqual(
      Array.from({ length: PAGE_SEATS }, (_one, index) => PAGE_SEATS - index),
    );
    const all = ["lo/page", "lo/page/2", "lo/page/1"].flatMap((page) => storiesOn(textOf(files, `${page}/index.html`)));
    expect(all).toEqual(Array.from({ length: MANY }, (_one, index) => MANY - index));
    expect(storiesOn(textOf(files, "lo/tag/mekong/index.html"))).toEqual([60, 50, 40, 30, 20, 10]);
  });

  test("lead from each to the next, and the one after the last full one on to the newest", () => {
    expect(textOf(files, "lo/page/2/index.html")).toContain('href="../../../lo/page/3/" rel="prev"');
    expect(textOf(files, "lo/page/index.html")).toContain('href="../../lo/page/2/" rel="next"');
    expect(textOf(files, "lo/page/3/index.html")).toContain('content="0; url=../../../lo/page/"');
    expect(files.has("lo/page/4/index.html")).toBe(false);
  });

  test("break their lines between Lao words, as an article does, and leave nothing in copied text", async () => {
    const headline = "ທ່າເຮືອບັກ ເມືອງໂຂງ ເປີດໃຫ້ບໍລິການ 24 ຊົ່ວໂມງ";
    const lead = "ທ່າເຮືອບັກ ຢູ່ເມືອງໂຂງ ຮັບໃຊ້ປະຊາຊົນທັງເວັນທັງຄືນ.";
    const base = report(1);
    const article = {
      ...base,
      versions: { ...base.versions, lo: base.versions.lo && { ...base.versions.lo, headline, lead } },
    };
    const details = { ...base.details, tags: ["mekong"] };
    const site = await siteOf({ articles: [{ ...article, details }] });
    for (const list of ["page", "section/society", "tag/mekong", "2024/11"]) {
      const { document } = parseHTML(textOf(site, `lo/${list}/index.html`));
      const told = document.querySelector("main article.story");
      expect([list, told?.querySelector("h2")?.innerHTML, told?.querySelector("p")?.innerHTML]).toEqual([
        list,
        expect.stringContaining("<wbr>"),
        expect.stringContaining("<wbr>"),
      ]);
      expect([told?.querySelector("h2")?.textContent, told?.querySelector("p")?.textContent]).toEqual([headline, lead]);
    }
  });

  test("tell how many there are at the list's own address alone", () => {
    expect(textOf(files, "lo/page/index.html")).toContain(`${MANY} ຂ່າວ`);
    const numbered = [...files.keys()].filter((name) => /\/page\/\d+\/index\.html$/.test(name));
    expect(numbered.length).toBeGreaterThan(6);
    for (const name of numbered) expect(textOf(files, name), name).not.toMatch(/\d+ ຂ່າວ</);
  });
});

describe("a story that goes out", () => {
  test("changes no full page, no other section, tag or month, and no page of the other language but its front", async () => {
    const after = await siteOf({ articles: [...reports(MANY), report(MANY + 1)] });
    expect(changed(files, after)).toEqual([
      "404.html",
      "en/index.html",
      "lo/2024/11/index.html",
      "lo/index.html",
      "lo/page/index.html",
      `lo/section/${(MANY + 1) % 3 === 0 ? "economy" : "society"}/index.html`,
    ]);
  });

  test("that nobody published anew leaves every page as it is, whatever the hour", async () => {
    const later = await siteOf({ articles: reports(MANY), plan: { now: "2025-03-01T00:00:00Z" } });
    expect(changed(files, later)).toEqual([]);
  });
});

describe("a front", () => {
  const chosen = (number: number) => ({ ...settings, site: { lead: { lo: idOf(number), en: null } } });

  test("is led by the desk's choice where it is out, else by the newest", async () => {
    const leadOf = (page: string) => storiesOn(/<article class="lead-story.*?<\/h2>/s.exec(page)?.[0] ?? "");
    expect(leadOf(textOf(files, "lo/index.html"))).toEqual([MANY]);
    const led = await siteOf({ articles: reports(12), plan: { settings: chosen(4) } });
    expect(leadOf(textOf(led, "lo/index.html"))).toEqual([4]);
    const lost = await siteOf({ articles: reports(12), plan: { settings: chosen(40) } });
    expect(leadOf(textOf(lost, "lo/index.html"))).toEqual([12]);
  });

  test("says when anything last went out, and no other page does", () => {
    expect(textOf(files, "lo/index.html")).toMatch(
      /<p class="edition"><time datetime="2024-11-0\d">ວັນ\S+ \d+ ພະຈິກ 2024/,
    );
    expect(textOf(files, "en/index.html")).toContain('<p class="edition"><time datetime="2024-11-0');
    const telling = [...files.keys()].filter((name) => textOf(files, name).includes('class="edition"'));
    expect(telling.sort()).toEqual(["en/index.html", "lo/index.html"]);
  });

  test("says the year of a day that is of another than the newest story's", async () => {
    const old = report(1, { out: { stage: "published", publishedAt: "2023-12-06T07:15:00Z" } });
    const site = await siteOf({ articles: [old, report(2), report(3)] });
    const days = [...textOf(site, "lo/index.html").matchAll(/<h3>(\d[^<]*)<\/h3>/g)].map(([, day]) => day);
    expect(days).toEqual(["1 ພະຈິກ", "6 ທັນວາ 2023"]);
  });

  test("shows the sections and as much as the desk wants", async () => {
    const site = { sections: ["economy"], front: { seconds: 0, latest: 2, sections: true } };
    const few = await siteOf({ articles: reports(12), plan: { settings: { ...settings, site } } });
    const front = textOf(few, "lo/index.html");
    expect(front).not.toContain('class="seconds"');
    expect(storiesOn(/<section class="latest.*?<\/section>/s.exec(front)?.[0] ?? "")).toEqual([12, 11]);
    expect(front.match(/<section class="block">/g)).toHaveLength(1);
    // The pages of the others stay.
    expect(textOf(few, "lo/section/society/index.html")).toContain("river-report-11");
  });
});

describe("addresses of lists", () => {
  test("are slugs of their keys, and no two alike", async () => {
    const tags = [
      { key: "ນ້ຳຂອງ", lo: "ນ້ຳຂອງ", en: "" },
      { key: "Mekong", lo: "ແມ່ນ້ຳ", en: "Mekong" },
      { key: "mekong", lo: "ແມ່ນ້ຳຂອງ", en: "Mekong River" },
    ];
    const story = report(1);
    const tagged = { ...story, details: { ...story.details, tags: tags.map(({ key }) => key) } };
    const site = await siteOf({ articles: [tagged], plan: { settings: { ...settings, tags } } });
    const titleOf = (tag: string) =>
      parseHTML(textOf(site, `lo/tag/${tag}/index.html`)).document.querySelector("h1")?.textContent;
    expect([titleOf("mekong"), titleOf("mekong-2")]).toEqual(["ແມ່ນ້ຳຂອງ", "ແມ່ນ້ຳ"]);
    const folders = [...site.keys()].filter((name) => /^(lo|en)\/tag\//.test(name));
    expect(folders.every((name) => /^[a-z0-9/-]+\/index\.html$/.test(name))).toBe(true);
    // A tag without a word in a language has no page in it.
    expect([folders.filter((name) => name.startsWith("lo/")).length, folders.length]).toEqual([3, 5]);
  });

  test("of the page that isn't there are absolute, below the site's own path", async () => {
    const links = (html: string) => [...html.matchAll(/ (?:href|src)="([^"#][^"]*)"/g)].map(([, to = ""]) => to);
    const at = async (baseUrl: string) =>
      links(textOf(await siteOf({ articles: reports(2), plan: { baseUrl } }), "404.html"));
    expect((await at("")).every((to) => to.startsWith("/"))).toBe(true);
    expect((await at("https://kpl.gov.la/news/")).every((to) => to.startsWith("/news/"))).toBe(true);
  });
});

test("no list stands in a folder that Windows can't make, whatever its key", async () => {
  const term = (key: string) => ({ key, lo: `ຫົວຂໍ້ ${key}`, en: `Topic ${key}` });
  const named = report(1);
  const articles = [{ ...named, details: { ...named.details, category: "aux", tags: ["con"] } }];
  const given = { ...settings, categories: ["aux", "aux-2"].map(term), tags: ["con"].map(term) };
  const site = await siteOf({ articles, plan: { settings: given } });
  const lists = [...site.keys()].filter((name) => /^lo\/(section|tag)\/[^/]+\/index.html$/.test(name));
  expect(lists.sort()).toEqual([
    "lo/section/aux-2/index.html",
    "lo/section/aux-3/index.html",
    "lo/tag/con-2/index.html",
  ]);
});

describe("the head of a page that is no story", () => {
  const attribute = (page: string, name: string): string | undefined =>
    new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)">`).exec(page)?.[1];

  test("says what it holds, for search engines and those who share it, where the site has an address", async () => {
    const base = "https://kpl.gov.la/";
    const site = await siteOf({ articles: reports(3), plan: { baseUrl: base } });
    const lists = [...site.keys()].filter(
      (name) => name.endsWith("index.html") && !/\/river-report-\d+\/|\/page\/\d+\//.test(name),
    );
    expect(lists).toEqual(expect.arrayContaining(["index.html", "lo/index.html", "en/section/economy/index.html"]));
    const said = lists.map((name) => [name, textOf(site, name)] as const);
    for (const [name, page] of said) {
      expect([name, attribute(page, "description")?.trim() ?? ""]).not.toEqual([name, ""]);
      expect([name, attribute(page, "og:description")]).toEqual([name, attribute(page, "description")]);
      expect([name, attribute(page, "og:url")]).toEqual([name, base + name.replace(/index\.html$/, "")]);
      expect([name, attribute(page, "og:type"), attribute(page, "twitter:card")]).toEqual([name, "website", "summary"]);
    }
    expect(new Set(said.map(([, page]) => attribute(page, "description"))).size).toBe(lists.length);
  });

  test("says what it may load, on the page as well that leads on to a list's newest", () => {
    const pages = [...files.keys()].filter((name) => name.endsWith(".html"));
    expect(pages).toContain("lo/page/3/index.html");
    for (const name of pages)
      expect([name, textOf(files, name)]).toEqual([
        name,
        expect.stringContaining('"Content-Security-Policy" content="default-src'),
      ]);
  });
});
