import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { newImageMemory } from "../../../../electron/publish/images/site-images.ts";
import { PublishedIndex, PublishedStory } from "../../../../electron/publish/outputs/data/published-data.ts";
import type { Article } from "../../../../shared/article/article.ts";
import {
  agencyStory,
  bodyOf,
  buildFor,
  CHART,
  chart,
  filesOf,
  fullStory,
  idOf,
  NOW,
  out,
  PHOTO,
  paragraph,
  photo,
  ready,
  storyOf,
  text,
  textOf,
} from "../newsroom.ts";

/** Everything that may not leave the desk carries this word. */
const SECRET = "ຄວາມລັບ-secret";

/** English is out; the Lao, its words in the details, the notes, the rows and what is unknown stay home. */
function guardedStory(): Article {
  const words = (en: string) => ({ lo: SECRET, en });
  const story = storyOf(1, {
    details: {
      slug: "guarded",
      category: "guarded",
      tags: ["guarded"],
      bylines: [words("Somsak"), words("")],
      place: words("Vientiane"),
      image: { asset: PHOTO, alt: words("A bridge"), caption: words(""), credit: words("KPL"), shotBy: SECRET },
      related: [
        { article: idOf(2) },
        { title: words("Bridge opens"), category: SECRET, publishedAt: null, summary: words("It opens.") },
        { title: words(""), category: "Politics", publishedAt: null, summary: words("A summary without a title.") },
      ],
      internal: SECRET,
    },
    release: { en: out(), lo: { stage: "review", publishedAt: null } },
    en: {
      headline: "Third Bridge Opens",
      body: bodyOf(paragraph("The bridge is open."), paragraph(text("Second paragraph."))),
      deskOnly: SECRET,
    },
    lo: {
      headline: SECRET,
      lead: SECRET,
      leadTag: SECRET,
      dateline: SECRET,
      signOff: SECRET,
      body: bodyOf(paragraph(SECRET), {
        type: "figure",
        content: [
          { type: "image", attrs: { asset: CHART, alt: SECRET, credit: SECRET } },
          { type: "figcaption", content: [text(SECRET)] },
        ],
      }),
    },
  });
  return {
    ...story,
    rows: { headline: { lo: SECRET, en: SECRET, at: NOW, by: SECRET } },
    notes: { [idOf(8)]: { row: "headline", at: NOW, by: SECRET, text: SECRET, resolvedAt: null } },
    conflicts: [{ mine: SECRET }],
    later: SECRET,
  };
}

/** Stories that may not be seen at all. */
const hidden = (): Article[] => [
  storyOf(2, { en: { headline: SECRET, lead: SECRET }, release: { en: { stage: "draft", publishedAt: null } } }),
  storyOf(3, { en: { headline: SECRET }, release: { en: out() }, more: { trashedAt: NOW } }),
  storyOf(4, { lo: { headline: SECRET }, release: { lo: ready() }, details: { embargoUntil: "2025-01-01T00:00:00Z" } }),
  storyOf(5, { lo: { headline: SECRET }, release: { lo: { stage: "withdrawn", publishedAt: null } } }),
];

describe("what isn't out", () => {
  it("stands in no file: no other language, note, row, conflict, unknown field or story", async () => {
    const assets = { [PHOTO]: await photo(), [CHART]: await chart() };
    const plan = { baseUrl: "https://kpl.gov.la/" };
    const files = await filesOf(await buildFor({ articles: [guardedStory(), ...hidden()], assets, plan }));
    expect(textOf(files, "en/2024/12/guarded/index.html")).toContain("Bridge opens");
    for (const [name, bytes] of files) {
      const content = Buffer.from(bytes).toString("utf8");
      expect(content.includes("secret"), name).toBe(false);
      expect(content.includes("ຄວາມລັບ"), name).toBe(false);
      expect(content.includes("A summary without a title"), name).toBe(false);
      expect(/(block|row)-id-\d/.test(content), name).toBe(false);
    }
    const ofStories = [...files.keys()].filter((name) => /^lo\/\d{4}\/\d\d\/[^/]+\/|^api\/\d/.test(name));
    expect(ofStories).toEqual([`api/${idOf(1)}.json`, `api/${idOf(1)}.en.ninjs.json`]);
    // the chart stands in the Lao body alone
    expect([...files.keys()].filter((name) => name.startsWith("assets/images/") && name.endsWith(".png"))).toEqual([]);
  });

  it("is out in the other language as soon as that one is", async () => {
    const story = guardedStory();
    const both = { ...story, release: { ...story.release, lo: ready() }, conflicts: [] };
    const files = await filesOf(await buildFor({ articles: [both] }));
    expect(textOf(files, "lo/2024/12/guarded/index.html")).toContain(SECRET);
    // of which the English page says the headline, as the way to it
    const english = textOf(files, "en/2024/12/guarded/index.html");
    expect(english.match(/<p class="twin">.*secret.*<\/p>|"workTranslation":{[^}]*secret[^}]*}/g)).toHaveLength(2);
    expect(english.match(/secret/g)).toHaveLength(2);
  });
});

describe("the published JSON", () => {
  it("keeps its schema and says what the page says", async () => {
    const assets = { [PHOTO]: await photo(), [CHART]: await chart() };
    const files = await filesOf(await buildFor({ articles: [await agencyStory(), fullStory()], assets }));
    const story = PublishedStory.parse(JSON.parse(textOf(files, `api/${idOf(2)}.json`)));
    expect(story.details?.category).toEqual({
      key: "environment",
      words: { lo: "ສິ່ງແວດລ້ອມ", en: "Environment" },
    });
    expect(story.details?.bylines[1]).toEqual({ kind: "writer", lo: "ນາງ ມະນີວອນ" });
    const english = story.versions.en;
    expect(english?.url).toBe("en/2024/12/mekong-level-rises-in-luang-prabang/index.html");
    expect(english?.publishedAt).toBe("2024-12-07T16:00:00+07:00");
    expect(files.has(english?.url ?? "")).toBe(true);
    expect(english?.related.map(({ title, url }) => [title, url])).toEqual([
      [
        "Laos and Cambodia Strengthen Strategic Cooperation",
        "en/2024/12/laos-and-cambodia-strengthen-strategic-cooperation/index.html",
      ],
      ["Farmers bring in the wet-season rice", null],
    ]);
    const image = english?.body.content?.find((node) => node.type === "figure")?.content?.[0];
    expect(image?.attrs).toMatchObject({ width: 300, height: 200, alt: "Chart of the river's level" });
    expect(files.has(String(image?.attrs?.src))).toBe(true);
    expect(english?.html).toContain(`<img src="${String(image?.attrs?.src)}"`);
    expect(english?.html.startsWith("<p>The Department of Meteorology")).toBe(true);
  });

  it("lists what is out, the newest first, with the way to each story", async () => {
    const files = await filesOf(
      await buildFor({ articles: [await agencyStory(), fullStory()], plan: { baseUrl: "https://kpl.gov.la" } }),
    );
    const index = PublishedIndex.parse(JSON.parse(textOf(files, "api/index.json")));
    expect(index.stories.map(({ json }) => json)).toEqual([
      `https://kpl.gov.la/api/${idOf(2)}.json`,
      `https://kpl.gov.la/api/${idOf(1)}.json`,
    ]);
    expect(index.stories[1]?.versions).toEqual({
      en: {
        url: "https://kpl.gov.la/en/2024/12/laos-and-cambodia-strengthen-strategic-cooperation/",
        publishedAt: "2024-12-06T14:15:00+07:00",
        updatedAt: "2024-12-06T14:15:00+07:00",
        bylines: [],
        corrections: [],
        headline: "Laos and Cambodia Strengthen Strategic Cooperation",
        lead: expect.stringContaining("have agreed to strengthen cooperation"),
      },
    });
  });
});

describe("images", () => {
  it("leave without metadata, stand upright and are named by their own content", async () => {
    const source = await photo();
    expect((await sharp(source).metadata()).exif?.toString("latin1")).toContain("CameraOfTheDesk");
    const files = await filesOf(
      await buildFor({ articles: [fullStory()], assets: { [PHOTO]: source, [CHART]: await chart() } }),
    );
    const name = [...files.keys()].find((one) => /^assets\/images\/.*\.jpg$/.test(one)) ?? "";
    const { exif, icc, iptc, xmp, orientation, width, height } = await sharp(files.get(name)).metadata();
    expect({ exif, icc, iptc, xmp, orientation }).toEqual({});
    expect([width, height]).toEqual([480, 640]);
    expect(Buffer.from(files.get(name) ?? []).toString("latin1")).not.toMatch(/Exif|CameraOfTheDesk|Somsak/);
    expect(name).not.toContain(PHOTO.slice(0, 40));
    expect(textOf(files, "en/2024/12/mekong-level-rises-in-luang-prabang/index.html")).toContain(
      `src="../../../../${name}" alt="The Mekong in the morning" width="480" height="640"`,
    );
  });

  it("known from before are not encoded again", async () => {
    const memory = newImageMemory();
    const assets = { [PHOTO]: await photo(), [CHART]: await chart() };
    const first = await filesOf(await buildFor({ articles: [fullStory()], assets, memory }));
    // of the same size, and no picture: what is remembered is named without a look at it
    const unread = Object.fromEntries(
      Object.entries(assets).map(([name, bytes]) => [name, new Uint8Array(bytes.length)]),
    );
    const again: string[] = [];
    for await (const file of (await buildFor({ articles: [fullStory()], assets: unread, memory })).files)
      again.push(file.path);
    expect(again).toEqual([...first.keys()]);
  });
});
