/** How deep JSON is nested, told by its bytes before it is parsed as it is told by its value afterwards. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { areBytesNestedBeyond, isNestedBeyond } from "../../../shared/article/nesting.ts";

const utf8 = new TextEncoder();
const beyond = (text: string, levels: number) => areBytesNestedBeyond(utf8.encode(text), levels);

test("by its bytes JSON is nested as deep as its value is, whatever its texts hold", () => {
  const word = fc.constantFrom("ຂ່າວ", '{"', "\\", '\\"[', "]}", "", "\ud800", "\u0000");
  const level = fc.tuple(fc.constantFrom("list", "object"), word);
  fc.assert(
    fc.property(fc.array(level, { maxLength: 8 }), word, fc.nat(8), fc.nat(1), (around, text, levels, indent) => {
      let value: unknown = text;
      for (const [kind, beside] of around) value = kind === "list" ? [beside, value, {}] : { [beside]: value, x: [] };
      expect(beyond(JSON.stringify(value, null, indent), levels)).toBe(isNestedBeyond(value, levels));
    }),
  );
});

test("what has many levels is told of without being parsed, and what ends within a text is no deeper", () => {
  expect(beyond("[".repeat(5_000_000), 256)).toBe(true);
  expect(beyond('{"ຂ່າວ":['.repeat(128), 256)).toBe(false);
  expect(beyond(`"${"[".repeat(300)}`, 256)).toBe(false);
  expect(beyond(`"\\`, 256)).toBe(false);
});
