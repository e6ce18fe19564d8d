import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { LAO_WORDS } from "../../../shared/text/lao-words/packed.ts";
import { laoWords, ownWords } from "../../../shared/text/lao-words/segment-lao.ts";
import { alike, NOWHERE, packWords, ROOT, wordTree } from "../../../shared/text/lao-words/word-tree.ts";
import { segmentAt } from "../../../shared/text/word-at.ts";
import { countWords, LISTED_WORDS, piecesOf, segmentsOf, wordsOf } from "../../../shared/text/words.ts";

const ROOT_FOLDER = path.join(import.meta.dirname, "..", "..", "..");
const list = readFileSync(path.join(ROOT_FOLDER, "resources", "lao-words", "words.txt"), "utf8")
  .split("\n")
  .filter(Boolean);

test("the packed words are those of the list, no more and no less", () => {
  expect(LAO_WORDS).toEqual(packWords(list));
  const tree = wordTree(LAO_WORDS);
  const isIn = (word: string) => {
    let node = ROOT;
    for (let at = 0; at < word.length && node !== NOWHERE; at += 1) node = tree.step(node, word.charCodeAt(at));
    return node !== NOWHERE && tree.isWord(node);
  };
  const words = new Set(list.map(alike));
  expect([...words].filter((word) => !isIn(word))).toEqual([]);
  const beginnings = [...words].flatMap((word) => [word.slice(0, -1), `${word}ກ`]);
  expect(beginnings.filter((word) => isIn(word) !== words.has(word))).toEqual([]);
});

test.each([
  ["ຕູ້ຄວາມເຢັນທາງລົດໄຟ", ["ຕູ້", "ຄວາມເຢັນ", "ທາງ", "ລົດໄຟ"]],
  ["ນະຄອນຫຼວງວຽງຈັນ", ["ນະຄອນຫຼວງວຽງຈັນ"]],
  ["ນະຄອນຫລວງວຽງຈັນ", ["ນະຄອນຫລວງວຽງຈັນ"]],
  ["ຫນັງສືພິມ", ["ຫນັງສືພິມ"]],
  ["ໜັງສືພິມຕ່າງໆ", ["ໜັງສືພິມ", "ຕ່າງໆ"]],
  ["9ເດືອນ", ["9", "ເດືອນ"]],
  ["ໃນ ໒໐໒໖ COVID-19", ["ໃນ", "໒໐໒໖", "COVID", "19"]],
  ["ບຸນ\u200Bທັນ", ["ບຸນ", "ທັນ"]],
  ["KPL’s GDP grew 4.5% to US$1,234.50.", ["KPL’s", "GDP", "grew", "4.5", "to", "US", "1,234.50"]],
  ["10⁶ m² café", ["10⁶", "m²", "café"]],
  ["", []],
])("the words of %s", (text, words) => {
  expect(wordsOf(text)).toEqual(words);
  expect(countWords(text)).toBe(words.length);
});

test("an emoji of several characters is one segment, and no word", () => {
  expect([...segmentsOf("👩‍👩‍👧🇱🇦")]).toEqual([
    { text: "👩‍👩‍👧", isWord: false },
    { text: "🇱🇦", isWord: false },
  ]);
});

const LETTERS = "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮໜໝຼັິີຶືຸູົໍະາຳຽເແໂໃໄໆ່້໊໋໌໐໑ຯ";
const mixed = fc.array(
  fc.oneof(
    fc.constantFrom(...LETTERS, " ", "\u200B", "-", "’", ".", "9", "a", "é", "你", "😀", "\uD800"),
    fc.constantFrom(...list.slice(0, 3000)),
  ),
  { maxLength: 40 },
);

test("segments are never empty, and joined they are the text, whatever it holds", () => {
  fc.assert(
    fc.property(mixed, (parts) => {
      const text = parts.join("");
      expect(piecesOf(text).join("")).toBe(text);
      expect(piecesOf(text)).not.toContain("");
      expect(wordsOf(text)).toHaveLength(countWords(text));
    }),
  );
});

/** The tokens by one pattern, as annex 29 and the runs of Lao have them; a run of Lao goes on to the segmenter. */
const TOKENS =
  /([\u0E81-\u0EBD\u0EC0-\u0EC6\u0EC8-\u0ECE\u0EDC-\u0EDF]+)|([[\p{L}\p{N}\p{M}_]--[\u0E81-\u0ECE\u0EDC-\u0EDF\p{Ideographic}\p{Script=Hiragana}]]+(?:(?:(?<=\p{L}\p{M}*)['’.·](?=\p{L})|(?<=\p{Nd})['’.,](?=\p{Nd}))[[\p{L}\p{N}\p{M}_]--[\u0E81-\u0ECE\u0EDC-\u0EDF\p{Ideographic}\p{Script=Hiragana}]]+)*|[\p{Ideographic}\p{Script=Hiragana}]\p{M}*)|\s+|\P{M}\p{M}*|\p{M}+/gv;

test("a text that is mostly Lao is cut where one pattern for all of it cuts", () => {
  fc.assert(
    fc.property(mixed, (parts) => {
      const text = parts.join("");
      const simply = Array.from(text.matchAll(TOKENS), ([token, lao, word]) =>
        lao === undefined
          ? [{ text: token, isWord: word !== undefined }]
          : laoWords(lao).map((one) => ({ text: one, isWord: true })),
      ).flat();
      expect(segmentsOf(text)).toEqual(simply);
    }),
  );
});

test("of all ways through a run of words of the list, none has fewer pieces", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...list), { minLength: 1, maxLength: 6 }), (words) => {
      expect(laoWords(words.join("")).length).toBeLessThanOrEqual(words.length);
    }),
  );
});

const CLUSTER =
  /[\u0EC0-\u0EC4]?[\u0E81-\u0EAF\u0EDC-\u0EDF]\u0EBC?[\u0EB1\u0EB4-\u0EB9\u0EBB\u0EC8-\u0ECE]*[\u0EB0\u0EB2\u0EB3\u0EBD]?[\u0EC8-\u0ECE]*|[\s\S][\u0EB1\u0EB4-\u0EBC\u0EC8-\u0ECE]*/g;
const known = new Set(list.map(alike));

/** The rule as it is worded: of all ways the fewest pieces, then the longest last piece; unknown neighbours are one. */
function cutSimply(run: string, own: ReadonlySet<string> = new Set()): string[] {
  const clusters = run.match(CLUSTER) ?? [];
  const best: { piece: string; isKnown: boolean }[][] = [[]];
  for (let end = 1; end <= clusters.length; end += 1)
    for (let start = 0; start < end; start += 1) {
      const piece = clusters.slice(start, end).join("");
      const isKnown = known.has(alike(piece)) || own.has(alike(piece));
      const way = [...(best[start] ?? []), { piece, isKnown }];
      if ((isKnown || end === start + 1) && way.length < (best[end]?.length ?? Number.POSITIVE_INFINITY))
        best[end] = way;
    }
  const cut: string[] = [];
  for (const [at, { piece, isKnown }] of (best.at(-1) ?? []).entries()) {
    const joins = at > 0 && ((!isKnown && best.at(-1)?.[at - 1]?.isKnown === false) || piece.startsWith("ໆ"));
    if (joins) cut.push(`${cut.pop()}${piece}`);
    else cut.push(piece);
  }
  return cut;
}

test("a run of Lao is cut as the rule says, whatever was cut before it", () => {
  const part = fc.oneof(
    fc.constantFrom(...list),
    fc.constantFrom(...list).map((word) => word.slice(1)),
    fc.integer({ min: 0x0e81, max: 0x0edf }).map((code) => String.fromCharCode(code)),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const run = parts.join("");
      expect(laoWords(run)).toEqual(cutSimply(run));
    }),
    { numRuns: 300 },
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), fc.array(fc.nat(12), { maxLength: 4 }), (parts, places) => {
      const run = parts.join("");
      // Names of what stands there, as those of a desk do.
      const names = places.map((from) => parts.slice(from, from + 2).join("")).filter((name) => name !== "");
      expect(laoWords(run, ownWords(names))).toEqual(cutSimply(run, new Set(names.map(alike))));
    }),
    { numRuns: 300 },
  );
  const long = "ນະຄອນຫຼວງ".repeat(60);
  expect(laoWords(long).join("")).toBe(long);
});

test("each character stands in one segment, the one that is found there", () => {
  fc.assert(
    fc.property(mixed, fc.nat(60), (parts, place) => {
      const text = parts.join("");
      const { from, to } = segmentAt(text, place, LISTED_WORDS);
      if (place >= text.length) expect([from, to]).toEqual([text.length, text.length]);
      else {
        expect(from <= place && place < to).toBe(true);
        expect(piecesOf(text)).toContain(text.slice(from, to));
      }
    }),
  );
});

test("news whose words were marked by hand is cut as the marks say: at nine boundaries of ten", () => {
  const lines = readFileSync(path.join(ROOT_FOLDER, "tests", "fixtures", "lao-words.txt"), "utf8")
    .trim()
    .split("\n");
  const edges = (pieces: readonly string[]) => {
    let at = 0;
    return new Set(pieces.slice(0, -1).map((piece) => (at += piece.length)));
  };
  let [right, marked, made] = [0, 0, 0];
  for (const line of lines) {
    const hand = edges(line.split("|"));
    const ours = edges(piecesOf(line.replaceAll("|", "")));
    right += [...ours].filter((edge) => hand.has(edge)).length;
    marked += hand.size;
    made += ours.size;
  }
  const [precision, recall] = [right / made, right / marked];
  expect(precision).toBeGreaterThan(0.9);
  expect(recall).toBeGreaterThan(0.95);
});
