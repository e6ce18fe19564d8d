import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, canonicalPieces } from "../../../shared/article/canonical-json.ts";

/** Every value with its fields given in another order. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, field]) => [key, turned(field)]),
  );
};

test("equal stories are equal bytes, whatever the order of their fields, and say the same as before", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(turned(value))).toBe(text);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect([...canonicalPieces(value)].join("")).toBe(text);
    }),
  );
});

test("fields stand by UTF-16 code unit, one that isn't there is left out, and a field may have any name", () => {
  const story = { ຂ່າວ: "ຂົວ", b: undefined, B: [{ z: 1, a: null }], a: {} };
  expect(canonicalJson(story)).toBe(
    '{\n  "B": [\n    {\n      "a": null,\n      "z": 1\n    }\n  ],\n  "a": {},\n  "ຂ່າວ": "ຂົວ"\n}\n',
  );
  expect([...canonicalPieces(story)].join("")).toBe(canonicalJson(story));
  const text = '{\n  "__proto__": {\n    "rev": "1"\n  }\n}\n';
  expect(canonicalJson(JSON.parse(text))).toBe(text);
});
