import { describe, expect, it } from "vitest";
import type { ImportedStory } from "../../../electron/exchange/format.ts";
import { importFile } from "../../../electron/exchange/import-story.ts";
import { Related, Version } from "../../../shared/article/article.ts";
import { blocksOf, idOfBlock, rowOfBlock } from "../../../shared/blocks/body.ts";
import { bodyProblem } from "../../../shared/blocks/body-problem.ts";
import { incomingText } from "../../../shared/text/lao.ts";
import { context, fixture, items, paragraphs } from "./newsroom.ts";

async function page(name: string): Promise<ImportedStory> {
  const result = await importFile(name, await fixture(name), context);
  if (!result.ok) throw new Error(result.error.message);
  const [story] = result.value;
  if (!story) throw new Error("a page is one story");
  return story;
}

describe.each([
  {
    name: "kpl-article-en.txt",
    lang: "en",
    headline: "Laos and Cambodia Strengthen Strategic Cooperation",
    leadTag: "ຂປລ",
    lead: /^Laos and Cambodia have agreed .* Prime Minister Sonexay Siphandone\.$/,
    dateline: "(KPL)",
    second: /^The visit took place from December 4-5, 2024/,
    last: /a strong foundation for future collaboration\.$/,
    signOff: "KPL",
    title: "China’s Wang Huning to Visit Laos",
    summary: /^The Ministry of Foreign Affairs announced .* from 1 to 3 December 2025$/,
  },
  {
    name: "kpl-article-lo.txt",
    lang: "lo",
    headline: "ລາວ ແລະ ກຳປູເຈຍ ເພີ່ມທະວີການຮ່ວມມືຍຸດທະສາດ",
    leadTag: "ຂປລ.",
    lead: /^ລາວ ແລະ ກຳປູເຈຍ ເຫັນດີເພີ່ມທະວີ.*ນາຍົກລັດຖະມົນຕີ\.$/,
    dateline: "",
    second: /^ການຢ້ຽມຢາມຄັ້ງນີ້ ມີຂຶ້ນໃນລະຫວ່າງວັນທີ 4-5 ທັນວາ 2024/,
    last: /ໃຫ້ແກ່ການຮ່ວມມືໃນອະນາຄົດ\.$/,
    signOff: "ຂປລ",
    title: "ທ່ານ ຫວັງ ຮູ້ນິງ ຈາກ ສປ ຈີນ ຈະຢ້ຽມຢາມລາວ",
    summary: /^ກະຊວງການຕ່າງປະເທດ.*ວັນທີ 1 ຫາ 3 ທັນວາ 2025$/,
  },
] as const)("the agency's page $name", ({ name, lang, ...said }) => {
  it("becomes a version in its language, each part in its field", async () => {
    const story = await page(name);
    expect(story.lang).toBe(lang);
    expect(story.version).toMatchObject({
      headline: said.headline,
      leadTag: said.leadTag,
      dateline: said.dateline,
      signOff: said.signOff,
    });
    expect(story.version.lead).toMatch(said.lead);
    expect(Version.safeParse({ ...story.version, updatedAt: "2024-12-06T07:15:00Z" }).error).toBeUndefined();
  });

  it("keeps its seven paragraphs, the first of which says what the lead says", async () => {
    const story = await page(name);
    const texts = paragraphs(story);
    expect(texts).toHaveLength(7);
    expect(texts[0]).toBe(story.version.lead);
    expect(texts[1]).toMatch(said.second);
    expect(texts[6]).toMatch(said.last);
  });

  it("has a body that the editor takes, every block with an id and a row of its own", async () => {
    const { body } = (await page(name)).version;
    expect(bodyProblem(body)).toBeNull();
    const ids = blocksOf(body).flatMap((block) => [idOfBlock(block), rowOfBlock(block)]);
    expect(new Set(ids).size).toBe(14);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{12}$/);
  });

  it("is dated day first in Vientiane's time", async () => {
    expect((await page(name)).publishedAt).toBe("2024-12-06T14:15:00+07:00");
  });

  it("names five related stories with category, month-first date and summary, in its own language", async () => {
    const story = await page(name);
    const other = lang === "lo" ? "en" : "lo";
    expect(items(story).map((item) => item.publishedAt)).toEqual([
      "2025-11-30T08:48:31+07:00",
      "2025-11-29T22:01:14+07:00",
      "2025-11-28T16:20:54+07:00",
      "2025-11-28T16:03:59+07:00",
      "2025-11-27T09:26:43+07:00",
    ]);
    for (const item of items(story)) {
      expect(Related.safeParse(item).error).toBeUndefined();
      expect(item.category).toBe("politics");
      expect(item.title[lang]).not.toMatch(/(Politics|ການເມືອງ)$/);
      expect([item.title[other], item.summary[other]]).toEqual(["", ""]);
    }
    expect(items(story)[1]?.title[lang]).toBe(said.title);
    expect(items(story)[1]?.summary[lang]).toMatch(said.summary);
  });

  it("drops the page's furniture, says so, and has nothing to warn of", async () => {
    const story = await page(name);
    expect(story.dropped).toEqual(["Email Print 4733", "ads", "ads", "Top"]);
    expect(story.warnings).toEqual([]);
    expect(story.newCategories).toEqual([]);
  });

  it("stands in the tests in canonical Lao, so that what is compared is what was written", async () => {
    const text = (await fixture(name)).toString("utf8");
    expect(incomingText(text)).toBe(text);
  });
});
