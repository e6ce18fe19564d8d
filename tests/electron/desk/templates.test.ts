/** Templates and kept filters, as the window asks for them: on the disk, beside damage, through a restart. */
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type OpenedDesk, openDesk } from "../../../electron/desk/desk.ts";
import { realDisk } from "../../../electron/disk/durable-file.ts";
import { backUp } from "../../../electron/library/backup/backup.ts";
import { restoreBackup } from "../../../electron/library/backup/restore-backup.ts";
import { unusedAssets } from "../../../electron/library/care/trash.ts";
import { verifyLibrary } from "../../../electron/library/care/verify.ts";
import { placing } from "../../../electron/library/files/assets/confined-files.ts";
import { openHistory } from "../../../electron/library/history/history.ts";
import { frameOf, type Template } from "../../../shared/article/template.ts";
import { blocksOf, idOfBlock, rowOfBlock } from "../../../shared/blocks/body.ts";
import { rowsOf, sidesOf } from "../../../shared/rows/rows.ts";
import { must } from "../library/stories.ts";

let room = "";
let opened: OpenedDesk | null = null;
const library = () => path.join(room, "library");
const file = (id: string) => path.join(library(), "templates", `${id}.json`);

async function open() {
  await opened?.close();
  const ports = { host: "browser" as const, chooseFolder: async () => null, showFolder: async () => false };
  opened = await openDesk({ ports, home: path.join(room, "home"), library: library() });
  return opened.desk;
}

beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-templates-"));
});
afterEach(async () => {
  await opened?.close();
  opened = null;
  await rm(room, { recursive: true, force: true });
});

const paragraph = (id: string, row: string, text: string) => ({
  type: "paragraph",
  attrs: { id, row },
  content: [{ type: "text", text }],
});

/** A story of the weather with a fixed and a changing paragraph in both languages, the fixed one confirmed. */
async function weather(desk: Awaited<ReturnType<typeof open>>) {
  const fixed = { lo: "ຂໍ້ມູນຈາກກົມອຸຕຸນິຍົມ ແລະ ອຸທົກກະສາດ.", en: "Source: Department of Meteorology and Hydrology." };
  const { article } = must(
    await desk.call("articles.create", {
      details: { source: "lo", category: "society", tags: ["mekong"], place: { lo: "ວຽງຈັນ", en: "Vientiane" } },
      lo: {
        headline: "ພະຍາກອນອາກາດ",
        body: { type: "doc", content: [paragraph("l1", "today", "ມື້ນີ້ຝົນຕົກ."), paragraph("l2", "fixed", fixed.lo)] },
      },
      en: {
        headline: "Weather",
        body: { type: "doc", content: [paragraph("e1", "today", "Rain today."), paragraph("e2", "fixed", fixed.en)] },
      },
    }),
  );
  const rows = { fixed: { ...fixed, at: "2026-11-28T02:00:00Z", by: "ນ້ອຍ" } };
  must(await desk.call("articles.save", { id: article.id, base: {}, rows }));
  return must(await desk.call("articles.open", { id: article.id })).article;
}

const ID = "01JDQ00000000000000000000A";
const templateOf = (article: Awaited<ReturnType<typeof weather>>, more: Partial<Template> = {}): Template => ({
  format: 1,
  id: ID,
  name: "ພະຍາກອນອາກາດປະຈຳວັນ",
  updatedAt: "2026-11-28T02:00:00Z",
  ...frameOf(article, {
    category: true,
    tags: true,
    bylines: true,
    place: false,
    lead: true,
    headline: { lo: "ພະຍາກອນອາກາດ ວັນທີ {ວັນທີ}", en: "Weather on {date}" },
    rows: new Set(["fixed"]),
  }),
  ...more,
});

test("a story made of a template has its frame, today's date in both headlines, ids of its own and its confirmations", async () => {
  const desk = await open();
  const story = await weather(desk);
  const { template } = must(await desk.call("templates.save", { base: null, template: templateOf(story) }));
  expect(JSON.parse(await readFile(file(ID), "utf8"))).toEqual(template);
  const { article } = must(await desk.call("templates.use", { id: ID }));
  const { details, versions, release } = article;
  expect([details.category, details.tags, details.place]).toEqual(["society", ["mekong"], { lo: "", en: "" }]);
  expect([release.lo.stage, release.en.stage, details.slug]).toEqual(["draft", "draft", null]);
  expect(versions.en?.headline).toMatch(/^Weather on \d{1,2} [A-Z][a-z]+ 20\d\d$/);
  expect(versions.lo?.headline).toMatch(/^ພະຍາກອນອາກາດ ວັນທີ \d{1,2} [\u0e80-\u0eff]+ 20\d\d$/);
  const blocks = [versions.lo, versions.en].map((version) => blocksOf(version?.body ?? { type: "doc" }));
  expect(blocks.map((all) => all.length)).toEqual([1, 1]);
  const [lo, en] = blocks.map(([block]) => block);
  if (!lo || !en) throw new Error("The fixed paragraph is not there.");
  expect(rowOfBlock(lo)).toBe(rowOfBlock(en));
  expect(new Set([idOfBlock(lo), idOfBlock(en), "l2", "e2"]).size).toBe(4);
  expect(rowsOf(details.source, sidesOf(article), article.rows).map(({ state }) => state)).toContain("confirmed");
  const again = must(await desk.call("templates.use", { id: ID })).article;
  expect(again.id).not.toBe(article.id);
  expect(rowOfBlock(blocksOf(again.versions.lo?.body ?? { type: "doc" })[0] ?? lo)).not.toBe(rowOfBlock(lo));
});

test("a template is changed only from what stands there, keeps fields that this version doesn't know, and comes back once removed", async () => {
  const desk = await open();
  const story = await weather(desk);
  must(await desk.call("templates.save", { base: null, template: templateOf(story, { colour: "green" }) }));
  const taken = await desk.call("templates.save", { base: null, template: templateOf(story, { name: "ອື່ນ" }) });
  expect(taken.ok ? null : taken.error.reason).toBe("template-changed");
  const [held] = must(await desk.call("templates.list", {})).templates;
  if (!held) throw new Error("The template is not listed.");
  const renamed = { ...held.template, name: "ອາກາດ" };
  must(await desk.call("templates.save", { base: held.rev, template: renamed }));
  expect(JSON.parse(await readFile(file(ID), "utf8"))).toMatchObject({ name: "ອາກາດ", colour: "green" });
  must(await desk.call("templates.remove", { id: ID }));
  expect(must(await desk.call("templates.list", {})).templates).toEqual([]);
  must(await desk.call("templates.save", { base: null, template: renamed }));
  expect(must(await desk.call("templates.list", {})).templates.map(({ template }) => template.name)).toEqual(["ອາກາດ"]);
});

test("a damaged template and one of a newer desk are told and hide no other; what no story may hold is refused", async () => {
  const desk = await open();
  const story = await weather(desk);
  const template = templateOf(story);
  must(await desk.call("templates.save", { base: null, template }));
  const [damaged, newer] = ["01JDQ00000000000000000000B", "01JDQ00000000000000000000C"];
  await writeFile(file(damaged), '{"format": 1, "name": "ລາຄາຄຳ"');
  await writeFile(file(newer), JSON.stringify({ ...template, id: newer, format: 2 }));
  const { templates, unreadable } = must(await desk.call("templates.list", {}));
  expect(templates.map(({ template: { id } }) => id)).toEqual([ID]);
  expect(unreadable.map(({ file: name, error }) => [name, error.reason])).toEqual([
    [`templates/${damaged}.json`, "template-unreadable"],
    [`templates/${newer}.json`, "template-newer"],
  ]);
  const used = await desk.call("templates.use", { id: damaged });
  expect(used.ok ? null : used.error.reason).toBe("template-unreadable");
  const odd = structuredClone(template);
  if (odd.versions.lo) odd.versions.lo.body = { type: "doc", content: [{ type: "video" }] };
  const refused = await desk.call("templates.save", {
    base: null,
    template: { ...odd, id: "01JDQ00000000000000000000D" },
  });
  expect(refused.ok ? null : refused.error.reason).toBe("body-invalid");
  const found = must(await verifyLibrary(library())).findings.filter(({ what }) => what === "template");
  expect(found.map(({ file: name }) => name)).toEqual([`templates/${damaged}.json`]);
});

test("templates are in a backup and in what is restored of it, and their pictures are needed", async () => {
  const desk = await open();
  const story = await weather(desk);
  const asset = `${"ab".repeat(32)}.png`;
  const template = templateOf(story);
  must(await desk.call("templates.save", { base: null, template: { ...template, map: asset } }));
  const picture = path.join(library(), "assets", "ab", asset);
  await mkdir(path.dirname(picture), { recursive: true });
  await writeFile(picture, "a map of the provinces");
  const history = openHistory(library(), "", placing(library(), realDisk));
  // A day old: as new as it is, it would wait for the save that names it.
  await utimes(picture, new Date(0), new Date(0));
  expect(await unusedAssets({ folder: library(), history })).toEqual([]);
  await opened?.close();
  opened = null;
  const archive = path.join(room, "backup.tar.gz");
  must(await backUp(library(), archive));
  must(await restoreBackup(archive, path.join(room, "restored")));
  const restored = await readFile(path.join(room, "restored", "templates", `${ID}.json`), "utf8");
  expect(restored).toBe(await readFile(file(ID), "utf8"));
});

test("filters that are kept survive a restart with what this version doesn't know; one that can't be read hides no other", async () => {
  let desk = await open();
  const morning = { name: "ເຊົ້າ", category: "politics", colour: "green" };
  must(await desk.call("host.remember", { filters: { keep: morning } }));
  must(await desk.call("host.remember", { filters: { keep: { name: "ກິລາ", stage: "ready" } } }));
  // Renamed it stands where it stood.
  must(await desk.call("host.remember", { filters: { keep: { ...morning, name: "ຕອນເຊົ້າ" }, drop: "ເຊົ້າ" } }));
  await opened?.close();
  opened = null;
  const kept = path.join(room, "home", "desk.json");
  const raw = JSON.parse(await readFile(kept, "utf8")) as { filters: unknown[] };
  await writeFile(kept, JSON.stringify({ ...raw, filters: [{ name: 7 }, ...raw.filters], seats: 3 }));
  desk = await open();
  const { filters } = must(await desk.call("host.state", {}));
  expect(filters).toEqual([
    { ...morning, name: "ຕອນເຊົ້າ" },
    { name: "ກິລາ", stage: "ready" },
  ]);
  // One takes the place of another of its name, wherever that stood.
  must(await desk.call("host.remember", { filters: { keep: { ...morning, name: "ກິລາ" }, drop: "ຕອນເຊົ້າ" } }));
  expect(must(await desk.call("host.state", {})).filters).toEqual([{ ...morning, name: "ກິລາ" }]);
  must(await desk.call("host.remember", { filters: { drop: "ກິລາ" } }));
  expect(must(await desk.call("host.state", {})).filters).toEqual([]);
  expect(JSON.parse(await readFile(kept, "utf8"))).toMatchObject({ seats: 3, filters: [] });
});
