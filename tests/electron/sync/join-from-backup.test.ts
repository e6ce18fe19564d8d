import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { backUp } from "../../../electron/library/backup/backup.ts";
import { openLibrary } from "../../../electron/library/library.ts";
import { joinSharing, type Sharer, syncNow } from "../../../electron/sync/share.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { someOf } from "../../random.ts";
import { must, storyWithText, writer } from "../library/stories.ts";
import { CARRIERS, NO_GIT, type SharingDesk, sharedNewsroom, wholeOf } from "./desks.ts";
import { canServe, servedHub } from "./hub-server.ts";

const newsroom = sharedNewsroom();
const served = servedHub(newsroom.root, "a first copy from a backup over HTTPS");

/** A story whose words no packing makes much smaller. */
const long = (headline: string) => {
  const made = storyWithText(headline);
  const { lo } = made.versions;
  const text = `ຂ່າວ ${randomBytes(4000).toString("base64")}`;
  const content = [{ type: "paragraph", attrs: { id: "block1", row: "row1" }, content: [{ type: "text", text }] }];
  return { ...made, versions: { ...made.versions, lo: lo && { ...lo, body: { type: "doc", content } } } };
};

const joiner = (name: string, gitless = false): { place: string; sharer: Sharer } => ({
  place: path.join(newsroom.root(), name),
  sharer: {
    home: path.join(newsroom.root(), `${name}-home`),
    desk: `01JDESK${name.toUpperCase()}`,
    by: "ນາງ ດວງຈັນ",
    ...(gitless && NO_GIT),
  },
});

async function opened({ place, sharer }: ReturnType<typeof joiner>): Promise<SharingDesk & { close(): Promise<void> }> {
  const library = must(await openLibrary(place, { desk: sharer.desk, pause: 60_000 }));
  return {
    library,
    sharer,
    sync: async () => must(await syncNow(library, sharer)),
    story: async (id) => must(await library.open(id)).article,
    headline: () => Promise.reject(new Error("not written to")),
    close: () => library.close(),
  };
}

describe.each(someOf(CARRIERS, 2))("carried by $carrier", ({ gitless }) => {
  test.skipIf(!canServe)(
    "a library that is joined from a backup fetches what is newer alone, and has all that the hub has and all that the backup had",
    async () => {
      const { server: hub, given } = await served();
      const vientiane = await newsroom.desk("vientiane", given, gitless);
      const ids: string[] = [];
      for (let n = 0; n < 60; n += 1)
        ids.push(must(await vientiane.library.create(long(`ຂ່າວທີ ${n}`), writer)).article.id);
      await vientiane.sync();
      const pakse = await newsroom.desk("pakse", given, gitless);
      // What that desk had not sent when its backup was taken, and never did.
      const unsent = must(await pakse.library.create(long("ຂ່າວທີ່ຍັງບໍ່ໄດ້ສົ່ງ"), writer)).article.id;
      await pakse.headline(ids[5] ?? "", "en", "Written before the disk broke");
      const backup = path.join(newsroom.root(), "backup.tar.gz");
      must(await backUp(pakse.library.folder, backup));
      // An hour goes by.
      await vientiane.headline(ids[3] ?? "", "lo", "ຂ່າວທີ 3 ສະບັບແກ້");
      await vientiane.headline(ids[5] ?? "", "lo", "ຂ່າວທີ 5 ສະບັບແກ້");
      const fresh = must(await vientiane.library.create(long("ຂ່າວໃໝ່"), writer)).article.id;
      const gone = ids[7] ?? "";
      const trashedAt = instantNow();
      must(await vientiane.library.change(gone, writer, (now) => ({ ok: true, value: { ...now, trashedAt } })));
      must(await vientiane.library.emptyTrash(writer));
      await vientiane.sync();

      hub.sentBytes = 0;
      const whole = joiner("savannakhet", gitless);
      must(await joinSharing(whole.place, given, whole.sharer));
      const wholeBytes = hub.sentBytes;
      hub.sentBytes = 0;
      const some = joiner("champasak", gitless);
      const steps: number[] = [];
      const told = { backup, progress: (_done: number, total: number) => void steps.push(total) };
      must(await joinSharing(some.place, given, some.sharer, undefined, told));
      const someBytes = hub.sentBytes;

      expect(someBytes).toBeLessThan(wholeBytes / 4);
      expect(steps.length).toBeGreaterThan(0);
      const champasak = await opened(some);
      try {
        expect(await champasak.sync()).toMatchObject({ held: [] });
        await vientiane.sync();
        await champasak.sync();
        expect(await wholeOf(champasak)).toBe(await wholeOf(vientiane));
        const { versions } = await vientiane.story(ids[5] ?? "");
        expect([versions.lo?.headline, versions.en?.headline]).toEqual([
          "ຂ່າວທີ 5 ສະບັບແກ້",
          "Written before the disk broke",
        ]);
        expect((await vientiane.story(ids[3] ?? "")).versions.lo?.headline).toBe("ຂ່າວທີ 3 ສະບັບແກ້");
        expect((await vientiane.story(unsent)).id).toBe(unsent);
        expect((await champasak.story(fresh)).id).toBe(fresh);
        expect((await champasak.library.ids()).includes(gone)).toBe(false);
        expect(await champasak.sync()).toEqual({ sent: 0, received: 0, merged: 0, held: [] });
        // It goes on like any other desk: what both change is merged from what both had.
        await vientiane.headline(ids[9] ?? "", "lo", "ຂ່າວທີ 9 ສະບັບແກ້");
        await vientiane.sync();
        expect(await champasak.sync()).toMatchObject({ received: 1, held: [] });
        // A git that is installed later goes on with the same copy, and the app with one that git began.
        const { lookForGit: _none, ...withGit } = some.sharer;
        const swapped = gitless ? withGit : { ...withGit, ...NO_GIT };
        await vientiane.headline(ids[11] ?? "", "lo", "ຂ່າວທີ 11 ສະບັບແກ້");
        await vientiane.sync();
        const late = must(await champasak.library.create(long("ຂ່າວຈາກຈຳປາສັກ"), writer)).article.id;
        expect(must(await syncNow(champasak.library, swapped))).toMatchObject({ received: 1, held: [] });
        expect(await vientiane.sync()).toMatchObject({ received: 1, held: [] });
        expect((await vientiane.story(late)).id).toBe(late);
        expect(await wholeOf(champasak)).toBe(await wholeOf(vientiane));
      } finally {
        await champasak.close();
      }
    },
  );

  test.skipIf(!canServe)(
    "one that is given up, and one whose line breaks, leave the folder empty, and the next try goes on from what had come",
    async () => {
      const { server: hub, given } = await served();
      const vientiane = await newsroom.desk("vientiane", given, gitless);
      must(await vientiane.library.create(long("ຂ່າວເກົ່າ"), writer));
      await vientiane.sync();
      const backup = path.join(newsroom.root(), "backup.tar.gz");
      must(await backUp(vientiane.library.folder, backup));
      for (let n = 0; n < 300; n += 1) must(await vientiane.library.create(long(`ຂ່າວທີ ${n}`), writer));
      await vientiane.sync();
      const { place, sharer } = joiner("pakse", gitless);
      const cut = new AbortController();
      // The first of two parts has come by then.
      const progress = (done: number) => {
        if (done > 0) cut.abort();
      };
      const given1 = await joinSharing(place, given, sharer, cut.signal, { backup, progress });
      expect(given1).toMatchObject({ ok: false, error: { reason: "share-cancelled" } });
      expect(existsSync(place) ? readdirSync(place) : []).toEqual([]);
      // Neither a token nor a library is left behind.
      const left = readdirSync(path.join(sharer.home, "shared"), { recursive: true }).map(String);
      expect(left.filter((name) => /(?:^|\/)(?:token|state\.json)$/.test(name))).toEqual([]);
      hub.cutAfter = 60_000;
      expect(await joinSharing(place, given, sharer, undefined, { backup })).toMatchObject({
        ok: false,
        error: { reason: "hub-away" },
      });
      hub.cutAfter = null;
      hub.sentBytes = 0;
      must(await joinSharing(place, given, sharer, undefined, { backup }));
      // Of 300 stories 256 had come.
      expect(hub.sentBytes).toBeLessThan(60 * 6000 + 200_000);
      const pakse = await opened({ place, sharer });
      try {
        expect(await wholeOf(pakse)).toBe(await wholeOf(vientiane));
      } finally {
        await pakse.close();
      }
      expect(readFileSync(backup).length).toBeGreaterThan(0);
    },
  );

  test.skipIf(!canServe)(
    "where a hub gives no file alone all of it comes, and what the backup had beyond it stays",
    async () => {
      const { server, given } = await served();
      execFileSync("git", ["--git-dir", newsroom.hub(), "config", "uploadpack.allowFilter", "false"]);
      execFileSync("git", ["--git-dir", newsroom.hub(), "config", "uploadpack.allowAnySHA1InWant", "false"]);
      server.onlyOldest = true;
      const vientiane = await newsroom.desk("vientiane", given, gitless);
      const river = must(await vientiane.library.create(long("ລະດັບນ້ຳຂອງ"), writer)).article.id;
      await vientiane.sync();
      const pakse = await newsroom.desk("pakse", given, gitless);
      const unsent = must(await pakse.library.create(long("ຂ່າວທີ່ຍັງບໍ່ໄດ້ສົ່ງ"), writer)).article.id;
      const backup = path.join(newsroom.root(), "backup.tar.gz");
      must(await backUp(pakse.library.folder, backup));
      await vientiane.headline(river, "lo", "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ");
      await vientiane.sync();
      const some = joiner("champasak", gitless);
      must(await joinSharing(some.place, given, some.sharer, undefined, { backup }));
      const champasak = await opened(some);
      try {
        for (const desk of [champasak, vientiane, champasak]) expect(await desk.sync()).toMatchObject({ held: [] });
        expect(await wholeOf(champasak)).toBe(await wholeOf(vientiane));
        expect((await vientiane.story(river)).versions.lo?.headline).toBe("ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ");
        expect((await vientiane.story(unsent)).id).toBe(unsent);
      } finally {
        await champasak.close();
      }
    },
  );
});

test("a backup of another library, and what is no backup, are refused in words, and the folder stays empty", async () => {
  const vientiane = await newsroom.desk("vientiane");
  must(await vientiane.library.create(storyWithText("ລະດັບນ້ຳຂອງ"), writer));
  await vientiane.sync();
  const other = must(await openLibrary(path.join(newsroom.root(), "other"), {}));
  await other.close();
  const backup = path.join(newsroom.root(), "other.tar.gz");
  must(await backUp(path.join(newsroom.root(), "other"), backup));
  const { place, sharer } = joiner("pakse");
  for (const [file, reason] of [
    [backup, "backup-other-library"],
    [path.join(newsroom.hub(), "HEAD"), "backup-damaged"],
    [path.join(newsroom.root(), "nowhere.tar.gz"), "file-missing"],
  ] as const) {
    const answer = await joinSharing(place, { address: newsroom.hub() }, sharer, undefined, { backup: file });
    expect(answer).toMatchObject({ ok: false, error: { reason } });
    expect(existsSync(place) ? readdirSync(place) : []).toEqual([]);
  }
  must(await joinSharing(place, { address: newsroom.hub() }, sharer));
});
