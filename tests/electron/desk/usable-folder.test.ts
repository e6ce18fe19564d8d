import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { usableFolder } from "../../../electron/desk/usable-folder.ts";

let room = "";
beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-folder-"));
});
afterEach(() => rm(room, { recursive: true, force: true }));

test("a folder that isn't there is made, with those above it", async () => {
  const folder = path.join(room, "ສຳຮອງ", "ລາຍວັນ");
  expect(await usableFolder(folder, "backup", path.join(room, "library"))).toBeNull();
  expect((await stat(folder)).isDirectory()).toBe(true);
});

test("one below a file is refused, and so is one where the system makes none", async () => {
  await writeFile(path.join(room, "file"), "");
  const places = [path.join(room, "file", "backups"), ...(process.platform === "linux" ? ["/proc/nope/backups"] : [])];
  for (const place of places)
    expect(await usableFolder(place, "backup", path.join(room, "library"))).toMatchObject({
      reason: "folder-unusable",
    });
});
