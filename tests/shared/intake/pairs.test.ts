import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { nameGroups } from "../../../shared/intake/name-groups.ts";
import { nameStem, type PairSubject, pairsOf } from "../../../shared/intake/pairs.ts";

const FIXTURES = path.join(import.meta.dirname, "../../fixtures");
const page = async (lang: "lo" | "en"): Promise<PairSubject> => ({
  name: `${lang === "lo" ? "ຂ່າວ" : "story"}.txt`,
  lang,
  publishedAt: null,
  text: await readFile(path.join(FIXTURES, `kpl-article-${lang}.txt`), "utf8"),
});
const story = (lang: "lo" | "en", name: string, text: string, publishedAt: string | null = null): PairSubject => ({
  ...{ lang, name, text, publishedAt },
});

test.each([
  ["mekong.lo.txt", { stem: "mekong", lang: "lo" }],
  ["Mekong-EN.docx", { stem: "mekong", lang: "en" }],
  ["ຂ່າວ 12 ລາວ.docx", { stem: "ຂ່າວ 12", lang: "lo" }],
  ["2026-11-12_eng.html", { stem: "2026 11 12", lang: "en" }],
  ["london.txt", { stem: "london", lang: null }],
])("the name %s says its story and its language", (name, told) => {
  expect(nameStem(name)).toEqual(told);
});

test("two files of one name in two languages are a sure pair, and one whose text is of another story is none", () => {
  const lao = story("lo", "mekong.lo.txt", "ນ້ຳຂອງຂຶ້ນ 40 ຊັງຕີແມັດ");
  expect(pairsOf([lao, story("en", "mekong.en.txt", "The Mekong rose 40 centimetres")])).toEqual([
    { lo: 0, en: 1, sure: true },
  ]);
  const figures = (lang: "lo" | "en", numbers: number[]) =>
    story(lang, `report.${lang}.txt`, `${lang === "lo" ? "ລາຍງານ" : "report"} ${numbers.join(" ")}`);
  expect(pairsOf([figures("lo", [11, 12, 13, 14, 15, 16]), figures("en", [21, 22, 23, 24, 25, 26])])).toEqual([]);
});

test("the agency's page in both languages is found by what it says, among others of the same day", async () => {
  const others = [
    story("en", "a.txt", "Savannakhet opens a school with 12 rooms\nThe school cost 3,400 dollars."),
    story("lo", "b.txt", "ແຂວງບໍ່ແກ້ວ ປູກກາເຟ 250 ເຮັກຕາ\nໄດ້ຜົນຜະລິດ 90 ໂຕນ."),
  ];
  expect(
    pairsOf([others[0], await page("lo"), await page("en"), others[1]].filter((one) => one !== undefined)),
  ).toEqual([{ lo: 1, en: 2, sure: true }]);
});

test("stories on other days than each other's are no sure pair", async () => {
  const [lo, en] = [await page("lo"), await page("en")];
  const dated = pairsOf([
    { ...lo, publishedAt: "2026-11-02T09:00:00+07:00" },
    { ...en, publishedAt: "2026-11-20T09:00:00+07:00" },
  ]);
  expect(dated.filter(({ sure }) => sure)).toEqual([]);
});

test("files stand together by name within one folder alone, each once", () => {
  const files = ["a/1.lo.txt", "a/1.en.txt", "b/1.en.txt", "a/2.txt", "a/1.en.docx"].map((name) => ({ path: name }));
  const groups = nameGroups(files).map((group) => group.map((file) => file.path));
  expect(groups).toEqual([["a/1.lo.txt", "a/1.en.txt"], ["b/1.en.txt"], ["a/2.txt"], ["a/1.en.docx"]]);
});
