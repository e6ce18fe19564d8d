/** Lists in plain text: which lines are items, and what stands within them. */
import { expect, test } from "vitest";
import { bodyProblem } from "../../../../shared/blocks/body-problem.ts";
import { textBlocks } from "../../../../shared/text/incoming/text-blocks.ts";
import { outline } from "../../outline.ts";

const lines = (text: string): string[] => textBlocks(text).blocks.flatMap(outline);

test("items set deeper are a list within the item before them", () => {
  expect(lines("- ພາກເໜືອ\n  - ຫຼວງພະບາງ\n  - ບໍ່ແກ້ວ\n- ພາກໃຕ້\n\t- ປາກເຊ")).toEqual([
    "bulletList",
    "  listItem",
    "    paragraph ພາກເໜືອ",
    "    bulletList",
    "      listItem",
    "        paragraph ຫຼວງພະບາງ",
    "      listItem",
    "        paragraph ບໍ່ແກ້ວ",
    "  listItem",
    "    paragraph ພາກໃຕ້",
    "    bulletList",
    "      listItem",
    "        paragraph ປາກເຊ",
  ]);
  expect(lines("1. ແຜນງານ\n   - ທາງ\n   - ຂົວ\n2. ງົບປະມານ")).toEqual([
    'orderedList{"start":1}',
    "  listItem",
    "    paragraph ແຜນງານ",
    "    bulletList",
    "      listItem",
    "        paragraph ທາງ",
    "      listItem",
    "        paragraph ຂົວ",
    "  listItem",
    "    paragraph ງົບປະມານ",
  ]);
});

test("a first line that was copied without the white space before it is an item like the others", () => {
  expect(lines("- ທາງ\n    - ຂົວ\n    - ໂຮງຮຽນ")).toEqual([
    "bulletList",
    "  listItem",
    "    paragraph ທາງ",
    "  listItem",
    "    paragraph ຂົວ",
    "  listItem",
    "    paragraph ໂຮງຮຽນ",
  ]);
});

test("Word's bullets in plain text are bullets, and the smaller ones stand within", () => {
  const nested = [
    "bulletList",
    "  listItem",
    "    paragraph ໜຶ່ງ",
    "    bulletList",
    "      listItem",
    "        paragraph ຍ່ອຍ",
    "      listItem",
    "        paragraph ຍ່ອຍສອງ",
    "  listItem",
    "    paragraph ສອງ",
  ];
  expect(lines("•\tໜຶ່ງ\no\tຍ່ອຍ\no\tຍ່ອຍສອງ\n•\tສອງ")).toEqual(nested);
  expect(lines("\uf0b7 ໜຶ່ງ\n\uf0a7 ສອງ")).toEqual([
    "bulletList",
    "  listItem",
    "    paragraph ໜຶ່ງ",
    "  listItem",
    "    paragraph ສອງ",
  ]);
  expect(lines("o ຍ່ອຍ\no ຍ່ອຍ")).toEqual(["paragraph o ຍ່ອຍ", "paragraph o ຍ່ອຍ"]);
});

test("lists within lists end where the format's do, with every word", () => {
  const deep = Array.from({ length: 400 }, (_, at) => `${"  ".repeat(at)}- ຂໍ້${at}x`).join("\n");
  const { blocks } = textBlocks(`- ຂໍ້\n${deep}\n- ຂໍ້`);
  expect(bodyProblem({ type: "doc", content: blocks.map((block) => block) })).toBeNull();
  expect(JSON.stringify(blocks).match(/ຂໍ້\d+x/g)).toHaveLength(400);
});

test("items lettered or in roman numbers are lists that print the same, also within others; in Lao letters they stay text", () => {
  const made = lines("a. ທາງ\nb. ຂົວ\nກ. ນ້ຳ\nຂ. ໄຟຟ້າ\nຄ. ທາງ\n1) ໜຶ່ງ\n   i) ສອງ\n   ii) ສາມ\nC. ສີ່\nD. ຫ້າ\nE. ຫົກ");
  expect(made).toEqual([
    'orderedList{"start":1,"type":"a"}',
    "  listItem",
    "    paragraph ທາງ",
    "  listItem",
    "    paragraph ຂົວ",
    "paragraph ກ. ນ້ຳ",
    "paragraph ຂ. ໄຟຟ້າ",
    "paragraph ຄ. ທາງ",
    'orderedList{"start":1}',
    "  listItem",
    "    paragraph ໜຶ່ງ",
    '    orderedList{"start":1,"type":"i"}',
    "      listItem",
    "        paragraph ສອງ",
    "      listItem",
    "        paragraph ສາມ",
    'orderedList{"start":3,"type":"A"}',
    "  listItem",
    "    paragraph ສີ່",
    "  listItem",
    "    paragraph ຫ້າ",
    "  listItem",
    "    paragraph ຫົກ",
  ]);
});

test("letters that don't count on, or are two of many, stay as they are written", () => {
  for (const text of [
    "K. Vongsa\nP. Sisoulath",
    "K. Vongsa\nL. Sisoulath",
    "a. ທາງ\nc. ຂົວ",
    "a. ທາງ",
    "(a) ທາງ\n(b) ຂົວ",
  ])
    expect([text, lines(text)]).toEqual([text, text.split("\n").map((line) => `paragraph ${line}`)]);
});

test("a short line under an item's words is a line of its own, where no column is so narrow", () => {
  expect(lines("1. ການສຶກສາ\n   ນັກຮຽນ 200 ຄົນ\n2. ທາງ")).toEqual([
    "paragraph 1. ການສຶກສາ",
    "paragraph ນັກຮຽນ 200 ຄົນ",
    "paragraph 2. ທາງ",
  ]);
});
