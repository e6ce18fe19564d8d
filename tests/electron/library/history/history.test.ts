import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { openChangeLog } from "../../../../electron/library/files/log/change-log.ts";
import type { Library } from "../../../../electron/library/library.ts";
import { done } from "../../../../shared/errors.ts";
import { putFile } from "../../../put-file.ts";
import { must, newsroom, story, writer } from "../own-library.ts";

const { folder, open, close } = newsroom();

const historyOf = async (desk: Library, id: string) => must(await desk.history(id));
const headline = async (desk: Library, id: string, text: string, why?: "confirm" | "conflict") => {
  const { revs } = must(await desk.open(id));
  return must(await desk.save({ id, base: { lo: revs.lo }, lo: { headline: text }, why }, writer));
};

test("a pause of work keeps one revision of the many saves before it, with who, when, where and why", async () => {
  const desk = await open({ pause: 1000, desk: "01JDESKVIENTIANE" });
  const { id } = must(await desk.create(story("ລະດັບນ້ຳຂອງ"), writer)).article;
  for (const text of ["ລະດັບນ້ຳຂອງເພີ່ມ", "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ", "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນໄວ"]) await headline(desk, id, text);
  expect(await historyOf(desk, id)).toEqual([]);
  await vi.waitFor(async () => expect(await historyOf(desk, id)).toHaveLength(1), 20_000);
  const [kept] = await historyOf(desk, id);
  expect(kept).toMatchObject({ by: writer.by, desk: "01JDESKVIENTIANE", why: "pause", parents: [] });
  expect(must(await desk.revision(id, kept?.rev ?? "")).versions.lo?.headline).toBe("ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນໄວ");
});

test("closing the desk keeps what was worked on, and so does the next opening after a crash", async () => {
  const first = await open();
  const { id } = must(await first.create(story("ຂ່າວພາກເຊົ້າ"), writer)).article;
  await close();
  const second = await open();
  expect(await historyOf(second, id)).toHaveLength(1);
  await headline(second, id, "ຂ່າວພາກບ່າຍ");
  // As a crash leaves it: nothing is closed, and the lock's process is gone.
  await rm(path.join(folder(), ".lock"));
  const third = await open();
  await vi.waitFor(async () => expect(await historyOf(third, id)).toHaveLength(2), 20_000);
  const [newest, before] = await historyOf(third, id);
  expect(newest?.parents).toEqual([before?.rev]);
  expect(must(await third.revision(id, newest?.rev ?? "")).versions.lo?.headline).toBe("ຂ່າວພາກບ່າຍ");
});

test("the opening after a publication looks at no story again that history had before it was noted", async () => {
  const desk = await open();
  const stories = [];
  for (const name of ["ລະດັບນ້ຳຂອງ", "ຕະຫຼາດເຊົ້າ", "ຂົວມິດຕະພາບ"])
    stories.push(must(await desk.create(story(name), writer)).article.id);
  const [out = "", worked = "", meanwhile = ""] = stories;
  for (const id of [out, meanwhile]) {
    const going = { anew: ["lo" as const], same: [] };
    const gone = must(await desk.goesOut(id, going, "2026-11-24T09:00:00Z", writer, done));
    if (id === meanwhile) await headline(desk, id, "ຂົວມິດຕະພາບ ແຫ່ງທີສອງ");
    must(await desk.wentOut(id, gone, writer));
  }
  const log = openChangeLog(folder(), {});
  expect((await log.lastSession()).map(({ id }) => id)).toEqual([worked, meanwhile]);
  await log.close();
});

test("a stage, a publication, an import and a confirmation of all keep a revision with the save itself", async () => {
  const desk = await open();
  const { id } = must(await desk.create(story("ກອງປະຊຸມອາຊຽນ"), { ...writer, origin: "import" })).article;
  must(await desk.release(id, "lo", { stage: "review" }, writer));
  await headline(desk, id, "ກອງປະຊຸມສຸດຍອດອາຊຽນ", "confirm");
  must(await desk.release(id, "lo", { stage: "published", publishedAt: "2026-11-24T09:00:00+07:00" }, writer));
  const kept = await historyOf(desk, id);
  expect(kept.map(({ why, published }) => [why, published])).toEqual([
    ["publish", true],
    ["confirm", false],
    ["stage", false],
    ["import", false],
  ]);
  for (const [index, one] of kept.entries())
    expect(one.parents).toEqual(kept.slice(index + 1, index + 2).map((k) => k.rev));
});

test("restoring brings texts, details and confirmations back as a new revision, and keeps what stood there", async () => {
  const desk = await open();
  const made = must(await desk.create(story("ລາຄາເຂົ້າ"), { ...writer, origin: "import" })).article;
  const { id } = made;
  const { revs } = must(await desk.open(id));
  must(
    await desk.save(
      {
        id,
        base: { details: revs.details, en: null },
        details: { category: "economy" },
        en: { headline: "Rice prices" },
        rows: { headline: { lo: "ລາຄາເຂົ້າ", en: "Rice prices", at: "2026-11-24T02:00:00Z", by: "ຄຳຫລ້າ" } },
        why: "confirm",
      },
      writer,
    ),
  );
  must(await desk.release(id, "en", { stage: "published", publishedAt: "2026-11-24T09:00:00+07:00" }, writer));
  const good = (await historyOf(desk, id))[1];
  await headline(desk, id, "ຂຽນຜິດໝົດ");
  const restored = must(await desk.restore(id, good?.rev ?? "", writer)).article;
  expect(restored.versions.lo?.headline).toBe("ລາຄາເຂົ້າ");
  expect(restored.versions.en?.headline).toBe("Rice prices");
  expect(Object.keys(restored.rows)).toEqual(["headline"]);
  expect(restored.details.category).toBe("economy");
  // What is out stays out, at its address.
  expect(restored.release.en.stage).toBe("published");
  expect(restored.details.slug).toBe("rice-prices");
  const [newest, before] = await historyOf(desk, id);
  expect([newest?.why, before?.why]).toEqual(["restore", "pause"]);
  expect(must(await desk.revision(id, before?.rev ?? "")).versions.lo?.headline).toBe("ຂຽນຜິດໝົດ");
});

test("a text that lost a conflict stays in history, and the settled story names both as its parents", async () => {
  const desk = await open();
  const { id } = must(await desk.create(story("ຂ່າວ"), { ...writer, origin: "import" })).article;
  const [line] = await historyOf(desk, id);
  const lost = must(await desk.keepAside(id, { lo: { headline: "ຂອງຂ້ອຍ" } }, writer));
  expect(must(await desk.open(id)).article.versions.lo?.headline).toBe("ຂ່າວ");
  await headline(desk, id, "ຂອງເຮົາສອງຄົນ", "conflict");
  const kept = await historyOf(desk, id);
  expect(kept.find(({ rev }) => rev === lost)?.aside).toBe(true);
  expect(kept[0]?.parents).toEqual([line?.rev, lost].sort());
  expect(must(await desk.revision(id, lost)).versions.lo?.headline).toBe("ຂອງຂ້ອຍ");
});

test("what another program overwrote is in history, and so is what it wrote", async () => {
  const desk = await open();
  const { id } = must(await desk.create(story("ຂ່າວ"), writer)).article;
  await headline(desk, id, "ຂ່າວທີ່ຂຽນຢູ່ນີ້");
  const file = path.join(folder(), "articles", id.slice(-2), `${id}.json`);
  await putFile(file, (await readFile(file, "utf8")).replace("ຂ່າວທີ່ຂຽນຢູ່ນີ້", "ຂ່າວຈາກບ່ອນອື່ນ"));
  must(await desk.open(id));
  const texts = [];
  for (const { rev, why } of await historyOf(desk, id))
    texts.push([why, must(await desk.revision(id, rev)).versions.lo?.headline]);
  expect(texts).toEqual([
    ["outside", "ຂ່າວຈາກບ່ອນອື່ນ"],
    ["pause", "ຂ່າວທີ່ຂຽນຢູ່ນີ້"],
  ]);
});

test("the same text after the same parents is one revision, with the same id on every desk", async () => {
  const desk = await open();
  const { id } = must(await desk.create(story("ຂ່າວ"), { ...writer, origin: "import" })).article;
  must(await desk.goesOut(id, { anew: [], same: [] }, "2026-11-24T09:00:00Z", writer, done));
  const kept = await historyOf(desk, id);
  expect(kept).toHaveLength(1);
  // It went out as it stood, so it is the same revision, and it stays for good.
  expect(kept[0]?.published).toBe(true);
});

test("a revision whose bytes were damaged is told as such, and the others can be read", async () => {
  const desk = await open();
  const { id } = must(await desk.create(story("ຂ່າວ"), { ...writer, origin: "import" })).article;
  must(await desk.release(id, "lo", { stage: "review" }, writer));
  const place = path.join(folder(), "history", id);
  const [oldest = ""] = (await readdir(place)).sort();
  const bytes = await readFile(path.join(place, oldest));
  bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 0xff;
  await writeFile(path.join(place, oldest), bytes);
  const [newest, damaged] = await historyOf(desk, id);
  expect(await desk.revision(id, damaged?.rev ?? "")).toMatchObject({
    ok: false,
    error: { reason: "revision-damaged" },
  });
  expect((await desk.revision(id, newest?.rev ?? "")).ok).toBe(true);
  expect(await desk.revision(id, "0".repeat(32))).toMatchObject({ ok: false, error: { reason: "no-revision" } });
});

describe("a version whose file can't be read", () => {
  const told = (bytes: Buffer) => bytes.subarray(0, bytes.indexOf(0x0a) + 1);
  test.each<[string, (file: string, bytes: Buffer) => Promise<void>]>([
    ["cut short", (file, bytes) => writeFile(file, bytes.subarray(0, bytes.length - 40))],
    ["of its header alone", (file, bytes) => writeFile(file, told(bytes))],
    ["empty", (file) => writeFile(file, "")],
    ["with another's bytes", (file) => writeFile(file, "ຂ່າວ")],
    [
      "a folder",
      async (file) => {
        await rm(file);
        await mkdir(file);
      },
    ],
  ])("stands in the list as one that can't, with what its name says: %s", async (_, damage) => {
    const desk = await open();
    const { id } = must(await desk.create(story("ຂ່າວ"), { ...writer, origin: "import" })).article;
    must(await desk.release(id, "lo", { stage: "review" }, writer));
    const before = await historyOf(desk, id);
    const [newest, oldest] = before;
    const place = path.join(folder(), "history", id);
    const [name = ""] = (await readdir(place)).sort();
    const whole = await readFile(path.join(place, name));
    await damage(path.join(place, name), whole);
    const { at, why, rev } = oldest ?? {};
    expect(await historyOf(desk, id)).toEqual([
      newest,
      { rev, at, why, parents: [], by: "", desk: "", aside: false, pinned: false, published: false, unreadable: true },
    ]);
    expect((await desk.restore(id, rev ?? "", writer)).ok).toBe(false);
    await rm(path.join(place, name), { recursive: true });
    expect(await historyOf(desk, id)).toEqual([newest]);
    await writeFile(path.join(place, name), whole);
    expect(await historyOf(desk, id)).toEqual(before);
  });
});

test("a sample story's first state is kept when it is first changed, as published where it is out", async () => {
  const first = await open();
  const fresh = story("ຂ່າວເກົ່າ");
  fresh.release.lo.stage = "published";
  const { id } = must(await first.create(fresh, writer)).article;
  await close();
  await rm(path.join(folder(), "history"), { recursive: true });
  await rm(path.join(folder(), "log"), { recursive: true });
  const desk = await open();
  await headline(desk, id, "ຂ່າວໃໝ່");
  await close();
  const kept = await historyOf(await open(), id);
  expect(kept.map(({ why }) => why)).toEqual(["pause", "publish"]);
});
