import { describe, expect, it } from "vitest";
import { blocksOf } from "../../../shared/blocks/body.ts";
import { IMPORT_WARNING_CODES, importWarningSentence } from "../../../shared/import-warnings.ts";
import { blockTypes, codes, fixture, imported, items, paragraphs } from "./newsroom.ts";

const RELEASE = `Ministry Distributes Rice Seed to Flood-Hit Farmers

The Ministry of Agriculture and Environment has sent 340 tonnes of
rice seed to Bolikhamxay and Khammouane, where floods in August
destroyed 6,200 hectares of fields.

Farmers will receive
• 60 kg of seed a hectare
• fertiliser for one season
• advice from district
  officers

For more information call 021 412 340.`;

describe("text that is no page of the agency", () => {
  it("has its first line as headline and the rest as body, with a warning and no field invented", () => {
    const story = imported(RELEASE);
    expect(story.version).toMatchObject({
      headline: "Ministry Distributes Rice Seed to Flood-Hit Farmers",
      leadTag: "",
      lead: "",
      dateline: "",
      signOff: "",
    });
    expect(story).toMatchObject({ lang: "en", publishedAt: null, related: [], dropped: [], newCategories: [] });
    expect(story.warnings).toEqual([
      { code: "not-a-page", text: "Ministry Distributes Rice Seed to Flood-Hit Farmers" },
    ]);
  });

  it("joins the lines of a paragraph, and makes a list of what looks like one", () => {
    const story = imported(RELEASE);
    expect(blockTypes(story)).toEqual(["paragraph", "paragraph", "bulletList", "paragraph"]);
    expect(paragraphs(story)[0]).toBe(
      "The Ministry of Agriculture and Environment has sent 340 tonnes of rice seed to Bolikhamxay and Khammouane, where floods in August destroyed 6,200 hectares of fields.",
    );
    expect(paragraphs(story)[2]).toBe(
      "60 kg of seed a hectare\nfertiliser for one season\nadvice from district officers",
    );
  });

  it("joins a column's Lao lines without a space, and with one where either side is not Lao", () => {
    const story = imported(
      "ປະກາດ\n\nກະຊວງກະສິກຳ ແລະ ສິ່ງແວດລ້ອມ ໄດ້ສົ່ງແນວພັນ\nເຂົ້າໃຫ້ຊາວກະສິກອນຢູ່ແຂວງບໍລິຄຳໄຊ ຈຳນວນ\n340 ໂຕນ ໂດຍຜ່ານບໍລິສັດ Lao Agro Industry\nຈຳກັດ ໃນຕົ້ນເດືອນນີ້.",
    );
    expect(story.lang).toBe("lo");
    expect(paragraphs(story)).toEqual([
      "ກະຊວງກະສິກຳ ແລະ ສິ່ງແວດລ້ອມ ໄດ້ສົ່ງແນວພັນເຂົ້າໃຫ້ຊາວກະສິກອນຢູ່ແຂວງບໍລິຄຳໄຊ ຈຳນວນ 340 ໂຕນ ໂດຍຜ່ານບໍລິສັດ Lao Agro Industry ຈຳກັດ ໃນຕົ້ນເດືອນນີ້.",
    ]);
  });

  it("makes Lao whole where a line break stood between a letter and its mark", () => {
    expect(paragraphs(imported("ນ້ຳ\n\nຊາວບ້ານໃຊ້ນໍ\n້າ\nຈາກແມ່ນ້ຳຂອງ"))).toEqual(["ຊາວບ້ານໃຊ້ນ້ຳ", "ຈາກແມ່ນ້ຳຂອງ"]);
  });

  it("takes a line as a paragraph where the lines are no column", async () => {
    const notepad = (await fixture("paste/notepad.txt")).toString("utf8").trim().split("\n");
    const story = imported(notepad.join("\r\n"));
    expect([story.version.headline, ...paragraphs(story)]).toEqual(notepad);
  });

  it("joins nothing to a line that ends with a colon, to a heading, or Latin to the Lao below it", async () => {
    const text = (await fixture("paste/colon-heading.txt")).toString("utf8");
    expect(paragraphs(imported(text))).toEqual([
      "ກະຊວງໄດ້ໃຫ້ຮູ້ວ່າ:",
      "I. ກ່ຽວກັບແຜນການ:",
      "ປູກຕົ້ນໄມ້ 500 ຕົ້ນ ຢູ່ແຂວງຜົ້ງສາລີ.",
      "II. ກ່ຽວກັບ GDP",
      "ຂອງລາວ ໃນປີ 2026.",
    ]);
  });

  it("keeps one paragraph a line where the lines are too long to be broken ones, as Word saves them", () => {
    const long =
      "The committee reviewed progress on the national plan and asked provinces to report each quarter on roads, schools and clinics, officials said.";
    expect(paragraphs(imported(`Committee Meets\n${long}\nMembers agreed.\n${long}`))).toEqual([
      long,
      "Members agreed.",
      long,
    ]);
  });

  it("ends a list where a text of one paragraph a line goes on", () => {
    const long =
      "The committee reviewed progress on the national plan and asked provinces to report each quarter on roads, schools and clinics, officials said.";
    const story = imported(`Committee Meets\n${long}\n- roads\n- schools\nMembers agreed.`);
    expect(paragraphs(story)).toEqual([long, "roads\nschools", "Members agreed."]);
  });

  it("numbers a list as the text does; Lao digits, which no list prints, stay as they are written", () => {
    const story = imported("ມະຕິ\n\n3. ສ້າງໂຮງຮຽນ\n4. ສ້ອມແປງຂົວ\n5. ປູກຕົ້ນໄມ້");
    expect(blocksOf(story.version.body)[0]).toMatchObject({ type: "orderedList", attrs: { start: 3 } });
    expect(paragraphs(story)).toEqual(["ສ້າງໂຮງຮຽນ\nສ້ອມແປງຂົວ\nປູກຕົ້ນໄມ້"]);
    expect(paragraphs(imported("ມະຕິ\n\n໓. ສ້າງໂຮງຮຽນ\n໔. ສ້ອມແປງຂົວ"))).toEqual(["໓. ສ້າງໂຮງຮຽນ", "໔. ສ້ອມແປງຂົວ"]);
  });

  it("makes one list of items with blank lines between them", () => {
    expect(blockTypes(imported("Decisions\n\n1) Roads first\n\n2) Schools next\n\nThe end"))).toEqual([
      "orderedList",
      "paragraph",
    ]);
  });

  it.each([
    ["a single dash", "- We will rebuild, he said."],
    ["a number that begins a paragraph", "2024. A hard year, farmers say."],
    ["numbers that don't count on", "5. Roads\n9. Schools"],
    ["a minus", "-4 degrees in Phongsaly"],
  ])("makes no list of %s, and keeps it as it is written", (_, text) => {
    const story = imported(`Notes\n\n${text}`);
    expect(new Set(blockTypes(story))).toEqual(new Set(["paragraph"]));
    expect(paragraphs(story).join("\n").replaceAll("\n", " ")).toBe(text.replaceAll("\n", " "));
  });

  it("drops nothing: words of the page's furniture are the text's own here", () => {
    const story = imported("Shopping list\n\nads\n\nTop\n\nPrint");
    expect(paragraphs(story)).toEqual(["ads", "Top", "Print"]);
    expect(story.dropped).toEqual([]);
  });

  it("keeps a date as text where nothing else shows that it is a page", () => {
    const story = imported("Minutes of the meeting\n06/12/2024\n\nPresent: four members.");
    expect(paragraphs(story)).toEqual(["06/12/2024", "Present: four members."]);
    expect(codes(story)).toEqual(["not-a-page"]);
  });

  it("may be one line, or markup", () => {
    expect(imported("ຂ່າວດ່ວນ").version).toMatchObject({ headline: "ຂ່າວດ່ວນ", body: { content: [] } });
    expect(imported("<script>alert(1)</script>\n\n[x](javascript:alert(1))")).toMatchObject({
      version: { headline: "<script>alert(1)</script>" },
    });
    expect(paragraphs(imported("<b>\n\n[x](javascript:alert(1))"))).toEqual(["[x](javascript:alert(1))"]);
  });

  it("of blank space alone is a story with nothing in it", () => {
    const story = imported(" \n\u200B\r\n");
    expect(story.version).toMatchObject({ headline: "", body: { content: [] } });
  });

  it("is Lao where Lao letters are more, however many English names it has", () => {
    expect(imported("ASEAN Summit 2024\n\nກອງປະຊຸມສຸດຍອດອາຊຽນ ໄດ້ອັດລົງທີ່ນະຄອນຫລວງວຽງຈັນ").lang).toBe("lo");
    expect(imported("ຂປລ\n\nThe summit closed in Vientiane").lang).toBe("en");
    expect(imported("2024\n\n12,5%").lang).toBe("en");
  });
});

describe("text of any size", () => {
  it.each([
    ["a word", "ການຮ່ວມມື "],
    ["spaces", " "],
    ["tone marks", "\u0EC8"],
    ["marks in turn", "\u0EC8\u0EB4"],
    ["marks before ຼ", "\u0EB4\u0EC9\u0EB9"],
    ["zero-width spaces", "ລ\u200B\u200B\u200B"],
    ["brackets", "(KPL "],
    ["digits and slashes", "1/"],
    ["bullets", "• "],
    ["dots", "."],
  ])("of lines of 200,000 characters, of %s, goes into its fields whole", (_, unit) => {
    const long = unit.repeat(Math.ceil(200_000 / unit.length)).slice(0, 200_000);
    const story = imported(
      `H${long}\n06/12/2024 14:15\nຂປລ A${long}\n\n(KPL) B${long}\nC${long}\n\nຂ່າວອື່ນໆ\n\n• T${long}Politics\n\nT${long}\n\n11/30/2025 8:48:31 AM\n\nS${long}`,
    );
    expect(story.version.headline.startsWith("H")).toBe(true);
    expect(story.version.lead.startsWith("A")).toBe(true);
    expect(items(story)[0]?.summary.lo || items(story)[0]?.summary.en).toMatch(/^S/);
  });

  it("reads 100,000 short lines", () => {
    const lines = Array.from({ length: 100_000 }, (_, at) => (at % 7 === 0 ? `• item ${at}` : `line ${at}`));
    expect(paragraphs(imported(["Headline", ...lines].join("\n"))).join("\n")).toContain("line 99999");
    expect(paragraphs(imported(["Headline", ...lines].join("\n\n"))).length).toBeGreaterThan(80_000);
  });
});

describe("warnings", () => {
  it("each have a sentence that holds its text as it is", () => {
    for (const code of IMPORT_WARNING_CODES) {
      const sentence = importWarningSentence({ code, text: "$& {text}" });
      expect(sentence).toMatch(/^.{15,}/);
      expect(sentence.replace("$& {text}", "")).not.toMatch(/[{}$]/);
    }
    expect(importWarningSentence({ code: "new-category", text: "ກະສິກຳ" })).toBe(
      "The category “ກະສິກຳ” is new and was added to the settings.",
    );
  });

  it("quote a long text by its beginning", () => {
    const long = "ຂ່າວ ".repeat(1000);
    const [warning] = imported(long).warnings;
    expect(warning?.text.length).toBeLessThan(250);
    expect(warning?.text).toMatch(/…$/);
  });
});
