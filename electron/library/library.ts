/** An open library: its stories behind the one door, their history, its trash and what needs mending. */
import { readdir, stat } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import path from "node:path";
import { type Article, ArticleId, LANGS, type Lang, type Release, type Version } from "../../shared/article.ts";
import { canonicalJson } from "../../shared/canonical-json.ts";
import type {
  KeptRevision,
  ListAnswer,
  ListRequest,
  Opened,
  Problem,
  SaveRequest,
  SearchState,
} from "../../shared/contract.ts";
import { type DeskError, deskError, done, type Result, refuse } from "../../shared/errors.ts";
import type { Settings } from "../../shared/settings.ts";
import { instantNow } from "../../shared/text/dates.ts";
import { automaticSlug } from "../../shared/text/slug.ts";
import { diskError, isDiskError } from "../disk/disk-error.ts";
import { type DiskCalls, makeFolder, realDisk } from "../disk/durable-file.ts";
import { articleIds, articlePath, readArticleFile, readArticleText } from "./article-file.ts";
import { type Catalogue, type CatalogueEvents, openCatalogue } from "./catalogue.ts";
import { type Changes, openChangeLog } from "./change-log.ts";
import { type ArticleChange, type DoorParts, type Make, openDoor, type Writer } from "./door.ts";
import { openHistory } from "./history.ts";
import { placing, sweepTemporary } from "./inside.ts";
import {
  freshLibraryFile,
  holdsStories,
  type LibraryFile,
  libraryFilePath,
  readLibraryFile,
  recalledLibraryFile,
  writeLibraryFile,
} from "./library-file.ts";
import { takeLock } from "./lock.ts";
import { mend } from "./mend.ts";
import { mergeDetails, mergeSave, mergeVersion } from "./merge-save.ts";
import { ARTICLE_LADDER, type Ladder } from "./migrations.ts";
import { createPauses } from "./pauses.ts";
import { dismissProblem, moveAside, problemsIn, readCopy } from "./quarantine.ts";
import { revisionOf } from "./revisions.ts";
import { emptyTrash, sweepAssets } from "./trash.ts";
import { createTurns } from "./turns.ts";
import { keepWorked, startUpkeep } from "./upkeep.ts";
import { watchArticles } from "./watch-articles.ts";

export type { ArticleChange, Writer } from "./door.ts";

export interface OpenLibraryOptions {
  /** Never takes the lock. */
  readonly readOnly?: boolean;
  /** Who holds it, for others to read. */
  readonly holder?: string;
  /** The id of this desk, for history and the lock. */
  readonly desk?: string;
  readonly disk?: DiskCalls;
  /** The machine's cache folder, for the index; without one the search reaches headlines and leads. */
  readonly cache?: string;
  /** Told what the catalogue finds while the library is open. */
  readonly events?: CatalogueEvents & {
    /** There is something new among the problems. */
    problems?(): void;
  };
  /** How long work on a story rests before its state is kept in history, in milliseconds. */
  readonly pause?: number;
  readonly ladder?: Ladder;
}

/** Parts of a story as somebody had them. */
export interface Parts {
  readonly details?: Partial<Article["details"]> | undefined;
  readonly lo?: Partial<Version> | undefined;
  readonly en?: Partial<Version> | undefined;
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
  /** Files that can't be read, by id. */
  unreadable(): Promise<ReadonlyMap<string, DeskError>>;
  /** Once every file was compared with what the list knows of it. */
  complete(): Promise<void>;
  settings(): { readonly settings: Settings; readonly rev: string };
  saveSettings(base: string, settings: Settings): Promise<Result<{ settings: Settings; rev: string }>>;
  open(id: string): Promise<Result<Opened>>;
  /** `make` gets the article as it is on the disk now; what it returns is written, unless it is the same. */
  change(id: string, writer: Writer, make: Make): Promise<Result<Opened>>;
  save(save: SaveRequest, writer: Writer): Promise<Result<Opened>>;
  create(article: Article, writer: Writer): Promise<Result<Opened>>;
  release(id: string, lang: Lang, change: Partial<Release>, writer: Writer): Promise<Result<Opened>>;
  subscribe(listener: (change: ArticleChange) => void): () => void;
  /** A story's kept revisions, newest first. */
  history(id: string): Promise<Result<readonly KeptRevision[]>>;
  /** The story as a revision has it. Errors: `no-revision`, `revision-damaged`. */
  revision(id: string, rev: string): Promise<Result<Article>>;
  /** Texts, details and confirmations of a revision as a new one; stages, address, notes and trash stay as they are. */
  restore(id: string, rev: string, writer: Writer): Promise<Result<Opened>>;
  /** Sets parts that lost against others aside in history; the story stays. */
  keepAside(id: string, parts: Parts, writer: Writer): Promise<Result<string>>;
  /** These went out just now: their states are kept for good. */
  published(ids: readonly string[], writer: Writer): Promise<void>;
  /** Shared with another desk: thinning never takes it. */
  pin(id: string, rev: string): Promise<Result<null>>;
  /** Every story that changed since a cursor of an earlier answer; all of them for null. */
  changesSince(cursor: string | null): Promise<Changes>;
  emptyTrash(writer: Writer): Promise<Result<{ emptied: number; images: number }>>;
  problems(): Promise<readonly Problem[]>;
  dismiss(file: string): Promise<Result<null>>;
  /** The story in a copy that another program put beside its own file, and what moves that file away. */
  copy(file: string): Promise<Result<{ article: Article; settle(): Promise<void> }>>;
  /** Begins the change log anew; the old one goes to quarantine. */
  renewLog(): Promise<void>;
  /** Waits for every write that was begun, keeps what was worked on, then gives the lock back. */
  close(): Promise<void>;
}

const PAUSE = 5 * 60_000;

/** Nothing stands in the way of a new library.json: there is none, or none that can be read. */
const isLost = (read: Awaited<ReturnType<typeof readLibraryFile>>): boolean =>
  read.ok ? read.value === null : read.error.reason === "library-unreadable";

/** Opens a library; a folder that is empty or not there becomes one. */
export async function openLibrary(given: string, options: OpenLibraryOptions = {}): Promise<Result<Library>> {
  const folder = path.resolve(given);
  const disk = options.disk ?? realDisk;
  const who = options.holder ?? `${userInfo().username} (${hostname()})`;
  try {
    if ((await stat(folder).catch(() => null))?.isFile()) return refuse("folder-unusable", { path: folder });
    // Listed before library.json is read: a desk that makes a library writes that file first of all.
    const others = (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith("."));
    let read = await readLibraryFile(folder);
    if (isLost(read)) {
      if (others.length > 0 && !(await holdsStories(folder)))
        return read.ok ? refuse("folder-not-ours", { path: folder }) : read;
      await makeFolder(folder);
    } else if (!read.ok) return read;
    const lock = options.readOnly ? null : await takeLock(folder, who, options.desk);
    try {
      // Another desk may have made or mended it before it gave the lock away.
      if (isLost(read)) read = await readLibraryFile(folder);
      if (!read.ok && !isLost(read)) {
        if (lock?.kind === "held") await lock.release();
        return read;
      }
      const known = read.ok ? read.value : null;
      const file = known ?? (others.length > 0 ? await recalledLibraryFile(folder) : freshLibraryFile(folder));
      if (!known && lock?.kind === "held") {
        const how = { ...placing(folder, disk), makeFolders: makeFolder };
        const detail = read.ok ? "library.json was lost" : String(read.error.values?.detail ?? "");
        const why = { id: null, at: instantNow(), detail, restored: "settings", seen: false };
        if (!read.ok) await moveAside(folder, libraryFilePath(folder), why, how);
        await writeLibraryFile(folder, file, how);
      }
      if (lock?.kind === "held") await sweepTemporary(folder);
      return done(await libraryOf(folder, file, lock, disk, options));
    } catch (error) {
      if (lock?.kind === "held") await lock.release();
      throw error;
    }
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
  options: OpenLibraryOptions,
): Promise<Library> {
  let libraryFile = file;
  const { events = {}, pause = PAUSE, ladder = ARTICLE_LADDER, desk = "" } = options;
  const listeners = new Set<(change: ArticleChange) => void>();
  const readOnly = lock?.kind !== "held";
  const holder = lock?.kind === "taken" ? lock.holder : null;
  const how = placing(folder, disk);
  const turns = createTurns();
  /** Damaged files that the catalogue finds while it reads, until the door stands. */
  const found = new Set<string>();
  let heal: (id: string) => void = (id) => void found.add(id);
  // The watch needs a folder to watch, in a new library too.
  if (!readOnly) await makeFolder(path.join(folder, "articles"));
  const catalogue: Catalogue = await openCatalogue({
    folder,
    cache: options.cache === undefined ? null : path.join(options.cache, file.id),
    events: {
      ...events,
      unreadable(id, error) {
        events.unreadable?.(id, error);
        if (error.reason === "article-unreadable") heal(id);
      },
    },
  });
  const parts: Omit<DoorParts, "heal"> = {
    folder,
    placing: how,
    catalogue,
    history: openHistory(folder, desk, how),
    log: openChangeLog(folder, how),
    pauses: createPauses(pause),
    turns,
    ladder,
    readOnly,
    holder,
    tell(change) {
      for (const listener of listeners) listener(change);
    },
  };
  const { history, log, pauses } = parts;
  /** Being mended now: the catalogue tells of them again while they are read. */
  const mending = new Set<string>();
  const door = openDoor({
    ...parts,
    async heal(id) {
      mending.add(id);
      try {
        return await mend(parts, id);
      } finally {
        mending.delete(id);
        if (!readOnly) events.problems?.();
      }
    },
  });
  heal = (id) => {
    if (!readOnly && !mending.has(id)) void door.look(id);
  };
  for (const id of found) heal(id);
  const watcher = watchArticles(
    folder,
    (id) => void door.look(id),
    () => events.problems?.(),
  );
  const zone = () => libraryFile.settings.timeZone;
  const upkeep = readOnly ? null : startUpkeep(parts, zone, pause);
  const locked = () => refuse("library-locked", { holder: holder ?? "?" });

  /** Work on the disk whose failure is an answer. */
  const asked = async <T>(work: () => Promise<Result<T>>, where = folder): Promise<Result<T>> => {
    try {
      return await work();
    } catch (error) {
      if (isDiskError(error)) return { ok: false, error: diskError(error, where) };
      throw error;
    }
  };
  const revision: Library["revision"] = (id, rev) =>
    asked(async () => {
      if (!ArticleId.safeParse(id).success) return refuse("no-article", { id });
      const text = await history.read(id, rev);
      if (text === null) return refuse("no-revision");
      const read = text === "damaged" ? null : readArticleText(text, id, ladder);
      return read?.kind === "article" ? done(read.article) : refuse("revision-damaged");
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
      turns.inTurn("library.json", () =>
        asked(async () => {
          if (readOnly) return locked();
          if (base !== revisionOf(libraryFile.settings)) return refuse("settings-changed");
          const next = { ...libraryFile, settings };
          await writeLibraryFile(folder, next, how);
          libraryFile = next;
          return done({ settings, rev: revisionOf(settings) });
        }),
      ),
    open: door.open,
    change: door.change,
    save: (save, writer) =>
      door.change(save.id, save.why ? { ...writer, why: save.why } : writer, (article) =>
        mergeSave(article, save, instantNow()),
      ),
    create: door.create,
    release: (id, lang, given, writer) =>
      door.change(id, writer, async (article) => {
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
    history: (id) =>
      asked(async () => {
        if (!ArticleId.safeParse(id).success) return refuse("no-article", { id });
        return done(await history.list(id));
      }),
    revision,
    async restore(id, rev, writer) {
      const then = await revision(id, rev);
      if (!then.ok) return then;
      return door.change(id, { ...writer, why: "restore" }, (article) =>
        done({
          ...article,
          details: { ...then.value.details, slug: article.details.slug },
          versions: then.value.versions,
          rows: then.value.rows,
        }),
      );
    },
    keepAside: (id, given, writer) =>
      turns.inTurn(id, () =>
        asked(async () => {
          if (readOnly) return locked();
          if (!ArticleId.safeParse(id).success) return refuse("no-article", { id });
          const read = await readArticleFile(folder, id, ladder);
          if (read.kind !== "article") return refuse("no-article", { id });
          const at = instantNow();
          const versions = { ...read.article.versions };
          for (const lang of LANGS) {
            const mine = given[lang];
            const merged = mine && mergeVersion(versions[lang], mine, lang, at);
            if (merged && !merged.ok) return merged;
            if (merged) versions[lang] = merged.value;
          }
          const details = given.details ? mergeDetails(read.article.details, given.details) : read.article.details;
          await keepWorked(parts, id);
          const text = canonicalJson({ ...read.article, details, versions, updatedAt: at });
          return done(await history.keep(id, text, { at, by: writer.by, why: "conflict", aside: true }));
        }),
      ),
    async published(ids, writer) {
      if (readOnly) return;
      for (const id of ids)
        await turns.inTurn(id, async () => {
          const [newest] = (await history.files(id)).filter((one) => !one.aside);
          // Without history nothing changed since; how it stands is kept as published at its first change.
          if (!newest && !pauses.of(id)) return;
          const read = await readArticleFile(folder, id, ladder);
          if (read.kind !== "article" || read.readOnly) return;
          await keepWorked(parts, id);
          await history.keep(id, canonicalJson(read.article), { at: instantNow(), by: writer.by, why: "publish" });
        });
    },
    pin: (id, rev) =>
      turns.inTurn(id, () =>
        asked(async () => {
          if (readOnly) return locked();
          if (!ArticleId.safeParse(id).success) return refuse("no-article", { id });
          if ((await history.read(id, rev)) === null) return refuse("no-revision");
          await history.mark(id, rev, "pin");
          return done(null);
        }),
      ),
    async changesSince(cursor) {
      const changes = await log.since(cursor);
      if (cursor !== null && !changes.all) return changes;
      // Stories that were here before the log was, or whose lines are lost.
      const named = new Set(changes.changes.map(({ id }) => id));
      const others = (await articleIds(folder)).filter((id) => !named.has(id));
      const at = instantNow();
      const added = others.map((id) => ({ n: 1, id, at, origin: "repair" as const, by: null, print: null }));
      return { ...changes, changes: [...added, ...changes.changes] };
    },
    emptyTrash: (writer) =>
      asked(async () => {
        if (readOnly) return locked();
        const changed = new Set<string>();
        const note = (change: ArticleChange) => void changed.add(change.id);
        listeners.add(note);
        try {
          const emptied = await emptyTrash(parts, writer.by);
          return done({ emptied, images: await sweepAssets(parts, changed) });
        } finally {
          listeners.delete(note);
        }
      }),
    async problems() {
      const standing = (kind: Problem["kind"], id: string, { message }: DeskError): Problem => ({
        kind,
        file: path.relative(folder, articlePath(folder, id)).split(path.sep).join("/"),
        id,
        at: null,
        detail: message,
        restored: false,
      });
      const isNewer = ({ reason }: DeskError) => reason === "article-newer";
      const unreadable = [...(await catalogue.unreadable())];
      const newer = await catalogue.newer();
      // What is no damage comes last.
      return [
        ...(await problemsIn(folder)),
        ...unreadable.flatMap(([id, error]) => (isNewer(error) ? [] : [standing("unreadable", id, error)])),
        ...unreadable.flatMap(([id, error]) => (isNewer(error) ? [standing("newer-unshown", id, error)] : [])),
        ...newer.map((id) => standing("newer", id, deskError("article-newer"))),
      ];
    },
    dismiss: (problem) =>
      asked(async () => {
        if (readOnly) return locked();
        return (await dismissProblem(folder, problem, instantNow(), how))
          ? done(null)
          : refuse("no-problem", { file: problem });
      }),
    copy: (problem) =>
      asked(async () => {
        if (readOnly) return locked();
        const copy = await readCopy(folder, problem);
        if (!copy) return refuse("no-problem", { file: problem });
        const read = readArticleText(copy.text, copy.id, ladder);
        if (read.kind !== "article") return refuse("article-unreadable", { detail: problem });
        if (read.readOnly) return refuse(read.readOnly);
        return done({
          article: read.article,
          settle: async () => void (await dismissProblem(folder, problem, instantNow(), how)),
        });
      }),
    renewLog: () => log.renew(),
    async close() {
      watcher.close();
      upkeep?.stop();
      await turns.idle();
      for (const id of pauses.ids())
        await turns
          .inTurn(id, () => keepWorked(parts, id))
          .catch((error: unknown) => {
            // The story itself is on the disk; the next opening keeps this state.
            if (!isDiskError(error)) throw error;
          });
      await turns.idle();
      try {
        await upkeep?.stopped();
      } finally {
        await log.close();
        await catalogue.close();
        if (lock?.kind === "held") await lock.release();
      }
    },
  };
}

/** The automatic slug of a story, free among those that are fixed. */
function slugFor(article: Article, catalogue: Catalogue): Promise<string> {
  const [lo, en] = LANGS.map((lang) => article.versions[lang]?.headline ?? "");
  return catalogue.freeSlug(automaticSlug({ lo: lo ?? "", en: en ?? "" }, article.id), article.id);
}
