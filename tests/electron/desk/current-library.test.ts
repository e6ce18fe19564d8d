/** The library that a desk has open, as the rights to write it come and go. */
import { readdir } from "node:fs/promises";
import { afterEach, expect, test } from "vitest";
import { type CurrentLibrary, currentLibrary } from "../../../electron/desk/current-library.ts";
import { realDisk } from "../../../electron/disk/durable-file.ts";
import { isLockFree } from "../../../electron/library/files/lock.ts";
import type { OpenLibraryOptions } from "../../../electron/library/library.ts";
import { must, newsroom, story, writer } from "../library/own-library.ts";

const { folder, open, close } = newsroom();
const all: CurrentLibrary[] = [];
afterEach(async () => {
  for (const one of all.splice(0)) await one.close();
});

/** A desk's library, and what its windows heard of it. */
function desk(options: OpenLibraryOptions = {}) {
  const heard: string[] = [];
  const current = currentLibrary({
    options: () => options,
    changed: ({ id }) => void heard.push(id),
    writable: () => void heard.push("writable"),
    ground: () => void heard.push("ground"),
    entered: () => undefined,
    leaving: async () => undefined,
  });
  all.push(current);
  return { current, heard };
}

test("a desk that reads what another has open writes once that one has closed it", async () => {
  const first = await open({ holder: "ນາງ ຄຳຫລ້າ, Songphasa" });
  const { current, heard } = desk();
  must(await current.enter(folder()));
  const before = current.now();
  expect(before).toMatchObject({ readOnly: true, holder: "ນາງ ຄຳຫລ້າ, Songphasa" });
  await current.lookAgain();
  expect(current.now()).toBe(before);

  await close();
  await Promise.all([current.lookAgain(), current.lookAgain()]);
  expect(current.now()).toMatchObject({ readOnly: false, holder: null });
  expect(first.readOnly).toBe(false);
  const made = must(await current.now().create(story("ຂົວ ມິດຕະພາບ ເປີດ ນຳໃຊ້"), writer));
  expect(heard).toEqual(["writable", made.article.id]);
});

test("a library that was opened on a full disk is written to once there is room", async () => {
  const made = await open();
  must(await made.create(story("ນ້ຳຖ້ວມ ໃນ ຫຼວງພະບາງ"), writer));
  await close();
  let full = true;
  const filling: typeof realDisk = {
    ...realDisk,
    async open(file, flags) {
      if (full) throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
      return realDisk.open(file, flags);
    },
  };
  const { current, heard } = desk({ disk: filling });
  must(await current.enter(folder()));
  expect(current.now()).toMatchObject({ readOnly: true, holder: null });
  await current.lookAgain();
  expect(current.now().readOnly).toBe(true);
  expect(heard).toEqual([]);
  full = false;
  await current.lookAgain();
  expect(current.now().readOnly).toBe(false);
  expect((await current.now().list({})).total).toBe(1);
  expect(heard).toEqual(["writable"]);
});

test("a desk that only wants to read never takes the lock", async () => {
  await open();
  await close();
  const { current } = desk({ readOnly: true });
  must(await current.enter(folder()));
  await current.lookAgain();
  expect(current.now().readOnly).toBe(true);
  expect(await readdir(folder())).not.toContain(".lock");
});

test("a lock is no freer for being looked at, and the look leaves nothing behind", async () => {
  await open();
  expect(await isLockFree(folder())).toBe(false);
  await close();
  const names = await readdir(folder());
  expect(await isLockFree(folder())).toBe(true);
  const full = { open: () => Promise.reject(Object.assign(new Error("no space left"), { code: "ENOSPC" })) };
  expect(await isLockFree(folder(), full)).toBe(false);
  expect(await readdir(folder())).toEqual(names);
});
