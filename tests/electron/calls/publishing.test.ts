/** Library and site together: whose text a page shows, when it leaves, and what a publication writes down. */
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { freshArticle } from "../../../electron/calls/fresh-article.ts";
import type { PublishOptions } from "../../../electron/calls/publishing/plan-input.ts";
import { previewPage } from "../../../electron/calls/publishing/preview.ts";
import { planPublication, publishSite } from "../../../electron/calls/publishing/publish.ts";
import { realDisk } from "../../../electron/disk/durable-file.ts";
import { articlePath } from "../../../electron/library/files/article-paths.ts";
import { assetPath } from "../../../electron/library/files/assets/asset-path.ts";
import { addAsset } from "../../../electron/library/files/assets/assets.ts";
import { type Library, openLibrary } from "../../../electron/library/library.ts";
import { SAME_NOTE } from "../../../electron/publish/write/same-note.ts";
import { SITE_MANIFEST } from "../../../electron/publish/write/site-manifest.ts";
import { type Article, emptyVersion, type Lang, type Stage } from "../../../shared/article/article.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { isOut } from "../../../shared/article/out.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { Result } from "../../../shared/errors.ts";
import { plain } from "../../plain-page.ts";
import { putFile } from "../../put-file.ts";

const writer = { origin: "editor" as const, by: "ນາງ ຄຳຫລ້າ" };
const AHEAD = "2099-01-01T08:00:00+07:00";
const PAST = "2026-10-01T08:00:00+07:00";

let room = "";
const opened = new Set<Library>();
const site = () => path.join(room, "site");

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

async function open(folder = "library", cache: string | undefined = path.join(room, "cache")): Promise<Library> {
  const library = must(await openLibrary(path.join(room, folder), cache === undefined ? {} : { cache }));
  opened.add(library);
  return library;
}
async function close(library: Library) {
  opened.delete(library);
  await library.close();
}
beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-publishing-"));
});
afterEach(async () => {
  vi.useRealTimers();
  for (const library of opened) await library.close();
  opened.clear();
  await rm(room, { recursive: true, force: true });
});

const paragraph = (id: string, text: string) => ({
  type: "paragraph",
  attrs: { id, row: id },
  content: [{ type: "text", text }],
});

/** A story in both languages; `name` tells it from the others. */
function storyOf(name: string, more: Partial<Article["details"]> = {}): Article {
  const version = (lang: Lang, headline: string, text: string) => ({
    ...emptyVersion(lang, "2026-11-24T02:00:00Z"),
    headline,
    body: { type: "doc", content: [paragraph("p1", text)] },
  });
  const versions = {
    lo: version("lo", `ລະດັບນ້ຳຂອງຢູ່ ${name}`, "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ."),
    en: version("en", `Mekong level at ${name}`, "The Mekong rose."),
  };
  return { ...freshArticle("lo", versions, more) };
}

const publish = async (library: Library, options: PublishOptions = {}) =>
  must(await publishSite(library, site(), writer, options));
const now = async (library: Library, id: string) => must(await library.open(id));
const headline = async (library: Library, id: string, lang: Lang, text: string) => {
  const { revs } = await now(library, id);
  return must(await library.save({ id, base: { [lang]: revs[lang] }, [lang]: { headline: text } }, writer));
};
const details = async (library: Library, id: string, given: Partial<Article["details"]>) => {
  const { revs } = await now(library, id);
  return library.save({ id, base: { details: revs.details }, details: given }, writer);
};
const bothReady = async (library: Library, id: string) => {
  for (const lang of LANGS) must(await library.release(id, lang, { stage: "ready" }, writer));
};

/** But for what a publication notes of itself alone. */
async function filesIn(root: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile() || entry.name === SAME_NOTE) continue;
    const file = path.join(entry.parentPath, entry.name);
    files.set(path.relative(root, file).replaceAll("\\", "/"), await readFile(file, "latin1"));
  }
  return files;
}
const textOf = async (name: string) => plain(await readFile(path.join(site(), name), "utf8"));
const dataOf = async (id: string): Promise<Record<string, never> | null> => {
  const json = await textOf(`api/${id}.json`).catch(() => null);
  return json === null ? null : JSON.parse(json);
};
/** The headline of a language's page, as its page, its data and its list have it; null where it isn't out. */
async function readersSee(id: string, lang: Lang): Promise<string | null> {
  const data = (await dataOf(id)) as { versions?: Record<string, { url: string; headline: string }> } | null;
  const version = data?.versions?.[lang];
  if (!version) return null;
  const page = await textOf(version.url);
  expect(page).toContain(`<h1>${version.headline}</h1>`);
  expect(await textOf(`${lang}/index.html`)).toContain(`>${version.headline}</a>`);
  return version.headline;
}

/** As another desk's file comes in by a synced folder. */
async function fromAnotherDesk(id: string, change: (article: Article) => Article): Promise<void> {
  const file = articlePath(path.join(room, "library"), id);
  await putFile(file, canonicalJson(change(JSON.parse(await readFile(file, "utf8")))));
}

describe("what a publication leaves out", () => {
  const NEED_ADDRESS = ["canonical", "languages", "sharing", "addresses", "feeds", "sitemaps", "newsrooms"];

  test("for want of the site's address is told, and is there once that is known", async () => {
    const library = await open();
    const { id } = must(await library.create(storyOf("ປາກເຊ"), writer)).article;
    await bothReady(library, id);
    const signs = async () => {
      const files = await filesIn(site());
      const page = [...files].find(([name]) => /^lo\/\d{4}\/\d\d\/[^/]+\/index\.html$/.test(name))?.[1] ?? "";
      return {
        canonical: page.includes('<link rel="canonical"'),
        languages: page.includes('hreflang="x-default"'),
        sharing: page.includes('<meta property="og:title"'),
        addresses: (files.get("api/index.json") ?? "").includes('"https://kpl.gov.la/lo/'),
        feeds: files.has("lo/feed.xml") && page.length > 0,
        sitemaps: files.has("sitemap.xml") && files.has("robots.txt"),
        newsrooms: [...files.keys()].some((name) => name.endsWith(".ninjs.json")),
      };
    };
    const without = await publish(library);
    expect(without.leftOut).toEqual(NEED_ADDRESS.map((what) => ({ what, why: "no-address" })));
    expect(Object.entries(await signs())).toEqual(NEED_ADDRESS.map((what) => [what, false]));
    const within = await publish(library, { baseUrl: "https://kpl.gov.la/" });
    expect(within.leftOut).toEqual([]);
    expect(Object.entries(await signs())).toEqual(NEED_ADDRESS.map((what) => [what, true]));
  });

  test("for want of a story that can be read is told with the reason, and its pages stay", async () => {
    const library = await open();
    const ids: string[] = [];
    for (const name of ["ປາກເຊ", "ທ່າແຂກ"]) {
      const { id } = must(await library.create(storyOf(name), writer)).article;
      await bothReady(library, id);
      ids.push(id);
    }
    const [newer = ""] = ids;
    expect((await publish(library)).unreadable).toEqual([]);
    const seenBefore = await readersSee(newer, "lo");
    await close(library);
    // As a desk of some later year may write it.
    await writeFile(articlePath(path.join(room, "library"), newer), '{ "format": 99 }\n');
    const again = await open("library", undefined);
    const answer = await publish(again);
    expect(answer.unreadable).toEqual([{ id: newer, reason: "article-newer" }]);
    expect(await readersSee(newer, "lo")).toBe(seenBefore);
  });
});

describe("a library that goes while it is published", () => {
  // The second text that is read is the first story's last: its pages are made, the second's aren't.
  const MOMENTS = [
    ["complete", 1],
    ["facts", 1],
    ["goesOut", 1],
    ["revision", 1],
    ["revision", 2],
  ] as const;
  test.each(MOMENTS)(
    "as its %s is asked for the time %i, leaves the site as it stands, and is said to be gone",
    async (moment, time) => {
      let asked = 0;
      const library = await open();
      for (const name of ["ປາກເຊ", "ທ່າແຂກ"]) {
        const { id } = must(await library.create(storyOf(name), writer)).article;
        await bothReady(library, id);
      }
      await publish(library);
      for (const { id } of (await library.list({})).items) await headline(library, id, "en", "Mekong falls");
      const before = await filesIn(site());
      const away = path.join(room, "away");
      const going: Library = {
        ...library,
        [moment]: async (...given: never[]) => {
          const answer = await (library[moment] as (...all: never[]) => Promise<unknown>)(...given);
          asked += 1;
          if (asked === time) await rename(path.join(room, "library"), away);
          return answer;
        },
      };
      try {
        const answer = await publishSite(going, site(), writer, { changed: true });
        expect(answer).toMatchObject({ ok: false, error: { code: "disk", reason: "disk-gone" } });
        expect(await filesIn(site())).toEqual(before);
      } finally {
        await rename(away, path.join(room, "library"));
      }
    },
  );
});

describe("whose text a page shows", () => {
  test("a publication of another story leaves half-typed corrections at home, and the list says so", async () => {
    const library = await open();
    const { id } = must(await library.create(storyOf("ປາກເຊ"), writer)).article;
    const other = must(await library.create(storyOf("ທ່າແຂກ"), writer)).article.id;
    await bothReady(library, id);
    await publish(library);
    const saved = await headline(library, id, "lo", "ລະດັບນ້ຳຂອງຢູ່ ປາກເ");
    expect(saved.changed).toEqual({ lo: true, en: false });

    must(await library.release(other, "en", { stage: "ready" }, writer));
    await publish(library);
    expect(await readersSee(id, "lo")).toBe("ລະດັບນ້ຳຂອງຢູ່ ປາກເຊ");
    const listed = await library.list({ needs: "changed" });
    expect(listed.items.map((item) => [item.id, item.changed, item.out])).toEqual([
      [id, { lo: true, en: false }, { lo: true, en: true }],
    ]);
    expect(listed.counts.changed).toBe(1);

    // Written back, it says what readers see.
    expect((await headline(library, id, "lo", "ລະດັບນ້ຳຂອງຢູ່ ປາກເຊ")).changed).toEqual({ lo: false, en: false });
    expect((await library.list({ needs: "changed" })).total).toBe(0);
  });

  test("what changed goes out when it is named, beside the rest, or with all that changed", async () => {
    const library = await open();
    const ids: string[] = [];
    for (const name of ["ປາກເຊ", "ທ່າແຂກ", "ວັງວຽງ"]) {
      const { id } = must(await library.create(storyOf(name), writer)).article;
      await bothReady(library, id);
      ids.push(id);
    }
    await publish(library);
    for (const [at, id] of ids.entries()) await headline(library, id, "en", `Corrected ${at}`);
    const seen = async () => Promise.all(ids.map((id) => readersSee(id, "en")));
    await publish(library);
    expect(await seen()).toEqual(["Mekong level at ປາກເຊ", "Mekong level at ທ່າແຂກ", "Mekong level at ວັງວຽງ"]);
    await publish(library, { chosen: [{ id: ids[0] ?? "", lang: "en" }] });
    expect(await seen()).toEqual(["Corrected 0", "Mekong level at ທ່າແຂກ", "Mekong level at ວັງວຽງ"]);
    await publish(library, { also: [{ id: ids[1] ?? "", lang: "en" }] });
    expect(await seen()).toEqual(["Corrected 0", "Corrected 1", "Mekong level at ວັງວຽງ"]);
    await publish(library, { changed: true });
    expect(await seen()).toEqual(["Corrected 0", "Corrected 1", "Corrected 2"]);
  });

  test("each language has its own words in the data, and what is there once is of the one that went out last", async () => {
    const library = await open();
    const category = (key: string) => ({ category: key, tags: [`${key}-tag`] });
    const { settings, rev } = library.settings();
    const term = (key: string) => ({ key: `${key}-tag`, lo: `ປ້າຍ${key}`, en: `Tag ${key}` });
    must(await library.saveSettings(rev, { ...settings, tags: [term("economy"), term("health")] }));
    const story = storyOf("ປາກເຊ", {
      ...category("economy"),
      bylines: [{ lo: "ສົມສັກ", en: "Somsak" }],
      place: { lo: "ປາກເຊ", en: "Pakse" },
    });
    const { id } = must(await library.create(story, writer)).article;
    must(await library.release(id, "lo", { stage: "ready" }, writer));
    await publish(library);
    must(
      await details(library, id, {
        ...category("health"),
        bylines: [{ lo: "ບຸນມີ", en: "Bounmy" }],
        place: { lo: "ວຽງຈັນ", en: "Vientiane" },
      }),
    );
    must(await library.release(id, "en", { stage: "ready" }, writer));
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
    await publish(library);
    vi.useRealTimers();
    expect((await dataOf(id))?.details).toEqual({
      source: "lo",
      category: { key: "health", words: { lo: "ເສດຖະກິດ", en: "Health" } },
      tags: [
        { key: "health-tag", words: { en: "Tag health" } },
        { key: "economy-tag", words: { lo: "ປ້າຍeconomy" } },
      ],
      bylines: [{ lo: "ສົມສັກ", en: "Bounmy", kind: "writer" }],
      place: { lo: "ປາກເຊ", en: "Vientiane" },
      image: null,
    });
    // Its list and other stories' news have the words that it went out with.
    expect(await textOf("lo/index.html")).toContain("ເສດຖະກິດ");
    expect(await textOf("en/index.html")).toContain("Health");
  });

  test("a slug that a page still stands under is taken", async () => {
    for (const cache of [path.join(room, "cache"), undefined]) {
      const library = await open(cache ? "library" : "other", cache);
      const { id } = must(await library.create(storyOf("ປາກເຊ", { slug: "mekong" }), writer)).article;
      const other = must(await library.create(storyOf("ທ່າແຂກ"), writer)).article.id;
      await bothReady(library, id);
      await publish(library);
      must(await details(library, id, { slug: "mekong-at-pakse" }));
      expect(await details(library, other, { slug: "mekong" })).toMatchObject({
        ok: false,
        error: { reason: "slug-taken", values: { slug: "mekong", by: id } },
      });
      await publish(library, { changed: true });
      expect((await details(library, other, { slug: "mekong" })).ok).toBe(true);
      await close(library);
      await rm(site(), { recursive: true });
    }
  });

  test("what an older desk published is out as it stands; its first change keeps that and notes it", async () => {
    const library = await open();
    const old = storyOf("ປາກເຊ", { slug: "mekong" });
    for (const lang of LANGS) old.release[lang] = { stage: "published", publishedAt: PAST };
    const { id } = must(await library.create(old, writer)).article;
    await publish(library);
    expect(await readersSee(id, "lo")).toBe("ລະດັບນ້ຳຂອງຢູ່ ປາກເຊ");
    expect((await now(library, id)).article.release.lo.out).toBeUndefined();
    const { article, changed } = await headline(library, id, "lo", "ແກ້ໄຂແລ້ວ");
    expect(changed).toEqual({ lo: true, en: false });
    const kept = must(await library.history(id)).find(({ rev }) => rev === article.release.lo.out?.rev);
    expect(kept).toMatchObject({ why: "publish", published: true });
    expect(article.release.en.out?.rev).toBe(kept?.rev);
    await publish(library);
    expect(await readersSee(id, "lo")).toBe("ລະດັບນ້ຳຂອງຢູ່ ປາກເຊ");
  });
});

test.each([
  ["an index", true],
  ["none", false],
])("a preview shows a story's present text, beside other news as they are out; with %s", async (_, isIndexed) => {
  const library = await open("library", isIndexed ? path.join(room, "cache") : undefined);
  const other = must(await library.create(storyOf("ທ່າແຂກ"), writer)).article.id;
  const related = [{ article: other }];
  const { id } = must(await library.create(storyOf("ປາກເຊ", { related }), writer)).article;
  for (const one of [id, other]) await bothReady(library, one);
  await publish(library);
  await headline(library, id, "lo", "ລະດັບນ້ຳຂອງຫຼຸດລົງ");
  await headline(library, other, "lo", "ຂ່າວທີ່ຂຽນຍັງບໍ່ແລ້ວ");
  const before = await filesIn(path.join(room, "library"));
  const html = plain(must(await previewPage(library, id, "lo")).html);
  expect(html).toContain("<h1>ລະດັບນ້ຳຂອງຫຼຸດລົງ</h1>");
  expect(html).toContain(">ລະດັບນ້ຳຂອງຢູ່ ທ່າແຂກ</a>");
  expect(html).not.toContain("ຂ່າວທີ່ຂຽນຍັງບໍ່ແລ້ວ");
  expect(html).toContain('hreflang="en"');
  expect(await filesIn(path.join(room, "library"))).toEqual(before);
});

/** What stands beside a story on a page: titles and addresses, in their order. */
const besideIn = (html: string): string[] =>
  (plain(html).match(/<aside class="other"[\s\S]*?<\/aside>/)?.[0] ?? "")
    .match(/<h3>.*?<\/h3>/g)
    ?.map((one) => one.replace(/(\.\.\/)+/, "")) ?? [];

test.each([
  ["an index", true],
  ["none", false],
])(
  "a preview has the same other news as the page, named, found, or known by title and date; with %s",
  async (_, isIndexed) => {
    const library = await open("library", isIndexed ? path.join(room, "cache") : undefined);
    const tagged = (at: number) => [["asean"], ["asean", "trade"], ["trade"], []][at % 4] ?? [];
    const ids: string[] = [];
    for (let at = 0; at < 16; at += 1) {
      const outside = {
        title: { lo: "", en: "Mekong level at ສະຖານີ 3" },
        category: null,
        publishedAt: "2026-11-04T02:15:00Z",
      };
      const related = at === 9 ? [{ ...outside, summary: { lo: "", en: "" } }, { article: ids[0] ?? "" }] : [];
      const given = { tags: tagged(at), category: at % 3 === 0 ? "economy" : "society", related };
      const { id } = must(await library.create(storyOf(`ສະຖານີ ${at}`, given), writer)).article;
      ids.push(id);
      // One stays at home, one is dated by its publication, and one has another date in each language.
      if (at === 5) continue;
      const publishedAt = `2026-11-${String(at + 1).padStart(2, "0")}T09:15:00+07:00`;
      for (const lang of LANGS) {
        const date = at === 15 ? null : at === 7 && lang === "en" ? "2026-11-14T12:00:00+07:00" : publishedAt;
        must(await library.release(id, lang, { stage: "ready", publishedAt: date }, writer));
      }
    }
    await publish(library);
    // What is out stays in its section and with its tags, whatever was written since.
    await details(library, ids[8] ?? "", { category: "health", tags: ["ຂ່າວ"] });
    await publish(library);
    let longest = 0;
    for (const id of ids) {
      const data = (await dataOf(id)) as { versions?: Record<string, { url: string }> } | null;
      for (const lang of LANGS) {
        const url = data?.versions?.[lang]?.url;
        // The one that was changed shows its present text, which has other tags.
        if (url === undefined || id === ids[8]) continue;
        const onPage = besideIn(await readFile(path.join(site(), url), "utf8"));
        const html = must(await previewPage(library, id, lang)).html;
        expect(besideIn(html), `${id} ${lang}`).toEqual(onPage);
        longest = Math.max(longest, onPage.length);
      }
    }
    expect(longest).toBe(6);
  },
);

test("neither a preview nor a publication opens a story, and a preview looks at those alone that may stand beside it", async () => {
  const library = await open();
  const names = ["ທ່າແຂກ", "ປາກເຊ", "ວຽງຈັນ"];
  const others = await Promise.all(
    names.map(async (name) => must(await library.create(storyOf(name), writer)).article),
  );
  const related = [{ article: others[0]?.id ?? "" }];
  const { id } = must(await library.create(storyOf("ຄຳມ່ວນ", { related }), writer)).article;
  for (const one of [...others.map((other) => other.id), id]) await bothReady(library, one);
  const asked: unknown[] = [];
  const shut: Library = {
    ...library,
    open: (one) => Promise.reject(new Error(`${one} was opened`)),
    facts(ids) {
      asked.push(ids);
      return library.facts(ids);
    },
  };
  expect(plain(must(await previewPage(shut, id, "lo")).html)).toContain("ທ່າແຂກ");
  expect(asked).toEqual([[others[0]?.id]]);
  must(await publishSite(shut, site(), writer));
  expect(await readersSee(id, "lo")).toBe("ລະດັບນ້ຳຂອງຢູ່ ຄຳມ່ວນ");
});

test("a plan tells of a picture that can't be read, encodes none, and the publication does what it says", async () => {
  const library = await open();
  const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: "#7fb2d9" } })
    .jpeg()
    .toBuffer();
  const { asset } = must(await addAsset(library.folder, "mekong.jpg", photo));
  const torn = must(await addAsset(library.folder, "torn.jpg", Buffer.concat([photo, Buffer.from([0])]))).asset;
  const bytes = await readFile(assetPath(library.folder, torn));
  await writeFile(assetPath(library.folder, torn), bytes.subarray(0, 700));
  const words = { lo: "ແມ່ນ້ຳຂອງ", en: "The Mekong" };
  const ids: string[] = [];
  for (const [name, one] of [
    ["ປາກເຊ", asset],
    ["ທ່າແຂກ", torn],
  ] as const) {
    const image = { asset: one, alt: words, caption: words, credit: words };
    const { id } = must(await library.create(storyOf(name, { image }), writer)).article;
    await bothReady(library, id);
    ids.push(id);
  }
  const told = must(await planPublication(library, site(), writer));
  expect(told.new.map(({ id }) => id)).toEqual([ids[0], ids[0]]);
  const stays = LANGS.map((lang) => ({ id: ids[1], lang, code: "no-image" }));
  expect(told.stays).toEqual(stays);
  const encoded = async () => [...(await filesIn(path.join(library.cache ?? "", "images"))).keys()];
  expect(await encoded()).toEqual([]);
  expect((await publish(library)).skipped).toEqual(stays);
  expect((await encoded()).length).toBeGreaterThan(0);
  for (const { address } of told.new) await textOf(`${address}index.html`);
});

describe("what a publication writes down", () => {
  test("the revision that went out, in the story, whose date stays; and no revision for having said so", async () => {
    const first = await open();
    const { id } = must(await first.create(storyOf("ປາກເຊ"), writer)).article;
    await bothReady(first, id);
    await close(first);
    const library = await open();
    const before = (await now(library, id)).article;
    await publish(library);
    const { article } = await now(library, id);
    expect(article.updatedAt).toBe(before.updatedAt);
    const { out, ...release } = article.release.lo;
    expect(release).toEqual({ stage: "published", publishedAt: expect.stringMatching(/\+07:00$/) });
    expect(article.release.en.out).toEqual({ ...out, shown: expect.not.stringMatching(String(out?.shown)) });
    const went = must(await library.revision(id, String(out?.rev)));
    expect(went).toEqual({
      ...article,
      release: { lo: release, en: { ...article.release.en, out: undefined } },
    });
    const kept = async (desk: Library) => must(await desk.history(id)).map(({ rev, why }) => [rev, why]);
    const revisions = await kept(library);
    expect(revisions[0]).toEqual([out?.rev, "publish"]);
    await close(library);

    // Neither closing, nor catching up after the next opening, nor the first change keeps it again.
    const next = await open();
    await next.complete();
    await close(next);
    const last = await open();
    expect(await kept(last)).toEqual(revisions);
    await headline(last, id, "lo", "ແກ້ໄຂແລ້ວ");
    await close(last);
    expect((await kept(await open())).slice(1)).toEqual(revisions);
  });

  test("nothing of when it went out where readers have the same: a stage set elsewhere, a page of an older desk", async () => {
    const library = await open();
    const { id } = must(await library.create(storyOf("ປາກເຊ"), writer)).article;
    await bothReady(library, id);
    const old = storyOf("ທ່າແຂກ", { slug: "thakhek" });
    for (const lang of LANGS) old.release[lang] = { stage: "published", publishedAt: PAST };
    const older = must(await library.create(old, writer)).article.id;
    await publish(library);
    const before = (await now(library, id)).article.release;
    const pages = await filesIn(site());
    vi.useFakeTimers({ now: Date.now() + 86_400_000, toFake: ["Date"] });
    await fromAnotherDesk(id, (article) => ({
      ...article,
      release: { ...article.release, lo: { ...article.release.lo, stage: "ready" } },
    }));
    await now(library, id);
    const chosen = [
      { id, lang: "lo" as const },
      { id: older, lang: "en" as const },
    ];
    expect(await publish(library, { chosen })).toMatchObject({ publication: null, skipped: [] });
    expect((await now(library, id)).article.release).toEqual(before);
    expect((await now(library, older)).article.release.en).toMatchObject({ stage: "published", out: { at: PAST } });
    expect(must(await library.publications())).toHaveLength(1);
    for (const name of [SITE_MANIFEST]) pages.delete(name);
    expect(Object.fromEntries(await filesIn(site()))).toMatchObject(Object.fromEntries(pages));
  });

  test("nothing at all where stages are kept, or where nothing changed", async () => {
    const library = await open();
    const { id } = must(await library.create(storyOf("ປາກເຊ"), writer)).article;
    await bothReady(library, id);
    // The log is tidied whenever the library finds the time.
    const libraryFiles = async () =>
      new Map([...(await filesIn(path.join(room, "library")))].filter(([name]) => !name.startsWith("log/")));
    const before = await libraryFiles();
    await publish(library, { keepStages: true });
    expect(await readersSee(id, "en")).toBe("Mekong level at ປາກເຊ");
    expect(await libraryFiles()).toEqual(before);
    await publish(library);
    const after = await libraryFiles();
    const pages = await filesIn(site());
    for (const options of [{}, { changed: true }, { chosen: [{ id, lang: "lo" as const }] }])
      expect(await publish(library, options)).toMatchObject({ written: 0, removed: 0, skipped: [] });
    expect(await libraryFiles()).toEqual(after);
    expect(await filesIn(site())).toEqual(pages);
  });
});

test("what was never out can't be withdrawn; what was, can be again after it was worked on", async () => {
  const library = await open();
  const { id } = must(await library.create(storyOf("ປາກເຊ"), writer)).article;
  const withdrawn = { stage: "withdrawn", reason: { lo: "ຕົວເລກຜິດ.", en: "" } } as const;
  const before = (await now(library, id)).article.release;
  for (const lang of LANGS)
    expect(await library.release(id, lang, withdrawn, writer)).toMatchObject({
      ok: false,
      error: { code: "invalid", reason: "never-out" },
    });
  expect((await now(library, id)).article.release).toEqual(before);
  must(await library.release(id, "lo", { stage: "ready" }, writer));
  await publish(library);
  must(await library.release(id, "lo", withdrawn, writer));
  must(await library.release(id, "lo", { stage: "draft" }, writer));
  must(await library.release(id, "lo", withdrawn, writer));
  expect((await library.release(id, "en", withdrawn, writer)).ok).toBe(false);
});

describe("what is out leaves by withdrawal or trash alone", () => {
  test("an earlier stage, a date ahead and an embargo ahead are refused; the past is not", async () => {
    const library = await open();
    const { id } = must(await library.create(storyOf("ປາກເຊ"), writer)).article;
    must(await library.release(id, "lo", { stage: "ready" }, writer));
    await publish(library);
    const refused = { ok: false, error: { code: "conflict", reason: "is-out" } };
    for (const stage of ["draft", "translating", "review", "ready"] as const)
      expect(await library.release(id, "lo", { stage }, writer)).toMatchObject(refused);
    expect(await library.release(id, "lo", { publishedAt: AHEAD }, writer)).toMatchObject(refused);
    expect(await details(library, id, { embargoUntil: AHEAD })).toMatchObject(refused);
    expect((await library.release(id, "lo", { publishedAt: PAST }, writer)).ok).toBe(true);
    expect((await details(library, id, { embargoUntil: PAST })).ok).toBe(true);
    expect((await library.release(id, "en", { stage: "review", publishedAt: AHEAD }, writer)).ok).toBe(true);
    const out = (await now(library, id)).article.release.lo.out;
    const withdrawn = must(await library.release(id, "lo", { stage: "withdrawn" }, writer));
    expect(withdrawn.article.release.lo.out).toEqual(out);
    expect((await details(library, id, { embargoUntil: AHEAD })).ok).toBe(true);
    await publish(library);
    expect(await readersSee(id, "lo")).toBeNull();
    // Worked on anew, it is not out again with its old words.
    expect((await library.release(id, "lo", { stage: "draft" }, writer)).ok).toBe(true);
    await publish(library);
    expect(await readersSee(id, "lo")).toBeNull();
  });

  test("where another desk's file brings one all the same, what is out stays and it is told", async () => {
    const library = await open();
    const ids: string[] = [];
    for (const name of ["ປາກເຊ", "ທ່າແຂກ", "ວັງວຽງ"]) {
      const { id } = must(await library.create(storyOf(name), writer)).article;
      must(await library.release(id, "en", { stage: "ready" }, writer));
      ids.push(id);
    }
    await publish(library);
    const [embargoed = "", dated = "", drafted = ""] = ids;
    await close(library);
    const ofEnglish = (given: Partial<Article["release"]["en"]>) => (article: Article) => ({
      ...article,
      release: { ...article.release, en: { ...article.release.en, ...given } },
    });
    await fromAnotherDesk(embargoed, (article) => ({
      ...article,
      details: { ...article.details, embargoUntil: AHEAD },
    }));
    await fromAnotherDesk(dated, ofEnglish({ publishedAt: AHEAD }));
    await fromAnotherDesk(drafted, ofEnglish({ stage: "draft" }));
    const next = await open();
    const { skipped, removed } = await publish(next);
    expect(removed).toBe(0);
    for (const id of ids) expect(await readersSee(id, "en")).toMatch(/^Mekong level at /);
    const told = skipped.filter(({ lang }) => lang === "en").map(({ id, code }) => [id, code]);
    expect(told).toEqual([
      [embargoed, "embargo"],
      [dated, "future"],
      [drafted, "stage"],
    ]);
  });

  test("restoring an older state keeps the embargo of today", async () => {
    const library = await open();
    const { id } = must(await library.create(storyOf("ປາກເຊ", { embargoUntil: AHEAD }), writer)).article;
    must(await library.release(id, "lo", { stage: "review" }, writer));
    const [kept] = must(await library.history(id));
    must(await details(library, id, { embargoUntil: null, place: { lo: "ປາກເຊ", en: "Pakse" } }));
    must(await library.release(id, "lo", { stage: "ready" }, writer));
    await publish(library);
    const restored = must(await library.restore(id, kept?.rev ?? "", writer)).article;
    expect(restored.details).toMatchObject({ embargoUntil: null, place: { lo: "", en: "" } });
  });
});

describe("one story's failure is that story's alone", () => {
  test("a story that can't be read, or that a newer desk wrote, keeps its pages; the rest goes out", async () => {
    const library = await open();
    const ids: string[] = [];
    for (const name of ["ປາກເຊ", "ທ່າແຂກ", "ວັງວຽງ"]) {
      const { id } = must(await library.create(storyOf(name, { related: [] }), writer)).article;
      await bothReady(library, id);
      ids.push(id);
    }
    const [newer = "", gone = "", waiting = ""] = ids;
    await publish(library, { chosen: [newer, gone].flatMap((id) => LANGS.map((lang) => ({ id, lang }))) });
    const before = await filesIn(site());
    await close(library);
    await fromAnotherDesk(newer, (article) => ({
      ...article,
      format: 2,
      details: { ...article.details, place: {} as never },
    }));
    await rm(articlePath(path.join(room, "library"), gone));
    await mkdir(articlePath(path.join(room, "library"), gone));

    const next = await open();
    const answer = await publish(next);
    expect(answer.removed).toBe(0);
    const told = answer.skipped.map(({ id, lang, code }) => [id, lang, code]);
    expect(told).toEqual([
      [newer, "lo", "unreadable"],
      [newer, "en", "unreadable"],
      [gone, "lo", "unreadable"],
      [gone, "en", "unreadable"],
    ]);
    const after = await filesIn(site());
    for (const [name, bytes] of before)
      if (/^api\/0|^(lo|en)\/\d{4}\/\d\d\/[^/]+\/index/.test(name)) expect(after.get(name), name).toBe(bytes);
    for (const id of ids) expect(await readersSee(id, "lo")).toMatch(/^ລະດັບນ້ຳຂອງຢູ່ /);
    expect((await now(next, waiting)).article.release.lo.stage).toBe("published");
    expect(await publish(next)).toMatchObject({ written: 0, removed: 0 });
  });

  test.runIf(process.platform !== "win32")(
    "a story that can't be kept stays at home and is told; where none can, the disk is",
    async () => {
      const library = await open();
      const ids: string[] = [];
      for (const name of ["ປາກເຊ", "ທ່າແຂກ"]) {
        const { id } = must(await library.create(storyOf(name), writer)).article;
        await bothReady(library, id);
        ids.push(id);
      }
      const [stuck = "", other = ""] = ids;
      // A history that leads out of the library is never followed.
      const lead = async (id: string) => {
        const history = path.join(room, "library", "history", id);
        await rename(history, `${history}-elsewhere`);
        await symlink(`${history}-elsewhere`, history);
      };
      await lead(stuck);
      const { skipped } = await publish(library);
      expect(skipped).toEqual(LANGS.map((lang) => ({ id: stuck, lang, code: "unreadable" })));
      expect(await readersSee(other, "lo")).toBe("ລະດັບນ້ຳຂອງຢູ່ ທ່າແຂກ");
      expect((await now(library, stuck)).article.release.lo).toEqual({ stage: "ready", publishedAt: null });
      expect(await publishSite(library, site(), writer)).toMatchObject({ ok: false, error: { reason: "disk-link" } });
    },
  );

  test("a story that can't be written once its page is out is told, and the others say that they are out", async () => {
    const disk = { ...realDisk };
    const library = must(await openLibrary(path.join(room, "library"), { disk }));
    opened.add(library);
    const ids: string[] = [];
    for (const name of ["ປາກເຊ", "ທ່າແຂກ"]) {
      const { id } = must(await library.create(storyOf(name), writer)).article;
      must(await library.release(id, "lo", { stage: "ready" }, writer));
      ids.push(id);
    }
    const [stuck = "", other = ""] = ids;
    disk.rename = async (from, to) => {
      if (String(to).endsWith(`${stuck}.json`)) throw Object.assign(new Error("full"), { code: "ENOSPC" });
      await realDisk.rename(from, to);
    };
    const { skipped } = await publish(library);
    expect(skipped.filter(({ lang }) => lang === "lo")).toEqual([{ id: stuck, lang: "lo", code: "unreadable" }]);
    expect((await now(library, other)).article.release.lo.stage).toBe("published");
    expect((await now(library, stuck)).article.release.lo.stage).toBe("ready");
    // The next one says the rest.
    disk.rename = realDisk.rename;
    expect(await publish(library)).toMatchObject({ removed: 0 });
    expect((await now(library, stuck)).article.release.lo.stage).toBe("published");
  });

  test("a revision that is lost keeps its page where the story says something else by now", async () => {
    const library = await open();
    const { id } = must(await library.create(storyOf("ປາກເຊ"), writer)).article;
    const same = must(await library.create(storyOf("ທ່າແຂກ"), writer)).article.id;
    for (const one of [id, same]) await bothReady(library, one);
    await publish(library);
    await rm(path.join(room, "library", "history", id), { recursive: true });
    await rm(path.join(room, "library", "history", same), { recursive: true });
    await headline(library, id, "lo", "ແກ້ໄຂແລ້ວ");
    const answer = await publish(library);
    expect(answer).toMatchObject({ written: 0, removed: 0 });
    expect(answer.skipped).toEqual([
      { id, lang: "lo", code: "unreadable" },
      { id, lang: "en", code: "unreadable" },
    ]);
    expect(await readersSee(id, "lo")).toBe("ລະດັບນ້ຳຂອງຢູ່ ປາກເຊ");
    // What is named goes out with the text that is there.
    expect((await publish(library, { chosen: [{ id, lang: "lo" }] })).skipped).toEqual([]);
    expect(await readersSee(id, "lo")).toBe("ແກ້ໄຂແລ້ວ");
    expect((await publish(library)).skipped).toEqual([]);
  });
});

/** What the law's model knows of a language. */
interface Told {
  stage: Stage;
  text: string;
  /** The text of its last publication, while it is out. */
  out: string | null;
  wasOut: boolean;
  isDatedAhead: boolean;
}
interface Model {
  readonly id: string;
  langs: Record<Lang, Told>;
  isTrashed: boolean;
  isEmbargoed: boolean;
}

const which = fc.record({ at: fc.nat(2), lang: fc.constantFrom(...LANGS) });
const step = fc.oneof(
  fc.record({ kind: fc.constant("edit" as const), which, text: fc.nat(3) }),
  fc.record({
    kind: fc.constant("release" as const),
    which,
    stage: fc.constantFrom("draft", "ready", "ready", "published", "withdrawn") as fc.Arbitrary<Stage>,
  }),
  fc.record({ kind: fc.constant("date" as const), which, ahead: fc.boolean() }),
  fc.record({ kind: fc.constant("embargo" as const), which, ahead: fc.boolean() }),
  fc.record({ kind: fc.constant("trash" as const), which, isTrashed: fc.boolean() }),
  fc.record({ kind: fc.constant("restore" as const), which, back: fc.nat(4) }),
  fc.record({
    kind: fc.constant("publish" as const),
    named: fc.option(fc.array(which, { minLength: 1, maxLength: 3 })),
  }),
  fc.record({ kind: fc.constant("publish" as const), changed: fc.boolean() }),
);

const isPublic = (model: Model, lang: Lang) =>
  !model.isTrashed && model.langs[lang].out !== null && model.langs[lang].stage !== "withdrawn";

async function obey(
  library: Library,
  models: readonly Model[],
  one: typeof step extends fc.Arbitrary<infer S> ? S : never,
) {
  if (one.kind === "publish") {
    const named = "named" in one ? one.named?.map(({ at, lang }) => ({ id: models[at]?.id ?? "", lang })) : undefined;
    const changed = "changed" in one && one.changed;
    const dates = async () => Promise.all(models.map(async ({ id }) => (await now(library, id)).article.updatedAt));
    const before = await dates();
    await publish(library, { ...(named ? { chosen: named } : {}), changed });
    expect(await dates()).toEqual(before);
    for (const model of models)
      for (const lang of LANGS) {
        const told = model.langs[lang];
        const isNamed = named?.some((wanted) => wanted.id === model.id && wanted.lang === lang) ?? false;
        const isWanted = named ? isNamed : told.stage === "ready" || changed;
        const mayGo = told.stage === "ready" || told.stage === "published";
        if (!isWanted || !mayGo || model.isTrashed || model.isEmbargoed || told.isDatedAhead) continue;
        told.stage = "published";
        told.out = told.text;
        told.wasOut = true;
      }
    await holds(library, models);
    return;
  }
  const model = models[one.which.at];
  if (!model) return;
  const { lang } = one.which;
  const told = model.langs[lang];
  const isOutIn = (of: Lang) => model.langs[of].out !== null && model.langs[of].stage !== "withdrawn";
  if (one.kind === "edit") {
    told.text = `${lang} ${one.which.at} ${one.text}`;
    await headline(library, model.id, lang, told.text);
  } else if (one.kind === "release") {
    const isEarlier = isOutIn(lang) && one.stage !== "published" && one.stage !== "withdrawn";
    const answer = await library.release(model.id, lang, { stage: one.stage }, writer);
    const isNothing = one.stage === "withdrawn" && !told.wasOut;
    expect(answer.ok).toBe(!isEarlier && !isNothing);
    if (isEarlier || isNothing) return;
    if (told.stage === "withdrawn" && one.stage !== "withdrawn") told.out = null;
    told.stage = one.stage;
    if (one.stage === "published") {
      told.out ??= told.text;
      told.wasOut = true;
    }
  } else if (one.kind === "date") {
    const answer = await library.release(model.id, lang, { publishedAt: one.ahead ? AHEAD : PAST }, writer);
    const isRefused = one.ahead && isOutIn(lang) && !told.isDatedAhead;
    expect(answer.ok).toBe(!isRefused);
    if (!isRefused) told.isDatedAhead = one.ahead;
  } else if (one.kind === "embargo") {
    const answer = await details(library, model.id, { embargoUntil: one.ahead ? AHEAD : null });
    const isRefused = one.ahead && !model.isEmbargoed && LANGS.some(isOutIn);
    expect(answer.ok).toBe(!isRefused);
    if (!isRefused) model.isEmbargoed = one.ahead;
  } else if (one.kind === "trash") {
    const trashedAt = one.isTrashed ? "2026-11-25T02:00:00Z" : null;
    must(await library.change(model.id, writer, (article) => ({ ok: true, value: { ...article, trashedAt } })));
    model.isTrashed = one.isTrashed;
  } else {
    const kept = must(await library.history(model.id));
    const rev = kept[Math.min(one.back, kept.length - 1)]?.rev;
    if (rev === undefined) return;
    const then = must(await library.revision(model.id, rev));
    must(await library.restore(model.id, rev, writer));
    for (const of of LANGS) model.langs[of].text = then.versions[of]?.headline ?? "";
  }
}

/** The folder has exactly the text of each language's last publication, and the stories say so. */
async function holds(library: Library, models: readonly Model[]) {
  for (const model of models) {
    const { article, changed } = await now(library, model.id);
    for (const lang of LANGS) {
      const told = model.langs[lang];
      expect(await readersSee(model.id, lang), `${model.id} ${lang}`).toBe(isPublic(model, lang) ? told.out : null);
      const isThere = told.out !== null && told.stage !== "withdrawn";
      expect(isOut(article.release[lang])).toBe(isThere);
      if (isThere && told.out !== told.text) expect(changed[lang]).toBe(true);
    }
  }
  const pages = [...(await filesIn(site())).keys()].filter((name) => /^(lo|en)\/\d{4}\/\d\d\/[^/]+\/index/.test(name));
  expect(pages).toHaveLength(models.flatMap((model) => LANGS.filter((lang) => isPublic(model, lang))).length);
}

describe("a publication that follows from the same as one that had nothing to do", () => {
  /** Whether a publication plans at all, and what it tells. */
  const looks = async (library: Library, options: Parameters<typeof publishSite>[3] = {}) => {
    let isAsked = false;
    const facts: Library["facts"] = (ids) => {
      isAsked = true;
      return library.facts(ids);
    };
    const words: Library["words"] = () => {
      isAsked = true;
      return library.words();
    };
    const told = must(await publishSite({ ...library, facts, words }, site(), writer, options));
    return { isAsked, told };
  };
  const out = async (library: Library, name: string) => {
    const { id } = must(await library.create(storyOf(name), writer)).article;
    await bothReady(library, id);
    await publish(library);
    await publish(library);
    return id;
  };
  const NOTHING = { isAsked: false, told: { written: 0, removed: 0, skipped: [] } };

  test("asks for no story, and is gone through again once anything of it is otherwise", async () => {
    const library = await open();
    const id = await out(library, "ປາກເຊ");
    expect(await looks(library)).toMatchObject(NOTHING);
    expect(await looks(library, { verify: true })).toMatchObject({ isAsked: true });
    for (const options of [{ changed: true }, { baseUrl: "https://news.example.la/" }, {}])
      expect(await looks(library, options)).toMatchObject({ isAsked: true });
    expect(await looks(library)).toMatchObject(NOTHING);

    const { settings } = library.settings();
    must(await library.changeSettings(() => ({ ...settings, agency: { lo: "ຂ່າວໃໝ່", en: "New news" } })));
    expect((await looks(library)).told.written).toBeGreaterThan(0);
    expect(await looks(library)).toMatchObject(NOTHING);

    await headline(library, id, "lo", "ລະດັບນ້ຳຂອງຫຼຸດລົງ");
    expect(await looks(library)).toMatchObject({ isAsked: true, told: { written: 0 } });
    must(await library.release(id, "en", { stage: "withdrawn" }, writer));
    expect((await looks(library)).told.written).toBeGreaterThan(0);
    expect(await readersSee(id, "en")).toBeNull();
  });

  test("tells what stays at home, until that comes due", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-29T02:00:00Z") });
    const library = await open();
    await out(library, "ປາກເຊ");
    const { id } = must(await library.create(storyOf("ທ່າແຂກ"), writer)).article;
    must(await library.release(id, "lo", { stage: "ready", publishedAt: "2026-11-29T10:00:00+07:00" }, writer));
    const stays = {
      skipped: [
        { id, lang: "lo", code: "future" },
        { id, lang: "en", code: "stage" },
      ],
    };
    expect(await looks(library)).toMatchObject({ isAsked: true, told: stays });
    expect(await looks(library)).toMatchObject({ isAsked: false, told: stays });
    vi.setSystemTime(Date.parse("2026-11-29T03:00:01Z"));
    expect((await looks(library)).told.written).toBeGreaterThan(0);
    expect(await readersSee(id, "lo")).toBe("ລະດັບນ້ຳຂອງຢູ່ ທ່າແຂກ");
  });

  test("takes no other manifest for the same, and no folder where a publication was cut short", async () => {
    const library = await open();
    await out(library, "ປາກເຊ");
    const file = path.join(site(), SITE_MANIFEST);
    const manifest = await readFile(file, "utf8");
    await writeFile(file, manifest.replace('"pending": {}', '"pending": {"robots.txt": []}'));
    expect(await looks(library)).toMatchObject({ isAsked: true });
    expect(await looks(library)).toMatchObject(NOTHING);
    await mkdir(path.join(site(), ".songphasa-site.tmp"));
    expect(await looks(library)).toMatchObject({ isAsked: true });
    expect((await readdir(site())).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});

const fresh = async (library: Library, at: number): Promise<Model> => {
  const { article } = must(await library.create(storyOf(`ສະຖານີ ${at}`), writer));
  const told = (lang: Lang): Told => ({
    stage: "draft",
    text: article.versions[lang]?.headline ?? "",
    out: null,
    wasOut: false,
    isDatedAhead: false,
  });
  return { id: article.id, langs: { lo: told("lo"), en: told("en") }, isTrashed: false, isEmbargoed: false };
};

test.each([
  ["an index", true],
  ["none", false],
])(
  "whatever is done, a page has the text of its last publication until it is withdrawn or trashed; with %s",
  async (_, isIndexed) => {
    const library = await open("library", isIndexed ? path.join(room, "cache") : undefined);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), async (steps) => {
        const models = [await fresh(library, 0), await fresh(library, 1), await fresh(library, 2)];
        for (const one of steps) await obey(library, models, one);
        await obey(library, models, { kind: "publish", changed: false });
        const history = path.join(library.folder, "history");
        const [pages, kept] = [await filesIn(site()), await filesIn(history)];
        expect(await publish(library)).toMatchObject({ written: 0, removed: 0 });
        expect(await filesIn(site())).toEqual(pages);
        expect(await filesIn(history)).toEqual(kept);
        // The next stories have the site to themselves.
        for (const at of [0, 1, 2])
          await obey(library, models, { kind: "trash", which: { at, lang: "lo" }, isTrashed: true });
      }),
      { numRuns: 5 },
    );
  },
);
