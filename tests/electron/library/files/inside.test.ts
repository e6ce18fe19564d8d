/** Nothing from outside leads out of the library's folder. */
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { articlePath } from "../../../../electron/library/files/article-paths.ts";
import { assetPath } from "../../../../electron/library/files/assets/asset-path.ts";
import { addAsset, readAsset } from "../../../../electron/library/files/assets/assets.ts";
import { ArticleId, AssetName } from "../../../../shared/article/article.ts";
import { must, newsroom, story, writer } from "../own-library.ts";

const { folder, open, close } = newsroom();
let elsewhere = "";
beforeEach(async () => {
  elsewhere = await mkdtemp(path.join(tmpdir(), "songphasa-elsewhere-"));
});
afterEach(() => rm(elsewhere, { recursive: true, force: true }));

const BAD = [
  ["the folder above", ".."],
  ["a way up and down", "../../etc/passwd"],
  ["an absolute path", "/etc/passwd"],
  ["a path of Windows", "C:\\Windows\\win.ini"],
  ["a share of Windows", "\\\\server\\share"],
  ["a device", "NUL"],
  ["a device with an ending", "CON.json"],
  ["an id with a NUL", "01JA00000000000000000000\0"],
  ["an id in small letters", "01ja0000000000000000000000"],
  ["an id and a way up", "01JA0000000000000000000000/.."],
  ["an id that is too long", `01JA0000000000000000000000${"0".repeat(5000)}`],
  ["nothing", ""],
  ["a name that objects have", "__proto__"],
];

test.each(BAD)("%s is no story's id, whatever is asked for it", async (_what, id) => {
  const desk = await open();
  const before = await readdir(folder());
  expect(ArticleId.safeParse(id).success).toBe(false);
  expect(await desk.open(id)).toMatchObject({ ok: false, error: { reason: "no-article" } });
  expect(await desk.save({ id, base: {} }, writer)).toMatchObject({ ok: false, error: { reason: "no-article" } });
  expect((await desk.history(id)).ok).toBe(false);
  expect((await desk.revision(id, "0".repeat(32))).ok).toBe(false);
  expect((await desk.restore(id, "0".repeat(32), writer)).ok).toBe(false);
  expect((await desk.keepAside(id, {}, writer)).ok).toBe(false);
  expect((await desk.handOver(id, writer)).ok).toBe(false);
  expect(await readdir(folder())).toEqual(before);
});

test.each([
  ...BAD,
  ["a hash and a way up", `${"a".repeat(64)}.jpg/../x`],
  ["a hash in capitals", `${"A".repeat(64)}.jpg`],
  ["a drawing that can hold scripts", `${"a".repeat(64)}.svg`],
])("%s is no image's name", (_what, name) => {
  expect(AssetName.safeParse(name).success).toBe(false);
});

test("a story or a shelf that is a link elsewhere is neither read nor written, and what it names stays", async () => {
  const first = await open();
  const fresh = story("ຂ່າວ");
  const { id } = must(await first.create(fresh, writer)).article;
  await close();
  const text = await readFile(articlePath(folder(), id), "utf8");

  await writeFile(path.join(elsewhere, `${id}.json`), text);
  await rm(articlePath(folder(), id));
  await symlink(path.join(elsewhere, `${id}.json`), articlePath(folder(), id));
  const second = await open();
  expect(await second.open(id)).toMatchObject({ ok: false, error: { reason: "disk-link" } });
  expect((await second.save({ id, base: { lo: null }, lo: { headline: "x" } }, writer)).ok).toBe(false);
  await close();
  expect(await readFile(path.join(elsewhere, `${id}.json`), "utf8")).toBe(text);

  await rm(path.dirname(articlePath(folder(), id)), { recursive: true });
  await symlink(elsewhere, path.dirname(articlePath(folder(), id)));
  const third = await open();
  expect((await third.list({})).total).toBe(0);
  expect((await third.open(id)).ok).toBe(false);
  expect(await third.create(fresh, writer)).toMatchObject({ ok: false, error: { reason: "disk-link" } });
  expect(await readFile(path.join(elsewhere, `${id}.json`), "utf8")).toBe(text);
  expect(await readdir(elsewhere)).toEqual([`${id}.json`]);
});

test("history that is a link elsewhere takes no revision", async () => {
  const desk = await open();
  await mkdir(path.join(folder(), "history"), { recursive: true });
  const fresh = story("ຂ່າວ");
  await symlink(elsewhere, path.join(folder(), "history", fresh.id));
  expect(await desk.create(fresh, { ...writer, origin: "import" })).toMatchObject({
    ok: false,
    error: { reason: "disk-link" },
  });
  expect(await readdir(elsewhere)).toEqual([]);
});

test("an image behind a link is not read, and none is stored through one", async () => {
  await open();
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const stored = must(await addAsset(folder(), "photo.png", png));
  expect(await readAsset(folder(), stored.asset)).toEqual(png);
  const shelf = path.dirname(assetPath(folder(), stored.asset));
  await rm(shelf, { recursive: true });
  await writeFile(path.join(elsewhere, stored.asset), "secret");
  await symlink(elsewhere, shelf);
  expect(await readAsset(folder(), stored.asset)).toBeNull();
  expect(await addAsset(folder(), "photo.png", png)).toMatchObject({ ok: false, error: { reason: "disk-link" } });
  expect(await readFile(path.join(elsewhere, stored.asset), "utf8")).toBe("secret");
});

test("a file that stands in a shelf's place keeps no library from opening", async () => {
  const first = await open();
  must(await first.create(story("ຂ່າວ"), writer));
  await close();
  for (const name of ["00", "ZZ"])
    await writeFile(path.join(folder(), "articles", name), "no shelf").catch(() => undefined);
  expect((await (await open()).list({})).total).toBe(1);
});

test("a folder where a story's file should be is left alone, said so, and holds up no other story", async () => {
  const first = await open();
  const { id } = must(await first.create(story("ຂ່າວ"), writer)).article;
  const other = must(await first.create(story("ຂ່າວອື່ນ"), writer)).article.id;
  await close();
  const file = articlePath(folder(), id);
  await rm(file);
  await mkdir(file);
  await writeFile(path.join(file, "notes.txt"), "ບັນທຶກ");
  const second = await open();
  expect((await second.list({})).items.map((item) => item.id)).toEqual([other]);
  for (const answer of [
    await second.open(id),
    await second.save({ id, base: { lo: null }, lo: { headline: "x" } }, writer),
  ])
    expect(answer).toMatchObject({ ok: false, error: { reason: "disk-folder" } });
  expect((await second.open(other)).ok).toBe(true);
  expect(await readFile(path.join(file, "notes.txt"), "utf8")).toBe("ບັນທຶກ");
});
