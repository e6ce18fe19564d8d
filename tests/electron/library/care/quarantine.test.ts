import { mkdir, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { verifyLibrary } from "../../../../electron/library/care/verify.ts";
import { articlePath } from "../../../../electron/library/files/article-paths.ts";
import { must, newsroom, story, writer } from "../own-library.ts";

const { folder, open, close } = newsroom();

/** Puts bytes in a story's place as another program did a while ago. */
async function damage(id: string, bytes: string): Promise<void> {
  const file = articlePath(folder(), id);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, bytes);
  await utimes(file, new Date("2026-11-20T02:00:00Z"), new Date("2026-11-20T02:00:00Z"));
}
const quarantined = async (): Promise<string[]> => readdir(path.join(folder(), "quarantine")).catch(() => []);

test.each([
  ["an empty file", ""],
  ["half a file", '{ "format": 1, "id": "01'],
  ["zeros, as a power cut leaves them", "\0".repeat(400)],
  ["no story", '{ "format": 1 }\n'],
])("%s is moved aside with the reason, and the story comes back from its newest good state", async (_what, bytes) => {
  const first = await open();
  const { id } = must(await first.create(story("ນ້ຳຖ້ວມ"), { ...writer, origin: "import" })).article;
  const { revs } = must(await first.open(id));
  must(await first.save({ id, base: { lo: revs.lo }, lo: { headline: "ນ້ຳຖ້ວມຫຼຸດລົງ" } }, writer));
  const other = must(await first.create(story("ຂ່າວອື່ນ"), writer)).article;
  await close();
  await damage(id, bytes);

  const problems = vi.fn();
  const desk = await open({ events: { problems } });
  // It comes back by itself, without anybody opening it.
  await vi.waitFor(
    async () => expect((await desk.list({})).items.map((item) => item.id).sort()).toEqual([id, other.id].sort()),
    20_000,
  );
  expect(must(await desk.open(id)).article.versions.lo?.headline).toBe("ນ້ຳຖ້ວມຫຼຸດລົງ");
  expect(problems).toHaveBeenCalled();
  const [problem] = await desk.problems();
  expect(problem).toMatchObject({ kind: "quarantined", id, restored: true });
  const aside = (await quarantined()).find((name) => !name.endsWith(".reason.json")) ?? "";
  expect(await readFile(path.join(folder(), "quarantine", aside), "utf8")).toBe(bytes);
  expect((await desk.changesSince(null)).changes.find((change) => change.id === id)?.origin).toBe("repair");
  must(await desk.dismiss(problem?.file ?? ""));
  expect(await desk.problems()).toEqual([]);
  // Nothing of it is deleted.
  expect(await quarantined()).toHaveLength(2);
});

test("a damaged story without any history leaves the list, and its bytes are kept with the reason", async () => {
  const id = "01JA0000000000000000000000";
  await open();
  await close();
  await damage(id, "{ torn");
  const desk = await open();
  await vi.waitFor(
    async () => expect(await desk.problems()).toMatchObject([{ kind: "quarantined", id, restored: false }]),
    20_000,
  );
  expect(await desk.open(id)).toMatchObject({ ok: false, error: { reason: "no-article" } });
  expect(await desk.ids()).toEqual([]);
});

test("a file that is damaged while the desk is open comes back with the words that were saved last", async () => {
  const desk = await open();
  const { id } = must(await desk.create(story("ຂ່າວ"), writer)).article;
  await damage(id, "{ torn");
  expect(must(await desk.open(id)).article.versions.lo?.headline).toBe("ຂ່າວ");
});

test.each([
  ["a newer format", "newer-unshown", { format: 2, id: "01JA0000000000000000000000", shape: "nobody knows" }],
  ["a newer format of our shape", "newer", { ...story("ໃໝ່"), format: 9, id: "01JA0000000000000000000000" }],
])("%s is told and is no damage: its bytes stay, and nothing is moved aside", async (_what, kind, file) => {
  const id = "01JA0000000000000000000000";
  await open();
  await close();
  const text = JSON.stringify(file);
  await damage(id, text);
  const desk = await open();
  const opened = await desk.open(id);
  if (opened.ok) expect(opened.value.readOnly).toBe("article-newer");
  else expect(opened.error.reason).toBe("article-newer");
  expect(await desk.problems()).toMatchObject([{ kind, id }]);
  expect(await readFile(articlePath(folder(), id), "utf8")).toBe(text);
  expect(await quarantined()).toEqual([]);
  const indexed = await open({ readOnly: true, cache: path.join(folder(), "..", "cache") });
  await indexed.complete();
  expect(await indexed.problems()).toMatchObject([{ kind, id }]);
  expect(must(await verifyLibrary(folder()))).toMatchObject({ readOnly: 1, findings: [] });
});

test("a desk that can only read moves nothing", async () => {
  const first = await open();
  const { id } = must(await first.create(story("ຂ່າວ"), writer)).article;
  await close();
  await damage(id, "{ torn");
  const desk = await open({ readOnly: true });
  expect(await desk.open(id)).toMatchObject({ ok: false, error: { reason: "article-unreadable" } });
  expect(await desk.problems()).toMatchObject([{ kind: "unreadable", id }]);
  expect(await readFile(articlePath(folder(), id), "utf8")).toBe("{ torn");
  expect(await quarantined()).toEqual([]);
});

test.each(["{ torn", null])("a library.json that is %s costs neither the stories nor the settings", async (bytes) => {
  const first = await open();
  const { id } = must(await first.create(story("ຂ່າວ"), writer)).article;
  const { settings, rev } = first.settings();
  must(await first.saveSettings(rev, { ...settings, name: "ຫ້ອງຂ່າວ" }));
  const libraryId = first.id;
  await close();
  const file = path.join(folder(), "library.json");
  if (bytes === null) await rm(file);
  else await writeFile(file, bytes);
  const desk = await open();
  expect([desk.id, desk.settings().settings.name, await desk.ids()]).toEqual([libraryId, "ຫ້ອງຂ່າວ", [id]]);
});

test.each([" (conflict 2026-11-24)", ".sync-conflict-20261124-093000-ABC", "-LAPTOP", " (1)"])(
  "a copy named “<id>%s.json” beside a story is told, can become a story, and is never deleted",
  async (ending) => {
    const desk = await open();
    const { id } = must(await desk.create(story("ຂ່າວຢູ່ນີ້"), writer)).article;
    const shelf = path.dirname(articlePath(folder(), id));
    const text = (await readFile(articlePath(folder(), id), "utf8")).replace("ຂ່າວຢູ່ນີ້", "ຂ່າວຈາກເຄື່ອງອື່ນ");
    await writeFile(path.join(shelf, `${id}${ending}.json`), text);
    const [problem] = await desk.problems();
    expect(problem).toMatchObject({ kind: "copy", id, file: `articles/${id.slice(-2)}/${id}${ending}.json` });
    expect((await desk.list({})).total).toBe(1);
    const copy = must(await desk.copy(problem?.file ?? ""));
    expect(copy.article.versions.lo?.headline).toBe("ຂ່າວຈາກເຄື່ອງອື່ນ");
    await copy.settle();
    expect(await desk.problems()).toEqual([]);
    const kept = (await quarantined()).filter((name) => !name.endsWith(".reason.json"));
    expect(await readFile(path.join(folder(), "quarantine", kept[0] ?? ""), "utf8")).toBe(text);
  },
);

test.each(["../library.json", "quarantine/../library.json", "/etc/passwd", "library.json", "articles/AB/x.json", ""])(
  "“%s” is no problem that can be dismissed or taken over",
  async (file) => {
    const desk = await open();
    expect(await desk.dismiss(file)).toMatchObject({ ok: false, error: { reason: "no-problem" } });
    expect(await desk.copy(file)).toMatchObject({ ok: false, error: { reason: "no-problem" } });
    expect(await readdir(folder())).toContain("library.json");
  },
);
