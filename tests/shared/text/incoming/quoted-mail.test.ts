/** Mail in plain text that quotes other mail: the marks go, who wrote it is told, and its lines are read like any others. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { lineBlocks, textBlocks } from "../../../../shared/text/incoming/text-blocks.ts";
import { outline } from "../../outline.ts";

const lines = (text: string): string[] => textBlocks(text).blocks.flatMap(outline);

const MAIL = `ຮຽນ ບັນນາທິການ, ສົ່ງຂ່າວໃຫ້ຕາມທີ່ຂໍ.

On Tue, Nov 4, 2026 at 9:10 AM Noy Sengdara <noy.sengdara@kpl.gov.la>
wrote:

> The Ministry of Agriculture and Forestry said on Monday that the harvest
> of wet-season rice had reached 2.4 million tonnes, a tenth more than last
> year, despite the floods in the south.
>
> Farmers in Champassak had lost 3,000 hectares.
>
> ເມື່ອ 3 ພະຈິກ 2026 17:00, Desk <desk@kpl.gov.la> ຂຽນວ່າ:
>
>> Please send the figures of the harvest by noon tomorrow, and who may be
>> quoted with them.
> > 1. Wet season
> > 2. Dry season`;

test("each mail's lines are joined by themselves, lists are lists, and a paragraph ends where another mail begins", () => {
  expect(lines(MAIL)).toEqual([
    "paragraph ຮຽນ ບັນນາທິການ, ສົ່ງຂ່າວໃຫ້ຕາມທີ່ຂໍ.",
    "paragraph The Ministry of Agriculture and Forestry said on Monday that the harvest of wet-season rice had reached 2.4 million tonnes, a tenth more than last year, despite the floods in the south.",
    "paragraph Farmers in Champassak had lost 3,000 hectares.",
    "paragraph Please send the figures of the harvest by noon tomorrow, and who may be quoted with them.",
    'orderedList{"start":1}',
    "  listItem",
    "    paragraph Wet season",
    "  listItem",
    "    paragraph Dry season",
  ]);
});

test("lines that say who wrote are told, one that was broken in two as one", () => {
  expect(textBlocks(MAIL).attributions).toEqual([
    "On Tue, Nov 4, 2026 at 9:10 AM Noy Sengdara <noy.sengdara@kpl.gov.la> wrote:",
    "ເມື່ອ 3 ພະຈິກ 2026 17:00, Desk <desk@kpl.gov.la> ຂຽນວ່າ:",
  ]);
});

test.each([
  ["a sign that compares", "ລາຄາເຂົ້າ\n> 5.000 ກີບ"],
  ["a sentence before it that names no time and no address", "The minister wrote:\n> 5 is more than 4"],
  ["a sign within a line", "ວຽງຈັນ > ຫຼວງພະບາງ\nປາກເຊ > ວຽງຈັນ"],
])("%s is no quotation", (_, text) => {
  expect(lines(text)).toEqual(text.split("\n").map((line) => `paragraph ${line}`));
  expect(textBlocks(text).attributions).toEqual([]);
});

test("a sentence of the story's that ends with a colon stays above what it quotes", () => {
  expect(lines("The minister wrote:\n\n> Rice exports rose.\n> Fuel prices fell.")).toEqual([
    "paragraph The minister wrote:",
    "paragraph Rice exports rose.",
    "paragraph Fuel prices fell.",
  ]);
});

test("lines that stay as they stand keep their marks", () => {
  expect(lineBlocks("> ໜຶ່ງ\n> ສອງ").flatMap(outline)).toEqual(["paragraph > ໜຶ່ງ", "paragraph > ສອງ"]);
});

test("no word of a mail goes that isn't told", () => {
  const line = fc.tuple(
    fc.constantFrom("", "> ", ">> ", "> > ", ">", "  > "),
    fc.constantFrom("W", "W W", "On 4/11/2026 W <w@kpl.gov.la> wrote:", "W wrote:", "", "a. W", "- W"),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.constantFrom("auto", "lines", "joined"), (given, as) => {
      let count = 0;
      const text = given
        .map((parts) => parts.join(""))
        .join("\n")
        .replace(/W/g, () => `ຄ${++count}x`);
      const { blocks, attributions } = textBlocks(text, as);
      const made = [...blocks.flatMap(outline), ...attributions].join("\n").match(/ຄ\d+x/g) ?? [];
      expect(made.toSorted()).toEqual((text.match(/ຄ\d+x/g) ?? []).toSorted());
      expect(made.length).toBe(count);
    }),
  );
});
