import fc from "fast-check";
import { expect, test } from "vitest";
import type { Node } from "../../../../shared/article/article.ts";
import { cutAtSentences, cutsIn, isTooLong } from "../../../../shared/text/incoming/cut-at-sentences.ts";

const text = (words: string, ...marks: string[]): Node =>
  marks.length > 0
    ? { type: "text", text: words, marks: marks.map((type) => ({ type })) }
    : { type: "text", text: words };
const wordsOf = (content: readonly Node[]): string => content.map((node) => node.text ?? "⏎").join("");

const RAIN = "The Ministry of Agriculture said the rains of this week will reach Pakse by Friday at the latest.";
const FILL = `${RAIN} `.repeat(6).trim();

test("a long paragraph is cut behind sentences, and no piece ends within one", () => {
  const pieces = cutAtSentences([text(`${FILL} `.repeat(20).trim())]);
  expect(pieces.length).toBeGreaterThan(10);
  for (const piece of pieces) expect(wordsOf(piece)).toMatch(/^The Ministry .*latest\.$/);
});

test("a stop that ends no sentence is none to cut at", () => {
  const long = FILL.replaceAll(".", "");
  for (const words of [
    "said Dr. Bounmy",
    "in No. 9 Road",
    "by A. Souk",
    "at 3.5 per cent",
    "and so on… but not here",
    "on 4. November",
  ])
    expect([words, cutsIn(`${long} ${words} ${long}`)]).toEqual([words, []]);
  expect(cutsIn(`${long} he said.” ${long}`)).toEqual([long.length + " he said.” ".length]);
});

test("Lao is cut behind its stops, and where it has none behind a phrase", () => {
  const phrase = "ກະຊວງກະສິກຳ ແລະ ປ່າໄມ້ ແຈ້ງວ່າ ຝົນຈະຕົກໜັກ ຢູ່ແຂວງຈຳປາສັກ ";
  const stopped = cutAtSentences([text(`${phrase.repeat(12).trim()}. `.repeat(8).trim())]);
  expect(stopped).toHaveLength(8);
  for (const piece of stopped) expect(wordsOf(piece)).toMatch(/\.$/);
  const open = cutAtSentences([text(phrase.repeat(200).trim())]);
  expect(open.length).toBeGreaterThan(3);
  for (const piece of open) expect(wordsOf(piece).length).toBeLessThan(1700);
  expect(open.map(wordsOf).join(" ")).toBe(phrase.repeat(200).trim());
});

test("marks stay on their words, a line break where it parts is none any more", () => {
  const pieces = cutAtSentences([text(FILL), { type: "hardBreak" }, text("ນ້ຳຂອງ", "bold"), text(` ${FILL}`)]);
  expect(pieces).toEqual([[text(FILL)], [text("ນ້ຳຂອງ", "bold"), text(` ${FILL}`)]]);
});

test("whatever is cut, every letter but the space between pieces stays, in order", () => {
  const run = fc.tuple(
    fc.array(
      fc.constantFrom(
        "ຝົນຕົກ ",
        "Rain. ",
        "Rain.\u201d ",
        "a.",
        " ",
        "x".repeat(400),
        "\u{1F600}",
        "ນ້ຳ".repeat(300),
        "Next ",
      ),
      { maxLength: 12 },
    ),
    fc.boolean(),
  );
  fc.assert(
    fc.property(fc.array(run), (runs) => {
      const content = runs.flatMap(([parts, bold]): Node[] => {
        const words = parts.join("");
        return words === "" ? [{ type: "hardBreak" }] : [bold ? text(words, "bold") : text(words)];
      });
      const pieces = cutAtSentences(content);
      const letters = (nodes: readonly Node[]) => wordsOf(nodes).replace(/[\s⏎]/g, "");
      expect(pieces.map(letters).join("")).toBe(letters(content));
      for (const piece of pieces) expect(wordsOf(piece)).not.toBe("");
      expect(pieces.flat().every((node) => node.text === undefined || node.text.isWellFormed())).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("a paragraph is too long by its words, a list or a heading never", () => {
  const long = [text("rain ".repeat(20_001))];
  expect(isTooLong({ type: "paragraph", content: long })).toBe(true);
  expect(isTooLong({ type: "paragraph", content: [text("rain ".repeat(20_000))] })).toBe(false);
  expect(isTooLong({ type: "paragraph", content: [text("ນ້ຳ".repeat(20_001))] })).toBe(true);
  expect(isTooLong({ type: "heading", content: long })).toBe(false);
  expect(isTooLong({ type: "paragraph", content: [text("x".repeat(200_000))] })).toBe(false);
});
