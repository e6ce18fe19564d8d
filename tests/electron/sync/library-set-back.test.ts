import path from "node:path";
import { expect, test } from "vitest";
import { backUp } from "../../../electron/library/backup/backup.ts";
import { restoreBackup } from "../../../electron/library/backup/restore-backup.ts";
import { openLibrary } from "../../../electron/library/library.ts";
import { syncNow } from "../../../electron/sync/share.ts";
import { readShareNews } from "../../../electron/sync/share-news.ts";
import { shareFolder } from "../../../electron/sync/share-state.ts";
import { must, storyWithText, writer } from "../library/stories.ts";
import { CARRIERS, type SharingDesk, sharedNewsroom } from "./desks.ts";
import { canServe, servedHub } from "./hub-server.ts";

const newsroom = sharedNewsroom();
const served = servedHub(newsroom.root, "a library that is set back, over HTTPS");

const create = async ({ library }: SharingDesk, headline: string): Promise<string> =>
  must(await library.create(storyWithText(headline), writer)).article.id;

test.skipIf(!canServe).each(CARRIERS)(
  "a library that its desk restored from a backup takes what came since, and takes nothing back at the others ($carrier)",
  async ({ gitless }) => {
    const { given } = await served();
    const vientiane = await newsroom.desk("vientiane", given, gitless);
    const river = await create(vientiane, "ລະດັບນ້ຳຂອງ");
    const gone = await create(vientiane, "ລາຄາຄຳ");
    const worked = await create(vientiane, "ປາກເຊ ຝົນຕົກ");
    const pakse = await newsroom.desk("pakse", given, gitless);
    await vientiane.sync();
    const file = path.join(newsroom.root(), "backup.zip");
    must(await backUp(vientiane.library.folder, file));

    await vientiane.headline(river, "lo", "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ");
    const late = await create(vientiane, "ເປີດຂົວມິດຕະພາບ");
    must(
      await vientiane.library.change(gone, writer, (article) => ({
        ok: true,
        value: { ...article, trashedAt: article.createdAt },
      })),
    );
    must(await vientiane.library.emptyTrash(writer));
    for (const desk of [vientiane, pakse, vientiane]) await desk.sync();
    expect(await pakse.library.ids()).toEqual([river, worked, late].sort());
    await vientiane.library.close();

    const place = path.join(newsroom.root(), "restored");
    must(await restoreBackup(file, place));
    const library = must(await openLibrary(place, { desk: vientiane.sharer.desk, pause: 60_000 }));
    try {
      const restored = { ...vientiane, library, sync: async () => must(await syncNow(library, vientiane.sharer)) };
      // What is written in it before it speaks with the hub stands beside what was told, with a card.
      const { revs } = must(await library.open(worked));
      must(await library.save({ id: worked, base: { lo: revs.lo }, lo: { headline: "ປາກເຊ ຝົນຕົກໜັກ" } }, writer));
      const tookBack = async ({ sharer }: SharingDesk) =>
        (await readShareNews(shareFolder(sharer.home, library.id))).tookBack;
      expect(await tookBack(restored)).toBeNull();
      // The line is cut once it was taken: people are told of it all the same, and once.
      const cut = new AbortController();
      const broken = syncNow(library, vientiane.sharer, cut.signal, { came: () => cut.abort() });
      await expect(broken).rejects.toThrow("aborted");
      expect(await tookBack(restored)).not.toBeNull();
      await restored.sync();
      for (const desk of [restored, restored, pakse]) expect(await desk.sync()).not.toHaveProperty("tookBack");
      expect(await tookBack(pakse)).toBeNull();
      const told = JSON.stringify(await pakse.story(worked));
      for (const headline of ["ປາກເຊ ຝົນຕົກໜັກ", "ປາກເຊ ຝົນຕົກ"]) expect(told).toContain(`"${headline}"`);
      expect((await pakse.story(river)).versions.lo?.headline).toBe("ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ");
      // What was removed for good isn't back in the list, but in the trash of both.
      expect((await pakse.story(gone)).trashedAt).not.toBeNull();
      await restored.sync();
      expect(must(await library.read(late)).article.versions.lo?.headline).toBe("ເປີດຂົວມິດຕະພາບ");
      expect(must(await library.read(gone)).article.trashedAt).not.toBeNull();
    } finally {
      await library.close();
    }
  },
);
