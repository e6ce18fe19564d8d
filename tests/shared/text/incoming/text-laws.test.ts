/** What holds of whatever plain text is read: no word goes, none touch that anything parted, nothing is empty, and all of it can be saved. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Node } from "../../../../shared/article/article.ts";
import { bodyProblem } from "../../../../shared/blocks/body-problem.ts";
import { textBlocks } from "../../../../shared/text/incoming/text-blocks.ts";
import type { LineReading } from "../../../../shared/text/incoming/text-lines.ts";
import { heavyRuns } from "../../../random.ts";

/** A place for a word, which gets its number when all of the text is there. */
const PLACE = "\ue000";
const word = fc.constantFrom(...["ຂ່າວ", "ນ້ຳ", "ວຽງຈັນ", "train", "Laos", "the"].map((stem) => stem + PLACE));
const WORD = /(?:ຂ່າວ|ນ້ຳ|ວຽງຈັນ|train|Laos|the)\d+x/g;
/** Two words with nothing between them. */
const TOUCHING = /\d+x(?:ຂ່າວ|ນ້ຳ|ວຽງຈັນ|train|Laos|the)\d+x/g;

const marker = fc.constantFrom(
  ..."• |●|▪\t|◦ |- |– |— |* |· |o\t|§\t|1. |2) |(3) |10. |໑. |ກ. |a. |b) |A. |iv. |IV. |1.1 |ຂໍ້ 1: |☐ |[x] |> |>> |# ".split(
    "|",
  ),
);
const indent = fc.constantFrom("", "", "", "  ", "    ", "\t", "\u00a0\u00a0", "   ");
const ending = fc.constantFrom("", "", "", ".", ":", ",", "?", "…", "”", "-", "\u00ad", " ", "\u00a0", "\u200b", "/");
const between = fc.constantFrom(
  " ",
  " ",
  " ",
  "  ",
  "\t",
  "\u00a0",
  ", ",
  " \u200b",
  " - ",
  " / ",
  "\u202f",
  " \u2068",
);
const odd = fc.constantFrom(
  "On Mon, 4 Nov 2026, Noy wrote:",
  "ວັນທີ 4 ພະຈິກ 2026, ນ້ອຍ ຂຽນວ່າ:",
  "-----Original Message-----",
  "https://kpl.gov.la/detail.aspx?id=1&",
  "info@kpl.gov.la",
  "ໂທ: 020 5555 1234",
  "- 12 -",
  "47",
  "--",
  "***",
  "ບົດທີ 3",
  "PRESS RELEASE",
  "\u200e",
  "\ufeff",
  "ະ",
  "່າ",
);
const words = fc.array(fc.tuple(word, between), { minLength: 1, maxLength: 14 }).map((all) =>
  all
    .map((pair) => pair.join(""))
    .join("")
    .trimEnd(),
);
const line = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(indent, words, ending).map((parts) => parts.join("")) },
  { weight: 4, arbitrary: fc.tuple(indent, marker, words, ending).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: odd },
  { weight: 1, arbitrary: fc.tuple(marker, fc.constant("")).map((parts) => parts.join("")) },
);
const newline = fc.constantFrom(
  "\n",
  "\n",
  "\n",
  "\r\n",
  "\r",
  "\n\n",
  "\n \n",
  "\v",
  "\f",
  "\u2028",
  "\u2029",
  "\u0085",
);
/** Lines as a column breaks them: a width, and a marker in the middle now and then. */
const column = fc.tuple(words, words, words, fc.integer({ min: 12, max: 90 })).map(([one, two, three, width]) => {
  const lines: string[] = [""];
  for (const part of `${one} ${two} ${three}.`.split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last.length + part.length > width && last !== "") lines.push(part);
    else lines[lines.length - 1] = last === "" ? part : `${last} ${part}`;
  }
  return lines.join("\n");
});
const anyText = fc
  .array(fc.tuple(fc.oneof({ weight: 5, arbitrary: line }, column), newline), { maxLength: 24 })
  .map((lines) => {
    let count = 0;
    return lines
      .map((pair) => pair.join(""))
      .join("")
      .replaceAll(PLACE, () => {
        count += 1;
        return `${count}x`;
      });
  });

const linesOf = (node: Node): string[] =>
  node.type === "paragraph"
    ? [(node.content ?? []).map(({ text }) => text ?? "").join("")]
    : (node.content ?? []).flatMap(linesOf);

function emptyNodes(node: Node): string[] {
  if (node.type === "text") return node.text === "" ? ["text"] : [];
  const own = linesOf(node).join("").trim() === "" ? [node.type] : [];
  return [...own, ...(node.content ?? []).flatMap(emptyNodes)];
}

const WAYS: readonly LineReading[] = ["auto", "lines", "joined", "as-they-stand"];

test("every word is in a block or in a line that says who wrote, in order; none touch; nothing is empty; all can be saved", () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom(...WAYS), (text, way) => {
      const { blocks, attributions } = textBlocks(text, way);
      const kept = blocks.flatMap(linesOf).flatMap((one) => one.match(WORD) ?? []);
      const told = attributions.flatMap((one) => one.match(WORD) ?? []);
      const given = text.match(WORD) ?? [];
      expect([...kept, ...told].toSorted()).toEqual([...given].toSorted());
      const order = new Map(given.map((one, at) => [one, at]));
      expect(kept).toEqual(kept.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)));
      // A word that a soft hyphen cut is whole again; nothing else brings two together.
      const whole = new Set(text.replace(/\u00ad[\s\u0085\u200b\u200e\ufeff]*/g, "").match(TOUCHING));
      for (const one of blocks.flatMap(linesOf))
        for (const pair of one.match(TOUCHING) ?? []) expect(whole).toContain(pair);
      expect(blocks.flatMap(emptyNodes)).toEqual([]);
      if (blocks.length > 0) expect(bodyProblem({ type: "doc", content: [...blocks] })).toBeNull();
    }),
    { numRuns: heavyRuns(500) },
  );
});

test("each by itself, a line is a paragraph or an item, and no two are one", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const place = new Map<string, number>();
      for (const [at, one] of text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).entries())
        for (const found of one.match(WORD) ?? []) place.set(found, at);
      for (const one of textBlocks(text, "lines").blocks.flatMap(linesOf)) {
        const from = new Set((one.match(WORD) ?? []).map((found) => place.get(found)));
        expect(from.size).toBeLessThan(2);
      }
    }),
    { numRuns: heavyRuns(200) },
  );
});
