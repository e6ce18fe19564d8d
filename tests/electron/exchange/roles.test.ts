/** Pages as ten newsrooms print them: what each line is follows from what it says, not from where it stands. */
import { describe, expect, it } from "vitest";
import { codes, context, fixture, imported, paragraphs } from "./newsroom.ts";

const read = async (name: string) => imported((await fixture(`import/${name}`)).toString("utf8"));

const BRIDGE = "A bridge of 90 metres was opened in Thakhek district on Tuesday after two years of work.";

describe("a photo's caption between lead and body", () => {
  it("is no lead: tag, lead, dateline and body are in their fields, and the caption is named", async () => {
    const story = await read("caption-between.en.txt");
    expect(story.version).toMatchObject({
      headline: "New Bridge Opens in Khammouane",
      leadTag: "KPL",
      lead: BRIDGE,
      dateline: "(KPL)",
      signOff: "KPL",
    });
    expect(paragraphs(story)).toEqual([
      "Officials cut the ribbon at the new bridge.",
      BRIDGE,
      "It cost 12 billion kip, the district said.",
    ]);
    expect(story.warnings).toEqual([{ code: "caption-in-body", text: "Officials cut the ribbon at the new bridge." }]);
    expect(story.fields).toEqual({
      headline: "sure",
      leadTag: "sure",
      lead: "sure",
      dateline: "sure",
      body: "look",
      signOff: "sure",
      publishedAt: "sure",
      caption: "look",
      lang: "sure",
    });
  });

  it("is none in Lao either", async () => {
    const story = await read("caption-between.lo.txt");
    expect(story.version).toMatchObject({
      leadTag: "ຂປລ",
      lead: "ຂົວຍາວ 90 ແມັດ ເປີດນຳໃຊ້ຢູ່ເມືອງທ່າແຂກ ໃນວັນອັງຄານ.",
      dateline: "(ຂປລ)",
      signOff: "ຂປລ",
    });
    expect(story.warnings).toEqual([{ code: "caption-in-body", text: "ການນຳຕັດແຖບຜ້າເປີດຂົວໃໝ່." }]);
  });

  it.each([
    [
      "before the tagged lead",
      `ຂົວ\n\n04/11/2026 09:10\n\nພາບ: ສົມສັກ\n\nຂປລ ຂົວຍາວ 90 ແມັດ ເປີດນຳໃຊ້.\n\n(ຂປລ) ມູນຄ່າ 12 ຕື້ກີບ.\n\nຂປລ`,
    ],
    [
      "where no lead is",
      "New Bridge\n\n04/11/2026 09:10\n\nOfficials cut the ribbon.\n\n(KPL) A bridge was opened.\n\nIt is long.\n\nKPL",
    ],
    [
      "in a caption's words",
      "New Bridge\n\n04/11/2026 09:10\n\nMr Khamphone (left) and Mr Bounmy (right) at the bridge, which took two years to build.\n\n(KPL) A bridge was opened.\n\nKPL",
    ],
  ])("is none %s", (_, text) => {
    const story = imported(text);
    expect(story.version.lead).not.toMatch(/ສົມສັກ|ribbon|left/);
    expect(codes(story)).toContain("caption-in-body");
    expect(story.fields?.caption).toBe("look");
  });
});

describe("the date in any of its forms", () => {
  it("is read with its source behind it, and is no lead", async () => {
    const story = await read("date-with-source.txt");
    expect(story.publishedAt).toBe("2026-11-04T09:10:00+07:00");
    expect(story.version).toMatchObject({ headline: "ຂົວໃໝ່ເປີດນຳໃຊ້", lead: "" });
    expect(paragraphs(story)).toEqual(["ຂົວຍາວ 90 ແມັດ ເປີດນຳໃຊ້.", "ມູນຄ່າ 12 ຕື້ກີບ."]);
    expect(story.dropped).toEqual(["kpl"]);
  });

  it.each([
    ["November 4, 2026", "2026-11-04T00:00:00+07:00"],
    ["Nov. 4th, 2026 9:10 am", "2026-11-04T09:10:00+07:00"],
    ["Wednesday, November 4, 2026", "2026-11-04T00:00:00+07:00"],
    ["4 November 2026, 09:10", "2026-11-04T09:10:00+07:00"],
    ["ພ.ຈ. 26, 2020 | ເສດຖະກິດ", "2020-11-26T00:00:00+07:00"],
    ["26 ພ.ຈ. 2020", "2020-11-26T00:00:00+07:00"],
    ["2026-11-04 09:10:00 kpl", "2026-11-04T09:10:00+07:00"],
    ["2026-11-04T02:10:00Z", "2026-11-04T09:10:00+07:00"],
    ["ວັນເສົາ, ໒໗ ກໍລະກົດ ໒໐໒໔", "2024-07-27T00:00:00+07:00"],
    ["ວັນພຸດ ທີ 4 ພະຈິກ 2026, ເວລາ 9:10 ໂມງ", "2026-11-04T09:10:00+07:00"],
    ["ວັນທີ 4 ເດືອນ 11 ປີ 2026", "2026-11-04T00:00:00+07:00"],
    ["Posted on November 4, 2026 by admin", "2026-11-04T00:00:00+07:00"],
    ["Updated: 04/11/2026 09:10", "2026-11-04T09:10:00+07:00"],
    ["ເຜີຍແຜ່: 04/11/2026 | 09:10", "2026-11-04T09:10:00+07:00"],
    ["09:10, 04/11/2026", "2026-11-04T09:10:00+07:00"],
    ["Economy | 4 November 2026 | 09:10", "2026-11-04T09:10:00+07:00"],
  ])("“%s” is %s, above the headline or under it", (date, instant) => {
    const above = imported(`${date}\n\nRice Prices Fall\n\n${BRIDGE}\n\nFarmers worry.`);
    const under = imported(`Rice Prices Fall\n\n${date}\n\n${BRIDGE}\n\nFarmers worry.`);
    for (const story of [above, under]) {
      expect(story.publishedAt).toBe(instant);
      expect(story.version).toMatchObject({ headline: "Rice Prices Fall", lead: "" });
      expect(paragraphs(story)).toEqual([BRIDGE, "Farmers worry."]);
    }
  });

  it.each([
    "On November 4, 2026, officials met in Pakse.",
    "In 2026 the road was built",
    "2024. A hard year, farmers say.",
  ])("is not “%s”", (line) =>
    expect(paragraphs(imported(`Roads\n04/11/2026 09:10\n\n${line}\n\nIt rained.`))).toEqual([line, "It rained."]),
  );
});

describe("what is of the page alone", () => {
  const WHOLE = `Home > News > Economy
New Bridge Opens in Khammouane
New Bridge Opens in Khammouane
By Somsack Pongkhao
November 4, 2026
Views: 1,204
Share on Facebook
New Bridge Opens in Khammouane - image 1
(ພາບປະກອບ)

ຂປລ ${BRIDGE}

(KPL) ${BRIDGE}

It cost 12 billion kip.

Source: Lao News Agency
Read more
Back To Top`;

  it("is dropped and named, and the headline stands once", () => {
    const story = imported(WHOLE);
    expect(story.version).toMatchObject({
      headline: "New Bridge Opens in Khammouane",
      leadTag: "ຂປລ",
      lead: BRIDGE,
      dateline: "(KPL)",
      signOff: "",
    });
    expect(story.publishedAt).toBe("2026-11-04T00:00:00+07:00");
    expect(story.details?.bylines).toEqual([{ lo: "", en: "Somsack Pongkhao" }]);
    expect(paragraphs(story)).toEqual([BRIDGE, "It cost 12 billion kip."]);
    expect(story.dropped).toEqual([
      "Home > News > Economy",
      "New Bridge Opens in Khammouane",
      "Views: 1,204",
      "Share on Facebook",
      "New Bridge Opens in Khammouane - image 1",
      "(ພາບປະກອບ)",
      "Source: Lao News Agency",
      "Read more",
      "Back To Top",
    ]);
    expect(codes(story)).toEqual(["date-without-time"]);
  });

  it("is the story's own inside a sentence", () => {
    const lines = [
      "Share prices rose by a tenth.",
      "Read more books, the minister said.",
      "Home is where the rice grows.",
    ];
    const story = imported(`Books\n04/11/2026 09:10\n\n(KPL) Officials met.\n\n${lines.join("\n\n")}\n\nKPL`);
    expect(paragraphs(story)).toEqual(["Officials met.", ...lines]);
    expect(story.dropped).toEqual([]);
  });
});

describe("pages of other newsrooms", () => {
  it("with neither tag nor dateline", () => {
    const story = imported(
      "Home / Economy\n\nLaos to plant a million trees\n\nBy Times Reporters\n4 November 2026 | Economy\n\nThe government plans to plant a million trees by 2030, the Ministry of Agriculture and Environment said on Tuesday.\n\nMost will be teak.\n\nShare\nFacebook | Twitter | WhatsApp\nNo comments",
    );
    expect(story.version).toMatchObject({ headline: "Laos to plant a million trees", lead: "", dateline: "" });
    expect(story.details).toMatchObject({ category: "economy", bylines: [{ lo: "", en: "Times Reporters" }] });
    expect(paragraphs(story)).toHaveLength(2);
    expect(story.dropped).toEqual(["Home / Economy", "Share", "Facebook | Twitter | WhatsApp", "No comments"]);
  });

  it("in Lao, with the writer and the photographer at their end", () => {
    const story = imported(
      "ໜ້າຫຼັກ > ຂ່າວ\nຊາວນາແຂວງສະຫວັນນະເຂດເກັບກ່ຽວເຂົ້ານາປີ\nວັນອັງຄານ 09.01.2024\nອ່ານ 1.204 ຄັ້ງ\nແບ່ງປັນ\n\nຊາວນາຢູ່ແຂວງສະຫວັນນະເຂດ ໄດ້ເກັບກ່ຽວເຂົ້ານາປີສຳເລັດແລ້ວ 80 ສ່ວນຮ້ອຍ ຂອງເນື້ອທີ່ທັງໝົດ.\n\nຜົນຜະລິດສະເລ່ຍ 4,5 ໂຕນຕໍ່ເຮັກຕາ.\n\nຂ່າວ-ພາບ: ສົມສັກ ພົງຂາວ\nອ່ານຕໍ່",
    );
    expect(story.version.headline).toBe("ຊາວນາແຂວງສະຫວັນນະເຂດເກັບກ່ຽວເຂົ້ານາປີ");
    expect(story.publishedAt).toBe("2024-01-09T00:00:00+07:00");
    expect(story.details?.bylines).toEqual([{ lo: "ສົມສັກ ພົງຂາວ", en: "" }]);
    expect(paragraphs(story)).toHaveLength(2);
    expect(story.dropped).toEqual(["ໜ້າຫຼັກ > ຂ່າວ", "ອ່ານ 1.204 ຄັ້ງ", "ແບ່ງປັນ", "ອ່ານຕໍ່"]);
  });

  it("with another agency's dateline, and a photo's credit under the headline", () => {
    const story = imported(
      "China-Laos Railway Carries Record Freight\n2026-11-04 09:10:00\nPhoto: Xinhua\nVIENTIANE, Nov. 4 (Xinhua) -- The China-Laos Railway carried a record of freight in October.\n\nDurian led the way.",
    );
    expect(story.version).toMatchObject({ dateline: "VIENTIANE, Nov. 4 (Xinhua) --", lead: "" });
    expect(paragraphs(story)).toEqual([
      "Photo: Xinhua",
      "The China-Laos Railway carried a record of freight in October.",
      "Durian led the way.",
    ]);
    expect(codes(story)).toEqual(["no-lead", "caption-in-body"]);
  });

  it("with a section and a date above the headline", () => {
    const story = imported(
      "ເສດຖະກິດ\nພ.ຈ. 26, 2020\nລາຄານ້ຳມັນຫຼຸດລົງ\nໂດຍ: ບຸນມີ\n\nລາຄານ້ຳມັນໃນທົ່ວປະເທດຫຼຸດລົງ 5 ສ່ວນຮ້ອຍ ນັບແຕ່ມື້ນີ້ເປັນຕົ້ນໄປ.\n\n(ຂປລ)",
    );
    expect(story.version).toMatchObject({ headline: "ລາຄານ້ຳມັນຫຼຸດລົງ", signOff: "(ຂປລ)" });
    expect(story.details).toEqual({ category: "economy", bylines: [{ lo: "ບຸນມີ", en: "" }] });
    expect(story.publishedAt).toBe("2020-11-26T00:00:00+07:00");
    expect(paragraphs(story)).toHaveLength(1);
  });
});

describe("lines above and between", () => {
  it("are a newsroom's name and a section over the headline, though no blank line parts them", () => {
    const story = imported(
      `KPL Lao News Agency\nPolitics\nPM Meets Vietnamese Ambassador\n04/11/2026 09:10\nEmail Print 33\nKPL (KPL) ${BRIDGE}\nOfficials (right) at the bridge.\n(KPL) ${BRIDGE}\nThey discussed trade.\nKPL`,
    );
    expect(story.version).toMatchObject({
      headline: "PM Meets Vietnamese Ambassador",
      lead: BRIDGE,
      dateline: "(KPL)",
    });
    expect(story.details).toEqual({ category: "politics" });
    expect(story.dropped).toEqual(["KPL Lao News Agency", "Email Print 33"]);
    expect(story.fields).toMatchObject({ headline: "sure", lead: "sure" });
  });

  it("make no lead of a first paragraph, whatever of the page stands under it", () => {
    const story = imported(
      "ຊາວນາດີໃຈ\nພ.ຈ. 26, 2020 | ກະສິກຳ\nຊາວນາຢູ່ຫຼາຍແຂວງດີໃຈ ເພາະຝົນຕົກລົງມາຫຼາຍກວ່າປີກາຍ.\nຊາວນາດີໃຈ - image 1\nພາບ: ABC\nຜົນຜະລິດເພີ່ມຂຶ້ນ.",
    );
    expect(story.version.lead).toBe("");
    expect(paragraphs(story)).toEqual(["ຊາວນາຢູ່ຫຼາຍແຂວງດີໃຈ ເພາະຝົນຕົກລົງມາຫຼາຍກວ່າປີກາຍ.", "ພາບ: ABC", "ຜົນຜະລິດເພີ່ມຂຶ້ນ."]);
  });
});

describe("how sure a field is", () => {
  it("is said of a lead that no tag marks, and of a headline among others", () => {
    const story = imported(
      "Laos News Today\nNew Bridge Opens\n\n04/11/2026 09:10\n\nA bridge was opened in Thakhek district after two years of work, officials said.\n\n(KPL) The bridge is long.\n\nKPL",
    );
    expect(story.fields?.headline).toBe("look");
    expect(codes(story)).toContain("headline-doubtful");
  });

  it("is said of text that is no page: its first line is the headline by its place alone", () => {
    expect(imported("Notes\n\nThe rain came.").fields).toEqual({ headline: "look", body: "sure", lang: "sure" });
  });
});

describe("the agency's marks", () => {
  const LONG =
    "A bridge of 90 metres was opened in Thakhek district on Tuesday, the district's office said in a statement.";
  const page = (...lines: readonly string[]) => imported(lines.join("\n\n"));

  it("stand in brackets before the lead as well as before the body", () => {
    expect(
      page("New Bridge Opens", "04/11/2026 09:10", `(KPL) ${BRIDGE}`, `(KPL) ${LONG}`, "It is long.", "KPL"),
    ).toMatchObject({
      version: { leadTag: "(KPL)", lead: BRIDGE, dateline: "(KPL)" },
      warnings: [],
    });
    expect(
      page(
        "ເປີດຂົວໃໝ່",
        "04/11/2026 09:10",
        "(ຂປລ) ຂົວຍາວ 90 ແມັດ ເປີດນຳໃຊ້ຢູ່ເມືອງທ່າແຂກ.",
        "(ຂປລ) ຂົວຍາວ 90 ແມັດ ມູນຄ່າ 12 ຕື້ກີບ ເປີດນຳໃຊ້ແລ້ວ.",
        "ຂປລ",
      ).version,
    ).toMatchObject({
      leadTag: "(ຂປລ)",
      lead: "ຂົວຍາວ 90 ແມັດ ເປີດນຳໃຊ້ຢູ່ເມືອງທ່າແຂກ.",
      dateline: "(ຂປລ)",
    });
    // One alone is the body's.
    expect(page("New Bridge Opens", "04/11/2026 09:10", `(KPL) ${LONG}`, "It is long.", "KPL").version).toMatchObject({
      leadTag: "",
      lead: "",
      dateline: "(KPL)",
    });
  });

  it("are a tag before a lead that the body begins like, and a sentence's subject before any other", () => {
    expect(page("New Bridge Opens", "04/11/2026 09:10", `KPL ${BRIDGE}`, `(KPL) ${LONG}`, "KPL").version).toMatchObject(
      {
        leadTag: "KPL",
        lead: BRIDGE,
      },
    );
    const lead = "KPL opened a new office of its own in Thakhek district on Tuesday after two years of work.";
    expect(page("New Office Opens", "04/11/2026 09:10", lead, `(KPL) ${LONG}`, "KPL").version.lead).toBe(lead);
  });

  it("are the page's beside the date, and a dateline with a place and a day behind them", () => {
    const story = page("New Bridge Opens", "KPL", "04/11/2026 09:10", `KPL (KPL) ${BRIDGE}`, LONG, "KPL");
    expect(story.dropped).toEqual(["KPL"]);
    expect(story.warnings).toEqual([]);
    expect(story.version).toMatchObject({ lead: BRIDGE, signOff: "KPL" });
    const lao = page(
      "ເປີດຂົວໃໝ່",
      "04/11/2026",
      "ຂປລ: ຂົວຍາວ 90 ແມັດ ເປີດນຳໃຊ້ຢູ່ເມືອງທ່າແຂກ.",
      "ຂປລ, ຄຳມ່ວນ, 4 ພະຈິກ 2026 - ຂົວມີມູນຄ່າ 12 ຕື້ກີບ.",
      "ທ່ານ ສົມຈິດ ໄດ້ກ່າວໃນພິທີ.",
      "(ຂປລ)",
    );
    expect(lao.version).toMatchObject({ leadTag: "ຂປລ:", dateline: "ຂປລ, ຄຳມ່ວນ, 4 ພະຈິກ 2026 -", signOff: "(ຂປລ)" });
    expect(paragraphs(lao)).toEqual(["ຂົວມີມູນຄ່າ 12 ຕື້ກີບ.", "ທ່ານ ສົມຈິດ ໄດ້ກ່າວໃນພິທີ."]);
  });
});

describe("a page whose lines stand one under the other", () => {
  it("says its headline twice, which is one headline", () => {
    const story = imported(
      "ຂົວໃໝ່ເປີດນຳໃຊ້\nຂົວໃໝ່ເປີດນຳໃຊ້\n04/11/2026 09:10\nຂປລ ຂົວຍາວ 90 ແມັດ ເປີດແລ້ວ.\n\n(ຂປລ) ມູນຄ່າ 12 ຕື້ກີບ.\n\nຂປລ",
    );
    expect(story.version).toMatchObject({ headline: "ຂົວໃໝ່ເປີດນຳໃຊ້", leadTag: "ຂປລ", lead: "ຂົວຍາວ 90 ແມັດ ເປີດແລ້ວ." });
    expect(paragraphs(story)).toEqual(["ມູນຄ່າ 12 ຕື້ກີບ."]);
  });

  it("has the agency's bare name before a lead: where KPL is the subject, it is none", () => {
    const page = (lead: string) =>
      imported(`Dam Repaired\n04/11/2026 09:10\nEmail Print 12\n${lead}\n\n(KPL) It holds again.\n\nKPL`);
    expect(page("KPL The dam at Nam Ngum was repaired.").version).toMatchObject({
      leadTag: "KPL",
      lead: "The dam at Nam Ngum was repaired.",
      dateline: "(KPL)",
    });
    expect(page("KPL has written about the dam at Nam Ngum before.").version.leadTag).toBe("");
  });

  it.each([
    "ວັນພຸດທີ 04 ພະຈິກ 2026",
    "ພຸດ, 4 ພະຈິກ 2026",
    "04/11/2026",
    "(04/11/2026)",
    "04-Nov-2026",
    "ໂພສເມື່ອ 04/11/2026",
    "ລົງວັນທີ 4 ພະຈິກ 2026",
  ])("has the day under its headline: %s", (date) => {
    const story = imported(`ລາວຊະນະໄທ\n${date}\nທີມຊາດລາວ ຊະນະ ທີມໄທ 2-1.\nປະຕູໄດ້ຈາກ ບຸນຄົງ.`);
    expect(story.publishedAt).toBe("2026-11-04T00:00:00+07:00");
    expect(story.version).toMatchObject({ headline: "ລາວຊະນະໄທ", lead: "" });
    expect(paragraphs(story)).toEqual(["ທີມຊາດລາວ ຊະນະ ທີມໄທ 2-1.", "ປະຕູໄດ້ຈາກ ບຸນຄົງ."]);
  });

  it.each([
    ["4 Nov 2026 21:00 ICT", "2026-11-04T21:00:00+07:00"],
    ["Nov. 4, 2026, 9:10 a.m. (UTC+7)", "2026-11-04T09:10:00+07:00"],
    ["4 November 2026 09:10 GMT", "2026-11-04T16:10:00+07:00"],
    ["04/11/2026 09h10", "2026-11-04T09:10:00+07:00"],
  ])("has a time in the zone that it names: %s", (date, instant) => {
    expect(imported(`Laos Wins\n${date}\nThe team won.\nBounkhong scored.`).publishedAt).toBe(instant);
  });

  it("has its section above the headline by what all of it is, and a counter of readers under the date", () => {
    const story = imported(
      "ຂ່າວກິລາ\nລາວຊະນະໄທ\n04/11/2026 21:00\nອ່ານແລ້ວ: 1.204\nທີມຊາດລາວ ຊະນະ ທີມໄທ 2-1.\nປະຕູໄດ້ຈາກ ບຸນຄົງ.",
      { ...context, categories: [{ key: "sports", lo: "ກິລາ", en: "Sports" }] },
    );
    expect(story.details?.category).toBe("sports");
    expect(story.version.headline).toBe("ລາວຊະນະໄທ");
    expect(story.dropped).toEqual(["ອ່ານແລ້ວ: 1.204"]);
    expect(paragraphs(story)).toEqual(["ທີມຊາດລາວ ຊະນະ ທີມໄທ 2-1.", "ປະຕູໄດ້ຈາກ ບຸນຄົງ."]);
  });

  it("names its writer and its photographer at the end", () => {
    const story = imported(
      "ເຂື່ອນສ້ອມແປງແລ້ວ\n04/11/2026 09:10\nເຂື່ອນນ້ຳງື່ມ ສ້ອມແປງສຳເລັດແລ້ວ.\nມັນກັບມາໃຊ້ໄດ້.\nຂ່າວ: ສົມສັກ\nພາບ: ບຸນມີ",
    );
    expect(story.details?.bylines?.map(({ lo }) => lo)).toEqual(["ສົມສັກ"]);
    expect(codes(story)).toContain("caption-in-body");
  });
});

describe("a lead that is short enough for a sign-off", () => {
  const BODY = "The team won the final in Bangkok on Tuesday after a long match against Thailand.";
  it.each([
    ["KPL - Laos wins gold.", `(KPL) ${BODY}`, "KPL -", "(KPL)"],
    ["KPL - Laos wins gold", `(KPL) ${BODY}`, "KPL -", "(KPL)"],
    ["KPL – Laos wins gold.", BODY, "KPL –", ""],
    ["(KPL) – Laos wins gold.", `(KPL) ${BODY}`, "(KPL) –", "(KPL)"],
    ["(KPL) Laos wins gold.", `(KPL) ${BODY}`, "(KPL)", "(KPL)"],
    ["ຂປລ - ລາວຊະນະ.", `(ຂປລ) ທີມຊາດລາວ ຊະນະໃນຮອບຊິງຊະນະເລີດ ທີ່ບາງກອກ ໃນວັນອັງຄານ.`, "ຂປລ -", "(ຂປລ)"],
  ])("is the lead, over its body: %s", (lead, body, leadTag, dateline) => {
    const story = imported(`Team Brings Gold Home\n\n04/11/2026 09:10\n\n${lead}\n\n${body}\n\nKPL`);
    expect(story.version).toMatchObject({ leadTag, dateline, signOff: "KPL" });
    expect(`${story.version.leadTag} ${story.version.lead}`).toBe(lead);
    expect(paragraphs(story)).toHaveLength(1);
  });

  it.each(["KPL - Noy", "KPL - Somsack P.", "KPL/Xinhua", "ຂປລ - ສົມສັກ"])("is none behind the body: %s", (signOff) => {
    const story = imported(
      `Team Brings Gold Home\n\n04/11/2026 09:10\n\nKPL ${BODY}\n\n(KPL) It is gold.\n\n${signOff}`,
    );
    expect(story.version).toMatchObject({ leadTag: "KPL", lead: BODY, signOff });
  });
});
