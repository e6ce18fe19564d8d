import { createHash } from "node:crypto";
import { access, readdir, rename, symlink, utimes } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { articlePath } from "../../../electron/library/files/article-paths.ts";
import { assetPath } from "../../../electron/library/files/assets/asset-path.ts";
import { addAsset } from "../../../electron/library/files/assets/assets.ts";
import type { Library } from "../../../electron/library/library.ts";
import type { Article } from "../../../shared/article/article.ts";
import { done } from "../../../shared/errors.ts";
import { must, newsroom, story, writer } from "./own-library.ts";

const { folder, open, close } = newsroom();

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );
/** An image that nobody has touched for days. */
async function image(colour: string): Promise<string> {
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: colour } })
    .png()
    .toBuffer();
  const { asset } = must(await addAsset(folder(), "photo.png", bytes));
  expect(asset.slice(0, 64)).toBe(createHash("sha256").update(bytes).digest("hex"));
  const then = new Date(Date.now() - 5 * 86_400_000);
  await utimes(assetPath(folder(), asset), then, then);
  return asset;
}
const withImage = (headline: string, asset: string): Article => {
  const fresh = story(headline);
  const words = { lo: "", en: "" };
  return { ...fresh, details: { ...fresh.details, image: { asset, alt: words, caption: words, credit: words } } };
};
const trash = async (desk: Library, id: string) =>
  must(await desk.change(id, writer, (article) => done({ ...article, trashedAt: "2026-11-24T02:00:00Z" })));

test("emptying removes the trashed stories from the list and the disk, and no other", async () => {
  const desk = await open();
  const stays = must(await desk.create(story("ຢູ່ຕໍ່"), writer)).article;
  const goes = must(await desk.create(story("ໄປ"), { ...writer, origin: "import" })).article;
  await trash(desk, goes.id);
  const { cursor } = await desk.changesSince(null);
  expect(must(await desk.emptyTrash(writer))).toEqual({ emptied: 1, images: 0 });
  expect(await desk.ids()).toEqual([stays.id]);
  expect((await desk.list({ trashed: true })).total).toBe(0);
  expect(await exists(path.join(folder(), "history", goes.id))).toBe(false);
  expect((await desk.changesSince(cursor)).changes).toMatchObject([{ id: goes.id, print: null }]);
  await close();
  // Nothing brings it back.
  const again = await open();
  expect(await again.ids()).toEqual([stays.id]);
});

test("what went out to readers, and what another desk has, stays on record after the trash was emptied", async () => {
  const desk = await open();
  const { id } = must(await desk.create(story("ຂ່າວ"), { ...writer, origin: "import" })).article;
  must(await desk.release(id, "lo", { stage: "review" }, writer));
  const { rev: shared } = must(await desk.handOver(id, writer));
  expect(must(await desk.history(id))[0]?.rev).toBe(shared);
  must(await desk.release(id, "lo", { stage: "published", publishedAt: "2026-11-24T09:00:00+07:00" }, writer));
  must(await desk.release(id, "lo", { stage: "withdrawn" }, writer));
  await trash(desk, id);
  must(await desk.emptyTrash(writer));
  expect(await exists(articlePath(folder(), id))).toBe(false);
  const kept = must(await desk.history(id));
  expect(kept.map(({ why, pinned }) => [why, pinned])).toEqual([
    ["publish", false],
    ["stage", true],
  ]);
});

test("an image is swept when no story, no revision, no trash and no save to come needs it", async () => {
  const desk = await open();
  const [used, inTrash, inHistory, unused] = [
    await image("red"),
    await image("lime"),
    await image("blue"),
    await image("white"),
  ];
  must(await desk.create(withImage("ມີຮູບ", used), writer));
  const old = must(await desk.create(withImage("ເຄີຍມີຮູບ", inHistory), { ...writer, origin: "import" })).article;
  must(
    await desk.change(old.id, writer, (article) => done({ ...article, details: { ...article.details, image: null } })),
  );
  const trashed = must(await desk.create(withImage("ໃນຖັງຂີ້ເຫຍື້ອ", inTrash), writer)).article;
  await trash(desk, trashed.id);
  const fresh = must(
    await addAsset(
      folder(),
      "new.png",
      await sharp({ create: { width: 9, height: 9, channels: 3, background: "red" } })
        .png()
        .toBuffer(),
    ),
  );
  // A newer desk's file is not emptied, so its image is needed as long.
  const { sweepAssets } = await import("../../../electron/library/care/trash.ts");
  const { openGround } = await import("../../../electron/library/files/ground.ts");
  const { openHistory } = await import("../../../electron/library/history/history.ts");
  const parts = {
    folder: folder(),
    history: openHistory(folder(), "", {}),
    ground: openGround(folder(), desk.id),
    mayRemove: async () => true,
  };
  expect(await sweepAssets(parts, new Set())).toBe(1);
  const left = async (assets: readonly string[]) =>
    Promise.all(assets.map((asset) => exists(assetPath(folder(), asset))));
  expect(await left([used, inTrash, inHistory, fresh.asset, unused])).toEqual([true, true, true, true, false]);
  expect(must(await desk.emptyTrash(writer))).toEqual({ emptied: 1, images: 1 });
  expect(await left([used, inTrash, inHistory, fresh.asset])).toEqual([true, false, true, true]);
});

test("the site's logo is needed as long as the settings name it", async () => {
  const desk = await open();
  const logo = await image("teal");
  const { settings, rev } = desk.settings();
  must(await desk.saveSettings(rev, { ...settings, site: { logo } }));
  must(await desk.emptyTrash(writer));
  expect(await exists(assetPath(folder(), logo))).toBe(true);
});

test("while a revision can't be read, no image is swept, as it may be the one that it needs", async () => {
  const desk = await open();
  const { id } = must(await desk.create(story("ຂ່າວ"), { ...writer, origin: "import" })).article;
  const unused = await image("black");
  const place = path.join(folder(), "history", id);
  const { writeFile } = await import("node:fs/promises");
  await writeFile(path.join(place, (await readdir(place))[0] ?? ""), "damaged");
  expect(must(await desk.emptyTrash(writer)).images).toBe(0);
  expect(await exists(assetPath(folder(), unused))).toBe(true);
});

test("an image that is added again counts as new", async () => {
  await open();
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } })
    .png()
    .toBuffer();
  const asset = await image("red");
  must(await addAsset(folder(), "again.png", bytes));
  const { stat } = await import("node:fs/promises");
  expect(Date.now() - (await stat(assetPath(folder(), asset))).mtimeMs).toBeLessThan(60_000);
});

test.runIf(process.platform !== "win32")(
  "a story that the disk doesn't let go stays, and the others are emptied and told",
  async () => {
    const desk = await open();
    const ids: string[] = [];
    for (const words of ["ໄປ", "ຢູ່ຕໍ່", "ໄປຄືກັນ"]) {
      const { id } = must(await desk.create(story(words), { ...writer, origin: "import" })).article;
      await trash(desk, id);
      ids.push(id);
    }
    const stuck = ids[1] ?? "";
    // Its history is a link out of the library, which is never followed.
    const history = path.join(folder(), "history", stuck);
    await rename(history, `${history}-elsewhere`);
    await symlink(`${history}-elsewhere`, history);
    expect(must(await desk.emptyTrash(writer))).toMatchObject({ emptied: 2, problem: { reason: "disk-link" } });
    expect(await desk.ids()).toEqual([stuck]);
    // Nothing could be done at all: that is a refusal.
    expect(await desk.emptyTrash(writer)).toMatchObject({ ok: false, error: { reason: "disk-link" } });
  },
);
