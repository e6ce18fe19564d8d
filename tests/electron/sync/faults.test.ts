import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { shareFolder } from "../../../electron/sync/share-state.ts";
import { cardsOf } from "../../../shared/article/card.ts";
import { done } from "../../../shared/errors.ts";
import { takeSide } from "../../../shared/merge/settle.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { lengthOf } from "../../random.ts";
import { must, storyWithText, writer } from "../library/stories.ts";
import { type SharingDesk, sharedNewsroom, wholeOf } from "./desks.ts";

const newsroom = sharedNewsroom();

afterEach(() => void vi.useRealTimers());

const everybody = async (desks: readonly SharingDesk[], rounds = 2): Promise<void> => {
  for (let round = 0; round < rounds; round += 1) for (const desk of desks) await desk.sync();
};

/** The clock of the desk that works meanwhile stands so many years off. */
async function at<T>(years: number, work: () => Promise<T>): Promise<T> {
  const now = new Date();
  now.setUTCFullYear(now.getUTCFullYear() + years);
  vi.useFakeTimers({ toFake: ["Date"], now });
  try {
    return await work();
  } finally {
    vi.useRealTimers();
  }
}

test.each([10, -10])(
  "a desk whose clock is %i years off writes, merges and settles like any other, and nothing follows from its dates",
  async (years) => {
    const vientiane = await newsroom.desk("vientiane");
    const id = must(await vientiane.library.create(storyWithText("ລະດັບນ້ຳຂອງ"), writer)).article.id;
    await vientiane.sync();
    const pakse = await newsroom.desk("pakse");
    const place = async (desk: SharingDesk, lo: string) => {
      const { revs } = must(await desk.library.open(id));
      const details = { place: { lo, en: "" } };
      must(await desk.library.save({ id, base: { details: revs.details }, details }, writer));
    };
    const made = await at(years, async () => {
      await pakse.headline(id, "lo", "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ");
      await place(pakse, "ປາກເຊ");
      const story = must(await pakse.library.create(storyWithText("ຂ່າວຈາກປາກເຊ"), writer)).article.id;
      await pakse.sync();
      return story;
    });
    await place(vientiane, "ວຽງຈັນ");
    await vientiane.sync();
    await at(years, () => pakse.sync());
    await vientiane.sync();
    expect(await wholeOf(vientiane)).toBe(await wholeOf(pakse));
    // Of the two who wrote one thing neither wins by its date.
    const [card] = cardsOf(await vientiane.story(id));
    expect(card?.sides.map(({ value }) => value).sort()).toEqual(["ປາກເຊ", "ວຽງຈັນ"]);
    expect((await vientiane.story(id)).versions.lo?.headline).toBe("ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ");
    expect((await vientiane.story(made)).id).toBe(made);
    // Who wrote what follows from what follows what.
    await at(years, () => pakse.headline(id, "lo", "ລະດັບນ້ຳຂອງຫຼຸດລົງ"));
    await at(years, () => pakse.sync());
    await vientiane.sync();
    const [newest] = must(await vientiane.library.history(id));
    expect(newest).toMatchObject({ why: "received", by: pakse.sharer.by });
    expect(Math.abs(Date.parse(newest?.at ?? "") - Date.now())).toBeLessThan(24 * 3_600_000);
    for (const desk of [vientiane, pakse])
      expect(await desk.sync()).toEqual({ sent: 0, received: 0, merged: 0, held: [] });
  },
);

test.each([10, -10])(
  "a lock that a run left under a clock that was %i years off goes, and doesn't keep out the next",
  async (years) => {
    const vientiane = await newsroom.desk("vientiane");
    const folder = path.join(shareFolder(vientiane.sharer.home, vientiane.library.id), "repository");
    const lock = path.join(folder, "refs", "heads", "desk", `${vientiane.sharer.desk}.lock`);
    mkdirSync(path.dirname(lock), { recursive: true });
    writeFileSync(lock, "");
    const then = new Date(Date.now() + years * 365 * 24 * 3_600_000);
    utimesSync(lock, then, then);
    must(await vientiane.library.create(storyWithText("ຂ່າວດຽວ"), writer));
    expect(await vientiane.sync()).toMatchObject({ sent: 1, held: [] });
  },
);

test("a story that two desks published, one of them by a clock ten years ahead, has the earlier date", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const id = must(await vientiane.library.create(storyWithText("ເປີດຂົວມິດຕະພາບ"), writer)).article.id;
  must(await vientiane.library.release(id, "lo", { stage: "ready" }, writer));
  await vientiane.sync();
  const pakse = await newsroom.desk("pakse");
  const publish = async ({ library }: SharingDesk) =>
    must(
      await library.change(id, writer, (article) => {
        const lo = { ...article.release.lo, stage: "published" as const, publishedAt: instantNow() };
        return done({ ...article, release: { ...article.release, lo } });
      }),
    );
  await at(10, async () => {
    await publish(pakse);
    await pakse.sync();
  });
  await publish(vientiane);
  await everybody([vientiane, pakse]);
  expect(await wholeOf(vientiane)).toBe(await wholeOf(pakse));
  const { publishedAt } = (await vientiane.story(id)).release.lo;
  // Of two dates the earlier, so that a clock that ran ahead keeps no story from its readers.
  expect(publishedAt?.slice(0, 4)).toBe(instantNow().slice(0, 4));
});

test("two desks that settle one card differently find a card that says so, once, and whoever settles that has the last word", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const id = must(await vientiane.library.create(storyWithText("ລາຄາຄຳ"), writer)).article.id;
  await vientiane.sync();
  const pakse = await newsroom.desk("pakse");
  for (const [desk, lo] of [
    [vientiane, "ວຽງຈັນ"],
    [pakse, "ປາກເຊ"],
  ] as const) {
    const { revs } = must(await desk.library.open(id));
    const details = { place: { lo, en: "" } };
    must(await desk.library.save({ id, base: { details: revs.details }, details }, writer));
  }
  await everybody([vientiane, pakse]);
  const settle = async ({ library }: SharingDesk, value: string) =>
    must(
      await library.change(id, writer, (article) => {
        const [card] = cardsOf(article);
        if (!card) throw new Error("no card");
        return takeSide(
          article,
          card,
          card.sides.findIndex((side) => side.value === value),
          true,
        );
      }),
    );
  await settle(vientiane, "ວຽງຈັນ");
  await settle(pakse, "ປາກເຊ");
  await everybody([vientiane, pakse]);
  for (const desk of [vientiane, pakse]) {
    const cards = cardsOf(await desk.story(id));
    expect(cards.map(({ kind }) => kind)).toEqual(["settled"]);
    expect(cards[0]?.sides.map(({ value }) => value).sort()).toEqual(["ປາກເຊ", "ວຽງຈັນ"]);
  }
  await settle(pakse, "ວຽງຈັນ");
  await everybody([pakse, vientiane]);
  for (const desk of [vientiane, pakse]) {
    expect(cardsOf(await desk.story(id))).toEqual([]);
    expect((await desk.story(id)).details.place).toMatchObject({ lo: "ວຽງຈັນ" });
  }
  expect(await wholeOf(vientiane)).toBe(await wholeOf(pakse));
});

test("one page that two desks made a story of is two stories, and neither takes the other's place or text", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const pakse = await newsroom.desk("pakse");
  const made: string[] = [];
  for (const desk of [vientiane, pakse])
    made.push(must(await desk.library.create(storyWithText("ກອງປະຊຸມສະໄໝສາມັນ"), writer)).article.id);
  await everybody([vientiane, pakse]);
  for (const desk of [vientiane, pakse]) {
    expect(await desk.library.ids()).toEqual([...made].sort());
    for (const id of made) expect(cardsOf(await desk.story(id))).toEqual([]);
  }
  // One of them goes to the trash and for good, before the other desk saw it there: it is in the trash of both.
  const [kept = "", gone = ""] = made;
  const trashedAt = instantNow();
  must(await vientiane.library.change(gone, writer, (now) => ({ ok: true, value: { ...now, trashedAt } })));
  must(await vientiane.library.emptyTrash(writer));
  await everybody([vientiane, pakse], 3);
  expect(await wholeOf(vientiane)).toBe(await wholeOf(pakse));
  for (const desk of [vientiane, pakse]) {
    expect((await desk.story(kept)).trashedAt).toBeNull();
    expect((await desk.story(gone)).trashedAt).not.toBeNull();
  }
  must(await pakse.library.emptyTrash(writer));
  await everybody([pakse, vientiane], 3);
  for (const desk of [vientiane, pakse]) expect(await desk.library.ids()).toEqual([kept]);
});

test("hundreds of stories that were written offline go in one run, and come in one", { timeout: 300_000 }, async () => {
  // More than goes in one piece anywhere on the way.
  const many = lengthOf(300, 1000);
  const vientiane = await newsroom.desk("vientiane");
  const pakse = await newsroom.desk("pakse");
  const id = must(await pakse.library.create(storyWithText("ຂ່າວຈາກປາກເຊ"), writer)).article.id;
  await pakse.sync();
  for (let n = 0; n < many; n += 1) must(await vientiane.library.create(storyWithText(`ຂ່າວທີ ${n}`), writer));
  expect(await vientiane.sync()).toMatchObject({ sent: many, received: 1, held: [] });
  expect(await pakse.sync()).toMatchObject({ sent: 0, received: many, held: [] });
  expect(await pakse.library.ids()).toHaveLength(many + 1);
  expect(await wholeOf(vientiane)).toBe(await wholeOf(pakse));
  expect((await vientiane.story(id)).id).toBe(id);
});
