import { expect, test } from "vitest";
import { countDoubts, furtherWarnings, unsaidFields } from "../../../shared/intake/doubts.ts";

const PAGE = {
  fields: { headline: "look", lead: "look", body: "sure", caption: "look", bylines: "look" },
  warnings: [
    { code: "headline-doubtful", text: "ຂ່າວ" },
    { code: "lead-doubtful", text: "ນ້ຳຂອງຂຶ້ນ" },
    { code: "caption-in-body", text: "ພາບ: ສຳນັກຂ່າວສານປະເທດລາວ" },
    { code: "thai-letters", text: "ประชุม" },
  ],
} as const;
const story = ({ fields, warnings }: { fields: object; warnings: readonly object[] }) =>
  ({ fields, warnings: [...warnings] }) as Parameters<typeof countDoubts>[0];

test("a field that a warning speaks of is no doubt twice", () => {
  expect(unsaidFields(story(PAGE))).toEqual(["bylines"]);
  expect(furtherWarnings(story(PAGE)).map(({ code }) => code)).toEqual(["thai-letters"]);
  expect(countDoubts(story(PAGE))).toBe(5);
});

test("without the field's own word, its warning is told and counts", () => {
  const told = story({ fields: {}, warnings: PAGE.warnings });
  expect(furtherWarnings(told)).toHaveLength(4);
  expect(countDoubts(told)).toBe(4);
});

test("that a plain text's first line is its headline is told, and is no doubt", () => {
  const plain = story({ fields: { headline: "look", body: "sure" }, warnings: [{ code: "not-a-page", text: "ຂ່າວ" }] });
  expect(countDoubts(plain)).toBe(0);
  expect(furtherWarnings(plain)).toHaveLength(1);
  expect(unsaidFields(plain)).toEqual([]);
});
