/** A desk with git and one without, on one hub. */
import { execFileSync } from "node:child_process";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { makeHub } from "../../../electron/sync/share.ts";
import { cardsOf } from "../../../shared/article/card.ts";
import { takeSide } from "../../../shared/merge/settle.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { must, storyWithText } from "../library/stories.ts";
import { type SharingDesk, sharedNewsroom, wholeOf } from "./desks.ts";
import { canServe, type HubServer, serveHub } from "./hub-server.ts";

const newsroom = sharedNewsroom();
const TOKEN = "glpat-vientiane-4711";
let server: HubServer | null = null;
if (!canServe) console.log("skipped: desks of both carriers, as there is no openssl on this machine");
afterEach(async () => {
  await server?.close();
  server = null;
});

const writer = ({ sharer }: SharingDesk) => ({ origin: "editor" as const, by: sharer.by });
const everybody = async (desks: readonly SharingDesk[], rounds = 2): Promise<void> => {
  for (let round = 0; round < rounds; round += 1) for (const desk of desks) await desk.sync();
};

/** The first writes with git, the second without, and both know the story. */
async function bothKinds(headline: string): Promise<readonly [SharingDesk, SharingDesk, string]> {
  must(await makeHub(newsroom.hub(), path.join(newsroom.root(), "keeper")));
  execFileSync("git", ["--git-dir", newsroom.hub(), "config", "http.receivepack", "true"]);
  server = await serveHub(newsroom.root(), TOKEN);
  const given = { address: server.address, token: TOKEN, caFile: server.ca };
  const vientiane = await newsroom.desk("vientiane", given);
  const { id } = must(await vientiane.library.create(storyWithText(headline), writer(vientiane))).article;
  await vientiane.sync();
  return [vientiane, await newsroom.desk("pakse", given, true), id];
}

async function place(desk: SharingDesk, id: string, lo: string): Promise<void> {
  const { revs } = must(await desk.library.open(id));
  const details = { place: { lo, en: "" } };
  must(await desk.library.save({ id, base: { details: revs.details }, details }, writer(desk)));
}

const settle = async (desk: SharingDesk, id: string, value: string) =>
  must(
    await desk.library.change(id, writer(desk), (article) => {
      const [card] = cardsOf(article);
      if (!card) throw new Error("no card");
      const side = card.sides.findIndex((one) => one.value === value);
      return takeSide(article, card, side, true);
    }),
  );

test.skipIf(!canServe)(
  "a card that a desk with git and one without settle differently comes to one card on both, and whoever settles that has the last word",
  async () => {
    const [vientiane, pakse, id] = await bothKinds("ລາຄາຄຳ");
    const desks = [vientiane, pakse];
    await place(vientiane, id, "ວຽງຈັນ");
    await place(pakse, id, "ປາກເຊ");
    await everybody(desks);
    // Both made the same card.
    const [here, there] = await Promise.all(desks.map(async (desk) => cardsOf(await desk.story(id))));
    expect(here).toHaveLength(1);
    expect(there).toEqual(here);
    await settle(vientiane, id, "ວຽງຈັນ");
    await settle(pakse, id, "ປາກເຊ");
    await everybody(desks);
    for (const desk of desks) {
      const [card, ...more] = cardsOf(await desk.story(id));
      expect(more).toEqual([]);
      expect(card?.kind).toBe("settled");
      expect(card?.sides.map(({ value }) => value).sort()).toEqual(["ປາກເຊ", "ວຽງຈັນ"]);
    }
    await settle(pakse, id, "ວຽງຈັນ");
    await everybody([pakse, vientiane]);
    for (const desk of desks) {
      expect(cardsOf(await desk.story(id))).toEqual([]);
      expect((await desk.story(id)).details.place).toMatchObject({ lo: "ວຽງຈັນ" });
      expect(await desk.sync()).toEqual({ sent: 0, received: 0, merged: 0, held: [] });
    }
    expect(await wholeOf(vientiane)).toBe(await wholeOf(pakse));
  },
);

test.skipIf(!canServe).each(["with git", "without"])(
  "a story that the desk %s removes for good while the other writes in it stays, and every word with it",
  async (who) => {
    const [vientiane, pakse, id] = await bothKinds("ເປີດຂົວມິດຕະພາບ");
    const [removes, writes] = who === "without" ? [pakse, vientiane] : [vientiane, pakse];
    const trashedAt = instantNow();
    must(
      await removes.library.change(id, writer(removes), (article) => ({ ok: true, value: { ...article, trashedAt } })),
    );
    must(await removes.library.emptyTrash(writer(removes)));
    await writes.headline(id, "lo", "ເປີດຂົວມິດຕະພາບແຫ່ງທີຫ້າ");
    await everybody([removes, writes, removes]);
    for (const desk of [removes, writes])
      expect((await desk.story(id)).versions.lo?.headline).toBe("ເປີດຂົວມິດຕະພາບແຫ່ງທີຫ້າ");
    expect(await wholeOf(vientiane)).toBe(await wholeOf(pakse));
  },
);
