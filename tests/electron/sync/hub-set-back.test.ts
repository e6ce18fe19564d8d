import { execFileSync } from "node:child_process";
import { cpSync, existsSync, rmSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { addAsset, readAsset } from "../../../electron/library/files/assets/assets.ts";
import { readShareNews } from "../../../electron/sync/share-news.ts";
import { shareFolder } from "../../../electron/sync/share-state.ts";
import { cardsOf } from "../../../shared/article/card.ts";
import { must, storyWithText, writer } from "../library/stories.ts";
import { type SharingDesk, sharedNewsroom, wholeOf } from "./desks.ts";

const newsroom = sharedNewsroom();

const git = (...args: string[]): string =>
  execFileSync("git", ["--git-dir", newsroom.hub(), ...args], { encoding: "utf8" }).trim();

/** The hub as it stands now, to be brought back later. */
const backedUp = (): (() => void) => {
  const copy = path.join(newsroom.root(), "hub-backup");
  cpSync(newsroom.hub(), copy, { recursive: true });
  return () => {
    rmSync(newsroom.hub(), { recursive: true });
    cpSync(copy, newsroom.hub(), { recursive: true });
  };
};

const setBack = async ({ library, sharer }: SharingDesk): Promise<string | null> =>
  (await readShareNews(shareFolder(sharer.home, library.id))).setBack;

const create = async ({ library }: SharingDesk, headline: string): Promise<string> =>
  must(await library.create(storyWithText(headline), writer)).article.id;

const headlines = async (desk: SharingDesk): Promise<string[]> => {
  const all: string[] = [];
  for (const id of await desk.library.ids()) all.push((await desk.story(id)).versions.lo?.headline ?? "");
  return all.sort();
};

const everybody = async (desks: readonly SharingDesk[], rounds = 2): Promise<void> => {
  for (let round = 0; round < rounds; round += 1) for (const desk of desks) await desk.sync();
};

const picture = async (colour: string): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();

test("a hub that was restored from an old backup gets back what the desks have, words and pictures, and says so", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const early = await create(vientiane, "ລະດັບນ້ຳຂອງ");
  await vientiane.sync();
  const pakse = await newsroom.desk("pakse");
  const restore = backedUp();
  await vientiane.headline(early, "lo", "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ");
  const bytes = await picture("#1d4d8f");
  const { asset } = must(await addAsset(vientiane.library.folder, "ຂົວ.jpg", bytes));
  const made = storyWithText("ເປີດຂົວມິດຕະພາບ");
  const words = { lo: "ຂົວ", en: "The bridge" };
  const image = { asset, alt: words, caption: words, credit: { lo: "", en: "" } };
  must(await vientiane.library.create({ ...made, details: { ...made.details, image } }, writer));
  await vientiane.sync();
  const late = await create(pakse, "ລາຄາຄຳ");
  await pakse.sync();
  await vientiane.sync();
  restore();
  await pakse.headline(late, "lo", "ລາຄາຄຳ ຫຼຸດລົງ");
  await vientiane.sync();
  expect(await setBack(vientiane)).not.toBeNull();
  await everybody([pakse, vientiane]);
  expect(await wholeOf(vientiane)).toBe(await wholeOf(pakse));
  expect(await headlines(pakse)).toEqual(["ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ", "ລາຄາຄຳ ຫຼຸດລົງ", "ເປີດຂົວມິດຕະພາບ"].sort());
  // Whoever joins now finds all of it, the picture too.
  const champasak = await newsroom.desk("champasak");
  await champasak.sync();
  expect(await wholeOf(champasak)).toBe(await wholeOf(vientiane));
  expect(Buffer.from((await readAsset(champasak.library.folder, asset)) ?? [])).toEqual(bytes);
  for (const desk of [vientiane, pakse, champasak])
    expect(await desk.sync()).toEqual({ sent: 0, received: 0, merged: 0, held: [] });
});

test("a run that was cut off before it reached the hub is no hub that was set back", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const id = await create(vientiane, "ລະດັບນ້ຳຂອງ");
  await vientiane.sync();
  await vientiane.headline(id, "lo", "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ");
  const away = `${newsroom.hub()}-away`;
  cpSync(newsroom.hub(), away, { recursive: true });
  rmSync(newsroom.hub(), { recursive: true });
  await expect(vientiane.sync()).rejects.toThrow();
  cpSync(away, newsroom.hub(), { recursive: true });
  await vientiane.sync();
  expect(await setBack(vientiane)).toBeNull();
});

/** `main` forced to a moment whose history is another: the same files, or those of an earlier moment. */
const rewrite = (tree: string): void => {
  const env = { ...process.env, GIT_COMMITTER_NAME: "x", GIT_COMMITTER_EMAIL: "x@x.invalid" };
  const as = { ...env, GIT_AUTHOR_NAME: "x", GIT_AUTHOR_EMAIL: "x@x.invalid" };
  const made = execFileSync("git", ["--git-dir", newsroom.hub(), "commit-tree", "-m", "squashed", tree], { env: as });
  git("update-ref", "refs/heads/main", made.toString().trim());
};

test.each(["the newest", "an earlier"])(
  "a main whose history was thrown away, with the files of %s moment, costs no word and makes no card",
  async (which) => {
    const vientiane = await newsroom.desk("vientiane");
    const id = await create(vientiane, "ລະດັບນ້ຳຂອງ");
    await vientiane.sync();
    const pakse = await newsroom.desk("pakse");
    const earlier = git("rev-parse", "main^{tree}");
    await pakse.headline(id, "lo", "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ");
    await create(pakse, "ລາຄາຄຳ");
    await everybody([pakse, vientiane]);
    rewrite(which === "the newest" ? "main^{tree}" : earlier);
    await vientiane.headline(id, "lo", "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນໄວ");
    const typed = await create(pakse, "ຝົນຕົກໜັກ");
    await everybody([vientiane, pakse]);
    expect(await wholeOf(vientiane)).toBe(await wholeOf(pakse));
    expect(await headlines(pakse)).toEqual(["ຝົນຕົກໜັກ", "ລາຄາຄຳ", "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນໄວ"].sort());
    for (const one of [id, typed]) expect(cardsOf(await pakse.story(one))).toEqual([]);
    // Where every file is as it was, nothing is to be said.
    expect((await setBack(vientiane)) === null).toBe(which === "the newest");
  },
);

test("a main that was rewritten by hand, with a story taken out of it, gets the story back", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const id = await create(vientiane, "ລະດັບນ້ຳຂອງ");
  await vientiane.sync();
  const before = git("rev-parse", "main");
  const other = await create(vientiane, "ລາຄາຄຳ");
  await vientiane.sync();
  git("update-ref", "refs/heads/main", before);
  const pakse = await newsroom.desk("pakse");
  await pakse.headline(id, "lo", "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ");
  await everybody([pakse, vientiane]);
  expect(await headlines(pakse)).toEqual(["ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ", "ລາຄາຄຳ"].sort());
  expect((await pakse.story(other)).id).toBe(other);
  expect(existsSync(newsroom.hub())).toBe(true);
});
