/** A clock that can't be believed removes nothing. */
import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { clockFile } from "../../../../../electron/desk/clock-file.ts";
import { openDesk } from "../../../../../electron/desk/desk.ts";
import { realDisk } from "../../../../../electron/disk/durable-file.ts";
import { assetPath } from "../../../../../electron/library/files/assets/asset-path.ts";
import { addAsset } from "../../../../../electron/library/files/assets/assets.ts";
import { placing } from "../../../../../electron/library/files/assets/confined-files.ts";
import { afterLook, afterTrust, type ClockMemory, NO_LOOKS } from "../../../../../electron/library/files/log/clock.ts";
import { openHistory } from "../../../../../electron/library/history/history.ts";
import { must, newsroom, story, writer } from "../../own-library.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse("2026-11-24T02:00:00Z");

const { folder, open, close } = newsroom();
afterEach(() => void vi.useRealTimers());
const setClock = (at: number) => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(at);
};

/** Looks one after the other, each with its time and the newest thing that was written by then. */
const looks = (steps: readonly (readonly [now: number, newest: number | null])[], from = NO_LOOKS): ClockMemory =>
  steps.reduce((memory, [now, newest]) => afterLook(memory, now, newest), from);
/** Hours between looks at a desk that is in use: an hour, a night, a weekend, up to a week. */
const usual = fc.array(fc.oneof(fc.constant(1), fc.integer({ min: 0, max: 7 * 24 })), { maxLength: 40 });

test("a clock that runs on is believed, however the desk is used", () => {
  fc.assert(
    fc.property(usual, fc.boolean(), (hours, writes) => {
      let [now, newest] = [NOW, NOW];
      let memory = NO_LOOKS;
      for (const step of hours) {
        now += step * HOUR;
        memory = afterLook(memory, now, newest);
        expect(memory.doubt).toBeNull();
        if (writes) newest = now;
      }
    }),
  );
});

test("a jump of more than a week, or back before what was written, is doubted, whatever came before", () => {
  const jump = fc.oneof(
    fc.integer({ min: 7 * 24 + 1, max: 40 * 365 * 24 }),
    fc.integer({ min: -40 * 365 * 24, max: -25 }),
  );
  fc.assert(
    fc.property(usual, jump, fc.boolean(), (hours, jumped, looked) => {
      const last = hours.reduce((now, step) => now + step * HOUR, NOW);
      const before = looked ? looks([[last, last]]) : NO_LOOKS;
      // A desk that never looked goes by what was written last.
      const { doubt } = afterLook(before, last + jumped * HOUR, last);
      expect(doubt).toMatchObject({ kind: jumped > 0 ? "ahead" : "behind", against: last });
    }),
  );
});

test("what is written by a clock that is doubted makes nobody believe it, within two days of use", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 8, max: 4000 }),
      fc.array(fc.integer({ min: 0, max: 11 }), { maxLength: 4 }),
      (days, hours) => {
        let now = Math.floor(NOW / DAY) * DAY + days * DAY;
        let memory = looks([
          [NOW, NOW],
          [now, NOW],
        ]);
        for (const step of hours) {
          now += step * HOUR;
          memory = afterLook(memory, now, now);
          expect(memory.doubt).not.toBeNull();
        }
      },
    ),
  );
});

test("two days of use that agree are believed, and so is the clock that is set right again", () => {
  const ahead = NOW + 400 * DAY;
  const doubted = looks([
    [NOW, NOW],
    [ahead, NOW],
    [ahead + DAY, ahead],
  ]);
  expect(doubted.doubt).toMatchObject({ days: 1 });
  expect(looks([[ahead + 2 * DAY, ahead]], doubted).doubt).toBeNull();
  // One day of use is not two, however long it is.
  expect(
    looks(
      [
        [ahead + DAY + HOUR, ahead],
        [ahead + DAY + 9 * HOUR, ahead],
      ],
      doubted,
    ).doubt,
  ).not.toBeNull();
  // Set right before anything was written by it.
  expect(
    looks([
      [NOW, NOW],
      [ahead, NOW],
      [NOW + HOUR, NOW],
    ]).doubt,
  ).toBeNull();
  // What was written meanwhile lies ahead for long: two days of use believe the clock all the same.
  const back = looks([
    [NOW, NOW],
    [ahead, NOW],
    [NOW + HOUR, ahead],
  ]);
  expect(back.doubt).toMatchObject({ kind: "behind", against: ahead });
  expect(
    looks(
      [
        [NOW + DAY, ahead],
        [NOW + 2 * DAY, ahead],
        [NOW + 9 * DAY, ahead],
      ],
      back,
    ).doubt,
  ).toBeNull();
});

test("who says that the date is right is believed until the clock jumps again", () => {
  fc.assert(
    fc.property(fc.integer({ min: -4000, max: 4000 }), usual, (days, hours) => {
      let now = NOW + days * DAY;
      let memory = afterTrust(
        looks([
          [NOW, NOW],
          [now, NOW],
        ]),
        now,
        NOW,
      );
      for (const step of hours) {
        now += step * HOUR;
        memory = afterLook(memory, now, Math.max(NOW, now));
        expect(memory.doubt).toBeNull();
      }
    }),
  );
});

/** A story with seven revisions of an hour of three days ago, as they are thinned to one. */
async function sevenRevisions(): Promise<string> {
  setClock(NOW);
  const desk = await open();
  const { id } = must(await desk.create(story("ນ້ຳຖ້ວມ"), writer)).article;
  for (let n = 0; n < 7; n += 1) {
    setClock(NOW + n * 60_000);
    const { revs } = must(await desk.open(id));
    must(await desk.save({ id, base: { lo: revs.lo }, lo: { headline: `ນ້ຳຖ້ວມ ${n}` }, why: "confirm" }, writer));
  }
  await close();
  return id;
}
const revisionsOf = async (id: string) =>
  (await readdir(path.join(folder(), "history", id))).filter((name) => name.endsWith(".gz")).length;

test("400 days ahead no revision is thinned until somebody says that the date is right; new ones are kept", async () => {
  const id = await sevenRevisions();
  expect(await revisionsOf(id)).toBe(7);
  const home = await mkdtemp(path.join(tmpdir(), "songphasa-clock-"));
  try {
    setClock(NOW + 400 * DAY);
    const problems = vi.fn();
    // Each start reads anew what the one before wrote down.
    const options = () => ({ clock: clockFile(home), tidyAfter: 20, events: { problems } });
    const desk = await open(options());
    await vi.waitFor(() => expect(problems).toHaveBeenCalled(), 20_000);
    expect(await desk.problems()).toMatchObject([{ kind: "clock", file: "clock", id: null }]);
    const { revs } = must(await desk.open(id));
    must(await desk.save({ id, base: { lo: revs.lo }, lo: { headline: "ນ້ຳຖ້ວມ ອີກ" }, why: "confirm" }, writer));
    expect(await desk.mayRemove()).toBe(false);
    await close();
    expect(await revisionsOf(id)).toBe(8);

    // The next start knows of it too.
    const again = await open(options());
    await vi.waitFor(async () => expect(await again.problems()).toMatchObject([{ kind: "clock" }]), 20_000);
    await again.trustClock();
    expect(await again.problems()).toEqual([]);
    await close();
    const last = await open(options());
    await vi.waitFor(async () => expect(await revisionsOf(id)).toBeLessThan(8), 20_000);
    expect(await last.problems()).toEqual([]);
    // The newest, and the last of its day.
    expect(must(await last.history(id))[0]?.why).toBe("confirm");
  } finally {
    await close();
    await rm(home, { recursive: true, force: true });
  }
});

test("a history that can't be thinned keeps no other from it", async () => {
  const id = await sevenRevisions();
  const names = (await readdir(path.join(folder(), "history", id))).filter((name) => name.endsWith(".gz"));
  // Folders in the place of revisions can't be removed as such; whichever comes first.
  const odd = ["00000000000000000000000000", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"];
  for (const one of odd)
    for (const name of names) await mkdir(path.join(folder(), "history", one, name), { recursive: true });
  setClock(NOW + 5 * DAY);
  await open({ tidyAfter: 20 });
  await vi.waitFor(async () => expect(await revisionsOf(id)).toBe(1), 20_000);
  for (const one of odd) expect(await revisionsOf(one)).toBe(7);
});

test("a revision that was just made is not thinned, though the clock that is believed moved by three days", async () => {
  await open();
  const id = "01JA0000000000000000000000";
  const history = openHistory(folder(), "", placing(folder(), realDisk));
  for (let n = 0; n < 5; n += 1) {
    const at = `2026-11-24T02:0${n}:00Z`;
    await history.keep(id, `ນ້ຳຖ້ວມ ${n}`, { at, by: "ນາງ ຄຳຫລ້າ", why: "confirm" });
  }
  const later = NOW + 3 * DAY;
  expect(await history.thin(id, later, 7 * HOUR)).toBe(0);
  // Who comes later has them from the disk, as old as they say.
  expect(await openHistory(folder(), "", placing(folder(), realDisk)).thin(id, later, 7 * HOUR)).toBe(4);
});

test("an image that waits for its save is not swept by a clock that jumped", async () => {
  setClock(Date.now());
  const desk = await open();
  must(await desk.create(story("ຂ່າວ"), writer));
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } })
    .png()
    .toBuffer();
  const { asset } = must(await addAsset(folder(), "ຮູບ.png", png));
  await desk.mayRemove();
  setClock(Date.now() + 30 * DAY);
  expect(must(await desk.emptyTrash(writer)).images).toBe(0);
  expect((await stat(assetPath(folder(), asset))).isFile()).toBe(true);
  await desk.trustClock();
  expect(must(await desk.emptyTrash(writer)).images).toBe(1);
});

let room = "";
beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-backups-"));
});
afterEach(() => rm(room, { recursive: true, force: true }));

test("12 years back a backup keeps what it just made and all before it, and the day needs no second one", async () => {
  const backups = path.join(room, "backups");
  await mkdir(backups);
  const ports = {
    host: "browser" as const,
    chooseFolder: async (_: string, typed?: string) => typed ?? null,
    showFolder: async () => false,
  };
  setClock(NOW);
  const opened = await openDesk({ ports, home: path.join(room, "home"), library: path.join(room, "library") });
  try {
    const { desk } = opened;
    must(await desk.call("articles.create", { lo: { headline: "ຂ່າວ" } }));
    must(await desk.call("host.chooseFolder", { purpose: "backup", path: backups }));
    for (let day = 0; day < 8; day += 1) {
      setClock(NOW + day * DAY);
      must(await desk.call("backup.run", {}));
    }
    const before = await readdir(backups);
    expect(before).toHaveLength(7);
    setClock(NOW - 12 * 365 * DAY);
    const state = must(await desk.call("backup.run", {}));
    expect(state.last?.at.slice(0, 4)).toBe("2014");
    expect(await readdir(backups)).toEqual(expect.arrayContaining([...before, state.last?.file]));
    await opened.backedUpDaily();
    expect(await readdir(backups)).toHaveLength(8);
    expect(must(await desk.call("library.problems", {})).problems).toMatchObject([{ kind: "clock" }]);

    must(await desk.call("clock.trust", {}));
    expect(must(await desk.call("library.problems", {})).problems).toEqual([]);
    setClock(NOW - 12 * 365 * DAY + HOUR);
    const after = must(await desk.call("backup.run", {}));
    expect(await readdir(backups)).toContain(after.last?.file);
  } finally {
    await opened.close();
  }
});
