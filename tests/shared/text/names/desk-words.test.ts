import { expect, test } from "vitest";
import { wholeWords } from "../../../../electron/publish/pages/story/whole-words.ts";
import { defaultSettings, type Settings } from "../../../../shared/settings.ts";
import { deskNames, deskWords } from "../../../../shared/text/names/desk-words.ts";
import { slugOf } from "../../../../shared/text/slug.ts";
import { inOneGo, readableDiffSteps } from "../../../../shared/text/word-diff.ts";
import { countWords, wordsOf } from "../../../../shared/text/words.ts";

const settings: Settings = {
  ...defaultSettings(),
  categories: [{ key: "environment", lo: "ສິ່ງແວດລ້ອມ", en: "Environment" }],
  people: [
    { key: "bounthan", lo: "ບຸນທັນ ພອນໄຊ", en: "Bounthan Phonexay" },
    { key: "anna", lo: "", en: "Anna Keller" },
  ],
  tags: [
    { key: "expressway", lo: "ທາງດ່ວນວັງວຽງ", en: "Vangvieng expressway" },
    { key: "summit", lo: "ກອງປະຊຸມສຸດຍອດອາຊຽນຄັ້ງທີສີ່ສິບສີ່", en: "44th ASEAN summit" },
    { key: "theun", lo: "ນໍ້າເທີນ 2", en: "Nam Theun 2" },
  ],
};

test("names are the runs of Lao that the list lacks: of the agency, the people, sections and tags, canonical, none a phrase", () => {
  expect(deskNames(settings)).toEqual(["ຂ່າວສານປະເທດລາວ", "ທາງດ່ວນວັງວຽງ", "ນ້ຳເທີນ", "ບຸນທັນ", "ພອນໄຊ"]);
  // Nor what is a word anyway, Latin, and the name of the desk itself.
  expect(deskNames({ ...settings, agency: { lo: "ຂ່າວ KPL", en: "KPL" }, people: [], tags: [] })).toEqual([]);
});

test("a name is a word wherever it stands, and what stands around it is cut as before", () => {
  const words = deskWords(settings);
  expect(wordsOf("ທ່ານບຸນທັນກ່າວວ່າ")).toEqual(["ທ່ານ", "ບຸນ", "ທັນ", "ກ່າວ", "ວ່າ"]);
  expect(words.wordsOf("ທ່ານບຸນທັນກ່າວວ່າ")).toEqual(["ທ່ານ", "ບຸນທັນ", "ກ່າວ", "ວ່າ"]);
  expect(words.countWords("ການກໍ່ສ້າງທາງດ່ວນວັງວຽງສຳເລັດ")).toBe(3);
  expect(words.isName("ບຸນທັນ")).toBe(true);
  expect(words.isName("ທ່ານ")).toBe(false);
  const without = "ລັດຖະບານແຈ້ງເຕືອນປະຊາຊົນ in 2026";
  expect(words.piecesOf(without)).toEqual(deskWords({ ...settings, people: [], tags: [] }).piecesOf(without));
});

test("one idea of a name: counts, a page's lines and addresses cut at the same places, however the name is written", () => {
  const people = [{ key: "luang", lo: "ຫຼວງສີສົມບັດ", en: "Luangsisombath" }];
  const desk: Settings = { ...settings, people };
  const words = deskWords(desk);
  const { cut, isName } = wholeWords(desk);
  for (const text of ["ທ່ານຫລວງສີສົມບັດກ່າວວ່າ", "ທາງດ່ວນວັງວຽງ ເປີດແລ້ວ 12 km", "ທ່ານ ຫຼວງສີສົມບັດ"]) {
    expect(Array.from(cut(text), (piece) => piece.text)).toEqual(words.piecesOf(text));
    expect(slugOf(text, words).split("-")).toHaveLength(words.countWords(text));
  }
  expect(isName("ຫລວງສີສົມບັດ")).toBe(true);
  expect(isName("ສົມບັດ")).toBe(false);
});

test("settings that differ in no name have the same words, so that what was counted holds", () => {
  const words = deskWords(settings);
  // However many other names are asked for in between.
  for (const lo of ["ບຸນມີ", "ຄຳແພງ", "ວິໄລວັນ", "ສົມສະໜຸກ", "ຫຼວງສີສົມບັດ", "ພອນປະເສີດ"]) {
    deskWords({ ...settings, people: [{ lo, en: "" }] });
  }
  expect(deskWords(structuredClone(settings))).toBe(words);
  expect(deskWords({ ...settings, people: [] })).not.toBe(words);
});

test("a comparison is the same on every desk, whatever its names", () => {
  const [before, after] = ["ທ່ານບຸນທັນກ່າວວ່າ", "ທ່ານບຸນມີກ່າວວ່າ"];
  const compare = () => inOneGo(readableDiffSteps(before, after));
  const parts = compare();
  deskWords({ ...settings, people: [{ lo: "ບຸນມີ", en: "Bounmy" }] }).countWords(after);
  expect(compare()).toEqual(parts);
  expect(countWords(before)).toBe(5);
});
