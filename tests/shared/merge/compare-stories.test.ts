import { expect, test } from "vitest";
import { emptyDetails, emptyVersion, type Node } from "../../../shared/article/article.ts";
import type { StoryText } from "../../../shared/article/compare-stories.ts";
import { compareStories } from "../../../shared/article/compare-stories.ts";

const AT = "2026-11-24T02:00:00Z";
const paragraph = (row: string, text: string, marks: readonly string[] = []): Node => ({
  type: "paragraph",
  attrs: { id: `${row}1`, row },
  content: [{ type: "text", text, ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}) }],
});
const story = (lo: readonly Node[], en: readonly Node[] | null, headline = "ລາຄານ້ຳມັນຫຼຸດລົງ"): StoryText => ({
  details: emptyDetails("lo"),
  versions: {
    lo: { ...emptyVersion("lo", AT), headline, body: { type: "doc", content: lo } },
    en: en && { ...emptyVersion("en", AT), headline: "Fuel prices fall", body: { type: "doc", content: en } },
  },
});
const changed = (before: StoryText, after: StoryText) =>
  compareStories(before, after)
    .rows.filter((row) => row.changed)
    .map((row) => row.id);

test("a row that changed in one language is named once, with both sides of both languages", () => {
  const before = story([paragraph("a", "ລາຄາຫຼຸດ."), paragraph("b", "ແຕ່ມື້ນີ້.")], [paragraph("a", "Prices fall.")]);
  const after = story([paragraph("a", "ລາຄາຫຼຸດ."), paragraph("b", "ແຕ່ມື້ອື່ນ.")], [paragraph("a", "Prices fall.")]);
  expect(changed(before, after)).toEqual(["b"]);
  expect(compareStories(before, after).rows.find((row) => row.id === "b")?.sides).toEqual({
    lo: { before: "ແຕ່ມື້ນີ້.", after: "ແຕ່ມື້ອື່ນ.", restyled: false },
    en: { before: "", after: "", restyled: false },
  });
});

test("the page's lines stand around the body's rows, a row that is gone stands where it was", () => {
  const before = story([paragraph("a", "ໜຶ່ງ"), paragraph("b", "ສອງ"), paragraph("c", "ສາມ")], null, "ເກົ່າ");
  const after = story([paragraph("a", "ໜຶ່ງ"), paragraph("c", "ສາມ")], null, "ໃໝ່");
  expect(compareStories(before, after).rows.map((row) => row.id)).toEqual([
    "headline",
    "leadTag",
    "lead",
    "dateline",
    "a",
    "b",
    "c",
    "signOff",
  ]);
  expect(changed(before, after)).toEqual(["headline", "b"]);
});

test("a mark alone is told as such, another id of a block not at all", () => {
  const before = story([paragraph("a", "ໜຶ່ງ")], null);
  expect(compareStories(before, story([paragraph("a", "ໜຶ່ງ", ["bold"])], null)).rows[4]?.sides.lo.restyled).toBe(true);
  const renamed = { ...paragraph("a", "ໜຶ່ງ"), attrs: { id: "other", row: "a" } };
  expect(changed(before, story([renamed], null))).toEqual([]);
});

test("rows that stand in another order are told by language", () => {
  const before = story([paragraph("a", "ໜຶ່ງ"), paragraph("b", "ສອງ")], [paragraph("a", "One")]);
  const after = story([paragraph("b", "ສອງ"), paragraph("a", "ໜຶ່ງ")], [paragraph("a", "One")]);
  expect(compareStories(before, after).reordered).toEqual(["lo"]);
  expect(changed(before, after)).toEqual([]);
});

test("a version that came or went is compared with nothing", () => {
  const before = story([paragraph("a", "ໜຶ່ງ")], null);
  const after = story([paragraph("a", "ໜຶ່ງ")], [paragraph("a", "One")]);
  expect(changed(before, after)).toEqual(["headline", "leadTag", "dateline", "a", "signOff"]);
});
