import fc from "fast-check";
import { expect, test } from "vitest";
import type { Node } from "../../../shared/article/article.ts";
import { bodyProblem, DEEPEST_NODE } from "../../../shared/blocks/body-problem.ts";
import {
  asset,
  blockId,
  headingLevel,
  href,
  listStart,
  listType,
  span,
  widths,
  words,
} from "../../../shared/blocks/node-attributes.ts";
import { savableBlock } from "../../../shared/blocks/savable-block.ts";
import { blockText } from "../../../shared/rows/rows.ts";
import { goodBody, wildBlock } from "./any-body.ts";

const inBody = (content: readonly Node[]) => ({ type: "doc", content });

test("whatever a block holds, what is made of it can be stored", () => {
  fc.assert(
    fc.property(wildBlock, (block) => {
      expect(bodyProblem(inBody(savableBlock(block)))).toBeNull();
    }),
    { numRuns: 2000 },
  );
});

test("what can be stored stays as it is", () => {
  fc.assert(
    fc.property(goodBody, ({ content = [] }) => {
      for (const block of content) expect(savableBlock(block)).toEqual([block]);
    }),
  );
});

test("an attribute takes a value that is accepted, whatever HTML gives for it", () => {
  const given = fc.oneof(
    fc.constantFrom("0", "abc", "2.5", "1001", "-7", "1e9", "9".repeat(400), "", null, undefined),
    fc.integer().map(String),
    fc.string(),
    fc.anything(),
  );
  const rules = { span, widths, listStart, listType, headingLevel, words };
  fc.assert(
    fc.property(given, (value) => {
      for (const [name, rule] of Object.entries(rules))
        expect([name, rule.accepts(rule.from(value))]).toEqual([name, true]);
    }),
  );
  expect(["0", "abc", "2.5", "1001", "3"].map(span.from)).toEqual([1, 1, 2, 1000, 3]);
  expect(["", "x", "IV", "A", "i", "1"].map(listType.from)).toEqual([null, null, null, "A", "i", null]);
  for (const rule of [asset, href, blockId]) expect(rule.from("anything")).toBeNull();
});

const nested = (depth: number, inside: Node): Node =>
  depth === 0 ? inside : { type: "blockquote", content: [nested(depth - 1, inside)] };

test("what stands too deep comes up with all its words, and the block keeps its id and row", () => {
  const line = (text: string): Node => ({ type: "paragraph", content: [{ type: "text", text }] });
  const list: Node = {
    type: "bulletList",
    content: ["ພາກເໜືອ", "ພາກໃຕ້"].map((text) => ({ type: "listItem", content: [line(text)] })),
  };
  const deep = { ...nested(DEEPEST_NODE + 5, list), attrs: { id: "a", row: "r" } };
  const [first, ...rest] = savableBlock(deep);
  expect(rest).toEqual([]);
  expect(first?.attrs).toEqual({ id: "a", row: "r" });
  expect(blockText(first ?? line(""))).toBe(blockText(deep));
  expect(bodyProblem(inBody([first ?? line("")]))).toBeNull();
});

test("a figure without a picture is its caption, and a link that leads nowhere safe its words", () => {
  const caption: Node = {
    type: "text",
    text: "ຂົວຂ້າມແມ່ນ້ຳຂອງ",
    marks: [{ type: "link", attrs: { href: "ftp://kpl.gov.la" } }],
  };
  const figure: Node = {
    type: "figure",
    attrs: { id: "f", row: "r" },
    content: [
      { type: "image", attrs: { asset: "", alt: "", credit: "" } },
      { type: "figcaption", content: [caption] },
    ],
  };
  expect(savableBlock(figure)).toEqual([
    { type: "paragraph", attrs: { id: "f", row: "r" }, content: [{ type: "text", text: "ຂົວຂ້າມແມ່ນ້ຳຂອງ" }] },
  ]);
});
