import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pdfSpaces } from "../../../../shared/text/repairs/pdf-spaces.ts";

const NEWS = readFileSync(path.join(import.meta.dirname, "../../../fixtures/kpl-article-lo.txt"), "utf8")
  .split("\n")
  .filter((line) => /[\u0E81-\u0EAE]{2}/.test(line));
const withoutSpaces = (text: string): string => text.replaceAll(" ", "");

describe("spaces inside Lao words", () => {
  it.each([
    ["behind each mark", "ສ້ າງຄວາມເຂັ້ ມແຂງໃນການພັ ດທະນາວິ ຊາຊີ", "ສ້າງຄວາມເຂັ້ມແຂງໃນການພັດທະນາວິຊາຊີ"],
    ["before a mark", "ນ ້ຳຂອງ ແລະ ນ ້ຳງື່ມ", "ນ້ຳຂອງ ແລະ ນ້ຳງື່ມ"],
    ["where a line ended", "ກະຊວງ ວິທະຍາ ສາດ ແລະ ເຕັກໂນໂລຊີ", "ກະຊວງ ວິທະຍາສາດ ແລະ ເຕັກໂນໂລຊີ"],
    ["where a line ended in a syllable", "ລັດຖະບ ານ ລາວ", "ລັດຖະບານ ລາວ"],
  ])("%s are left out", (_, text, right) => expect(pdfSpaces(text).text).toBe(right));

  it("are none in news: a space that somebody typed stays", () => {
    expect(NEWS.length).toBeGreaterThan(20);
    for (const line of NEWS) expect(pdfSpaces(line)).toEqual({ text: line, changes: [], isSure: false });
  });

  it("are all that goes: the letters stay, in their order, and the places say which", () => {
    fc.assert(
      fc.property(fc.constantFrom(...NEWS), fc.array(fc.nat(400), { maxLength: 20 }), (line, places) => {
        const letters = Array.from(line);
        for (const place of places) letters.splice(place % letters.length, 0, " ");
        const broken = letters.join("");
        const { text, changes } = pdfSpaces(broken);
        expect(withoutSpaces(text)).toBe(withoutSpaces(broken));
        const again = [...changes].reverse().reduce((now, { from, to }) => now.slice(0, from) + now.slice(to), broken);
        expect(again).toBe(text);
        for (const { from, to } of changes) expect(broken.slice(from, to).trim()).toBe("");
      }),
    );
  });

  it("are found again by nobody once they are out", () => {
    fc.assert(
      fc.property(fc.constantFrom(...NEWS), (line) => {
        const broken = line.replace(/(?<=[\u0EB1\u0EB4-\u0EBC\u0EC8-\u0ECE])(?=[\u0E81-\u0EAE])/g, " ");
        const once = pdfSpaces(broken).text;
        expect(pdfSpaces(once).text).toBe(once);
      }),
    );
  });
});
