import { expect, test } from "vitest";
import { anchorsOf } from "../../../shared/pairing/anchors.ts";

const shared = (lo: string, en: string): string[] => {
  const inEnglish = anchorsOf(en);
  return [...anchorsOf(lo)].filter((anchor) => inEnglish.has(anchor)).sort();
};

test.each([
  ["ມູນຄ່າ 1.250.000 ກີບ", "worth 1,250,000 kip", "number 1250000"],
  ["ປູກເຂົ້າໄດ້ ໕.໐໐໐ ເຮັກຕາ", "on 5,000 hectares", "number 5000"],
  ["ເຕີບໂຕ 4,8 ສ່ວນຮ້ອຍ", "grew 4.8 per cent", "number 4.8"],
  ["ໃນວັນທີ 09.01.2024", "on 9 January 2024", "number 9"],
  ["ຄັ້ງທີ 12", "the 12th Congress", "number 12"],
  ["ບໍລິສັດ (Lao Airlines)", "Lao Airlines announced", "word airlines"],
  ["ໂລກລະບາດ COVID-19 ຄັ້ງ​ນີ້", "the Covid-19 outbreak", "word covid-19"],
])("“%s” and “%s” share an anchor", (lo, en, anchor) => {
  expect(shared(lo, en)).toContain(anchor);
});

test("a date in digits and one in words name the same month, whichever language", () => {
  expect(shared("ວັນທີ 9 ມັງກອນ 2024", "on 9 January 2024")).toContain("term 0");
  expect(shared("ໃນວັນທີ 09/01/2024", "on 9 January 2024")).toContain("term 0");
});

test("ແມ່ນ is no mother, and a number is no word", () => {
  expect(shared("ນີ້ແມ່ນລາຄາ", "the mother of five")).toEqual([]);
  expect(shared("ປີ 2024", "an article of 1,024 words")).toEqual([]);
});
