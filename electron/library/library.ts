/** An open library: the articles, the one door for writing them, and what stays in memory for the list. */

import { watch } from "node:fs";
import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import path from "node:path";
import { ulid } from "ulid";
import { z } from "zod";
import { type Article, ArticleId, FORMAT, LANGS, type Lang, type Release } from "../../shared/article.ts";
import { canonicalJson } from "../../shared/canonical-json.ts";
import type { Opened, Origin, Revisions, SaveRequest } from "../../shared/contract.ts";
import { type DeskError, done, type Result, refuse } from "../../shared/errors.ts";
import { defaultSettings, Settings } from "../../shared/settings.ts";
import { instantNow } from "../../shared/text/dates.ts";
import { automaticSlug, freeSlug } from "../../shared/text/slug.ts";
import { diskError, isDiskError, isMissing } from "../disk/disk-error.ts";
import { type DiskCalls, realDisk } from "../disk/durable-file.ts";
import { articlePath, readArticleFile, writeJson } from "./article-file.ts";
import { takeLock } from "./lock.ts";
import { mergeSave } from "./merge-save.ts";
import { revisionOf, revisionsOf } from "./revisions.ts";
import { type Entry, entryOf, fingerprint } from "./summaries.ts";

const LibraryFile = z.looseObject({ format: z.int().min(1), id: z.string().min(1), settings: Settings });
type LibraryFile = z.infer<typeof LibraryFile>;

/** Told after each change of an article, once it is on the disk. */
export interface ArticleChange {
  readonly id: string;
  readonly revs: Revisions;
  readonly origin: Origin;
  readonly by: string | null;
  readonly at: string;
}

export interface OpenLibraryOptions {
  /** Never takes the lock. */
  readonly readOnly?: boolean;
  /** Who holds it, for others to read. */
  readonly holder?: string;
  readonly disk?: DiskCalls;
}

export interface Writer {
  readonly origin: Origin;
  readonly by: string;
}

export interface Library {
  readonly folder: string;
  readonly id: string;
  readonly readOnly: boolean;
  /** Who holds the lock that this desk didn't get. */
  readonly holder: string | null;
  readonly entries: ReadonlyMap<string, Entry>;
  /** Files that can't be read, by id; they stay where they are. */
  readonly unreadable: ReadonlyMap<string, DeskError>;
  settings(): { readonly settings: Settings; readonly rev: string };
  saveSettings(base: string, settings: Settings): Promise<Result<{ settings: Settings; rev: string }>>;
  open(id: string): Promise<Result<Opened>>;
  /** `make` gets the article as it is on the disk now; what it returns is written, unless it is the same. */
  change(id: string, writer: Writer, make: (article: Article) => Result<Article>): Promise<Result<Opened>>;
  save(save: SaveRequest, writer: Writer): Promise<Result<Opened>>;
  create(article: Article, writer: Writer): Promise<Result<Opened>>;
  release(id: string, lang: Lang, change: Partial<Release>, writer: Writer): Promise<Result<Opened>>;
  subscribe(listener: (change: ArticleChange) => void): () => void;
  /** Waits for every write that was begun, then gives the lock back. */
  close(): Promise<void>;
}

const ARTICLE_FILE = /^([0-7][0-9A-HJKMNP-TV-Z]{25})\.json$/;

async function articleIds(folder: string): Promise<string[]> {
  const ids: string[] = [];
  const root = path.join(folder, "articles");
  const shelves = await readdir(root).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  for (const shelf of shelves) {
    if (!/^[0-9A-HJKMNP-TV-Z]{2}$/.test(shelf)) continue;
    for (const name of await readdir(path.join(root, shelf))) {
      const id = ARTICLE_FILE.exec(name)?.[1];
      if (id?.slice(-2) === shelf) ids.push(id);
    }
  }
  return ids.sort();
}

async function readLibraryFile(folder: string): Promise<Result<LibraryFile | null>> {
  try {
    const raw: unknown = JSON.parse(await readFile(path.join(folder, "library.json"), "utf8"));
    const file = LibraryFile.safeParse(raw);
    if (!file.success) return refuse("library-unreadable", { detail: file.error.issues[0]?.message ?? "library.json" });
    return file.data.format > FORMAT ? refuse("library-newer") : done(file.data);
  } catch (error) {
    if (isMissing(error)) return done(null);
    if (error instanceof SyntaxError) return refuse("library-unreadable", { detail: "library.json is not JSON" });
    return { ok: false, error: diskError(error, folder) };
  }
}

/** Opens a library; a folder that is empty or not there becomes one. */
export async function openLibrary(given: string, options: OpenLibraryOptions = {}): Promise<Result<Library>> {
  const folder = path.resolve(given);
  const disk = options.disk ?? realDisk;
  const who = options.holder ?? `${userInfo().username} (${hostname()})`;
  try {
    if ((await stat(folder).catch(() => null))?.isFile()) return refuse("folder-unusable", { path: folder });
    const read = await readLibraryFile(folder);
    if (!read.ok) return read;
    let file = read.value;
    if (!file) {
      const others = (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith("."));
      if (others.length > 0) return refuse("folder-not-ours", { path: folder });
      await mkdir(folder, { recursive: true });
    }
    const lock = options.readOnly ? null : await takeLock(folder, who);
    if (!file) {
      file = {
        format: FORMAT,
        id: ulid(),
        settings: { ...defaultSettings(), name: path.basename(folder) || "Songphasa" },
      };
      if (lock?.kind === "held") await writeJson(path.join(folder, "library.json"), file, disk);
    }
    return done(await libraryOf(folder, file, lock, disk));
  } catch (error) {
    if (isDiskError(error)) return { ok: false, error: diskError(error, folder) };
    throw error;
  }
}

async function libraryOf(
  folder: string,
  file: LibraryFile,
  lock: Awaited<ReturnType<typeof takeLock>> | null,
  disk: DiskCalls,
): Promise<Library> {
  let libraryFile = file;
  const entries = new Map<string, Entry>();
  const unreadable = new Map<string, DeskError>();
  const listeners = new Set<(change: ArticleChange) => void>();
  const queues = new Map<string, Promise<unknown>>();
  const readOnly = lock?.kind !== "held";
  const holder = lock?.kind === "taken" ? lock.holder : null;

  /** One after the other for each file, so that the last acknowledged is what stands there. */
  const inTurn = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const turn = (queues.get(key) ?? Promise.resolve()).then(work, work);
    const settled = turn.catch(() => undefined);
    queues.set(key, settled);
    void settled.then(() => {
      if (queues.get(key) === settled) queues.delete(key);
    });
    return turn;
  };

  const tell = (id: string, revs: Revisions, origin: Origin, by: string | null, at: string) => {
    for (const listener of listeners) listener({ id, revs, origin, by, at });
  };

  /** Reads a file as it is now, and keeps the list in step with what was found. */
  const load = async (id: string) => {
    const read = await readArticleFile(folder, id);
    if (read.kind === "article") {
      unreadable.delete(id);
      if (entries.get(id)?.print !== fingerprint(read.text))
        entries.set(id, entryOf(read.article, read.readOnly, fingerprint(read.text)));
    } else {
      entries.delete(id);
      if (read.kind === "unreadable") unreadable.set(id, read.error);
      else unreadable.delete(id);
    }
    return read;
  };

  const ids = await articleIds(folder);
  const waiting = [...ids];
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) await load(id);
    }),
  );

  const locked = () => refuse("library-locked", { holder: holder ?? "?" });

  const write = async (article: Article, readBefore: Opened["readOnly"], writer: Writer): Promise<Result<Opened>> => {
    try {
      await writeJson(articlePath(folder, article.id), article, disk);
    } catch (error) {
      if (isDiskError(error)) return { ok: false, error: diskError(error, articlePath(folder, article.id)) };
      throw error;
    }
    const entry = entryOf(article, readBefore, fingerprint(canonicalJson(article)));
    entries.set(article.id, entry);
    tell(article.id, entry.revs, writer.origin, writer.by, article.updatedAt);
    return done({ article, revs: entry.revs });
  };

  const slugProblem = (before: Article | null, after: Article): DeskError | null => {
    const slug = after.details.slug;
    if (slug === null || before?.details.slug === slug) return null;
    const taken = [...entries.values()].some((entry) => entry.slug === slug && entry.summary.id !== after.id);
    const refused = taken ? refuse("slug-taken", { slug }) : null;
    return refused?.error ?? null;
  };

  const change: Library["change"] = (id, writer, make) =>
    inTurn(id, async () => {
      if (readOnly) return locked();
      if (!ArticleId.safeParse(id).success) return refuse("no-article", { id });
      const known = entries.get(id)?.print;
      const read = await load(id);
      if (read.kind === "missing") return refuse("no-article", { id });
      if (read.kind === "unreadable") return { ok: false, error: read.error };
      if (read.readOnly) return refuse(read.readOnly);
      // The file may have been changed by another program since it was read last.
      if (known !== undefined && known !== fingerprint(read.text))
        tell(id, revisionsOf(read.article), "remote", null, read.article.updatedAt);
      const made = make(read.article);
      if (!made.ok) return made;
      const slug = slugProblem(read.article, made.value);
      if (slug) return { ok: false, error: slug };
      if (canonicalJson(made.value) === canonicalJson(read.article))
        return done({ article: read.article, revs: revisionsOf(read.article) });
      return write({ ...made.value, updatedAt: instantNow() }, undefined, writer);
    });

  /** Changes by other programs are noticed within moments; a check at each write is what counts. */
  const watcher = (() => {
    try {
      const seen = new Map<string, NodeJS.Timeout>();
      const watching = watch(path.join(folder, "articles"), { recursive: true, persistent: false }, (_event, name) => {
        const id = ARTICLE_FILE.exec(path.basename(name ?? ""))?.[1];
        if (!id) return;
        clearTimeout(seen.get(id));
        const timer = setTimeout(() => {
          seen.delete(id);
          void inTurn(id, async () => {
            const before = entries.get(id);
            const read = await load(id);
            const after = entries.get(id);
            if (read.kind === "article" && after && before?.print !== after.print)
              tell(id, after.revs, "remote", null, read.article.updatedAt);
          });
        }, 150);
        timer.unref();
        seen.set(id, timer);
      });
      watching.on("error", () => watching.close());
      return watching;
    } catch {
      return null;
    }
  })();

  return {
    folder,
    id: libraryFile.id,
    readOnly,
    holder,
    entries,
    unreadable,
    settings: () => ({ settings: libraryFile.settings, rev: revisionOf(libraryFile.settings) }),
    saveSettings: (base, settings) =>
      inTurn("library.json", async () => {
        if (readOnly) return locked();
        if (base !== revisionOf(libraryFile.settings)) return refuse("settings-changed");
        const next = { ...libraryFile, settings };
        try {
          await writeJson(path.join(folder, "library.json"), next, disk);
        } catch (error) {
          if (isDiskError(error)) return { ok: false, error: diskError(error, folder) };
          throw error;
        }
        libraryFile = next;
        return done({ settings, rev: revisionOf(settings) });
      }),
    open: (id) =>
      inTurn(id, async () => {
        if (!ArticleId.safeParse(id).success) return refuse("no-article", { id });
        const read = await load(id);
        if (read.kind === "missing") return refuse("no-article", { id });
        if (read.kind === "unreadable") return { ok: false, error: read.error };
        const opened = { article: read.article, revs: revisionsOf(read.article) };
        return done(read.readOnly ? { ...opened, readOnly: read.readOnly } : opened);
      }),
    change,
    save: (save, writer) => change(save.id, writer, (article) => mergeSave(article, save, instantNow())),
    create: (article, writer) =>
      inTurn(article.id, async () => {
        if (readOnly) return locked();
        const slug = slugProblem(null, article);
        return slug ? { ok: false, error: slug } : write(article, undefined, writer);
      }),
    release: (id, lang, given, writer) =>
      change(id, writer, (article) => {
        const after = { ...article.release[lang], ...given };
        if (after.stage !== "draft" && article.versions[lang] === null && given.stage !== undefined)
          return refuse("no-version");
        // The first publication fixes the address.
        const slug =
          after.stage === "published" && article.details.slug === null
            ? slugFor(article, entries)
            : article.details.slug;
        return done({
          ...article,
          details: { ...article.details, slug },
          release: { ...article.release, [lang]: after },
        });
      }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      watcher?.close();
      while (queues.size > 0) await Promise.all(queues.values());
      if (lock?.kind === "held") await lock.release();
    },
  };
}

/** The automatic slug of a story, free among those that are fixed. */
export function slugFor(article: Article, entries: ReadonlyMap<string, Entry>): string {
  const taken = new Set(
    [...entries.values()].flatMap(({ slug, summary }) => (slug !== null && summary.id !== article.id ? [slug] : [])),
  );
  const [lo, en] = LANGS.map((lang) => article.versions[lang]?.headline ?? "");
  return freeSlug(automaticSlug({ lo: lo ?? "", en: en ?? "" }, article.id), taken);
}
