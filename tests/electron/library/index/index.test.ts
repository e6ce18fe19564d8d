import { execFileSync, spawn } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import fc from "fast-check";
import { expect, test } from "vitest";
import { articleIds, articlePath } from "../../../../electron/library/files/article-paths.ts";
import { openIndexCatalogue } from "../../../../electron/library/index/index-catalogue.ts";
import { checkFiles } from "../../../../electron/library/index/index-check.ts";
import { loadSqlite, openIndexFile } from "../../../../electron/library/index/index-schema.ts";
import { createStories } from "../../../../electron/library/index/index-stories.ts";
import { readForIndex } from "../../../../electron/library/index/reading/desk-reader.ts";
import type { Library } from "../../../../electron/library/library.ts";
import type { Article } from "../../../../shared/article/article.ts";
import { canonicalJson } from "../../../../shared/article/canonical-json.ts";
import { STAGES } from "../../../../shared/article/stages.ts";
import { type ListRequest, SORTS } from "../../../../shared/contract.ts";
import { putFile } from "../../../put-file.ts";
import { heavyRuns, randomOf, SEED, someOf } from "../../../random.ts";
import { must, newsroom, putFiles, story, writer } from "../newsroom.ts";

const room = newsroom();
const indexFile = (library: Library) => path.join(room.cache, library.id, "index.sqlite");

/** Everything that the list and the search say. */
async function everything(library: Library) {
  await library.complete();
  const all = [];
  for (const trashed of [false, true])
    for (const sort of SORTS) all.push(await library.list({ sort, trashed, limit: 1000 }));
  for (const text of ["ຫຼວງພະບາງ", "ໂຮງຮຽນ ຂົວ", "flood", "ກອງປະ", "ຮູບ"]) {
    const { items, total } = await library.list({ text, sort: "created", limit: 1000 });
    all.push({ text, total, items: items.map(({ id, found }) => ({ id, found })) });
  }
  return { all, unreadable: [...(await library.unreadable())] };
}

test("any filter, sort and page is what reading every file would give", async () => {
  putFiles(room.folder, 0);
  const indexed = await room.open();
  putFiles(room.folder, 80);
  await room.close(indexed);
  const [index, plain] = [await room.open(), await room.open({ cache: undefined, readOnly: true })];
  await index.complete();
  expect([index.search(), plain.search()]).toEqual([
    { kind: "full", missing: null },
    { kind: "headlines", missing: "none" },
  ]);
  const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
  const request: fc.Arbitrary<ListRequest> = fc.record({
    stage: maybe(fc.constantFrom(...STAGES)),
    lang: maybe(fc.constantFrom("lo" as const, "en" as const)),
    category: maybe(fc.constantFrom("politics", "sport", "no-such")),
    needs: maybe(fc.constantFrom("translation", "owed", "stale", "notes", "held", "due")),
    trashed: maybe(fc.boolean()),
    sort: maybe(fc.constantFrom(...SORTS)),
    offset: maybe(fc.nat({ max: 90 })),
    limit: maybe(fc.integer({ min: 1, max: 100 })),
  });
  // Another process's change has all that was remembered of the stories read again.
  const other = new DatabaseSync(indexFile(index), { timeout: 10_000 });
  await fc.assert(
    fc.asyncProperty(request, fc.boolean(), async (one, isForgotten) => {
      if (isForgotten) other.exec("UPDATE meta SET value = value");
      expect(await index.list(one)).toEqual(await plain.list(one));
    }),
    { numRuns: 200 },
  );
  other.close();
});

test("a story is among those with open notes until each of its threads is done", async () => {
  const library = await room.open();
  const made = must(await library.create(story({ lo: { headline: "ລົດໄຟຂົນໝາກໄມ້ໄປຄຸນໝິງ" } }), writer));
  must(await library.create(story({ lo: { headline: "ຂົວຂ້າມແມ່ນ້ຳຂອງ" } }), writer));
  const { id } = made.article;
  const [first, answer] = ["01JDW8ZQ4N0000000000000001", "01JDW8ZQ4N0000000000000002"];
  const note = { row: "story", at: "2026-11-29T01:00:00Z", by: "ຄຳລາ", text: "ຖາມບໍລິສັດກ່ອນ", resolvedAt: null };
  const notes = { [first]: note, [answer]: { ...note, text: "ຖາມແລ້ວ", replyTo: first } };
  must(await library.save({ id, base: {}, notes }, writer));
  const { counts, items } = await library.list({ needs: "notes" });
  expect([counts.notes, items.map((one) => [one.id, one.notes])]).toEqual([1, [[id, 1]]]);
  must(await library.save({ id, base: {}, notes: { [first]: { ...note, resolvedAt: note.at } } }, writer));
  expect((await library.list({ needs: "notes" })).counts.notes).toBe(0);
});

test("what waits for its time is held while that lies ahead and due once it has come, with an index and without", async () => {
  const library = await room.open();
  const [past, future] = ["2026-01-05T06:00:00+07:00", "2199-01-05T06:00:00+07:00"];
  const made = async (embargoUntil: string | null, publishedAt: string | null, stage: "ready" | "review" = "ready") => {
    const blank = story({ lo: { headline: "ລາຄານ້ຳມັນ" }, en: { headline: "Fuel prices" } });
    const one = { ...blank, details: { ...blank.details, embargoUntil } };
    const { article } = must(await library.create(one, writer));
    must(await library.release(article.id, "lo", { stage, publishedAt }, writer));
    return article.id;
  };
  const held = await made(future, past);
  const dated = await made(past, future);
  const due = await made(past, null);
  await made(past, null, "review");
  await made(null, null);
  // Its English has come to its time, its Lao hasn't.
  const both = await made(null, future);
  must(await library.release(both, "en", { stage: "ready", publishedAt: past }, writer));
  const trashed = await made(past, null);
  must(
    await library.change(trashed, writer, (one) => ({
      ok: true,
      value: { ...one, trashedAt: "2026-01-06T00:00:00Z" },
    })),
  );
  const listed = async (from: Library, needs: "held" | "due") => {
    const { counts, items, total } = await from.list({ needs });
    expect([counts[needs], total]).toEqual([items.length, items.length]);
    return items.map(({ id }) => id).sort();
  };
  const check = async (from: Library) => {
    expect(await listed(from, "held")).toEqual([held, dated, both].sort());
    expect(await listed(from, "due")).toEqual([due, both].sort());
    const { items } = await from.list({ needs: "held" });
    expect(items.find(({ id }) => id === dated)?.goesAt).toEqual({ lo: future, en: null });
  };
  await check(library);
  await room.close(library);
  const plain = await room.open({ cache: undefined, readOnly: true });
  await check(plain);
});

test("headlines stay in Lao order however they come in", async () => {
  const library = await room.open();
  const headlines = [
    "ໝູ່ບ້ານ",
    "ກາເຟ",
    "ແຂວງ",
    "ເຂື່ອນ",
    "ຂົວ",
    "ໂຮງຮຽນ",
    "ນ້ຳ",
    "ຫຼວງພະບາງ",
    "Dam",
    "ກາເຟ",
    "ຂ່າວ 10",
    "ຂ່າວ 9",
  ];
  for (const headline of headlines) must(await library.create(story({ lo: { headline } }), writer));
  const shown = (await library.list({ sort: "headline" })).items.map(({ headline }) => headline.lo);
  expect(shown).toEqual([...headlines].sort(new Intl.Collator(["lo", "en"], { numeric: true }).compare));
});

test("what changed outside while the desk was closed is in the list after the check", async () => {
  const first = await room.open();
  putFiles(room.folder, 12);
  const made = must(await first.create(story({ lo: { headline: "ຈະຖືກລຶບ" } }), writer));
  await room.close(first);
  const second = await room.open();
  await second.complete();
  expect((await second.list({ text: "ຈະຖືກລຶບ" })).total).toBe(1);
  await room.close(second);
  rmSync(articlePath(room.folder, made.article.id));
  putFiles(room.folder, 3, 2);
  const broken = story({ lo: { headline: "ເສຍ" } });
  const file = articlePath(room.folder, broken.id);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, "{ torn");
  // One that writes would set the torn file aside, sooner or later.
  const third = await room.open({ readOnly: true });
  await third.complete();
  expect((await third.list({ text: "ຈະຖືກລຶບ" })).total).toBe(0);
  expect((await third.list({})).total + (await third.list({ trashed: true })).total).toBe(15);
  expect([...(await third.unreadable()).keys()]).toEqual([broken.id]);
});

test("a change that keeps the file's time and size is seen, where it came right after the last look", async () => {
  await room.close(await room.open());
  const one = story({ lo: { headline: "ກກກກ" } });
  const file = articlePath(room.folder, one.id);
  mkdirSync(path.dirname(file), { recursive: true });
  // Ahead of the clock: right after the last look, however long a busy machine takes.
  const now = new Date(Date.now() + 60_000);
  const write = (headline: string) => {
    writeFileSync(file, canonicalJson(one).replace("ກກກກ", headline));
    utimesSync(file, now, now);
  };
  write("ກກກກ");
  const first = await room.open();
  await first.complete();
  expect((await first.list({})).total).toBe(1);
  await room.close(first);
  write("ຂຂຂຂ");
  const second = await room.open();
  await second.complete();
  expect((await second.list({})).items.map(({ headline }) => headline.lo)).toEqual(["ຂຂຂຂ"]);
});

const DAMAGES: readonly (readonly [string, (file: string) => void])[] = [
  ["is gone", (file: string) => rmSync(file)],
  ["is no database", (file: string) => writeFileSync(file, "ບໍ່ແມ່ນຖານຂໍ້ມູນ".repeat(400))],
  [
    "was made by another version",
    (file: string) => {
      const db = new DatabaseSync(file);
      db.exec("UPDATE meta SET value = 'another' WHERE key = 'stamp'");
      db.close();
    },
  ],
  [
    "has lost its first table",
    (file: string) => {
      const db = new DatabaseSync(file);
      db.exec("DROP TABLE meta");
      db.close();
    },
  ],
  [
    "is damaged inside",
    (file: string) => {
      const handle = openSync(file, "r+");
      for (let at = 4096; at < statSync(file).size - 4096; at += 4096)
        writeSync(handle, Buffer.alloc(3000, 7), 0, 3000, at);
      closeSync(handle);
    },
  ],
];

test.each(someOf(DAMAGES, 2))("an index that %s is built again, and says the same", async (_what, damage) => {
  putFiles(room.folder, 0);
  const first = await room.open();
  putFiles(room.folder, 20);
  const before = await everything(first).then(async () => {
    await room.close(first);
    const again = await room.open();
    const said = await everything(again);
    await room.close(again);
    return { said, file: indexFile(again) };
  });
  for (const end of ["-wal", "-shm"]) rmSync(before.file + end, { force: true });
  damage(before.file);
  const library = await room.open();
  expect(await everything(library)).toEqual(before.said);
  expect(library.search().kind).toBe("full");
});

test("an index that is damaged while the desk works is built again, with every word", async () => {
  const first = await room.open();
  await room.close(first);
  putFiles(room.folder, 60);
  rmSync(indexFile(first));
  const library = await room.open();
  const before = await everything(library);
  const other = () => {
    const db = new DatabaseSync(indexFile(library), { timeout: 10_000 });
    const words = db.prepare("SELECT word, sound, toneless FROM terms ORDER BY word").all();
    return { db, words };
  };
  const { db, words } = other();
  expect(words.length).toBeGreaterThan(1000);
  db.exec("DROP TABLE bodies");
  db.close();
  await library.list({ text: "flood" });
  expect(await everything(library)).toEqual(before);
  const again = other();
  again.db.close();
  expect(again.words).toEqual(words);
});

test("what is saved while memory takes the place of an index that is damaged again and again is in the list", async () => {
  const first = await room.open();
  await room.close(first);
  putFiles(room.folder, 400);
  rmSync(indexFile(first));
  const library = await room.open();
  await library.complete();
  for (let time = 0; time < 2; time += 1) {
    const db = new DatabaseSync(indexFile(library), { timeout: 10_000 });
    db.exec("DROP TABLE bodies");
    db.close();
    await library.list({ text: "flood" });
    await library.complete();
  }
  const db = new DatabaseSync(indexFile(library), { timeout: 10_000 });
  db.exec("DROP TABLE bodies");
  db.close();
  void library.list({ text: "flood" });
  const made: string[] = [];
  while (library.search().missing === null)
    made.push(must(await library.create(story({ lo: { headline: "ນ້ຳຖ້ວມ zq" } }), writer)).article.id);
  const listed = await library.list({ text: "zq", limit: 1000 });
  expect(made.length).toBeGreaterThan(0);
  expect(listed.items.map(({ id }) => id).sort()).toEqual(made.sort());
}, 120_000);

test("words of stories that are gone are not in the way of a part of a word", async () => {
  const library = await room.open();
  const words = Array.from({ length: 60 }, (_, at) => `x${"abcdefghij"[at % 10]}lorema${at}x`).join(" ");
  const { article } = must(await library.create(story({ en: { headline: "Old", body: [words] } }), writer));
  const trashed = (one: Article) => ({ ok: true as const, value: { ...one, trashedAt: one.updatedAt } });
  must(await library.change(article.id, writer, trashed));
  must(await library.emptyTrash(writer));
  must(await library.create(story({ en: { headline: "New", body: ["The road to Zulorema."] } }), writer));
  expect((await library.list({ text: "lorema" })).items.map(({ headline }) => headline.en)).toEqual(["New"]);
});

test("headlines stay in order though many come in at one place", async () => {
  const library = await room.open();
  const parts = Array.from({ length: 80 }, (_, at) => `ກ 20 ພາກ ${99 - at}`);
  const headlines = ["ກ 5", "ກ 10", "ກ 30", ...parts];
  for (const headline of headlines) must(await library.create(story({ lo: { headline } }), writer));
  const shown = (await library.list({ sort: "headline", limit: 1000 })).items.map(({ headline }) => headline.lo);
  expect(shown).toEqual([...headlines].sort(new Intl.Collator(["lo", "en"], { numeric: true }).compare));
});

test("a damaged story that a desk only read is mended by the next one that writes", async () => {
  const first = await room.open();
  const { article } = must(await first.create(story({ lo: { headline: "ນ້ຳຖ້ວມ" } }), writer));
  must(await first.release(article.id, "lo", { stage: "review" }, writer));
  await room.close(first);
  const file = articlePath(room.folder, article.id);
  writeFileSync(file, "{ torn");
  const before = new Date(Date.now() - 60_000);
  utimesSync(file, before, before);
  const reader = await room.open({ readOnly: true });
  await reader.complete();
  expect([...(await reader.unreadable()).keys()]).toEqual([article.id]);
  await room.close(reader);
  const library = await room.open();
  await expect.poll(async () => (await library.list({})).items.map(({ id }) => id)).toEqual([article.id]);
  expect((await library.unreadable()).size).toBe(0);
});

/** A new index and a check of all files that fills it; whether a story was touched meanwhile is the test's to say. */
async function filledIndex(desk: MessagePort, name = "index", touched = (_id: string, _since: number) => false) {
  const sqlite = await loadSqlite();
  if (typeof sqlite === "string") throw new Error(sqlite);
  const index = openIndexFile(sqlite, path.join(room.cache, `${name}.sqlite`), "test");
  const stories = createStories(index, room.folder, [], () => undefined);
  const unreadable: string[] = [];
  await checkFiles(
    { folder: room.folder, index, stories, desk },
    { progress() {}, stored() {}, changed() {}, unreadable: (one) => void unreadable.push(one) },
    { stopped: () => false, touched },
  );
  const all = index.db.prepare("SELECT id, updated FROM stories ORDER BY id").all();
  index.close();
  expect(unreadable).toEqual([]);
  expect(all.map((one) => one.id)).toEqual(await articleIds(room.folder));
  return all;
}

/** Gives the oldest story another time of its last change; `longer` makes its file longer too. */
async function changeOldest(updatedAt: string, longer = false): Promise<string> {
  const [id = ""] = await articleIds(room.folder);
  const file = articlePath(room.folder, id);
  const now = { ...(JSON.parse(readFileSync(file, "utf8")) as Article), updatedAt, ...(longer ? { more: 1 } : {}) };
  writeFileSync(file, canonicalJson(now));
  return id;
}

test("a story that was read before the index's thread asked, and has changed since, is taken as it is now", async () => {
  putFiles(room.folder, 40);
  const { port1, port2: desk } = new MessageChannel();
  await readForIndex(room.folder, port1, true, []);
  const changed = await changeOldest("2031-01-01T00:00:00Z");
  const changedAt = performance.now();
  const all = await filledIndex(desk, "index", (one, since) => one === changed && changedAt >= since);
  port1.close();
  expect(all[0]).toMatchObject({ updated: "2031-01-01T00:00:00Z" });
});

test("so is one that another program changed before the folder was watched", async () => {
  putFiles(room.folder, 40);
  const { port1, port2: desk } = new MessageChannel();
  await readForIndex(room.folder, port1, true, []);
  await changeOldest("2031-01-01T00:00:00Z", true);
  const all = await filledIndex(desk);
  port1.close();
  expect(all[0]).toMatchObject({ updated: "2031-01-01T00:00:00Z" });
});

test("what was read before anyone asked isn't taken by a later check", async () => {
  putFiles(room.folder, 40);
  const before = new Date(Date.now() - 60_000);
  for (const id of await articleIds(room.folder)) utimesSync(articlePath(room.folder, id), before, before);
  const other = new MessageChannel();
  void readForIndex(room.folder, other.port1, false, []);
  await filledIndex(other.port2);
  // Another desk has the index complete by now, so the first check needs nothing of this one.
  const { port1, port2: desk } = new MessageChannel();
  await readForIndex(room.folder, port1, true, []);
  await filledIndex(desk);
  const id = await changeOldest("2031-01-01T00:00:00Z");
  // Of the same length and with the same time: only its words tell.
  utimesSync(articlePath(room.folder, id), before, before);
  const all = await filledIndex(desk, "again");
  port1.close();
  other.port1.close();
  expect(all[0]).toMatchObject({ updated: "2031-01-01T00:00:00Z" });
});

test("a check that fails leaves nothing in the index that is half done", async () => {
  putFiles(room.folder, 40);
  const { port1, port2: desk } = new MessageChannel();
  await readForIndex(room.folder, port1, true, []);
  const sqlite = await loadSqlite();
  if (typeof sqlite === "string") throw new Error(sqlite);
  const index = openIndexFile(sqlite, path.join(room.cache, "index.sqlite"), "test");
  const stories = createStories(index, room.folder, [], () => undefined);
  const putTerms = () => {
    stories.putTerms = real;
    throw new Error("out of memory");
  };
  const real = stories.putTerms;
  stories.putTerms = putTerms;
  const checking = checkFiles(
    { folder: room.folder, index, stories, desk },
    { progress() {}, stored() {}, changed() {}, unreadable() {} },
    { stopped: () => false, touched: () => false },
  );
  await expect(checking).rejects.toThrow("out of memory");
  const count = (table: string) => index.db.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.count;
  expect([index.db.isTransaction, count("stories"), count("terms")]).toEqual([false, 0, 0]);
  index.close();
  port1.close();
});

test("a story that another program changes while the library opens is found as it is", async () => {
  putFiles(room.folder, 200);
  const ids = await articleIds(room.folder);
  const since = performance.now();
  await room.close(await room.open({ cache: path.join(room.root, "first") }));
  const took = performance.now() - since;
  for (const [wait, part] of someOf([0.2, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1], 2).entries()) {
    const id = ids[wait * 20] ?? "";
    const opening = room.open({ cache: path.join(room.root, `cache${wait}`) });
    await new Promise((resolve) => setTimeout(resolve, part * took));
    const file = articlePath(room.folder, id);
    const now: Article = { ...(JSON.parse(readFileSync(file, "utf8")) as Article), trashedAt: null };
    const { versions } = story({ lo: { headline: `ສະພາຜ່ານກົດໝາຍ nr${wait}nr` } });
    await putFile(file, canonicalJson({ ...now, versions }));
    const library = await opening;
    await expect.poll(async () => (await library.list({ text: `nr${wait}nr` })).total).toBe(1);
    await room.close(library);
  }
});

test("one story that is nested without end, and a pipe named like one, are unreadable and nothing else", async () => {
  putFiles(room.folder, 3);
  const [deep = "", pipe = "", whole = ""] = await articleIds(room.folder);
  const file = articlePath(room.folder, deep);
  const text = readFileSync(file, "utf8");
  const { versions } = JSON.parse(text) as Article;
  const nested = `{"type":"blockquote","content":[`.repeat(20_000) + "]}".repeat(20_000);
  writeFileSync(
    file,
    text.replace(JSON.stringify(versions.lo?.headline), '"x"').replace(/"content": \[/, `"content": [${nested},`),
  );
  rmSync(articlePath(room.folder, pipe));
  if (process.platform !== "win32") execFileSync("mkfifo", [articlePath(room.folder, pipe)]);
  const library = await room.open({ readOnly: true });
  await library.complete();
  expect([...(await library.unreadable()).keys()]).toEqual(process.platform === "win32" ? [deep] : [deep, pipe]);
  expect(library.search().kind).toBe("full");
  expect((await library.open(whole)).ok).toBe(true);
});

test("what is saved before the thread has loaded its reading is in the list that is asked for next", async () => {
  putFiles(room.folder, 5);
  const fail = (error: Error) => {
    throw error;
  };
  const opened = async () => {
    const catalogue = await openIndexCatalogue(room.folder, path.join(room.cache, "index.sqlite"), [], {}, fail);
    if ("missing" in catalogue) throw new Error(catalogue.missing);
    await catalogue.complete();
    return catalogue;
  };
  const ids = await articleIds(room.folder);
  const [id = ""] = ids;
  // A file that was just written would be read again at the next opening, and here nothing is to be read before.
  const before = new Date(Date.now() - 60_000);
  for (const one of ids) utimesSync(articlePath(room.folder, one), before, before);
  await (await opened()).close();
  const catalogue = await opened();
  const { versions } = story({ lo: { headline: "ສະພາຜ່ານກົດໝາຍ" } });
  const file = articlePath(room.folder, id);
  const now: Article = { ...(JSON.parse(readFileSync(file, "utf8")) as Article), versions, trashedAt: null };
  writeFileSync(file, canonicalJson(now));
  catalogue.put(now, undefined, "another");
  expect((await catalogue.list({ text: "ສະພາຜ່ານກົດໝາຍ" })).total).toBe(1);
  await catalogue.close();
});

test("after random work and kills the index says what a full rebuild says", async () => {
  const script = `
    import { writeFileSync, rmSync, readFileSync } from "node:fs";
    import { openLibrary } from ${JSON.stringify(path.resolve("electron/library/library.ts"))};
    import { articlePath } from ${JSON.stringify(path.resolve("electron/library/files/article-paths.ts"))};
    import { storyMaker } from ${JSON.stringify(path.resolve("tests/bench/articles.ts"))};
    import { randomOf } from ${JSON.stringify(path.resolve("tests/random.ts"))};
    const [folder, cache, seed] = process.argv.slice(1);
    const random = randomOf(Number(seed));
    const writer = { origin: "editor", by: "Desk" };
    const library = (await openLibrary(folder, { cache })).value;
    const make = storyMaker(Number(seed));
    for (let story = 0; story < 4; story += 1) await library.create(make(1000 + story).article, writer);
    for (let turn = 0; ; turn += 1) {
      console.log(turn);
      const ids = await library.ids();
      const id = ids[Math.floor(random() * ids.length)];
      const what = random();
      if (what < 0.35 || !id) await library.create(make(turn).article, writer);
      else if (what < 0.6) await library.change(id, writer, (one) => ({ ok: true, value: { ...one, versions: { ...one.versions,
        lo: { ...one.versions.lo, headline: "ຫົວຂໍ້ໃໝ່ " + turn, lead: "ໂຮງຮຽນ " + seed } } } }));
      else if (what < 0.7) await library.change(id, writer, (one) => ({ ok: true, value: { ...one, trashedAt: one.trashedAt ? null : one.updatedAt } }));
      else if (what < 0.8) writeFileSync(articlePath(folder, id), readFileSync(articlePath(folder, id), "utf8").replaceAll("ຂົວ", "ຮູບ"));
      else if (what < 0.86) writeFileSync(articlePath(folder, id), "{ torn");
      else if (what < 0.96) rmSync(articlePath(folder, id), { force: true });
      else await library.list({ text: "ໂຮງຮຽນ" });
    }`;
  const random = randomOf();
  for (let round = 1; round <= heavyRuns(3); round += 1) {
    const child = spawn(
      process.execPath,
      ["--input-type=module", "-e", script, room.folder, room.cache, String(SEED + round)],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const gone = new Promise((resolve) => child.on("close", resolve));
    // In the middle of some turn, whatever the speed of the machine.
    const last = Math.ceil(random() * 30);
    await new Promise<void>((resolve, reject) => {
      let turns = "";
      child.on("close", () => reject(new Error("the desk ended by itself")));
      child.stdout.on("data", (chunk: Buffer) => {
        turns += chunk.toString();
        if (turns.includes(`\n${last}\n`)) resolve();
      });
    });
    await new Promise((resolve) => setTimeout(resolve, random() * 20));
    child.kill("SIGKILL");
    await gone;
  }
  // What lies torn is set aside and mended first, so that both look at the same files.
  const mending = await room.open();
  await mending.complete();
  await room.close(mending);
  const kept = await room.open();
  const said = await everything(kept);
  await room.close(kept);
  const rebuilt = await room.open({ cache: path.join(room.root, "another") });
  expect(said).toEqual(await everything(rebuilt));
  expect(await rebuilt.ids()).not.toHaveLength(0);
}, 120_000);

test("the index is a cache: it stands outside the library, and a folder that can't be written costs the full search alone", async () => {
  putFiles(room.folder, 0);
  const first = await room.open();
  must(await first.create(story({ lo: { headline: "ນ້ຳຖ້ວມ", body: ["ໂຮງຮຽນ"] } }), writer));
  await first.complete();
  expect(readdirSync(room.folder, { recursive: true }).filter((name) => String(name).includes("sqlite"))).toEqual([]);
  expect(statSync(indexFile(first)).isFile()).toBe(true);
  await room.close(first);
  writeFileSync(path.join(room.root, "taken"), "");
  const second = await room.open({ cache: path.join(room.root, "taken") });
  expect(second.search()).toEqual({ kind: "headlines", missing: "cache" });
  const totals = await Promise.all(["ນ້ຳຖ້ວມ", "ໂຮງຮຽນ"].map(async (text) => (await second.list({ text })).total));
  expect(totals).toEqual([1, 0]);
});

test("a Node without SQLite opens the library, finds by headline and says what is missing", async () => {
  const first = await room.open();
  must(await first.create(story({ en: { headline: "Mekong rises" } }), writer));
  await room.close(first);
  const script = `
    import { openLibrary } from ${JSON.stringify(path.resolve("electron/library/library.ts"))};
    const library = (await openLibrary(process.argv[1], { cache: process.argv[2] })).value;
    console.log(JSON.stringify([library.search(), (await library.list({ text: "mekong" })).total]));
    await library.close();`;
  const child = spawn(
    process.execPath,
    ["--no-experimental-sqlite", "--input-type=module", "-e", script, room.folder, room.cache],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let out = "";
  child.stdout.on("data", (part) => {
    out += part;
  });
  await new Promise((resolve) => child.on("close", resolve));
  expect(JSON.parse(out)).toEqual([{ kind: "headlines", missing: "sqlite" }, 1]);
});

test("the list shows what has been read so far while a long library is read, and says how far it is", async () => {
  const first = await room.open();
  await room.close(first);
  putFiles(room.folder, 700);
  const progress: [number, number][] = [];
  const library = await room.open({ events: { progress: (done, total) => progress.push([done, total]) } });
  const made = must(await library.create(story({ lo: { headline: "ຂ່າວດ່ວນ" } }), writer));
  expect((await library.list({ sort: "created" })).items.map(({ id }) => id)).toContain(made.article.id);
  await library.complete();
  expect((await library.list({})).counts.all + (await library.list({})).counts.trashed).toBe(701);
  expect(progress[0]?.[1]).toBeGreaterThanOrEqual(700);
  expect(progress.at(-1)?.[0]).toBe(progress.at(-1)?.[1]);
});

test("the built shell's thread opens an index", async () => {
  const first = await room.open();
  await room.close(first);
  const { port2: desk } = new MessageChannel();
  const thread = new Worker(path.resolve("out/main/index-worker.js"), {
    workerData: { folder: room.folder, file: path.join(room.root, "built.sqlite"), desk, names: [] },
    transferList: [desk],
  });
  const said = await new Promise((resolve, reject) => {
    thread.once("message", resolve);
    thread.once("error", reject);
  });
  await thread.terminate();
  expect(said).toEqual({ kind: "open", missing: null });
});

test("the index's thread begins without what only writing and reading stories need", async () => {
  const parts = ["index-check", "list/index-list", "index-schema", "index-stories"].map((name) =>
    path.resolve("electron", "library", "index", `${name}.ts`),
  );
  const thread = new Worker(
    `Promise.all(${JSON.stringify(parts)}.map((part) => import(part))).then(() =>
      require("node:worker_threads").parentPort.postMessage(process.moduleLoadList))`,
    { eval: true },
  );
  const loaded = await new Promise((resolve, reject) => thread.on("message", resolve).on("error", reject));
  await thread.terminate();
  expect(loaded).toContain("NativeModule fs");
  // Node's cryptography is a tenth of the thread's start.
  expect(loaded).not.toContain("NativeModule crypto");
});
