import { mkdir, mkdtemp, readdir, readFile, open as realOpen, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { ulid } from "ulid";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeFolder } from "../../../../../electron/disk/durable-file.ts";
import { type ChangeLog, openChangeLog } from "../../../../../electron/library/files/log/change-log.ts";
import { canonicalJson } from "../../../../../shared/article/canonical-json.ts";
import { must, newsroom, story, writer } from "../../own-library.ts";

const { open, folder } = newsroom();
let room = "";
beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-log-"));
});
afterEach(() => rm(room, { recursive: true, force: true }));

const log = (segment?: number): ChangeLog => openChangeLog(room, { makeFolders: makeFolder }, segment);
const change = (id: string, print = "p") => ({
  id,
  at: "2026-11-24T02:00:00Z",
  origin: "editor" as const,
  by: "ຄຳຫລ້າ",
  print,
});
const ids = Array.from({ length: 4 }, () => ulid());
const [a = "", b = "", c = "", d = ""] = ids;
const newest = async (): Promise<string> =>
  path.join(room, "log", (await readdir(path.join(room, "log"))).sort().at(-1) ?? "");

test("what changed since a cursor is each story's last change, in order, and nothing from before it", async () => {
  const one = log();
  for (const id of [a, b, a, c]) await one.append(change(id));
  const first = await one.since(null);
  expect(first.changes.map(({ id }) => id)).toEqual([b, a, c]);
  expect(first.all).toBe(false);
  expect((await one.since(first.cursor)).changes).toEqual([]);
  await one.append(change(b, "newer"));
  const next = await one.since(first.cursor);
  expect(next.changes.map(({ id, print }) => [id, print])).toEqual([[b, "newer"]]);
  await one.close();
  const again = log();
  await again.append(change(d));
  expect((await again.since(next.cursor)).changes.map(({ id }) => id)).toEqual([d]);
  await again.close();
});

test("whatever was cut off the end by a crash, the whole lines before it stand and the next change follows them", async () => {
  const one = log();
  for (const id of ids) await one.append(change(id));
  const cursor = (await one.since(null)).cursor;
  await one.close();
  const whole = await readFile(await newest());
  for (let length = whole.length; length > 0; length -= 7) {
    await writeFile(await newest(), whole.subarray(0, length));
    const lines = whole.toString("utf8", 0, length).split("\n").length - 1;
    const torn = log();
    expect((await torn.since(null)).changes).toHaveLength(Math.max(0, lines - 1));
    await torn.append(change(a, "after the crash"));
    const now = await torn.since(null);
    expect(now.changes.at(-1)?.print).toBe("after the crash");
    expect(now.all).toBe(false);
    // A cursor that names lines which are gone now may have missed anything.
    expect((await torn.since(cursor)).all).toBe(lines < 5);
    await torn.close();
  }
});

test("a damaged line in the middle makes older cursors ask for everything, and newer ones not", async () => {
  const one = log();
  const cursors: string[] = [];
  for (const id of ids) {
    await one.append(change(id));
    cursors.push((await one.since(null)).cursor);
  }
  await one.close();
  const lines = (await readFile(await newest(), "utf8")).split("\n");
  lines[3] = lines[3]?.replace("editor", "import") ?? "";
  await writeFile(await newest(), lines.join("\n"));
  const damaged = log();
  expect(await damaged.damaged()).toBe(1);
  expect((await damaged.since(cursors[0] ?? "")).all).toBe(true);
  expect((await damaged.since(cursors[3] ?? "")).all).toBe(false);
});

test("a log that was set back to an older copy of itself knows the cursors that it never gave", async () => {
  const one = log();
  await one.append(change(a));
  await one.close();
  const old = await readFile(await newest());
  const two = log();
  await two.append(change(b));
  await two.append(change(c));
  const cursor = (await two.since(null)).cursor;
  await two.close();
  await writeFile(await newest(), old);
  const restored = log();
  for (const id of [a, b, c, d]) await restored.append(change(id));
  expect(await restored.since(cursor)).toMatchObject({ all: true });
  expect((await restored.since(cursor)).changes).toHaveLength(4);
  await restored.close();
});

test("changes that come together are all there, in one flush or many", async () => {
  const one = log();
  await Promise.all(Array.from({ length: 200 }, (_, n) => one.append(change(ids[n % 4] ?? a, String(n)))));
  const { changes } = await one.since(null);
  expect(changes.map(({ print }) => print)).toEqual(["196", "197", "198", "199"]);
  await one.close();
});

test("a folded log tells the same as the whole one, from any cursor", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 5, maxLength: 40 }), async (order) => {
      await rm(path.join(room, "log"), { recursive: true, force: true });
      const cursors: string[] = [];
      // Files that are full after two or three lines; the fourth number stands for another opening.
      let one = log(300);
      for (const [index, which] of order.entries()) {
        if (which === 4) {
          await one.close();
          one = log(300);
          continue;
        }
        await one.append(change(ids[which] ?? a, String(index)));
        cursors.push((await one.since(null)).cursor);
      }
      const before = await Promise.all(cursors.map((cursor) => one.since(cursor)));
      const files = (await readdir(path.join(room, "log"))).length;
      await one.compact();
      if (files > 5) expect((await readdir(path.join(room, "log"))).length).toBe(2);
      const after = await Promise.all(cursors.map((cursor) => one.since(cursor)));
      expect(after).toEqual(before);
      expect(after.every(({ all }) => !all)).toBe(true);
      await one.append(change(d, "after"));
      expect((await one.since(cursors.at(-1) ?? null)).changes.map(({ print }) => print)).toEqual(["after"]);
      await one.close();
    }),
    { numRuns: 25 },
  );
});

test("a library's acknowledged changes are in its log, and so is what other programs did while it was closed", async () => {
  const desk = await open();
  const [changed = "", removed = "", stays = ""] = await Promise.all(
    ["ຂ່າວ", "ຂ່າວທີ່ຖືກລຶບ", "ອີກຂ່າວ"].map(async (text) => must(await desk.create(story(text), writer)).article.id),
  );
  const { cursor, changes } = await desk.changesSince(null);
  expect(changes.map(({ id }) => id).sort()).toEqual([changed, removed, stays].sort());
  await desk.close();
  const fileOf = (id: string) => path.join(desk.folder, "articles", id.slice(-2), `${id}.json`);
  const text = (await readFile(fileOf(changed), "utf8")).replace('"ຂ່າວ"', '"ຈາກບ່ອນອື່ນ"');
  await writeFile(fileOf(changed), text);
  // A synced folder gives a file the time that it has elsewhere.
  await utimes(fileOf(changed), new Date("2020-01-01T00:00:00Z"), new Date("2020-01-01T00:00:00Z"));
  await rm(fileOf(removed));
  const again = await open();
  await vi.waitFor(
    async () =>
      expect(
        (await again.changesSince(cursor)).changes.map(({ id, origin, print }) => [id, origin, print === null]),
      ).toEqual([
        [changed, "remote", false],
        [removed, "remote", true],
      ]),
    20_000,
  );
  await vi.waitFor(
    async () => expect(must(await again.history(changed)).map(({ why }) => why)).toEqual(["outside", "pause"]),
    20_000,
  );
  const after = (await again.changesSince(null)).cursor;
  await again.close();
  // A story that was put there by another program is news, now that all of them were looked at once.
  const fresh = story("ຂ່າວໃໝ່ຈາກບ່ອນອື່ນ");
  await mkdir(path.dirname(fileOf(fresh.id)), { recursive: true });
  await writeFile(fileOf(fresh.id), canonicalJson(fresh));
  const third = await open();
  await vi.waitFor(
    async () => expect((await third.changesSince(after)).changes.map(({ id }) => id)).toEqual([fresh.id]),
    20_000,
  );
});

test("the stories of a library that was just copied here are no other program's work, however soon it is opened again", async () => {
  const put = async (text: string): Promise<string> => {
    const one = story(text);
    const file = path.join(folder(), "articles", one.id.slice(-2), `${one.id}.json`);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, canonicalJson(one));
    return one.id;
  };
  const looks = async (): Promise<number> => {
    const place = path.join(folder(), "log");
    const files = await readdir(place).catch(() => []);
    const texts = await Promise.all(files.map((file) => readFile(path.join(place, file), "utf8")));
    return texts.join("").split('"checked"').length - 1;
  };
  await open().then((one) => one.close());
  const copied = [await put("ນ້ຳຂອງຂຶ້ນສູງ"), await put("ລາຄາເຂົ້າຄົງທີ່")];
  const first = await open();
  await expect.poll(looks, { timeout: 5000 }).toBe(1);
  await first.close();
  const came = await put("ຂ່າວຈາກບ່ອນອື່ນ");
  const second = await open();
  await expect.poll(looks, { timeout: 5000 }).toBe(2);
  expect(must(await second.history(came)).map(({ why }) => why)).toEqual(["outside"]);
  for (const id of copied) expect(must(await second.history(id))).toEqual([]);
});

test("a log that can't be written fails the change, and the next one is whole", async () => {
  let full = false;
  const one = openChangeLog(room, {
    makeFolders: makeFolder,
    disk: {
      rename,
      open: (async (...args: Parameters<typeof realOpen>) => {
        const handle = await realOpen(...args);
        const write = handle.write.bind(handle);
        handle.write = (async (bytes: Buffer, from: number, length: number, at: number) => {
          // Half a line arrives before the disk is full.
          const written = await write(bytes, from, full ? 40 : length, at);
          if (full) throw Object.assign(new Error("full"), { code: "ENOSPC" });
          return written;
        }) as typeof handle.write;
        return handle;
      }) as typeof realOpen,
    },
  });
  await one.append(change(a));
  full = true;
  await expect(one.append(change(b))).rejects.toThrow("full");
  full = false;
  await one.append(change(c));
  const { changes, all } = await one.since(null);
  expect([changes.map(({ id }) => id), all]).toEqual([[a, c], false]);
  await one.close();
});
