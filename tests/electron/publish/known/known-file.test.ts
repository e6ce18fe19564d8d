import { hash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type KeptStory, knownFile, versionsAs, versionsIn } from "../../../../electron/publish/known/known-file.ts";
import { idOf } from "../newsroom.ts";

let folder = "";
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), "songphasa-known-")), "known");
});
afterEach(() => rm(path.dirname(folder), { recursive: true, force: true }));

const story = (number: number): KeptStory => [
  ...([idOf(number), `word-${number} lo lo/2024/12/nam-khong -`, "", "", "from", "lo .json"] as const),
  versionsAs(["digest", "2024-12-06T14:15:00+07:00", "ເສດຖະກິດ", ["ແມ່ນ້ຳຂອງ", "asean"]], null),
];
const STORIES = [story(1), story(2)];
const TEXT = STORIES[0]?.map((_, at) => STORIES.map((one) => one[at]).join("\n")) ?? [];
const COLUMNS = TEXT.map((text) => Buffer.byteLength(text));
const onlyFile = async () => path.join(folder, (await readdir(folder))[0] ?? "");
const sealed = (head: unknown, text: readonly string[]) => {
  const rest = `${JSON.stringify(head)}\n${text.join("")}`;
  return `${rest}\n${hash("sha256", rest, "hex")}`;
};

test("what was kept under a stamp is read again, and under another stamp nothing is", async () => {
  expect(await knownFile(folder).read("stamp")).toBeNull();
  expect(await knownFile(folder).keep("stamp", STORIES)).toBe(true);
  expect(await knownFile(folder).read("stamp")).toEqual(STORIES);
  expect(await knownFile(folder).read("another")).toBeNull();
});

test("a file that was torn, or changed by a letter, is as none", async () => {
  const known = knownFile(folder);
  await known.keep("stamp", STORIES);
  const file = await onlyFile();
  const whole = await readFile(file, "utf8");
  await writeFile(file, whole.replace("word-1", "word-3"));
  expect(await known.read("stamp")).toBeNull();
  for (const size of [0, 10, 64, 65, whole.length - 30]) {
    await writeFile(file, whole);
    await truncate(file, size);
    expect(await known.read("stamp")).toBeNull();
  }
});

test("what some stories say, with Lao in it or nothing, is told story by story; one that is no line is left out", async () => {
  const known = knownFile(folder);
  const odd = story(3).with(1, "ຄຳ\nສອງແຖວ") as unknown as KeptStory;
  await known.keep("stamp", [story(1), odd, story(2)]);
  const read = await known.read("stamp");
  expect(read).toEqual(STORIES);
  expect(read?.map(([, , , , , , versions]) => versionsIn(versions))).toEqual(
    STORIES.map(([, , , , , , versions]) => JSON.parse(versions)),
  );
  await known.keep("stamp", []);
  expect(await known.read("stamp")).toEqual([]);
});

const head = { format: 2, stamp: "stamp", count: STORIES.length, columns: COLUMNS };
test.each([
  ["of another format", { ...head, format: 1 }],
  ["of more stories", { ...head, count: 3 }],
  ["of fewer stories", { ...head, count: 1 }],
  ["with a column less", { ...head, columns: COLUMNS.slice(1) }],
  ["with a longer column than there is", { ...head, columns: COLUMNS.with(6, 10_000) }],
  ["with a shorter one", { ...head, columns: COLUMNS.with(6, 10) }],
  ["with a word for a length", { ...head, columns: ["", ...COLUMNS.slice(1)] }],
  ["of another stamp", { ...head, stamp: "another" }],
  ["with a list for a head", [1, 2]],
])("a file %s that says of itself that it is whole is as none", async (_, said) => {
  const known = knownFile(folder);
  await known.keep("stamp", STORIES);
  const file = await onlyFile();
  await writeFile(file, sealed(head, TEXT));
  expect(await known.read("stamp")).toEqual(STORIES);
  await writeFile(file, sealed(said, TEXT));
  expect(await known.read("stamp")).toBeNull();
});

test("the newest three are left, and of what a killed process began nothing after an hour", async () => {
  const known = knownFile(folder);
  for (const [at, stamp] of ["one", "two", "three"].entries()) {
    await known.keep(stamp, STORIES);
    for (const name of await readdir(folder)) {
      const time = new Date(Date.now() - (3 - at) * 7_200_000);
      if (at < 2) await utimes(path.join(folder, name), time, time);
    }
  }
  const left = path.join(folder, "0123456789abcdef");
  await writeFile(left, "half");
  await known.keep("four", STORIES);
  expect(await readdir(folder)).toHaveLength(4);
  await utimes(left, new Date(0), new Date(0));
  await known.keep("four", STORIES);
  expect((await readdir(folder)).every((name) => name.endsWith(".kept"))).toBe(true);
  expect(await known.read("four")).toEqual(STORIES);
  expect(await known.read("three")).toEqual(STORIES);
});

test("a place that can't be written costs nothing but time", async () => {
  await writeFile(folder, "");
  expect(await knownFile(folder).keep("stamp", STORIES)).toBe(false);
  expect(await knownFile(folder).read("stamp")).toBeNull();
});
