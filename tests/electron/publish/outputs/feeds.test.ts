/** What feeds and data tell of a correction, and of a photo's files. */
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { PublishedIndex, PublishedStory } from "../../../../electron/publish/outputs/data/published-data.ts";
import type { Article } from "../../../../shared/article/article.ts";
import { agencyStory, buildFor, CHART, chart, filesOf, fullStory, idOf, PHOTO, settings, textOf } from "../newsroom.ts";
import { all, only, xmlTree } from "../xml-tree.ts";

const NOTES = [
  { at: "2024-12-08T02:00:00Z", text: { lo: "ແກ້ຊື່ບ້ານ.", en: "The village's name was corrected." } },
  { at: "2024-12-09T02:00:00Z", text: { lo: "", en: "The level was 12.4 metres, not 14.2." } },
  // Other words, without a word to readers.
  { at: "2024-12-09T05:00:00Z", text: { lo: "", en: "" } },
];
const SAID = "Correction 09/12/2024 09:00: The level was 12.4 metres, not 14.2.";

/** A photo as cameras make them, wider than the widest file of the site. */
const wide = () =>
  sharp({ create: { width: 2400, height: 1600, channels: 3, background: { r: 90, g: 120, b: 150 } } })
    .jpeg()
    .toBuffer();

function correctedStory(): Article {
  const story = fullStory();
  const { lo, en } = story.release;
  return { ...story, release: { lo: { ...lo, corrections: NOTES }, en: { ...en, corrections: NOTES } } };
}

let files: ReadonlyMap<string, Uint8Array>;
beforeAll(async () => {
  const assets = { [PHOTO]: await wide(), [CHART]: await chart() };
  const articles = [await agencyStory(), correctedStory()];
  files = await filesOf(await buildFor({ articles, assets, plan: { settings, baseUrl: "https://kpl.gov.la/" } }));
});

test("a feed has the last note to readers below the lead, in each of its forms and in its language", () => {
  const lead = fullStory().versions.en?.lead ?? "";
  const [item, other] = all(xmlTree(textOf(files, "en/feed.xml")), "channel").flatMap((one) => all(one, "item"));
  const [entry, otherEntry] = all(xmlTree(textOf(files, "en/atom.xml")), "entry");
  if (!item || !other || !entry || !otherEntry) throw new Error("two stories are out");
  expect(only(item, "description").replace(/\s+/g, " ")).toBe(`${lead} ${SAID}`);
  expect(only(item, "atom:updated")).toBe("2024-12-09T12:00:00+07:00");
  expect(only(entry, "summary").replace(/\s+/g, " ")).toBe(`${lead} ${SAID}`);
  expect(only(entry, "updated")).toBe("2024-12-09T12:00:00+07:00");
  for (const [one, name] of [
    [other, "description"],
    [otherEntry, "summary"],
  ] as const)
    expect(only(one, name)).not.toContain("Correction");
  const { items } = JSON.parse(textOf(files, "en/feed.json"));
  expect(items[0]).toMatchObject({
    content_text: `${lead}\n\n${SAID}`,
    summary: lead,
    date_modified: "2024-12-09T12:00:00+07:00",
    _correction: { date: "2024-12-09T09:00:00+07:00", text: "The level was 12.4 metres, not 14.2." },
  });
  expect(items[1]._correction).toBeUndefined();
  const lao = textOf(files, "lo/feed.xml");
  expect(lao).toContain("ແກ້ໄຂ 08/12/2024 09:00: ແກ້ຊື່ບ້ານ.");
  expect(lao).not.toContain("12.4 metres, not 14.2");
});

test("a story's data and the index have every correction with its note; ninjs has the last note that there was", () => {
  const told = (lang: "lo" | "en") =>
    NOTES.map(({ at, text }, index) => ({
      at: [`2024-12-08T09:00:00+07:00`, `2024-12-09T09:00:00+07:00`, `2024-12-09T12:00:00+07:00`][index] ?? at,
      text: text[lang],
    }));
  const story = PublishedStory.parse(JSON.parse(textOf(files, `api/${idOf(2)}.json`)));
  const listed = PublishedIndex.parse(JSON.parse(textOf(files, "api/index.json"))).stories.find(
    ({ id }) => id === idOf(2),
  );
  for (const lang of ["lo", "en"] as const) {
    expect(story.versions[lang]?.corrections).toEqual(told(lang));
    expect(listed?.versions[lang]?.corrections).toEqual(told(lang));
  }
  const edNote = (lang: string) => JSON.parse(textOf(files, `api/${idOf(2)}.${lang}.ninjs.json`)).edNote;
  expect([edNote("en"), edNote("lo")]).toEqual(["The level was 12.4 metres, not 14.2.", "ແກ້ຊື່ບ້ານ."]);
});

test("ninjs has a rendition for every file of the photo, each as wide and high as it says", async () => {
  const Rendition = z.object({
    name: z.string(),
    href: z.string(),
    contentType: z.string(),
    width: z.int(),
    height: z.int(),
  });
  const { associations } = z
    .object({ associations: z.array(z.object({ name: z.string(), renditions: z.array(Rendition).optional() })) })
    .parse(JSON.parse(textOf(files, `api/${idOf(2)}.en.ninjs.json`)));
  const renditions = associations.find(({ name }) => name === "photo")?.renditions ?? [];
  expect(renditions.map(({ name, width }) => [name, width])).toEqual([
    ["webp 480", 480],
    ["webp 800", 800],
    ["webp 1200", 1200],
    ["webp 2000", 2000],
    ["jpeg 1200", 1200],
  ]);
  for (const { href, contentType, width, height } of renditions) {
    const real = await sharp(files.get(href.replace("https://kpl.gov.la/", ""))).metadata();
    expect([href, contentType, width, height]).toEqual([href, `image/${real.format}`, real.width, real.height]);
  }
});
