import { expect, it } from "vitest";
import type { Article, Details } from "../../../../shared/article/article.ts";
import type { Settings } from "../../../../shared/settings.ts";
import {
  bodyOf,
  buildFor,
  filesOf,
  fullStory,
  images,
  out,
  paragraph,
  settings,
  storyOf,
  textOf,
} from "../newsroom.ts";

const BASE = "https://kpl.gov.la/";
const MEKONG = "2024/12/mekong-level-rises-in-luang-prabang/";
const pagesOf = async (articles: readonly Article[], desk: Settings = settings, baseUrl = BASE) =>
  filesOf(await buildFor({ articles, assets: await images(), plan: { baseUrl, settings: desk } }));

const dataOf = (html: string): Readonly<Record<string, unknown>> =>
  JSON.parse(/<script type="application\/ld\+json">([^<]*)<\/script>/.exec(html)?.[1] ?? "null");
const metaOf = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)">`, "g"))].map(
    ([, value = ""]) => value,
  );

const byline = (lo: string, en: string, kind?: string): Details["bylines"][number] => ({
  lo,
  en,
  ...(kind && { kind }),
});

/** Lao first, its English a translation by another. */
const coffeeStory = (more: Partial<Article> = {}): Article =>
  storyOf(3, {
    details: {
      source: "lo",
      slug: "coffee-exports",
      category: "economy",
      tags: ["asean"],
      bylines: [
        byline("ບຸນທັນ ແກ້ວມະນີ", "Bounthanh Keomany"),
        byline("ນ້ອຍ ແສງດາລາ", "Noy Sengdara", "translator"),
        byline("ຄຳຫລ້າ ຈັນທະລາ", "Khamla Chanthala", "photographer"),
        byline("ວັນນາ ສີສຸພັນ", "Vanna Sisouphan", "editor"),
      ],
      place: { lo: "ປາກເຊ", en: "Pakse" },
    },
    release: { lo: out("2024-12-06T09:10:00+07:00"), en: out("2024-12-06T16:00:00+07:00") },
    lo: { headline: "ຈຳປາສັກ ສົ່ງອອກກາເຟ", lead: "ສົ່ງອອກໄດ້ 31.400 ໂຕນ.", body: bodyOf(paragraph("ໄດ້ 31.400 ໂຕນ.")) },
    en: { headline: "Champassak exports coffee", lead: "31,400 tonnes went out.", body: bodyOf(paragraph("It did.")) },
    more,
  });

it("names people by what they did, in both languages", async () => {
  const files = await pagesOf([coffeeStory()]);
  const english = textOf(files, "en/2024/12/coffee-exports/index.html");
  for (const line of [
    '<p>By <b>Bounthanh Keomany</b> <span aria-hidden="true">·</span> Pakse</p>',
    "<p>Translated from Lao by <b>Noy Sengdara</b></p>",
    "<p>Photographs by <b>Khamla Chanthala</b></p>",
    "<p>Edited by <b>Vanna Sisouphan</b></p>",
  ])
    expect(english).toContain(line);
  const lao = textOf(files, "lo/2024/12/coffee-exports/index.html");
  for (const line of [
    "ໂດຍ <b>ບຸນທັນ ແກ້ວມະນີ</b>",
    "ແປເປັນພາສາອັງກິດ ໂດຍ <b>ນ້ອຍ ແສງດາລາ</b>",
    "ຖ່າຍພາບ ໂດຍ <b>ຄຳຫລ້າ ຈັນທະລາ</b>",
  ])
    expect(lao).toContain(line);
  expect(dataOf(english)).toMatchObject({
    author: [{ "@type": "Person", name: "Bounthanh Keomany" }],
    translator: [{ name: "Noy Sengdara" }],
    editor: [{ name: "Vanna Sisouphan" }],
    translationOfWork: { "@id": `${BASE}lo/2024/12/coffee-exports/`, headline: "ຈຳປາສັກ ສົ່ງອອກກາເຟ", inLanguage: "lo" },
  });
  expect(dataOf(lao)).not.toHaveProperty("translator");
  // no translation is out: nobody is named for it
  const alone = coffeeStory({
    release: { lo: out("2024-12-06T09:10:00+07:00"), en: { stage: "draft", publishedAt: null } },
  });
  expect(textOf(await pagesOf([alone]), "lo/2024/12/coffee-exports/index.html")).not.toContain("ນ້ອຍ");
});

it("tells search engines and those who share it what it is, with its picture's size", async () => {
  const html = textOf(await pagesOf([fullStory()]), `lo/${MEKONG}index.html`);
  const [image = ""] = metaOf(html, "og:image");
  expect(image).toMatch(/^https:\/\/kpl\.gov\.la\/assets\/images\/[0-9a-f]{40}\.jpg$/);
  expect([
    ...metaOf(html, "og:image:width"),
    ...metaOf(html, "og:image:height"),
    ...metaOf(html, "og:image:type"),
  ]).toEqual(["480", "640", "image/jpeg"]);
  expect(metaOf(html, "og:image:alt")).toEqual(["ແມ່ນ້ຳຂອງຕອນເຊົ້າ"]);
  expect(metaOf(html, "twitter:card")).toEqual(["summary_large_image"]);
  expect(metaOf(html, "article:section")).toEqual(["ສິ່ງແວດລ້ອມ"]);
  expect(metaOf(html, "article:tag")).toContain("ແມ່ນ້ຳຂອງ");
  const address = `${BASE}lo/${MEKONG}`;
  expect(dataOf(html)).toMatchObject({
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "@id": address,
    url: address,
    datePublished: "2024-12-07T09:30:00+07:00",
    dateModified: "2024-12-07T09:30:00+07:00",
    image: { "@type": "ImageObject", url: image, width: 480, height: 640 },
    publisher: { "@type": "NewsMediaOrganization", name: "ຂ່າວສານປະເທດລາວ", url: BASE },
    articleSection: "ສິ່ງແວດລ້ອມ",
    inLanguage: "lo",
    workTranslation: expect.objectContaining({ inLanguage: "en" }),
  });
  const links = (page: string) =>
    [...page.matchAll(/<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">/g)].map(([, lang, to]) => [lang, to]);
  expect(links(html)).toEqual([
    ["lo", address],
    ["en", `${BASE}en/${MEKONG}`],
    ["x-default", `${BASE}en/${MEKONG}`],
  ]);
  const english = textOf(await pagesOf([fullStory()]), `en/${MEKONG}index.html`);
  expect(links(english)).toEqual(links(html));
});

it("leaves out what needs the site's address where that isn't known", async () => {
  const html = textOf(await pagesOf([fullStory()], settings, ""), `lo/${MEKONG}index.html`);
  expect(html).not.toMatch(/og:|twitter:|rel="canonical"|x-default|https?:\/\/(?!schema\.org|www\.mrcmekong)/);
  for (const name of ["@id", "url", "image"]) expect(dataOf(html)).not.toHaveProperty(name);
  expect(dataOf(html)).toMatchObject({ "@type": "NewsArticle", publisher: { name: "ຂ່າວສານປະເທດລາວ" } });
});

const CORRECTED = "2024-12-08T15:40:00+07:00";
const corrected = (more: Partial<Article> = {}): Article => {
  const corrections = [{ at: CORRECTED, text: { lo: "ແກ້ຈຳນວນໂຕນ & ມູນຄ່າ.", en: "" } }];
  return coffeeStory({
    release: { lo: { ...out("2024-12-06T09:10:00+07:00"), corrections }, en: out("2024-12-06T16:00:00+07:00") },
    ...more,
  });
};

it("says beside its date that it was corrected, and what the desk told readers of it", async () => {
  const files = await pagesOf([corrected()]);
  const lao = textOf(files, "lo/2024/12/coffee-exports/index.html");
  expect(lao).toMatch(
    /09:10<\/time> <span class="updated"><a href="#corrections">ປັບປຸງ <time datetime="2024-12-08T15:40:00\+07:00">08\/12\/2024 15:40/,
  );
  expect(lao.replaceAll("<wbr>", "")).toContain("08/12/2024 15:40</time>: ແກ້ຈຳນວນໂຕນ &amp; ມູນຄ່າ.</p>");
  expect(metaOf(lao, "article:modified_time")).toEqual([CORRECTED]);
  expect(dataOf(lao)).toMatchObject({ dateModified: CORRECTED });
  const english = textOf(files, "en/2024/12/coffee-exports/index.html");
  expect(english).not.toMatch(/class="updated"|id="corrections"/);
});

it("says that a translation follows an earlier text where the desk wants it, and only then", async () => {
  const telling = { ...settings, site: { tellsEarlierText: true } };
  const said = "This translation follows an earlier text: the Lao story was corrected on 8 December 2024.";
  const page = async (article: Article, desk: Settings) =>
    textOf(await pagesOf([article], desk), "en/2024/12/coffee-exports/index.html");
  const confirmed = (at: string) => corrected({ rows: { headline: { lo: "ກາເຟ", en: "Coffee", at, by: "Noy" } } });
  expect(await page(confirmed("2024-12-06T08:00:00Z"), telling)).toContain(said);
  expect(await page(corrected(), telling)).toContain(said);
  expect(await page(confirmed("2024-12-06T08:00:00Z"), settings)).not.toContain("earlier text");
  expect(await page(confirmed("2024-12-08T09:00:00Z"), telling)).not.toContain("earlier text");
  expect(await page(coffeeStory(), telling)).not.toContain("earlier text");
  const lao = textOf(await pagesOf([corrected()], telling), "lo/2024/12/coffee-exports/index.html");
  expect(lao).not.toContain("ບົດແປນີ້");
});

it("has beside it what was chosen, then what shares a tag or its section, and a link where one from elsewhere is here", async () => {
  const older = (number: number, headline: string, tags: string[], category: string | null) =>
    storyOf(number, {
      details: { slug: `story-${number}`, tags, category },
      release: { en: out(`2024-12-0${number - 4}T08:00:00+07:00`) },
      en: { headline, body: bodyOf(paragraph("It is so.")) },
    });
  const chosen = [
    {
      title: { lo: "", en: "Markets open late" },
      category: null,
      publishedAt: "2024-12-04T08:00:31+07:00",
      summary: { lo: "", en: "" },
    },
    { title: { lo: "", en: "Coffee in Vietnam" }, category: "Economy", publishedAt: null, summary: { lo: "", en: "" } },
  ];
  const story = coffeeStory();
  const html = textOf(
    await pagesOf([
      { ...story, details: { ...story.details, related: chosen } },
      older(5, "Prices of rice", [], "economy"),
      older(6, "A forum of the region", ["asean"], null),
      older(7, "A boat race", ["mekong"], "sport"),
      older(8, "Markets open late", [], null),
    ]),
    "en/2024/12/coffee-exports/index.html",
  );
  const beside = html.slice(html.indexOf("<aside"));
  expect([...beside.matchAll(/<h3>(?:<a href="([^"]*)">)?([^<]*)/g)].map(([, to, title]) => [title, to])).toEqual([
    ["Markets open late", "../../../../en/2024/12/story-8/"],
    ["Coffee in Vietnam", undefined],
    ["A forum of the region", "../../../../en/2024/12/story-6/"],
    ["Prices of rice", "../../../../en/2024/12/story-5/"],
  ]);
});
