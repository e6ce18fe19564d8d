import fc from "fast-check";
import { expect, test } from "vitest";
import { composed } from "../../../shared/text/composed.ts";
import { canonicalText } from "../../../shared/text/lao.ts";

/** Letters and marks of many classes, those that come apart or together when they are composed among them. */
const SIGNS = [
  ..."ກa ",
  ..."຺ຸູີົໍຼ່້໌",
  "\u0301\u0323\u0344\u0345\u0334\u0338\u0327\u0360".split(""),
  "\u093C\u0CD5\u0BD7\u0F71\u0F73\u0F75\u3099\u302A\u05B0\u1DCE".split(""),
  "\u{1D165}",
  "\u{1D16D}",
].flat();

const Text = fc
  .uniqueArray(fc.constantFrom(...SIGNS), { minLength: 1, maxLength: 6 })
  .chain((some) => fc.array(fc.constantFrom(...some), { minLength: 60, maxLength: 300, size: "max" }))
  .map((signs) => signs.join(""));

test("a text composed is what the runtime makes of it, however many marks stand on a letter", () => {
  fc.assert(
    fc.property(Text, (text) => {
      expect(composed(text)).toBe(text.normalize("NFC"));
    }),
  );
});

test("a text without such marks is what the runtime makes of it, whatever letters it has", () => {
  const near = fc.oneof(
    fc.integer({ min: 0, max: 0x2ff }),
    fc.integer({ min: 0x0e80, max: 0x0eff }),
    fc.integer({ min: 0x2000, max: 0x2060 }),
    fc.integer({ min: 0, max: 0xd7ff }),
  );
  fc.assert(
    fc.property(fc.array(near, { maxLength: 8 }), (codes) => {
      const text = String.fromCharCode(...codes);
      expect(composed(text)).toBe(text.normalize("NFC"));
    }),
    { numRuns: 2000 },
  );
});

test("hundreds of thousands of marks on one letter are sorted like any other", () => {
  // A sort of the runtime's own would take longer than any test may.
  const many = 300_000;
  expect(composed(`ກ${"ຸ່".repeat(many)}`)).toBe(`ກ${"ຸ".repeat(many)}${"່".repeat(many)}`);
  expect(canonicalText(`ກ${"ຸ່".repeat(many)}`)).toBe("ກຸ່");
});
