import { expect, test } from "vitest";
import { viewOf } from "../../../../renderer/editor/session/story-view.ts";
import { Article, emptyDetails } from "../../../../shared/article/article.ts";
import { createUnsaved, viewAfter } from "./unsaved-in-hand.ts";

const note = (text: string) => ({ row: "lead", by: "ນາງ ຄຳຫລ້າ", at: "2026-11-24T03:00:00Z", text, resolvedAt: null });

test("what a save that is refused took is unsaved again, under what was changed meanwhile", () => {
  const unsaved = createUnsaved();
  unsaved.add("en");
  unsaved.addNote("a", note("ກວດຕົວເລກ"));
  unsaved.addNote("b", note("ກວດຊື່"));
  const putBack = unsaved.take(["en"]);
  expect(unsaved.isEmpty()).toBe(true);
  unsaved.add("lo");
  unsaved.addNote("b", null);
  putBack();
  expect(unsaved.parts()).toEqual(["lo", "en"]);
  expect(unsaved.notes()).toEqual({ a: note("ກວດຕົວເລກ"), b: null });
});

test("a note that was just written, and one that was just deleted, are shown so while another's change comes in", () => {
  const release = { stage: "draft" as const, publishedAt: null };
  const article = Article.parse({
    format: 1,
    id: "01M7MAQDPGSZ3NA00QHSJAYN3C",
    createdAt: "2026-11-24T02:00:00Z",
    updatedAt: "2026-11-24T03:00:00Z",
    trashedAt: null,
    details: emptyDetails("lo"),
    release: { lo: release, en: release },
    versions: { lo: null, en: null },
    rows: { r1: { lo: "one", en: "two", at: "2026-11-24T03:00:00Z", by: "ນາງ ຄຳຫລ້າ" } },
    notes: { "01JH0000000000000000000001": note("ກວດຊື່") },
    conflicts: [],
  });
  const story = { article, changed: { lo: false, en: false } };
  const unsaved = createUnsaved();
  unsaved.addNote("01JH0000000000000000000002", note("ກວດຕົວເລກ"));
  unsaved.addNote("01JH0000000000000000000001", null);
  unsaved.addRow("r1", null);
  const shown = viewAfter(viewOf(story), story, ["lo"], unsaved);
  // No row is confirmed for having a name that objects have.
  for (const { rows } of [shown, viewOf(story)])
    expect([rows.constructor, rows.toString]).toEqual([undefined, undefined]);
  expect(shown.notes).toEqual({ "01JH0000000000000000000002": note("ກວດຕົວເລກ") });
  expect(shown.rows).toEqual({});
});
