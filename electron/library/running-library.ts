/** The work of an open library, joined from its parts: stories behind the one door, settings, changes, trash. */
import path from "node:path";
import type { Release } from "../../shared/article/article.ts";
import { isOut, wasNeverOut } from "../../shared/article/out.ts";
import { done, type Result, refuse } from "../../shared/errors.ts";
import type { Settings } from "../../shared/settings.ts";
import { instantNow } from "../../shared/text/dates.ts";
import { deskNames } from "../../shared/text/names/desk-words.ts";
import { diskError, isDiskError } from "../disk/disk-error.ts";
import { type DiskCalls, makePrivateFolder } from "../disk/durable-file.ts";
import { mend } from "./care/mend.ts";
import { emptyTrash, sweepAssets } from "./care/trash.ts";
import { startUpkeep } from "./care/upkeep.ts";
import { watchArticles } from "./care/watch-articles.ts";
import { openDoor } from "./door.ts";
import { articleIds, readShelves } from "./files/article-paths.ts";
import { placing } from "./files/assets/confined-files.ts";
import { placedFiles } from "./files/file-stamp.ts";
import { goneError, openGround, storiesPath } from "./files/ground.ts";
import { type LibraryFile, writeLibraryFile } from "./files/library-file.ts";
import { lockedOut, type takeLock } from "./files/lock.ts";
import { openChangeLog } from "./files/log/change-log.ts";
import { rememberedHere, watchClock } from "./files/log/clock.ts";
import { mergeSave } from "./files/merge-save.ts";
import { ARTICLE_LADDER } from "./files/migrations.ts";
import { publicationFiles } from "./files/publication-files.ts";
import { revisionOf } from "./files/revisions.ts";
import { templateFiles } from "./files/template-files.ts";
import { createTurns } from "./files/turns.ts";
import { openHistory } from "./history/history.ts";
import { keepWorked } from "./history/keep-worked.ts";
import { createPauses } from "./history/pauses.ts";
import { openCatalogue } from "./index/catalogue.ts";
import type { Catalogue } from "./index/catalogue-kind.ts";
import type { ArticleChange, Library, LibraryParts, OpenLibraryOptions, StageChange } from "./kinds.ts";
import { historyOfLibrary } from "./library-history.ts";
import { problemsOfLibrary } from "./library-problems.ts";
import { addressOf, publicationOfLibrary } from "./library-publication.ts";
import { sharingOfLibrary } from "./library-sharing.ts";
import { templatesOfLibrary } from "./library-templates.ts";
import { placesStories } from "./place-story.ts";
import { isTold, released } from "./released.ts";

const PAUSE = 5 * 60_000;

/** The library of a folder whose file was read and whose lock was asked for; what it holds ends with `close`. */
export async function runningLibrary(
  folder: string,
  file: LibraryFile,
  lock: Awaited<ReturnType<typeof takeLock>> | null,
  disk: DiskCalls,
  options: OpenLibraryOptions,
): Promise<Library> {
  const openedAt = Date.now();
  let libraryFile = file;
  const { events = {}, pause = PAUSE, ladder = ARTICLE_LADDER, desk = "" } = options;
  const listeners = new Set<(change: ArticleChange) => void>();
  const readOnly = lock?.kind !== "held";
  const holder = lock?.kind === "taken" ? lock.holder : null;
  // The watch needs a folder to watch, in a new library too.
  if (!readOnly) await makePrivateFolder(storiesPath(folder));
  const ground = openGround(folder, file.id);
  const how = placing(folder, disk, ground.hold);
  const turns = createTurns();
  const log = openChangeLog(folder, how);
  const clock = watchClock(options.clock ?? rememberedHere(), () => events.problems?.());
  /** Asked before anything is written: what this desk writes has the date that is in question. */
  const newestBefore = readOnly ? Promise.resolve(null) : log.newest().catch(() => null);
  const newest = async (): Promise<number | null> => {
    const moments = [await newestBefore, await log.newest()].filter((one) => one !== null);
    return moments.length > 0 ? Math.max(...moments) : null;
  };
  /** Damaged files that the catalogue finds while it reads, until the door stands. */
  const found = new Set<string>();
  let heal: (id: string) => void = (id) => void found.add(id);
  const cache = options.cache === undefined ? null : path.join(options.cache, file.id);
  const catalogue: Catalogue = await openCatalogue({
    folder,
    cache,
    names: deskNames(libraryFile.settings),
    events: {
      ...events,
      unreadable(id, error) {
        events.unreadable?.(id, error);
        if (error.reason === "article-unreadable") heal(id);
      },
    },
  });
  const parts: LibraryParts = {
    async asked(work) {
      const before = ground.problem();
      if (before) return { ok: false, error: before };
      try {
        const answer = await work();
        // What was missing may have gone with the library.
        const after = answer.ok ? null : ground.problem();
        return after ? { ok: false, error: after } : answer;
      } catch (error) {
        if (isDiskError(error)) return { ok: false, error: ground.problem() ?? diskError(error, folder) };
        throw error;
      }
    },
    locked: () => ({ ok: false, error: lockedOut({ folder, holder }) }),
    folder,
    placing: how,
    ground,
    catalogue,
    placed: placedFiles(folder),
    history: openHistory(folder, desk, how),
    publications: publicationFiles(folder, desk, how),
    log,
    mayRemove: async () => (await clock.look(await newest())) === null,
    pauses: createPauses(pause),
    turns,
    ladder,
    readOnly,
    holder,
    openedAt,
    tell(change) {
      for (const listener of listeners) listener(change);
    },
  };
  const { pauses, asked, locked } = parts;
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
  /** A bug in what nobody waits for is told when the library closes. */
  let bug: unknown = null;
  const look = (id: string): void => {
    door.look(id).catch((error: unknown) => {
      if (!isDiskError(error)) bug ??= error;
    });
  };
  heal = (id) => {
    if (!readOnly && !mending.has(id)) look(id);
  };
  for (const id of found) heal(id);
  const watcher = watchArticles(folder, look, () => events.problems?.());
  const zone = () => libraryFile.settings.timeZone;
  const upkeep = readOnly ? null : startUpkeep(parts, zone, pause, options.tidyAfter);
  const changeSettings = (make: (now: Settings) => Result<Settings>) =>
    turns.inTurn("library.json", () =>
      asked(async () => {
        if (readOnly) return locked();
        const made = make(libraryFile.settings);
        if (!made.ok) return made;
        const next = { ...libraryFile, settings: made.value };
        await writeLibraryFile(folder, next, how);
        libraryFile = next;
        catalogue.rename(deskNames(made.value));
        return done({ settings: made.value, rev: revisionOf(made.value) });
      }),
    );
  return {
    folder,
    id: libraryFile.id,
    cache,
    readOnly,
    holder,
    search: () => catalogue.search,
    list: catalogue.list,
    board: catalogue.board,
    gone: ground.problem,
    ids: async () => {
      if (ground.problem()) throw goneError(folder);
      return articleIds(folder);
    },
    unreadable: catalogue.unreadable,
    unreadableShelves: async () => (await readShelves(folder)).unreadable,
    complete: catalogue.complete,
    settings: () => ({ settings: libraryFile.settings, rev: revisionOf(libraryFile.settings) }),
    saveSettings: (base, settings) =>
      changeSettings((now) => (base === revisionOf(now) ? done(settings) : refuse("settings-changed"))),
    changeSettings: (make) => changeSettings((now) => done(make(now))),
    open: door.open,
    change: door.change,
    save: (save, writer) =>
      door.change(save.id, save.why ? { ...writer, why: save.why } : writer, (article) =>
        mergeSave(article, save, instantNow()),
      ),
    create: door.create,
    place: placesStories(parts),
    release: (id, lang, given, writer) =>
      door.change(id, writer, async (article) => {
        const before = article.release[lang];
        const after = released(before, given, instantNow());
        if (takesBack(before, given)) return refuse("is-out");
        if (given.stage === "withdrawn" && wasNeverOut(before) && !(await isTold(parts.publications, id, lang)))
          return refuse("never-out");
        if (!after) return refuse("bad-request", { detail: "a reason belongs to a withdrawal" });
        if (after.stage !== "draft" && article.versions[lang] === null && given.stage !== undefined)
          return refuse("no-version");
        // The first publication fixes the address.
        const slug =
          after.stage === "published" && article.details.slug === null
            ? await addressOf(article, catalogue, libraryFile.settings)
            : article.details.slug;
        return done({
          ...article,
          details: { ...article.details, slug },
          release: { ...article.release, [lang]: after },
        });
      }),
    ...historyOfLibrary(parts, door),
    ...publicationOfLibrary(parts, door, () => libraryFile.settings),
    ...sharingOfLibrary(parts, door),
    ...problemsOfLibrary(parts, clock.doubt),
    ...templatesOfLibrary(parts, templateFiles(folder, how)),
    async mayRemove(also = null) {
      const known = await newest();
      return (await clock.look(also === null ? known : Math.max(also, known ?? 0))) === null;
    },
    async trustClock() {
      await clock.trust(Math.max((await newest()) ?? 0, clock.doubt()?.against ?? 0));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
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
          const { emptied, problem } = await emptyTrash(parts, writer.by);
          const swept = await asked(async () => done(await sweepAssets(parts, changed)));
          const images = swept.ok ? swept.value : 0;
          const failed = problem ?? (swept.ok ? null : swept.error);
          // What went is told even where something stayed.
          if (failed && emptied + images === 0) return { ok: false, error: failed };
          return done({ emptied, images, ...(failed && { problem: failed }) });
        } finally {
          listeners.delete(note);
        }
      }),
    renewLog: () => log.renew(),
    async close() {
      watcher.close();
      upkeep?.stop();
      try {
        await turns.idle();
        for (const id of pauses.ids())
          await turns
            .inTurn(id, () => keepWorked(parts, id))
            .catch((error: unknown) => {
              // The story itself is on the disk; the next opening keeps this state.
              if (!isDiskError(error)) bug ??= error;
            });
        await turns.idle();
        await upkeep?.stopped();
        if (bug !== null) throw bug;
      } finally {
        await log.close();
        await catalogue.close();
        if (lock?.kind === "held") await lock.release();
      }
    },
  };
}

/** Whether a change would take what is out from its readers, which withdrawal alone does. */
function takesBack(before: Release, { stage = before.stage, publishedAt = before.publishedAt }: StageChange): boolean {
  if (!isOut(before)) return false;
  const isEarlier = stage !== before.stage && stage !== "published" && stage !== "withdrawn";
  return isEarlier || (publishedAt !== before.publishedAt && isAhead(publishedAt));
}

const isAhead = (instant: string | null): boolean => instant !== null && Date.parse(instant) > Date.now();
