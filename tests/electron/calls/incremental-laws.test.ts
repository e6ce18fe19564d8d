/** What holds after any changes: what a publication leaves on a site, step by step, is what one into an empty folder writes. */
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, truncateSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test } from "vitest";
import { planPublication, publishSite } from "../../../electron/calls/publishing/publish.ts";
import { addAsset } from "../../../electron/library/files/assets/assets.ts";
import { type Library, openLibrary } from "../../../electron/library/library.ts";
import { SITE_JOURNAL } from "../../../electron/publish/write/manifest/manifest-journal.ts";
import { OWN_PREFIX } from "../../../electron/publish/write/server-files.ts";
import type { Article, Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { Result } from "../../../shared/errors.ts";
import { heavyRuns } from "../../random.ts";
import { riverStory } from "./river-story.ts";

const writer = { origin: "editor" as const, by: "ນາງ ຄຳຫລ້າ" };
const ADDRESS = "https://kpl.example/";
const TAGS = ["mekong", "rice", "coffee"];
const CATEGORIES = ["economy", "society"];
const STORIES = 9;

const run = promisify(execFile);
const ELSEWHERE = fileURLToPath(new URL("./publish-elsewhere.ts", import.meta.url));

let room = "";
let opened: Library | null = null;

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

async function open(): Promise<Library> {
  opened = must(await openLibrary(path.join(room, "library"), { cache: path.join(room, "cache") }));
  return opened;
}
async function renewed(): Promise<Library> {
  await opened?.close();
  opened = null;
  await rm(room, { recursive: true, force: true });
  return open();
}
beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-steps-"));
});
afterEach(async () => {
  await opened?.close();
  opened = null;
  await rm(room, { recursive: true, force: true });
});

/** What happens to a story or to the desk between two publications. A refusal leaves it as it is. */
type Step =
  | { readonly does: "words" | "withdrawn" | "ready"; readonly at: number; readonly lang: Lang }
  | { readonly does: "trash" | "date" | "address"; readonly at: number; readonly number: number }
  | { readonly does: "tags"; readonly at: number; readonly tags: readonly string[] }
  | { readonly does: "section"; readonly at: number; readonly category: string | null }
  | { readonly does: "related"; readonly at: number; readonly to: number }
  | { readonly does: "photo"; readonly at: number; readonly photo: number }
  | { readonly does: "crop" | "caption" | "photoInText" | "noPhoto"; readonly at: number }
  | { readonly does: "month"; readonly at: number; readonly moment: string }
  | { readonly does: "settings" | "reopened" | "elsewhere" | "cut" };

const at = fc.nat({ max: STORIES - 1 });
const lang = fc.constantFrom(...LANGS);
const site = () => path.join(room, "site");
let count = 0;

/** On both sides of the end of a month at the desk, and at once of one in UTC. */
const MOMENTS = ["2026-02-28T23:59:59+07:00", "2026-02-28T17:00:00Z", "2026-03-31T23:30:00Z", "2026-12-31T18:00:00Z"];
const PHOTOS = ["#7a8f3c", "#3c5f8f", "#8f3c4d"];

/** Pictures of the library, by number, each of another size and colour. */
const pictures = new Map<number, Buffer>();
async function photoOf(library: Library, number: number): Promise<string> {
  const size = { width: 60 + 20 * number, height: 40, channels: 3 as const };
  const bytes =
    pictures.get(number) ??
    (await sharp({ create: { ...size, background: PHOTOS[number % PHOTOS.length] ?? "" } })
      .jpeg()
      .toBuffer());
  pictures.set(number, bytes);
  return must(await addAsset(library.folder, `photo-${number}.jpg`, bytes)).asset;
}

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constantFrom("words", "withdrawn", "ready"), at, lang }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom("trash", "date", "address"),
      at,
      number: fc.integer({ min: 1, max: 9 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("tags"), at, tags: fc.subarray(TAGS) }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant("section"), at, category: fc.constantFrom(...CATEGORIES, null) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("related"), at, to: at }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant("photo"), at, photo: fc.nat({ max: PHOTOS.length - 1 }) }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom("crop", "caption", "photoInText", "noPhoto"), at }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("month"), at, moment: fc.constantFrom(...MOMENTS) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom("settings", "reopened", "elsewhere", "cut") }) },
);

async function changeDetails(library: Library, id: string, details: Partial<Article["details"]>): Promise<void> {
  const now = await library.open(id);
  if (now.ok) await library.save({ id, base: { details: now.value.revs.details }, details }, writer);
}

async function take(library: Library, ids: readonly string[], one: Step): Promise<Library> {
  count += 1;
  const id = "at" in one ? (ids[one.at] ?? "") : "";
  switch (one.does) {
    case "words": {
      const now = must(await library.open(id));
      const base = { [one.lang]: now.revs[one.lang] };
      await library.save({ id, base, [one.lang]: { headline: `${one.lang} ຂ່າວທີ ${count}` } }, writer);
      break;
    }
    case "withdrawn":
    case "ready":
      await library.release(id, one.lang, { stage: one.does }, writer);
      break;
    case "date":
      for (const of of LANGS)
        await library.release(id, of, { publishedAt: `2026-0${one.number}-03T08:00:00+07:00` }, writer);
      break;
    case "month":
      for (const of of LANGS) await library.release(id, of, { publishedAt: one.moment }, writer);
      break;
    case "photo": {
      const words = { lo: `ຮູບທີ ${count}`, en: `Picture ${count}` };
      const image = { asset: await photoOf(library, one.photo), alt: words, caption: words, credit: words };
      await changeDetails(library, id, { image });
      break;
    }
    case "caption": {
      const { image } = must(await library.open(id)).article.details;
      const caption = { lo: `ຄຳບັນຍາຍ ${count}`, en: `Caption ${count}` };
      if (image) await changeDetails(library, id, { image: { ...image, caption } });
      break;
    }
    case "crop": {
      const { image, crops } = must(await library.open(id)).article.details;
      const x = (count % 5) / 10;
      const crop = { x, y: 0, w: 0.5, h: 1, fx: x + 0.2, fy: 0.5 };
      if (image) await changeDetails(library, id, { crops: { ...Object(crops), [image.asset]: crop } });
      break;
    }
    case "noPhoto":
      await changeDetails(library, id, { image: null });
      break;
    case "photoInText": {
      const now = must(await library.open(id));
      const { en } = now.article.versions;
      if (!en) break;
      const image = {
        type: "image",
        attrs: { asset: await photoOf(library, count % PHOTOS.length), alt: "ຮູບ", credit: "" },
      };
      const figure = { type: "figure", attrs: { id: "f1", row: "f1" }, content: [image, { type: "figcaption" }] };
      const content = (en.body.content ?? []).filter(({ type }) => type !== "figure");
      await library.save(
        { id, base: { en: now.revs.en }, en: { body: { type: "doc", content: [...content, figure] } } },
        writer,
      );
      break;
    }
    case "address":
      await changeDetails(library, id, { slug: `khua-${one.number}` });
      break;
    case "tags":
      await changeDetails(library, id, { tags: [...one.tags] });
      break;
    case "section":
      await changeDetails(library, id, { category: one.category });
      break;
    case "related":
      await changeDetails(library, id, { related: [{ article: ids[one.to] ?? "" }] });
      break;
    case "trash":
      await library.change(id, writer, (article) => ({
        ok: true,
        value: { ...article, trashedAt: article.trashedAt === null ? "2026-11-24T02:00:00Z" : null },
      }));
      break;
    case "settings": {
      const { settings, rev } = library.settings();
      must(await library.saveSettings(rev, { ...settings, agency: { lo: `ຂປລ ${count}`, en: `KPL ${count}` } }));
      break;
    }
    case "reopened":
      await library.close();
      return open();
    case "elsewhere": {
      // A process that has just begun knows of the stories' files what another one kept.
      await library.close();
      opened = null;
      const places = [path.join(room, "library"), path.join(room, "cache"), site()];
      const { stdout } = await run(process.execPath, [ELSEWHERE, ...places]);
      expect(JSON.parse(stdout)).toMatchObject({ ok: true });
      return open();
    }
    case "cut": {
      // As a crash leaves it while the last line is written: what was put in place is still under way.
      const journal = path.join(site(), SITE_JOURNAL);
      const size = statSync(journal, { throwIfNoEntry: false })?.size ?? 0;
      if (size > 0) truncateSync(journal, size - 1 - (count % 40));
      break;
    }
  }
  return library;
}

function filesIn(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file).replaceAll("\\", "/");
    if (entry.isFile() && !name.startsWith(OWN_PREFIX)) files.set(name, readFileSync(file, "latin1"));
  }
  return files;
}

/** `journal`: whether the site's list is followed by one. */
async function holds(steps: readonly (readonly Step[])[], journal: boolean): Promise<void> {
  let library = await renewed();
  const { settings, rev } = library.settings();
  const terms = (keys: readonly string[]) => keys.map((key) => ({ key, lo: key, en: key }));
  const words = { tags: terms(TAGS), categories: terms(CATEGORIES), siteUrl: ADDRESS };
  must(await library.saveSettings(rev, { ...settings, ...words }));
  const ids: string[] = [];
  for (let number = 0; number < STORIES; number += 1) {
    const more = { tags: TAGS.filter((_, tag) => (number + tag) % 2 === 0), category: CATEGORIES[number % 3] ?? null };
    const { id } = must(await library.create(riverStory(`ບ້ານ ${number}`, more), writer)).article;
    ids.push(id);
    for (const of of LANGS) {
      const publishedAt = `2026-0${(number % 4) + 1}-0${number + 1}T08:00:00+07:00`;
      if (number < STORIES - 1) must(await library.release(id, of, { stage: "ready", publishedAt }, writer));
    }
  }
  const options = { changed: true, remove: true, ...(journal && { many: 1 }) };
  must(await publishSite(library, site(), writer, options));
  for (const [round, some] of steps.entries()) {
    for (const one of some) library = await take(library, ids, one);
    const plan = must(await planPublication(library, site(), writer, { changed: true, remove: true }));
    const answer = must(await publishSite(library, site(), writer, options));
    const record = must(await library.publications()).find(({ id }) => id === answer.publication);
    const told = [...plan.new, ...plan.changed, ...plan.moved, ...plan.removed].map((one) => `${one.id} ${one.lang}`);
    expect((record?.changes ?? []).map((one) => `${one.id} ${one.lang}`).sort()).toEqual(told.sort());
    expect(answer.byHand ?? []).toEqual([]);
    const whole = path.join(room, `whole-${round}`);
    must(await publishSite(library, whole, writer, { chosen: [], remove: true, verify: true }));
    if (journal && round === 0) expect(existsSync(path.join(site(), SITE_JOURNAL))).toBe(true);
    expect(filesIn(site())).toEqual(filesIn(whole));
    const again = must(await publishSite(library, site(), writer, options));
    expect([again.written, again.removed]).toEqual([0, 0]);
  }
}

/** Looked at each time: what changes beside others' stories, and a line that was cut short. */
const SEEN: readonly (readonly Step[])[] = [
  [{ does: "words", at: 0, lang: "lo" }],
  [{ does: "cut" }, { does: "words", at: 3, lang: "en" }],
  [
    { does: "related", at: 5, to: 1 },
    { does: "elsewhere" },
    { does: "words", at: 7, lang: "lo" },
    { does: "elsewhere" },
  ],
  [{ does: "words", at: 1, lang: "lo" }, { does: "cut" }],
  [
    { does: "withdrawn", at: 1, lang: "lo" },
    { does: "tags", at: 2, tags: ["rice"] },
  ],
  [{ does: "date", at: 4, number: 9 }, { does: "trash", at: 6, number: 1 }, { does: "elsewhere" }],
  [
    { does: "photo", at: 0, photo: 0 },
    { does: "photo", at: 8, photo: 1 },
    { does: "photoInText", at: 2 },
    { does: "month", at: 3, moment: "2026-02-28T17:00:00Z" },
  ],
  [{ does: "crop", at: 0 }, { does: "caption", at: 8 }, { does: "elsewhere" }],
  [{ does: "photo", at: 0, photo: 1 }, { does: "month", at: 3, moment: "2026-02-28T23:59:59+07:00" }, { does: "cut" }],
  [{ does: "noPhoto", at: 0 }, { does: "photoInText", at: 2 }, { does: "elsewhere" }],
];

test("what publications leave on a site one after the other is byte for byte what one into an empty folder writes", async () => {
  const steps = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), (some, journal) => holds(some, journal)),
    { numRuns: heavyRuns(2), examples: [[SEEN, true]] },
  );
}, 240_000);
