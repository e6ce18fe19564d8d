import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { articlePath } from "../../../../electron/library/files/article-paths.ts";
import { placedFiles } from "../../../../electron/library/files/file-stamp.ts";

const ID = "01JD8ZQ3V5X6Y7Z8A9B0C1D2E3";
let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "songphasa-stamp-"));
  file = articlePath(folder, ID);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, "ຂ່າວ");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const inoOf = () => statSync(file, { bigint: true }).ino;

test("a story that was placed stands until another program touches its file", () => {
  const placed = placedFiles(folder);
  expect(placed.stands(ID)).toBe(false);
  placed.note(ID, inoOf());
  expect([placed.stands(ID), placed.stands(ID)]).toEqual([true, true]);
  writeFileSync(file, "ຂ່າວອື່ນ");
  expect(placed.stands(ID)).toBe(false);
  placed.note(ID, inoOf());
  rmSync(file);
  expect(placed.stands(ID)).toBe(false);
});

test("a file that another program put in its place at once is not the one that was placed", () => {
  const placed = placedFiles(folder);
  placed.note(ID, inoOf() + 1n);
  expect(placed.stands(ID)).toBe(false);
});
