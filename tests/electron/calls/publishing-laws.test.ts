/** What holds for any library and any change: a publication does what its plan says, and a translation that comes later moves nothing else. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PublishOptions } from "../../../electron/calls/publishing/plan-input.ts";
import { planPublication, publishSite } from "../../../electron/calls/publishing/publish.ts";
import { articlePath } from "../../../electron/library/files/article-paths.ts";
import { type Library, openLibrary } from "../../../electron/library/library.ts";
import { SAME_NOTE } from "../../../electron/publish/write/same-note.ts";
import { SITE_MANIFEST } from "../../../electron/publish/write/site-manifest.ts";
import type { Lang } from "../../../shared/article/article.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { LANGS, otherLang } from "../../../shared/article/stages.ts";
import type { Result } from "../../../shared/errors.ts";
import { plain } from "../../plain-page.ts";
import { putFile } from "../../put-file.ts";
import { heavyRuns } from "../../random.ts";
import { riverStory } from "./river-story.ts";

const writer = { origin: "editor" as const, by: "ນາງ ຄຳຫລ້າ" };
const PLACES = ["ປາກເຊ", "ທ່າແຂກ", "ຊຳເໜືອ"];
const SLUGS = ["mekong", "rice", "coffee"];
const ADDRESS = "https://kpl.example/";

let room = "";
let opened: Library | null = null;
const site = () => path.join(room, "site");

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

async function open(): Promise<Library> {
  const options = { cache: path.join(room, "cache") };
  opened = must(await openLibrary(path.join(room, "library"), options));
  return opened;
}
async function reopened(library: Library, between: () => Promise<void>): Promise<Library> {
  await library.close();
  opened = null;
  await between();
  return open();
}
async function renewed(): Promise<Library> {
  await opened?.close();
  opened = null;
  await rm(room, { recursive: true, force: true });
  return open();
}
beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-laws-"));
});
afterEach(async () => {
  await opened?.close();
  opened = null;
  await rm(room, { recursive: true, force: true });
});

/** What a person, another desk or an accident does to a story. A refusal leaves it as it is. */
type Change =
  | { readonly does: "words" | "ready" | "withdrawn" | "readyElsewhere"; readonly lang: Lang }
  | { readonly does: "date"; readonly lang: Lang; readonly month: number }
  | { readonly does: "address"; readonly slug: string }
  | { readonly does: "trash" | "restore" | "lost" | "unrecorded" };

let words = 0;

async function make(library: Library, id: string, change: Change): Promise<Library> {
  const now = async () => {
    const read = await library.open(id);
    return read.ok ? read.value : null;
  };
  const file = articlePath(path.join(room, "library"), id);
  switch (change.does) {
    case "words": {
      words += 1;
      const base = { [change.lang]: (await now())?.revs[change.lang] };
      await library.save({ id, base, [change.lang]: { headline: `${change.lang} ຂ່າວທີ ${words}` } }, writer);
      break;
    }
    case "ready":
    case "withdrawn":
      await library.release(id, change.lang, { stage: change.does }, writer);
      break;
    case "date": {
      const publishedAt = `2026-0${change.month}-03T08:00:00+07:00`;
      await library.release(id, change.lang, { publishedAt }, writer);
      break;
    }
    case "address": {
      const base = { details: (await now())?.revs.details };
      await library.save({ id, base, details: { slug: change.slug } }, writer);
      break;
    }
    case "trash":
    case "restore":
      await library.change(id, writer, (article) => ({
        ok: true,
        value: { ...article, trashedAt: change.does === "trash" ? "2026-11-24T02:00:00Z" : null },
      }));
      break;
    case "readyElsewhere": {
      const article = (await now())?.article;
      if (!article) break;
      const release = { ...article.release, [change.lang]: { ...article.release[change.lang], stage: "ready" } };
      await putFile(file, canonicalJson({ ...article, release }));
      await library.open(id);
      break;
    }
    // The library knows nothing more of the story: its file and its history went.
    case "lost":
      return reopened(library, async () => {
        await rm(file, { force: true });
        await rm(path.join(room, "library", "history", id), { recursive: true, force: true });
      });
    // Nor of what was published, as when an older backup came back.
    case "unrecorded":
      return reopened(library, () => rm(path.join(room, "library", "publications"), { recursive: true, force: true }));
  }
  return library;
}

/** The pages of stories as the site has them: headlines by story, language and address. */
async function pagesOn(): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  const names = await readdir(path.join(site(), "api")).catch(() => []);
  for (const name of names.filter((one) => /^[0-9A-Z]{26}\.json$/.test(one))) {
    const { id, versions } = JSON.parse(await readFile(path.join(site(), "api", name), "utf8"));
    for (const lang of LANGS) {
      const version = versions[lang];
      if (!version) continue;
      const address = String(version.url).replace(/index\.html$/, "");
      const page = plain(await readFile(path.join(site(), address, "index.html"), "utf8"));
      expect(page).toContain(`<h1>${version.headline}</h1>`);
      pages.set(`${id} ${lang} ${address}`, version.headline);
    }
  }
  return pages;
}

const lang = fc.constantFrom(...LANGS);
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom("words", "ready", "withdrawn", "readyElsewhere"), lang }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("date"), lang, month: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("address"), slug: fc.constantFrom(...SLUGS) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom("trash", "restore", "lost", "unrecorded") }) },
);
interface Round {
  readonly changes: readonly (readonly [number, Change])[];
  readonly changed: boolean;
  readonly named: readonly (readonly [number, Lang])[] | undefined;
}
const round: fc.Arbitrary<Round> = fc.record({
  changes: fc.array(fc.tuple(fc.nat({ max: PLACES.length - 1 }), change), { minLength: 1, maxLength: 4 }),
  changed: fc.boolean(),
  named: fc.option(fc.array(fc.tuple(fc.nat({ max: PLACES.length - 1 }), lang), { maxLength: 2 }), { nil: undefined }),
});

const sorted = (all: Iterable<string>): string[] => [...all].sort();
const told = (all: readonly { readonly id: string; readonly lang: Lang; readonly address: string }[]) =>
  all.map(({ id, lang: of, address }) => `${id} ${of} ${address}`);

/** What was once untrue, looked at each time: a story and the notes of it are lost; another desk gives a stage back. */
const SEEN: readonly Round[] = [
  {
    changes: [
      [1, { does: "unrecorded" }],
      [1, { does: "lost" }],
    ],
    changed: false,
    named: undefined,
  },
  { changes: [[2, { does: "readyElsewhere", lang: "lo" }]], changed: false, named: undefined },
];

test("a publication does to the pages of stories what its plan says, and notes just that", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 2, maxLength: 4 }), async (rounds: readonly Round[]) => {
      let library = await renewed();
      const ids: string[] = [];
      for (const place of PLACES) ids.push(must(await library.create(riverStory(place), writer)).article.id);
      for (const id of ids.slice(1)) for (const of of LANGS) await library.release(id, of, { stage: "ready" }, writer);
      must(await publishSite(library, site(), writer));
      for (const { changes, changed, named } of rounds) {
        for (const [at, one] of changes) library = await make(library, ids[at] ?? "", one);
        const chosen = named?.map(([at, of]) => ({ id: ids[at] ?? "", lang: of }));
        const options: PublishOptions = { changed, remove: true, ...(chosen && { chosen }) };
        const before = await pagesOn();
        const outBefore = new Map<string, unknown>();
        for (const id of ids) {
          const read = await library.open(id);
          if (read.ok) for (const of of LANGS) outBefore.set(`${id} ${of}`, read.value.article.release[of].out);
        }
        const plan = must(await planPublication(library, site(), writer, options));
        expect(await pagesOn()).toEqual(before);
        const answer = must(await publishSite(library, site(), writer, options));
        const after = await pagesOn();

        const came = [...after.keys()].filter((key) => !before.has(key));
        const went = [...before.keys()].filter((key) => !after.has(key));
        const others = [...after].filter(([key, headline]) => before.has(key) && before.get(key) !== headline);
        const from = plan.moved.map((one) => ({ ...one, address: one.from }));
        // What stood there unnoted is new to whoever reads the notes.
        expect(sorted(came)).toEqual(sorted(told([...plan.new, ...plan.moved]).filter((key) => !before.has(key))));
        expect(sorted(went)).toEqual(sorted(told([...plan.removed, ...from]).filter((key) => before.has(key))));
        const changedPages = told([...plan.changed, ...plan.new]).filter((key) => before.has(key));
        expect(changedPages).toEqual(expect.arrayContaining(others.map(([key]) => key)));
        expect(plan.unchanged).toBe(after.size - plan.new.length - plan.changed.length - plan.moved.length);
        const stays = ({ id, lang: of, code }: (typeof plan.stays)[number]) => `${id} ${of} ${code}`;
        expect(sorted(answer.skipped.map(stays))).toEqual(sorted(plan.stays.map(stays)));

        const record = must(await library.publications()).find(({ id }) => id === answer.publication);
        const noted = (record?.changes ?? []).map(({ id, lang: of, from: a, to }) => `${id} ${of} ${to ?? a}`);
        const all = told([...plan.new, ...plan.changed, ...plan.moved, ...plan.removed]);
        expect(sorted(noted)).toEqual(sorted(all));
        // What is not noted went out when it did.
        for (const id of ids) {
          const read = await library.open(id);
          if (!read.ok) continue;
          for (const of of LANGS) {
            const key = `${id} ${of}`;
            const was = outBefore.get(key);
            if (was && !record?.changes.some((one) => one.id === id && one.lang === of))
              expect(read.value.article.release[of].out).toEqual(was);
          }
        }
        const again = must(await planPublication(library, site(), writer, { chosen: [] }));
        expect([again.new, again.changed, again.moved, again.removed]).toEqual([[], [], [], []]);
      }
    }),
    { numRuns: heavyRuns(2), examples: [[SEEN]] },
  );
}, 120_000);

async function filesOn(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(site(), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === SAME_NOTE || entry.name === SITE_MANIFEST) continue;
    const file = path.join(entry.parentPath, entry.name);
    files.set(path.relative(site(), file).replaceAll("\\", "/"), await readFile(file, "latin1"));
  }
  return files;
}

test("a translation that comes later gets its page, links both ways, and moves nothing of other stories", async () => {
  const tags = fc.subarray(["mekong", "rice"]);
  const category = fc.constantFrom("economy", "society", null);
  const neighbour = fc.record({ tags, category, langs: fc.subarray([...LANGS], { minLength: 1 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...LANGS),
      fc.record({ tags, category }),
      fc.array(neighbour, { minLength: 1, maxLength: 3 }),
      async (first, details, neighbours) => {
        const second = otherLang(first);
        const library = await renewed();
        const { settings, rev } = library.settings();
        const terms = ["mekong", "rice"].map((key) => ({ key, lo: key, en: key }));
        must(await library.saveSettings(rev, { ...settings, siteUrl: ADDRESS, tags: terms }));
        for (const [at, { langs, ...rest }] of neighbours.entries()) {
          const { id } = must(await library.create(riverStory(`ບ້ານ ${at}`, rest), writer)).article;
          for (const of of langs)
            must(
              await library.release(
                id,
                of,
                { stage: "ready", publishedAt: `2026-10-0${at + 1}T08:00:00+07:00` },
                writer,
              ),
            );
        }
        const { id } = must(await library.create(riverStory("ປາກເຊ", { ...details, slug: "mekong" }), writer)).article;
        must(await library.release(id, first, { stage: "ready", publishedAt: "2026-11-01T08:00:00+07:00" }, writer));
        must(await publishSite(library, site(), writer));
        const before = await filesOn();
        must(await library.release(id, second, { stage: "ready" }, writer));
        must(await publishSite(library, site(), writer));
        const after = await filesOn();

        const versions = JSON.parse(after.get(`api/${id}.json`) ?? "").versions;
        const urls: Record<Lang, string> = { lo: versions.lo.url, en: versions.en.url };
        const pageAt = (url: string) => `${url.slice(ADDRESS.length)}index.html`;
        for (const of of LANGS) {
          const page = after.get(pageAt(urls[of])) ?? "";
          for (const one of LANGS)
            expect(page).toContain(`<link rel="alternate" hreflang="${one}" href="${urls[one]}">`);
          expect(page).toContain(`<link rel="alternate" hreflang="x-default" href="${urls.en}">`);
          const to = path.posix.relative(path.posix.dirname(pageAt(urls[of])), pageAt(urls[otherLang(of)]));
          expect(page).toContain(`href="${path.posix.dirname(to)}/" lang="${otherLang(of)}"`);
          expect(after.get(`${of}/feed.xml`)).toContain(
            `hreflang="${otherLang(of)}" type="text/html" href="${urls[otherLang(of)]}"`,
          );
          const month = `sitemaps/${pageAt(urls[of]).slice(3, 10).replace("/", "-")}.xml`;
          const entry = after
            .get(month)
            ?.split("<url>")
            .find((one) => one.includes(`<loc>${urls[of]}</loc>`));
          for (const one of LANGS) expect(entry).toContain(`hreflang="${one}" href="${urls[one]}"`);
        }
        // Nothing that stood goes; what changes is about the story itself or lists that it is in now.
        const changed = [...before].flatMap(([name, bytes]) => (after.get(name) === bytes ? [] : [name]));
        const own = new Set([
          ...[pageAt(urls[first]), `api/${id}.json`, `api/${id}.${first}.ninjs.json`],
          ...["404.html", "lo/index.html", "en/index.html", "sitemap.xml", "news-sitemap.xml", "api/changes.json"],
        ]);
        const lists = new RegExp(
          `^(${second}/(page|section/[^/]+|tag/[^/]+|\\d{4}/\\d\\d)/index\\.html|(lo|en)/(section/[^/]+/)?(feed\\.xml|atom\\.xml|feed\\.json)|sitemaps/.*|api/index(/\\d+)?\\.json|(lo|en)/(page|\\d{4}/\\d\\d)/index\\.html)$`,
        );
        expect(changed.filter((name) => !own.has(name) && !lists.test(name))).toEqual([]);
      },
    ),
    { numRuns: heavyRuns(2) },
  );
}, 120_000);
