import fc from "fast-check";
import { expect, test } from "vitest";
import { type FindOptions, findIn, findQuery, foldForFinding } from "../../../shared/text/find.ts";
import { canonicalText } from "../../../shared/text/lao.ts";
import { type Segmenter, segmenter } from "../../../shared/text/words.ts";

const LOOSE: FindOptions = { matchCase: false, wholeWord: false };
const CASE: FindOptions = { matchCase: true, wholeWord: false };
const WORD: FindOptions = { matchCase: false, wholeWord: true };

function hits(text: string, words: string, options: FindOptions = LOOSE, segmenter?: Segmenter): string[] {
  const query = findQuery(words, options, segmenter);
  if (!query) return [];
  return findIn(foldForFinding(text, query.folding), query).map(({ from, to }) => text.slice(from, to));
}

test("a Lao word is found in the middle of a line that has no spaces", () => {
  expect(hits("ລັດຖະບານລາວ ແລະ ລັດຖະບານກຳປູເຈຍ", "ລັດຖະບານ")).toEqual(["ລັດຖະບານ", "ລັດຖະບານ"]);
});

test("the spellings of ນ້ຳ find each other, whatever the order of their marks", () => {
  const spellings = ["ນ້ຳ", "ນໍ້າ", "ນ້ໍາ", "ນຳ້"];
  const text = spellings.map((one) => `ແມ່${one}ຂອງ`).join(" ");
  for (const spelling of spellings) expect(hits(text, spelling)).toEqual(spellings);
});

test("a name of the desk is a whole word, though the list has its parts alone", () => {
  const text = "ທ່ານບຸນທັນກ່າວວ່າ";
  expect(hits(text, "ບຸນທັນ", WORD)).toEqual(["ບຸນທັນ"]);
  expect(hits(text, "ບຸນ", WORD)).toEqual(["ບຸນ"]);
  const named = segmenter(["ບຸນທັນ"]);
  expect(hits(text, "ບຸນທັນ", WORD, named)).toEqual(["ບຸນທັນ"]);
  expect(hits(text, "ບຸນ", WORD, named)).toEqual([]);
  expect(hits(text, "ບຸນ", LOOSE, named)).toEqual(["ບຸນ"]);
});

test("zero-width spaces and soft hyphens don't hide a word, and those behind it stay", () => {
  expect(hits("ປະ\u200Bເທດ\u200Bລາວ", "ປະເທດ")).toEqual(["ປະ\u200Bເທດ"]);
  expect(hits("co\u00ADoperation", "cooperation")).toEqual(["co\u00ADoperation"]);
  expect(hits("ປະເທດລາວ", "ປະ\u200Bເທດ")).toEqual(["ປະເທດ"]);
});

test("Latin is found in either case unless the case is to match", () => {
  expect(hits("ASEAN and Asean", "asean")).toEqual(["ASEAN", "Asean"]);
  expect(hits("ASEAN and Asean", "Asean", CASE)).toEqual(["Asean"]);
});

test("ຫຼ and ຫລ, ໜ and ຫນ, Lao and Western digits, curly and straight quotes are alike unless the case is to match", () => {
  expect(hits("ໜັງສືພິມ ຫນັງສື", "ຫນັງສື")).toEqual(["ໜັງສື", "ຫນັງສື"]);
  expect(hits("ໜັງສືພິມ ຫນັງສື", "ໜັງສື", CASE)).toEqual(["ໜັງສື"]);
  expect(hits("ຫຼັງ ຫລັງ", "ຫລັງ")).toEqual(["ຫຼັງ", "ຫລັງ"]);
  expect(hits("ປີ ໒໐໒໔", "2024")).toEqual(["໒໐໒໔"]);
  expect(hits("the country’s", "country's")).toEqual(["country’s"]);
});

test("a hit never begins or ends inside a cluster", () => {
  expect(hits("ນ້ຳ", "ນ")).toEqual([]);
  expect(hits("ນ້ຳ", "ນ້")).toEqual([]);
  expect(hits("ກິນ ກີນ", "ກີ")).toEqual(["ກີ"]);
  expect(hits("ໜ້າ", "ນ້າ")).toEqual([]);
  expect(hits("👩‍💻", "👩")).toEqual([]);
});

test("a space finds a no-break space and a line break", () => {
  expect(hits("ສ\u00A0ປ ປ\nລາວ", "ສ ປ ປ ລາວ")).toEqual(["ສ\u00A0ປ ປ\nລາວ"]);
});

test("a whole word in English is no part of a longer one, and stands before an apostrophe too", () => {
  expect(hits("Trade, traders and trade-offs", "trade", WORD)).toEqual(["Trade", "trade"]);
  expect(hits("KPL’s reporters at KPL", "KPL", WORD)).toEqual(["KPL", "KPL"]);
  expect(hits("3.5 per cent of 5", "5", WORD)).toEqual(["5"]);
});

test("a whole word in Lao is a segment: ລາວ is found in ປະເທດລາວ, and ລາ isn't", () => {
  expect(hits("ລາວເດີນທາງໄປກຳປູເຈຍ", "ລາ", WORD)).toEqual([]);
  expect(hits("ລາວເດີນທາງໄປກຳປູເຈຍ", "ລາ", LOOSE)).toEqual(["ລາ"]);
  expect(hits("ປະເທດລາວ", "ລາວ", WORD)).toEqual(["ລາວ"]);
});

test("a zero-width space that the writer put ends a word", () => {
  expect(hits("ລາ\u200Bວ", "ລາ", WORD)).toEqual(["ລາ"]);
});

test("hits don't lie over one another", () => {
  expect(hits("ລາລາລາ", "ລາລາ")).toEqual(["ລາລາ"]);
  expect(hits("nananana", "nana")).toEqual(["nana", "nana"]);
});

test("nothing to look for finds nothing", () => {
  expect(findQuery("", LOOSE)).toBeNull();
  expect(findQuery("\u200B\u2060", LOOSE)).toBeNull();
});

const letters = fc.constantFrom(..."ກນຫລມວໜໝຼັິີົໍ່້ໆຳາເແໄ໑aAbBİ’' \n", "\u200B", "\u00AD", "\u00A0", "e\u0301", "👩‍💻");
const text = (maxLength: number) => fc.array(letters, { maxLength }).map((all) => all.join(""));
const options = fc.record({ matchCase: fc.boolean(), wholeWord: fc.boolean() });

test("each hit folds to what was looked for, in order, at grapheme edges, none over another", () => {
  const graphemes = new Intl.Segmenter("lo", { granularity: "grapheme" });
  fc.assert(
    fc.property(text(40), text(4), options, (source, words, how) => {
      const query = findQuery(words, how);
      if (!query) return;
      const edges = new Set([source.length, ...Array.from(graphemes.segment(source), (part) => part.index)]);
      let before = 0;
      for (const { from, to } of findIn(foldForFinding(source, query.folding), query)) {
        expect(from).toBeGreaterThanOrEqual(before);
        expect(to).toBeGreaterThan(from);
        expect(edges.has(from) && edges.has(to)).toBe(true);
        expect(foldForFinding(source.slice(from, to), query.folding).text).toBe(query.text);
        before = to;
      }
    }),
    { numRuns: 3000 },
  );
});

test("what is looked for finds itself between other words, however either is spelt", () => {
  fc.assert(
    fc.property(text(8), fc.boolean(), (words, matchCase) => {
      const trimmed = words.trim().replace(/^[\p{M}\u0EB2\u0EB3\u200B\u00AD]+/u, "");
      const how = { matchCase, wholeWord: false };
      if (!findQuery(trimmed, how)) return;
      for (const spelling of [trimmed, canonicalText(trimmed)]) {
        expect(hits(`ຂ່າວ ${spelling} ຂ່າວ`, trimmed, how).length).toBeGreaterThanOrEqual(1);
        expect(hits(`ຂ່າວ ${trimmed} ຂ່າວ`, spelling, how).length).toBeGreaterThanOrEqual(1);
      }
    }),
    { numRuns: 2000 },
  );
});

test("folding letter by letter gives the same canonical text as the whole at once", () => {
  fc.assert(
    fc.property(text(20), (source) => {
      const { text: folded } = foldForFinding(`${source}\u200B`, { matchCase: true, ligatures: false });
      const whole = canonicalText(source.replace(/\u200B|\u200C|\u200D|\u2060|\u00AD|\uFEFF/g, "")).replace(/\s/g, " ");
      expect(folded).toBe(whole);
    }),
    { numRuns: 3000 },
  );
});

test("a whole word is also found without that option", () => {
  fc.assert(
    fc.property(text(30), text(4), (source, words) => {
      const loose = findQuery(words, LOOSE);
      const word = findQuery(words, WORD);
      if (!loose || !word) return;
      const starts = new Set<number>();
      const folded = foldForFinding(source, loose.folding);
      for (const { from, to } of findIn(folded, loose)) for (let at = from; at < to; at += 1) starts.add(at);
      for (const { from } of findIn(folded, word)) expect(starts.has(from)).toBe(true);
    }),
  );
});
