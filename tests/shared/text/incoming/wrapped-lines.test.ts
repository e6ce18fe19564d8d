/** Lines of a column as paragraphs: what joins them, and what never does. */
import { expect, test } from "vitest";
import { textBlocks } from "../../../../shared/text/incoming/text-blocks.ts";
import { outline } from "../../outline.ts";

const lines = (text: string): string[] => textBlocks(text).blocks.flatMap(outline);

test("a page's number between the lines of a column goes into no sentence", () => {
  const before =
    "The Government of the Lao PDR has approved the agreement on the\nprotection of the Mekong river and its many tributaries,";
  const after =
    "the Ministry said on Wednesday after a meeting in the capital of\nthe country with partners from the region.";
  for (const number of ["12", "- 12 -", "໑໒"])
    expect(lines(`${before}\n${number}\n${after}`)).toEqual([
      `paragraph ${before.replace("\n", " ")}`,
      `paragraph ${number}`,
      `paragraph ${after.replace("\n", " ")}`,
    ]);
});

test("an address that a line cut goes on without a space; one that is whole, and a slash between words, do not", () => {
  const column = (end: string) =>
    `The whole text of the agreement can be read by all at ${end}\nstory-of-rain and in the paper of the Ministry which is out on\nWednesday in all of the provinces of the country.`;
  const [first = ""] = lines(column("https://kpl.gov.la/2026/"));
  expect(first).toContain("at https://kpl.gov.la/2026/story-of-rain and");
  expect(lines(column("https://kpl.gov.la"))[0]).toContain("at https://kpl.gov.la story-of-rain and");
  expect(lines(column("its own cost and/"))[0]).toContain("and/ story-of-rain");
});
