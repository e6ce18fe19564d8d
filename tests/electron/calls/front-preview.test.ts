/** A front in its preview is made from the newest stories alone, and is what it would be from all of them. */
import { mkdirSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { articlePath } from "../../../electron/library/files/article-paths.ts";
import { type Library, openLibrary } from "../../../electron/library/library.ts";
import { type FrontPreviewInput, frontPreviewHtml } from "../../../electron/publish/outputs/preview-front.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import type { NewestRequest } from "../../../shared/article/newest.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { storyMaker } from "../../bench/articles.ts";
import { theme } from "../publish/newsroom.ts";

const STORIES = 330;
const SECTIONS = ["economy", "society", "culture"];
const NOW = "2026-11-24T02:00:00Z";
/** Stories that would stand at another's address: the newest of all at one in the trash, a lead at one that is out. */
const AT_ANOTHERS = new Map([
  [328, 1],
  [13, 14],
]);
const slugAt = (at: number): string => `mekong-rises-${AT_ANOTHERS.get(at) ?? at}`;

let room = "";
let library: Library;
const ids: string[] = [];

async function open(): Promise<Library> {
  const opened = await openLibrary(path.join(room, "library"), { cache: path.join(room, "cache") });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

beforeAll(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-front-"));
  const first = await open();
  const { settings, rev } = first.settings();
  const categories = SECTIONS.map((key) => ({ key, lo: `ໝວດ ${key}`, en: key }));
  await first.saveSettings(rev, { ...settings, categories });
  await first.close();
  const make = storyMaker();
  for (let at = 0; at < STORIES; at += 1) {
    const { article } = make(at);
    ids.push(article.id);
    // The newest hundred are held for a day to come, so that what the front shows lies further back.
    const isHeld = at % 3 === 0;
    // One section has few stories, and those are old.
    const category = (at < 12 ? SECTIONS[2] : SECTIONS[at % 2]) ?? null;
    const stage = at % 5 === 4 ? ("published" as const) : ("ready" as const);
    const publishedAt = at % 11 === 10 && stage === "ready" ? null : new Date(Date.UTC(2025, 0, 1, at)).toISOString();
    const of = { stage, publishedAt: publishedAt && `${publishedAt.slice(0, 19)}Z` };
    const embargoUntil = isHeld && stage === "ready" ? "2027-01-05T01:00:00Z" : null;
    const details = { ...article.details, category, embargoUntil, slug: slugAt(at) };
    const trashedAt = at === AT_ANOTHERS.get(328) ? NOW : null;
    const file = articlePath(path.join(room, "library"), article.id);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, canonicalJson({ ...article, trashedAt, details, release: { lo: of, en: of } }));
  }
  library = await open();
  await library.complete();
}, 60_000);
afterAll(async () => {
  await library?.close();
  await rm(room, { recursive: true, force: true });
});

const nothing = { recent: false, sections: [] };

async function fronts(lead: string | null, most: (request: NewestRequest) => number) {
  const { settings } = library.settings();
  const asked: number[] = [];
  const made: Record<string, readonly string[]> = {};
  for (const lang of LANGS) {
    const input: Omit<FrontPreviewInput, "newest"> = {
      ...{ lang, now: NOW, theme: await theme(), readAsset: async () => null },
      settings: { ...settings, site: { ...settings.site, lead: { lo: lead, en: lead } } },
    };
    const some = (request: NewestRequest) => {
      asked.push(most(request));
      return library.newest({ ...request, most: most(request) });
    };
    const all = async () => ({ recent: await library.facts(), others: [], more: nothing });
    made[lang] = [
      await frontPreviewHtml({ ...input, newest: some }),
      await frontPreviewHtml({ ...input, newest: all }),
    ];
  }
  return { asked, made };
}

test.each([
  ["as many as it asks for", (request: NewestRequest) => request.most],
  ["few at first, and more where these don't suffice", (request: NewestRequest) => request.most / 20],
])("a front made from %s of the newest is that which is made from all stories", async (_, most) => {
  for (const lead of [null, ids[7] ?? null, ids[13] ?? null]) {
    const { made } = await fronts(lead, most);
    for (const lang of LANGS) {
      const [some, all] = made[lang] ?? [];
      expect(some).toContain('<time datetime="');
      expect(some).toBe(all);
      for (const at of AT_ANOTHERS.keys()) expect(some).not.toContain(`/${lang}/2025/01/${slugAt(at)}/`);
    }
  }
});

test("few that are held are asked for once more, and many are enough at once", async () => {
  expect((await fronts(null, ({ most }) => most)).asked).toHaveLength(2);
  expect((await fronts(null, ({ most }) => most / 20)).asked.length).toBeGreaterThan(2);
});
