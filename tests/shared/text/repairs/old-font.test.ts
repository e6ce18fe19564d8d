import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalText } from "../../../../shared/text/lao.ts";
import { laoFlaws, laoRepair } from "../../../../shared/text/repairs/lao-repairs.ts";
import {
  decodeOldFont,
  fromOldFont,
  fromOldFontByWish,
  isOldFontName,
  OLD_FONT_KEYS,
} from "../../../../shared/text/repairs/old-font.ts";

/** What somebody would have typed for a Lao text: the longest of what a key stands for first. */
const KEYS = [...OLD_FONT_KEYS].map(([key, letters]) => ({ key, letters }));
KEYS.sort((one, other) => other.letters.length - one.letters.length);
function typed(lao: string): string {
  let keys = "";
  for (let at = 0; at < lao.length; ) {
    const found = KEYS.find(({ letters }) => lao.startsWith(letters, at));
    keys += found?.key ?? lao.charAt(at);
    at += found?.letters.length ?? 1;
  }
  return keys;
}

const ROOT = path.join(import.meta.dirname, "../../../..");
const linesOf = (file: string): string[] =>
  readFileSync(path.join(ROOT, file), "utf8")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
const LAO = linesOf("tests/fixtures/kpl-article-lo.txt").filter((line) => /[\u0E81-\u0EAE]{2}/.test(line));
const isLatin = (line: string): boolean => /[a-z]/i.test(line) && !/[\u0E80-\u0EFF]/.test(line);
const HEADLINE = "lh k'7;k,g0A ,c0'.odkora fmtok;y -k-u";

describe("text typed for an old font", () => {
  it("is what the newspaper's headline of January 2024 says, once the PDF's spaces are out", () => {
    expect(fromOldFont(HEADLINE)).toBe("ສ້າງຄວາມເຂັ້ມແຂງໃນການພັດທະນາວິຊາຊີ");
  });

  it("is known and read letter by letter, whatever paragraph of a story it is", () => {
    const long = LAO.filter((line) => line.length > 20);
    expect(long.length).toBeGreaterThan(20);
    for (const line of long) expect(fromOldFont(typed(line))).toBe(line);
  });

  it("keeps names and figures that decode to no Lao, as another font's", () => {
    expect(fromOldFont(`${typed("ທະນາຄານ")} BCEL ${typed("ເປີດສາຂາໃໝ່ໃນປີ")} 2024 ${typed("ຢູ່ແຂວງຈຳປາສັກ")}`)).toBe(
      "ທະນາຄານ BCEL ເປີດສາຂາໃໝ່ໃນປີ 2024 ຢູ່ແຂວງຈຳປາສັກ",
    );
    // In such a font figures are typed shifted.
    expect(fromOldFont(typed("ໃນວັນທີ 25 ທັນວາ 1998"))).toBe("ໃນວັນທີ 25 ທັນວາ 1998");
  });

  it("needs fewer words where a font's name says so", () => {
    expect(fromOldFont(typed("ລາວ"))).toBeNull();
    expect(fromOldFont(typed("ລາວ"), "Saysettha Lao")).toBe("ລາວ");
    expect(fromOldFont("Laos and Vietnam have signed an agreement", "Saysettha Lao")).toBeNull();
  });

  it("is never English news, nor what a program or an address looks like", () => {
    const english = [
      ...["tests/fixtures/kpl-article-en.txt", "README.md", "renderer/locale/en.ts", "package.json"].flatMap(linesOf),
      ...readdirSync(path.join(ROOT, "tests/fixtures/paste")).flatMap((name) =>
        linesOf(`tests/fixtures/paste/${name}`),
      ),
    ].filter(isLatin);
    expect(english.length).toBeGreaterThan(500);
    expect(english.filter((line) => fromOldFont(line) !== null)).toEqual([]);
    const news = linesOf("tests/fixtures/kpl-article-en.txt").filter((line) => isLatin(line) && line.length > 20);
    expect(news.filter((line) => fromOldFont(line, "Saysettha Lao") !== null)).toEqual([]);
  });

  it("is no English sentence, in any order of its words", () => {
    const words = linesOf("tests/fixtures/kpl-article-en.txt").filter(isLatin).join(" ").split(/\s+/).filter(isLatin);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { minLength: 3, maxLength: 30 }), (some) => {
        expect(fromOldFont(some.join(" "))).toBeNull();
      }),
    );
  });

  it("is not Lao that is Lao already: nothing of it changes, so nothing is converted twice", () => {
    for (const line of LAO) {
      expect(fromOldFont(line)).toBeNull();
      expect(laoRepair([line])).toBeNull();
      expect(fromOldFontByWish(line.replace(/[\u0020-\u007e]+/g, " "))).toBe(line.replace(/[\u0020-\u007e]+/g, " "));
      const once = fromOldFontByWish(typed(line));
      expect(fromOldFontByWish(once.replace(/[\u0020-\u007e]+/g, " "))).toBe(once.replace(/[\u0020-\u007e]+/g, " "));
    }
  });

  it("comes back key by key, whatever Lao letters were typed", () => {
    const letters = [...OLD_FONT_KEYS.values()];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...letters)), (some) => {
        const lao = some.join("");
        expect(decodeOldFont(typed(lao))).toBe(lao);
      }),
    );
    expect(OLD_FONT_KEYS.size).toBe(94 - 2);
  });
});

describe("a font's name", () => {
  it.each(["Saysettha Lao", '"Saysettha Lao", serif', "SAYSETTHALAO", "alice_0", "Alice5", "Chanthabouli Lao"])(
    "%s is an old one's",
    (name) => expect(isOldFontName(name)).toBe(true),
  );
  it.each([
    "Saysettha OT",
    "Phetsarath OT",
    "Noto Sans Lao",
    "DokChampa",
    "Lao Unicode",
    "Times New Roman",
    "Alice in Wonderland",
    "'Noto Sans Lao', 'Saysettha Lao'",
  ])("%s is not", (name) => expect(isOldFontName(name)).toBe(false));
});

describe("what is wrong for a person to judge", () => {
  it.each([
    ["thai-letters", "ກະຊວງการต่างประเทศ ໄດ້ແຈ້ງ"],
    ["doubled-marks", "ນ້່ຳຂອງ"],
    ["mark-on-nothing", "ຂ່າວ ້ໃໝ່"],
  ] as const)("is told: %s", (kind, text) => {
    expect(laoFlaws([text]).map((flaw) => flaw.kind)).toEqual([kind]);
  });

  it("is nothing in news, and Thai alone is Thai", () => {
    expect(laoFlaws(LAO)).toEqual([]);
    expect(laoFlaws(["กระทรวงการต่างประเทศ"])).toEqual([]);
    for (const line of LAO) expect(canonicalText(line)).toBe(line);
  });
});
