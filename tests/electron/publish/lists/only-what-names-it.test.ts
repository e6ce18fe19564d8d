/** The law of the site: what becomes of one story changes the pages and data that name it, and no others. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { PAGE_SEATS } from "../../../../electron/publish/plan/lists/paging.ts";
import type { Article, Lang } from "../../../../shared/article/article.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import { bodyOf, buildFor, filesOf, idOf, paragraph, storyOf, textOf } from "../newsroom.ts";

type Files = ReadonlyMap<string, Uint8Array>;
const siteOf = async (articles: readonly Article[]): Promise<Files> =>
  filesOf(await buildFor({ articles, assets: {}, plan: { baseUrl: "https://kpl.gov.la/" } }));

const HOUR = 3_600_000;
const momentOf = (hours: number): string =>
  `${new Date(Date.UTC(2024, 9, 20) + hours * HOUR).toISOString().slice(0, 19)}Z`;

/** What a report may be like; `later`: hours until its English follows, null where it has none. */
const Kind = fc.record({
  category: fc.constantFrom("economy", "society"),
  tags: fc.subarray(["asean", "mekong"]),
  later: fc.constantFrom(null, 1, 5, 90),
});
type Kind = typeof Kind extends fc.Arbitrary<infer K> ? K : never;

/** More than two pages of lists and than one of the index. */
const MANY = PAGE_SEATS * 2 + 15;

function report(number: number, { category, tags, later }: Kind): Article {
  const outAt = (hours: number) => {
    const publishedAt = momentOf(hours);
    const out = { rev: `rev-${number}`, shown: `shown-${number}`, at: publishedAt };
    return { stage: "published" as const, publishedAt, out };
  };
  const body = bodyOf(paragraph("ນ້ຳຂອງ."));
  const draft = { stage: "draft" as const, publishedAt: null };
  return storyOf(number, {
    details: { source: "lo", slug: `river-report-${number}`, category, tags },
    release: { lo: outAt(number * 9), en: later === null ? draft : outAt(number * 9 + later) },
    lo: { headline: `ລະດັບນ້ຳຂອງ ລາຍງານທີ ${number}`, body },
    en: later === null ? null : { headline: `Mekong level, report ${number}`, body },
  });
}

const withRelease = (story: Article, lang: Lang, release: Partial<Article["release"]["lo"]>): Article => ({
  ...story,
  release: { ...story.release, [lang]: { ...story.release[lang], ...release } },
});

const withdrawnIn = (story: Article, lang: Lang): Article =>
  withRelease(story, lang, {
    stage: "withdrawn",
    withdrawn: { at: "2024-12-09T02:00:00Z", reason: { lo: "ຕົວເລກບໍ່ຖືກຕ້ອງ.", en: "The figures were wrong." } },
  });

function correctedIn(story: Article, lang: Lang): Article {
  const version = story.versions[lang];
  const text = { lo: "ແກ້ຕົວເລກ.", en: "A figure was corrected." };
  const said = withRelease(story, lang, { corrections: [{ at: "2024-12-09T02:00:00Z", text }] });
  const headline = `${version?.headline} (12,4 ແມັດ)`;
  return { ...said, versions: { ...said.versions, [lang]: version && { ...version, headline } } };
}

/** Files of the site as a whole: when anything last went out, what leads where. */
const OF_ALL =
  /^((lo|en)\/index\.html|404\.html|sitemap\.xml|sitemaps\/pages\.xml|news-sitemap\.xml|api\/changes\.json|redirects\.json|_redirects|\.htaccess|nginx-redirects\.conf)$/;

/** The lists' own addresses that count this story. */
const countsIt = ({ id, details, release }: Article, name: string): boolean =>
  LANGS.some((lang) => {
    const [year, month] = release[lang].publishedAt?.split("-") ?? [];
    const near = [`${year}/${month}`, `${year}/${String(Number(month) + 1).padStart(2, "0")}`];
    const lists = ["page", `section/${details.category}`, ...details.tags.map((tag) => `tag/${tag}`), ...near];
    return id !== "" && lists.some((list) => name === `${lang}/${list}/index.html`);
  });

const isLeadOn = (page: string): boolean => page === "" || page.includes('http-equiv="refresh"');

/** Files that are other bytes, though they neither name the story nor speak of the site as a whole. */
function strangers(before: Files, after: Files, story: Article): string[] {
  const names = (text: string) => text.includes(`${story.details.slug}/`) || text.includes(story.id);
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => {
    const [then, now] = [textOf(before, name), textOf(after, name)];
    if (then === now || names(then) || names(now) || OF_ALL.test(name) || countsIt(story, name)) return false;
    // A numbered page that is full from now on is a new one.
    return !(/\/page\/\d+\/index\.html$/.test(name) && isLeadOn(then));
  });
}

test("one story that is withdrawn, corrected or added changes only what names it", async () => {
  const kinds = fc.array(Kind, { minLength: MANY, maxLength: MANY });
  await fc.assert(
    fc.asyncProperty(kinds, fc.nat({ max: MANY - 1 }), fc.constantFrom(...LANGS), Kind, async (all, at, lang, more) => {
      const stories = all.map((kind, index) => report(index + 1, kind));
      const before = await siteOf(stories);
      expect(before.has("lo/page/1/index.html")).toBe(true);
      expect(before.has("api/index/2.json")).toBe(true);
      const one = stories[at];
      if (!one) return;
      const of: Lang = one.versions[lang] ? lang : "lo";
      const without = stories.filter((story) => story !== one);
      const withOne = async (story: Article) => strangers(before, await siteOf([...without, story]), story);
      expect(await withOne(withdrawnIn(one, of))).toEqual([]);
      expect(await withOne(LANGS.filter((each) => one.versions[each]).reduce(withdrawnIn, one))).toEqual([]);
      expect(await withOne(correctedIn(one, of))).toEqual([]);
      const next = report(MANY + 1, more);
      expect(strangers(before, await siteOf([...stories, next]), next)).toEqual([]);
    }),
    { numRuns: 2 },
  );
});

test("a withdrawn story's place stays empty, and it is counted nowhere", async () => {
  const kind: Kind = { category: "economy", tags: ["mekong"], later: null };
  const stories = Array.from({ length: MANY }, (_one, index) => report(index + 1, kind));
  const gone = 7;
  const files = await siteOf(stories.map((story, index) => (index + 1 === gone ? withdrawnIn(story, "lo") : story)));
  const numbersOn = (name: string) =>
    [...new Set([...textOf(files, name).matchAll(/\/river-report-(\d+)\//g)].map(([, number]) => Number(number)))].sort(
      (a, b) => a - b,
    );
  const firstPage = Array.from({ length: PAGE_SEATS }, (_one, index) => index + 1).filter((number) => number !== gone);
  for (const list of ["lo/page/1", "lo/section/economy/page/1", "lo/tag/mekong/page/1"])
    expect([list, numbersOn(`${list}/index.html`)]).toEqual([list, firstPage]);
  expect(textOf(files, "lo/page/index.html")).toContain(`${MANY - 1} ຂ່າວ`);
  const index = JSON.parse(textOf(files, "api/index/1.json"));
  expect(index.stories.map(({ id }: { id: string }) => id)).toEqual(
    Array.from({ length: 50 }, (_one, at) => at + 1)
      .filter((number) => number !== gone)
      .map(idOf),
  );
});
