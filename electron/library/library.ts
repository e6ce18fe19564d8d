/** An open library: the articles, and the one door for writing them. What the list knows is the catalogue's. */

import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import path from "node:path";
import { ulid } from "ulid";
import { z } from "zod";
import { type Article, ArticleId, FORMAT, LANGS, type Lang, type Release } from "../../shared/article.ts";
import { canonicalJson } from "../../shared/canonical-json.ts";
import type {
  ListAnswer,
  ListRequest,
  Opened,
  Origin,
  Revisions,
  SaveRequest,
  SearchState,
} from "../../shared/contract.ts";
import { type DeskError, done, type Result, refuse } from "../../shared/errors.ts";
import { defaultSettings, Settings } from "../../shared/settings.ts";
import { instantNow } from "../../shared/text/dates.ts";
import { automaticSlug } from "../../shared/text/slug.ts";
import { diskError, isDiskError, isMissing } from "../disk/disk-error.ts";
import { type DiskCalls, realDisk } from "../disk/durable-file.ts";
import { articleIds, articlePath, fingerprint, readArticleFile, writeJson } from "./article-file.ts";
import { type Catalogue, type CatalogueEvents, openCatalogue } from "./catalogue.ts";
import { takeLock } from "./lock.ts";
import { mergeSave } from "./merge-save.ts";
import { revisionOf, revisionsOf } from "./revisions.ts";
import { watchArticles } from "./watch-articles.ts";

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
  /** The machine's cache folder, for the index; without one the search reaches headlines and leads. */
  readonly cache?: string;
  /** Told what the catalogue finds while the library is open. */
  readonly events?: CatalogueEvents;
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
  /** How far the list's search reaches. */
  search(): SearchState;
  /** Sees every write that was acknowledged before it was asked. */
  list(request: ListRequest): Promise<ListAnswer>;
  /** The ids of all article files, as the folder has them now, sorted. */
  ids(): Promise<readonly string[]>;
  /** Files that can't be read, by id; they stay where they are. */
  unreadable(): Promise<ReadonlyMap<string, DeskError>>;
  /** Once every file was compared with what the list knows of it. */
  complete(): Promise<void>;
  settings(): { readonly settings: Settings; readonly rev: string };
  saveSettings(base: string, settings: Settings): Promise<Result<{ settings: Settings; rev: string }>>;
  open(id: string): Promise<Result<Opened>>;
  /** `make` gets the article as it is on the disk now; what it returns is written, unless it is the same. */
  change(
    id: string,
    writer: Writer,
    make: (article: Article) => Result<Article> | Promise<Result<Article>>,
  ): Promise<Result<Opened>>;
  save(save: SaveRequest, writer: Writer): Promise<Result<Opened>>;
  create(article: Article, writer: Writer): Promise<Result<Opened>>;
  release(id: string, lang: Lang, change: Partial<Release>, writer: Writer): Promise<Result<Opened>>;
  subscribe(listener: (change: ArticleChange) => void): () => void;
  /** Waits for every write that was begun, then gives the lock back. */
  close(): Promise<void>;
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
    const catalogue = await openCatalogue({
      folder,
      cache: options.cache === undefined ? null : path.join(options.cache, file.id),
      events: options.events,
    });
    return done(libraryOf(folder, file, lock, disk, catalogue));
  } catch (error) {
    if (isDiskError(error)) return { ok: false, error: diskError(error, folder) };
    throw error;
  }
}

function libraryOf(
  folder: string,
  file: LibraryFile,
  lock: Awaited<ReturnType<typeof takeLock>> | null,
  disk: DiskCalls,
  catalogue: Catalogue,
): Library {
  let libraryFile = file;
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
    if (read.kind === "article") catalogue.put(read.article, read.readOnly, fingerprint(read.text));
    else catalogue.remove(id, read.kind === "unreadable" ? read.error : null);
    return read;
  };

  const locked = () => refuse("library-locked", { holder: holder ?? "?" });

  const write = async (article: Article, writer: Writer): Promise<Result<Opened>> => {
    try {
      await writeJson(articlePath(folder, article.id), article, disk);
    } catch (error) {
      if (isDiskError(error)) return { ok: false, error: diskError(error, articlePath(folder, article.id)) };
      throw error;
    }
    catalogue.put(article, undefined, fingerprint(canonicalJson(article)));
    const revs = revisionsOf(article);
    tell(article.id, revs, writer.origin, writer.by, article.updatedAt);
    return done({ article, revs });
  };

  const slugProblem = async (before: Article | null, after: Article): Promise<DeskError | null> => {
    const slug = after.details.slug;
    if (slug === null || before?.details.slug === slug) return null;
    return (await catalogue.slugTaken(slug, after.id)) ? refuse("slug-taken", { slug }).error : null;
  };

  const change: Library["change"] = (id, writer, make) =>
    inTurn(id, async () => {
      if (readOnly) return locked();
      if (!ArticleId.safeParse(id).success) return refuse("no-article", { id });
      const known = catalogue.printOf(id);
      const read = await load(id);
      if (read.kind === "missing") return refuse("no-article", { id });
      if (read.kind === "unreadable") return { ok: false, error: read.error };
      if (read.readOnly) return refuse(read.readOnly);
      // The file may have been changed by another program since it was read last.
      if (known !== undefined && known !== fingerprint(read.text))
        tell(id, revisionsOf(read.article), "remote", null, read.article.updatedAt);
      const made = await make(read.article);
      if (!made.ok) return made;
      const slug = await slugProblem(read.article, made.value);
      if (slug) return { ok: false, error: slug };
      if (canonicalJson(made.value) === canonicalJson(read.article))
        return done({ article: read.article, revs: revisionsOf(read.article) });
      return write({ ...made.value, updatedAt: instantNow() }, writer);
    });

  const watcher = watchArticles(folder, (id) => {
    void inTurn(id, async () => {
      const before = catalogue.printOf(id);
      const read = await load(id);
      if (read.kind === "article" && before !== fingerprint(read.text))
        tell(id, revisionsOf(read.article), "remote", null, read.article.updatedAt);
    });
  });

  return {
    folder,
    id: libraryFile.id,
    readOnly,
    holder,
    search: () => catalogue.search,
    list: catalogue.list,
    ids: () => articleIds(folder),
    unreadable: catalogue.unreadable,
    complete: catalogue.complete,
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
        const slug = await slugProblem(null, article);
        return slug ? { ok: false, error: slug } : write(article, writer);
      }),
    release: (id, lang, given, writer) =>
      change(id, writer, async (article) => {
        const after = { ...article.release[lang], ...given };
        if (after.stage !== "draft" && article.versions[lang] === null && given.stage !== undefined)
          return refuse("no-version");
        // The first publication fixes the address.
        const slug =
          after.stage === "published" && article.details.slug === null
            ? await slugFor(article, catalogue)
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
      watcher.close();
      while (queues.size > 0) await Promise.all(queues.values());
      await catalogue.close();
      if (lock?.kind === "held") await lock.release();
    },
  };
}

/** The automatic slug of a story, free among those that are fixed. */
function slugFor(article: Article, catalogue: Catalogue): Promise<string> {
  const [lo, en] = LANGS.map((lang) => article.versions[lang]?.headline ?? "");
  return catalogue.freeSlug(automaticSlug({ lo: lo ?? "", en: en ?? "" }, article.id), article.id);
}
