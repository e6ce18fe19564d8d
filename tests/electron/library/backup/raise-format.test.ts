import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { formatBackup } from "../../../../electron/library/backup/raise-format.ts";
import { restoreBackup } from "../../../../electron/library/backup/restore-backup.ts";
import { openLibrary } from "../../../../electron/library/library.ts";
import { must, newsroom, story, writer } from "../own-library.ts";

const room = newsroom();
const backups = () => path.join(path.dirname(room.folder()), "before-updates");

/** Every file of a library but its lock, with its bytes. */
async function bytesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && entry.name !== ".lock")
      found.set(path.relative(folder, file), (await readFile(file)).toString("base64"));
  }
  return found;
}
async function oneStory(): Promise<ReadonlyMap<string, string>> {
  const library = await room.open();
  must(await library.create(story("ນ້ຳຂອງຂຶ້ນສູງ"), writer));
  await room.close();
  return bytesIn(room.folder());
}
const formatOf = async (): Promise<unknown> =>
  (JSON.parse(await readFile(path.join(room.folder(), "library.json"), "utf8")) as { format: unknown }).format;

it("a library's format is raised once all of it is in a backup that restores to the same bytes", async () => {
  const before = await oneStory();
  const library = await room.open({ format: 2, formatBackups: backups() });
  expect(await formatOf()).toBe(2);
  const file = formatBackup(room.folder(), backups(), {
    id: library.id,
    format: 1,
    settings: library.settings().settings,
  });
  const again = path.join(path.dirname(room.folder()), "again");
  must(await restoreBackup(file, again));
  expect(await bytesIn(again)).toEqual(before);
  // An older Songphasa leaves it alone from now on.
  await room.close();
  expect(await openLibrary(room.folder())).toMatchObject({ ok: false, error: { reason: "library-newer" } });
});

it("nothing is raised, and the library is given back, where the backup can't be made", async () => {
  const before = await oneStory();
  await writeFile(backups(), "a file stands there");
  expect((await openLibrary(room.folder(), { format: 2, formatBackups: backups() })).ok).toBe(false);
  expect(await bytesIn(room.folder())).toEqual(before);
  // A place inside the library is none.
  const inside = path.join(room.folder(), "backups");
  await mkdir(inside);
  const refused = await openLibrary(room.folder(), { format: 2, formatBackups: inside });
  expect(refused).toMatchObject({ ok: false, error: { reason: "backup-in-library" } });
  expect(await formatOf()).toBe(1);
  const library = await room.open();
  expect(library.readOnly).toBe(false);
});

it("nothing is raised, and no backup made, where the format is this one or the library is only read", async () => {
  await oneStory();
  await room.open({ formatBackups: backups() });
  await room.close();
  await room.open({ format: 2, formatBackups: backups(), readOnly: true });
  expect(await formatOf()).toBe(1);
  expect(await readdir(path.dirname(room.folder()))).toEqual(["library"]);
});
