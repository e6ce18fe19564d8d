/** A library with an index, on folders of its own. */
import { mkdirSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach } from "vitest";
import { freshArticle } from "../../../electron/calls/fresh-article.ts";
import { articlePath } from "../../../electron/library/files/article-paths.ts";
import { type Library, type OpenLibraryOptions, openLibrary } from "../../../electron/library/library.ts";
import { type Article, emptyVersion, type Lang } from "../../../shared/article/article.ts";
import type { Result } from "../../../shared/errors.ts";
import { storyMaker } from "../../bench/articles.ts";

export const writer = { origin: "editor" as const, by: "ນາງ ຄຳຫລ້າ" };

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

export interface Newsroom {
  root: string;
  folder: string;
  cache: string;
  open(options?: OpenLibraryOptions): Promise<Library>;
  close(library: Library): Promise<void>;
}

/** Fresh folders for each test, or for all of a file, removed after it with whatever was opened. */
export function newsroom({ before = beforeEach, after = afterEach } = {}): Newsroom {
  const open = new Set<Library>();
  const room: Newsroom = {
    root: "",
    folder: "",
    cache: "",
    async open(options = {}) {
      const library = must(await openLibrary(room.folder, { cache: room.cache, ...options }));
      open.add(library);
      return library;
    },
    async close(library) {
      open.delete(library);
      await library.close();
    },
  };
  before(async () => {
    room.root = await mkdtemp(path.join(tmpdir(), "songphasa-index-"));
    room.folder = path.join(room.root, "library");
    room.cache = path.join(room.root, "cache");
  });
  after(async () => {
    for (const library of open) await library.close();
    open.clear();
    await rm(room.root, { recursive: true, force: true });
  });
  return room;
}

/** Stories as another program would put them there. */
export function putFiles(folder: string, count: number, seed = 1): void {
  const make = storyMaker(seed);
  for (let index = 0; index < count; index += 1) {
    const { article, json } = make(index);
    const file = articlePath(folder, article.id);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, json);
  }
}

interface Told {
  readonly headline?: string;
  readonly lead?: string;
  readonly body?: readonly string[];
}

/** A story as an editor would write it. */
export function story(told: Partial<Record<Lang, Told>>): Article {
  const version = (lang: Lang) => {
    const given = told[lang];
    if (!given) return null;
    const content = (given.body ?? []).map((text, index) => ({
      type: "paragraph",
      attrs: { id: `${lang}block${index}`, row: `row${index}` },
      content: [{ type: "text", text }],
    }));
    const { headline = "", lead = "" } = given;
    return { ...emptyVersion(lang, "2026-11-24T02:00:00Z"), headline, lead, body: { type: "doc", content } };
  };
  return freshArticle(told.lo ? "lo" : "en", { lo: version("lo"), en: version("en") });
}
