import { describe, expect, it } from "vitest";
import { codes, context, fixture, imported, items, paragraphs } from "./newsroom.ts";

const KUANGSI = `Kuang Si Falls Reopens to Visitors After Flood Repairs

12/09/2025 08:05
Email Print 512
ຂປລ Kuang Si Falls has welcomed visitors again since Monday, three weeks after flash floods damaged its footpaths.

(KPL, Luang Prabang) The Department of Information, Culture and Tourism said 1.2 kilometres of footpath had been rebuilt.

Entry costs 25,000 kip for Lao nationals.

KPL`;

const HOSPITAL = `ໂຮງໝໍແຂວງຈຳປາສັກ ເປີດຕຶກໃໝ່

9.1.2024 9.30
ອີເມວ ພິມ 1.204
ຂປລ. ໂຮງໝໍແຂວງຈຳປາສັກ ໄດ້ເປີດນຳໃຊ້ຕຶກສຸກເສີນຫລັງໃໝ່ ໃນວັນທີ 8 ມັງກອນ ນີ້.

(ຂປລ) ຕຶກດັ່ງກ່າວ ມີ 60 ຕຽງ ແລະ ໃຊ້ທຶນກໍ່ສ້າງ 18 ຕື້ກີບ.

ທ່ານໝໍ ບຸນມີ ກ່າວວ່າ: “ຄົນເຈັບຈະບໍ່ຕ້ອງລໍຖ້າດົນຄືແຕ່ກ່ອນ”.

(ຂປລ)
`;

describe("the dateline", () => {
  it("is taken with a place in its brackets", () => {
    const { version } = imported(KUANGSI);
    expect(version.dateline).toBe("(KPL, Luang Prabang)");
    expect(paragraphs(imported(KUANGSI))[0]).toMatch(/^The Department of Information/);
  });

  it.each([
    ["(KPL) Rice prices", "(KPL)"],
    ["(KPL)Rice prices", "(KPL)"],
    ["(KPL) – Rice prices", "(KPL) –"],
    ["(KPL/Xinhua) Rice prices", "(KPL/Xinhua)"],
    ["Vientiane, Dec 6 (KPL) Rice prices", "Vientiane, Dec 6 (KPL)"],
    ["VIENTIANE, 6 December (KPL) – Rice prices", "VIENTIANE, 6 December (KPL) –"],
    ["Pakse (KPL) — Rice prices", "Pakse (KPL) —"],
    ["KPL – Rice prices", "KPL –"],
    ["(Vientiane, KPL): Rice prices", "(Vientiane, KPL):"],
  ])("of “%s” is “%s”", (line, dateline) => {
    const story = imported(
      `Rice Prices Fall\n06/12/2024 14:15\nຂປລ Rice is cheaper.\n\n${line} fell in November.\n\nKPL`,
    );
    expect(story.version.dateline).toBe(dateline);
    expect(paragraphs(story)).toEqual(["Rice prices fell in November."]);
  });

  it("of a Lao page names place and day before the brackets", () => {
    const story = imported(
      "ລາຄາເຂົ້າຫລຸດລົງ\n06/12/2024 14:15\nຂປລ. ລາຄາເຂົ້າຫລຸດລົງ.\n\nວຽງຈັນ, 6 ທັນວາ (ຂປລ) ໃນເດືອນພະຈິກ ລາຄາເຂົ້າຫລຸດລົງ 5%.\n\nຂປລ",
    );
    expect(story.version.dateline).toBe("ວຽງຈັນ, 6 ທັນວາ (ຂປລ)");
    expect(paragraphs(story)).toEqual(["ໃນເດືອນພະຈິກ ລາຄາເຂົ້າຫລຸດລົງ 5%."]);
  });

  it("is not the agency's name within a sentence", () => {
    const first = "The Lao News Agency (KPL) opened a bureau in Savannakhet on Friday.";
    const story = imported(`KPL Opens Bureau\n06/12/2024 14:15\nຂປລ A new bureau.\n\n${first}\n\nKPL`);
    expect(story.version.dateline).toBe("");
    expect(paragraphs(story)).toEqual([first]);
  });

  it("may stand on a line of its own", () => {
    const story = imported("Rice\n06/12/2024 14:15\nຂປລ Cheaper.\n\n(KPL)\n\nPrices fell.\n\nKPL");
    expect(story.version.dateline).toBe("(KPL)");
    expect(paragraphs(story)).toEqual(["Prices fell."]);
  });
});

describe("the date", () => {
  const dated = (line: string) =>
    imported(`Rice Prices Fall\n${line}\nEmail Print 7\nຂປລ Rice is cheaper.\n\n(KPL) Prices fell.\n\nKPL`);

  it.each([
    ["06/12/2024 14:15", "2024-12-06T14:15:00+07:00"],
    ["6/12/2024 4:05", "2024-12-06T04:05:00+07:00"],
    ["06.12.2024 14.15", "2024-12-06T14:15:00+07:00"],
    ["06-12-2024, 14:15:59", "2024-12-06T14:15:59+07:00"],
    ["ວັນສຸກ 06.12.2024 14:15", "2024-12-06T14:15:00+07:00"],
    ["Friday, 06/12/2024 2:15 PM", "2024-12-06T14:15:00+07:00"],
    ["໐໖/໑໒/໒໐໒໔ ໑໔:໑໕", "2024-12-06T14:15:00+07:00"],
    ["06/12/2024 12:05 AM", "2024-12-06T00:05:00+07:00"],
    ["2024-12-06 14:15", "2024-12-06T14:15:00+07:00"],
    ["29/02/2024 23:59", "2024-02-29T23:59:00+07:00"],
  ])("%s is %s", (line, instant) => {
    const story = dated(line);
    expect(story.publishedAt).toBe(instant);
    expect(codes(story)).toEqual([]);
    expect(paragraphs(story)).toEqual(["Prices fell."]);
  });

  it("follows the desk's zone, not the machine's", () => {
    expect(imported(KUANGSI, { ...context, zone: "Europe/Paris" }).publishedAt).toBe("2025-09-12T08:05:00+02:00");
    expect(imported(KUANGSI, { ...context, zone: "Nowhere/Atall" }).publishedAt).toBe("2025-09-12T08:05:00+07:00");
  });

  it.each([
    "31/02/2024 10:00",
    "06/13/2024 10:00",
    "00/12/2024 10:00",
    "29/02/2023 10:00",
    "06/12/2024 25:00",
    "29/02/2566 14:15",
    "06/12/2767 14:15",
  ])("%s doesn't exist: it stays in the text, and a warning says so", (line) => {
    const story = dated(line);
    expect(story.publishedAt).toBeNull();
    expect(paragraphs(story)).toEqual([line, "Prices fell."]);
    expect(story.warnings).toEqual([{ code: "date-impossible", text: line }]);
  });

  it.each([
    ["06/12/2567 14:15", "2024-12-06T14:15:00+07:00"],
    ["29/02/2567 14:15", "2024-02-29T14:15:00+07:00"],
    ["ວັນສຸກ ທີ ໖ ທັນວາ ໒໕໖໗ ໑໔:໑໕", "2024-12-06T14:15:00+07:00"],
  ])("%s counts from the Buddha, is taken by the common count, and wants a look", (line, instant) => {
    const story = dated(line);
    expect(story.publishedAt).toBe(instant);
    expect(story.fields?.publishedAt).toBe("look");
    expect(paragraphs(story)).toEqual(["Prices fell."]);
    expect(story.warnings).toEqual([{ code: "date-buddhist", text: line }]);
  });

  it("without a time of day is taken at midnight, and said to be", () => {
    const story = dated("06/12/2024");
    expect(story.publishedAt).toBe("2024-12-06T00:00:00+07:00");
    expect(codes(story)).toEqual(["date-without-time"]);
  });

  it("may be missing", () => {
    const story = imported(KUANGSI.replace("12/09/2025 08:05\n", ""));
    expect(story.publishedAt).toBeNull();
    expect(codes(story)).toEqual(["no-date"]);
    expect(story.version.headline).toBe("Kuang Si Falls Reopens to Visitors After Flood Repairs");
    expect(paragraphs(story)).toHaveLength(2);
  });

  it("inside the story is text like any other", () => {
    const story = imported(KUANGSI.replace("Entry costs", "06/12/2024 14:15\n\nEntry costs"));
    expect(paragraphs(story)[1]).toBe("06/12/2024 14:15");
    expect(story.publishedAt).toBe("2025-09-12T08:05:00+07:00");
  });
});

describe("headline and lead", () => {
  it("keeps a lead and a first paragraph that say the same: they are two things", () => {
    const story = imported(
      "Rice\n06/12/2024 14:15\nຂປລ Rice is cheaper.\n\n(KPL) Rice is cheaper.\n\nRice is cheaper.\n\nKPL",
    );
    expect(story.version.lead).toBe("Rice is cheaper.");
    expect(paragraphs(story)).toEqual(["Rice is cheaper.", "Rice is cheaper."]);
  });

  it("joins a headline that a browser broke in two, when the date comes under it", () => {
    const story = imported(KUANGSI.replace("Visitors After", "Visitors\nAfter"));
    expect(story.version.headline).toBe("Kuang Si Falls Reopens to Visitors After Flood Repairs");
    expect(story.warnings).toEqual([]);
  });

  it("keeps a line between headline and date in the body, and names it", () => {
    const story = imported(KUANGSI.replace("\n\n12/09", "\n\nTourism\n\n12/09"));
    expect(paragraphs(story)[0]).toBe("Tourism");
    expect(story.warnings).toEqual([{ code: "unrecognised", text: "Tourism" }]);
    expect(story.version.dateline).toBe("(KPL, Luang Prabang)");
  });

  it("keeps a caption above the lead in the body, and names it", () => {
    const story = imported(KUANGSI.replace("ຂປລ Kuang", "Photo: Sengdao Phommachanh\n\nຂປລ Kuang"));
    expect(story.version.lead).toMatch(/^Kuang Si Falls has welcomed/);
    expect(paragraphs(story)[0]).toBe("Photo: Sengdao Phommachanh");
    expect(story.warnings).toEqual([{ code: "caption-in-body", text: "Photo: Sengdao Phommachanh" }]);
    expect(story.fields).toMatchObject({ lead: "sure", caption: "look", body: "look" });
  });

  it("takes the paragraph before the dateline as a lead without a tag", () => {
    const { version } = imported(KUANGSI.replace("ຂປລ Kuang", "Kuang"));
    expect(version).toMatchObject({ leadTag: "", dateline: "(KPL, Luang Prabang)" });
    expect(version.lead).toMatch(/^Kuang Si Falls has welcomed/);
  });

  it("takes the tag from a line of its own", () => {
    const { version } = imported(KUANGSI.replace("ຂປລ Kuang", "ຂປລ\nKuang"));
    expect(version.leadTag).toBe("ຂປລ");
    expect(version.lead).toMatch(/^Kuang Si Falls has welcomed/);
  });

  it("says so when there is no lead, and leaves the field empty", () => {
    const story = imported("Rice\n06/12/2024 14:15\n\n(KPL) Prices fell.\n\nFarmers worry.\n\nKPL");
    expect(story.version).toMatchObject({ lead: "", leadTag: "", dateline: "(KPL)" });
    expect(codes(story)).toEqual(["no-lead"]);
    expect(paragraphs(story)).toEqual(["Prices fell.", "Farmers worry."]);
  });

  it("finds lead and body though no blank line parts them", () => {
    const story = imported("Rice\n06/12/2024 14:15\nEmail\nPrint\n88\nຂປລ Rice is cheaper.\n(KPL) Prices fell.\nKPL");
    expect(story.version).toMatchObject({ lead: "Rice is cheaper.", dateline: "(KPL)", signOff: "KPL" });
    expect(paragraphs(story)).toEqual(["Prices fell."]);
    expect(story.dropped).toEqual(["Email", "Print", "88"]);
  });
});

describe("the sign-off", () => {
  it("of a Lao page is in Lao, and its dateline too", () => {
    const story = imported(HOSPITAL);
    expect(story.lang).toBe("lo");
    expect(story.version).toMatchObject({ leadTag: "ຂປລ.", dateline: "(ຂປລ)", signOff: "(ຂປລ)" });
    expect(story.publishedAt).toBe("2024-01-09T09:30:00+07:00");
    expect(paragraphs(story)).toHaveLength(2);
    expect(story.dropped).toEqual(["ອີເມວ ພິມ 1.204"]);
  });

  it("may be missing: then the field is empty and the last paragraph stays", () => {
    const story = imported(KUANGSI.replace("\n\nKPL", ""));
    expect(story.version.signOff).toBe("");
    expect(paragraphs(story).at(-1)).toBe("Entry costs 25,000 kip for Lao nationals.");
  });

  it.each([
    ["Source: KPL", "Source: KPL"],
    ["KPL/Xinhua", "KPL/Xinhua"],
    ["ທີ່ມາ: ຂປລ", "ທີ່ມາ: ຂປລ"],
  ])("may be written “%s”", (line, signOff) => {
    expect(imported(KUANGSI.replace(/KPL$/, line)).version.signOff).toBe(signOff);
  });

  it("is found at the end of the last paragraph", () => {
    const story = imported(KUANGSI.replace("nationals.\n\nKPL", "nationals. (KPL)"));
    expect(story.version.signOff).toBe("(KPL)");
    expect(paragraphs(story).at(-1)).toBe("Entry costs 25,000 kip for Lao nationals.");
  });

  it("is not the agency's name at the end of a sentence", () => {
    const story = imported(KUANGSI.replace("nationals.\n\nKPL", "nationals, officials told KPL"));
    expect(story.version.signOff).toBe("");
    expect(paragraphs(story).at(-1)).toMatch(/officials told KPL$/);
  });

  it("may be followed by who wrote the story; what else follows stays in the body, and is named", () => {
    const story = imported(`${KUANGSI}\n\nReported by Somchai Vongsa\nPhotos by Noy\nEdited in haste`);
    expect(story.version.signOff).toBe("KPL");
    expect(story.details?.bylines).toEqual([{ lo: "", en: "Somchai Vongsa" }]);
    expect(paragraphs(story).slice(-2)).toEqual(["Photos by Noy", "Edited in haste"]);
    expect(story.warnings).toEqual([
      { code: "caption-in-body", text: "Photos by Noy" },
      { code: "unrecognised", text: "Edited in haste" },
    ]);
  });
});

describe("the page around the story", () => {
  it("may have no other news", () => {
    const story = imported(`${KUANGSI}\n\nads\n\nTop`);
    expect(story.related).toEqual([]);
    expect(story.dropped).toEqual(["Email Print 512", "ads", "Top"]);
    expect(story.warnings).toEqual([]);
  });

  it("is dropped with its heading where nothing stands under it", () => {
    const story = imported(`${KUANGSI}\n\nOther news\n\nads\nTop`);
    expect(story.version.signOff).toBe("KPL");
    expect(story.dropped).toEqual(["Email Print 512", "Other news", "ads", "Top"]);
  });

  it("lets an advertisement in the middle cut no paragraph in two words", () => {
    const story = imported(KUANGSI.replace("rebuilt.\n\nEntry", "rebuilt.\nads\nEntry"));
    expect(paragraphs(story)).toHaveLength(2);
    expect(story.dropped).toEqual(["Email Print 512", "ads"]);
  });

  it("is the story's own where the word stands in a sentence or is the headline", () => {
    const story = imported("Top\n\n06/12/2024 14:15\nຂປລ ads are cheaper.\n\n(KPL) Top officials met.\n\nKPL");
    expect(story.version).toMatchObject({ headline: "Top", lead: "ads are cheaper." });
    expect(paragraphs(story)).toEqual(["Top officials met."]);
    expect(story.dropped).toEqual([]);
  });
});

describe("markup and typing", () => {
  it("takes markup as text: no link, no script, no mark", () => {
    const evil = '<script>alert("ຂ່າວ")</script> <a href="javascript:alert(1)">click</a> **bold**';
    const story = imported(KUANGSI.replace("Entry costs 25,000 kip for Lao nationals.", evil));
    expect(paragraphs(story).at(-1)).toBe(evil);
    expect(JSON.stringify(story.version.body)).not.toContain('"marks"');
  });

  it("brings Lao to its canonical form everywhere", () => {
    const story = imported(
      "ນໍ້າຖ້ວມ\u200Bເເຂວງ ຄໍາມ່ວນ\n\n06/12/2024 14:15\nຂປລ. ນຳ້ຖ້ວມ\u200Bແຂວງ.\n\n(ຂປລ) ທ່ີບ້ານ\u200Bນາ.\n\nຂປລ\n\nຂ່າວ\u200Bອ່ືນໆ\n\n• ນໍ້າລົດ\u200Bລົງການເມືອງ\n\nນ້ຳລົດລົງ\n\n11/30/2025 8:48:31 AM\n\nນໍ້າ\u200Bລົດ.",
    );
    expect(story.version).toMatchObject({ headline: "ນ້ຳຖ້ວມແຂວງ ຄຳມ່ວນ", lead: "ນ້ຳຖ້ວມແຂວງ." });
    expect(paragraphs(story)).toEqual(["ທີ່ບ້ານນາ."]);
    expect(items(story)).toMatchObject([{ title: { lo: "ນ້ຳລົດລົງ" }, category: "politics", summary: { lo: "ນ້ຳລົດ." } }]);
  });

  it("reads a page with Windows line ends, tabs and no-break spaces as it reads one without", () => {
    const dressed = KUANGSI.replaceAll("\n", "\r\n").replace("ຂປລ Kuang", "\u00A0\tຂປລ\u00A0Kuang");
    const strip = (story: object) => JSON.stringify(story).replace(/"(id|row)":"[^"]+"/g, "");
    expect(strip(imported(dressed))).toBe(strip(imported(KUANGSI)));
  });

  it("names characters that were damaged before, and invisible controls that it takes out", () => {
    const story = imported(KUANGSI.replace("25,000 kip", "25,000 \uFFFDip").replace("Department", "Depart\u0007ment"));
    expect(codes(story).sort()).toEqual(["control-characters", "damaged-characters"]);
    expect(paragraphs(story)[0]).toContain("Department");
    expect(paragraphs(story)[1]).toContain("25,000 \uFFFDip");
  });

  it("stores no half of a character pair, which no file could hold", () => {
    const story = imported(KUANGSI.replace("25,000 kip", "25,000 \uD83D"));
    expect(paragraphs(story).at(-1)).toBe("Entry costs 25,000 \uFFFD for Lao nationals.");
    expect(codes(story)).toEqual(["damaged-characters"]);
  });

  it("tells the language by the letters of headline and body, not by the tag or the other news", async () => {
    const english = (await fixture("kpl-article-en.txt")).toString("utf8");
    const lao = (await fixture("kpl-article-lo.txt")).toString("utf8");
    const laoList = lao.slice(lao.indexOf("ຂ່າວອື່ນໆ"));
    expect(imported(KUANGSI.concat("\n\n", laoList)).lang).toBe("en");
    expect(imported(HOSPITAL.concat("\n\n", english.slice(english.indexOf("ຂ່າວອື່ນໆ")))).lang).toBe("lo");
  });
});
