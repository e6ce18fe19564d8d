/** The composition root: opens a library, joins store, publisher and exchange, and implements the contract. */

import { hostname } from "node:os";
import path from "node:path";
import { ulid } from "ulid";
import { isNestedBeyond } from "../../shared/article/nesting.ts";
import {
  type Answer,
  type CallName,
  calls,
  type Desk,
  type DeskEvent,
  type HostState,
  type Info,
  isCallName,
  LIMITS,
  NO_NAME,
} from "../../shared/contract.ts";
import { type DeskError, done, type Result, refuse } from "../../shared/errors.ts";
import { instantNow, isTimeZone } from "../../shared/text/dates.ts";
import { startBackingUp } from "../calls/backup.ts";
import { type ImportSource, runImport } from "../calls/intake.ts";
import { type Handlers, keepingCalls } from "../calls/kept.ts";
import { previewPage, publishBundle, publishSite } from "../calls/publishing.ts";
import { storyCalls } from "../calls/stories.ts";
import { diskError, isDiskError } from "../disk/disk-error.ts";
import type { HostPorts } from "../hosts/ports.ts";
import { lockedOut } from "../library/files/lock.ts";
import type { Library } from "../library/library.ts";
import { clockFile } from "./clock-file.ts";
import { currentLibrary } from "./current-library.ts";
import { keepRemembered, readRemembered } from "./remembered.ts";
import { misplaced, usableFolder } from "./usable-folder.ts";
import { cacheFolder, defaultLibrary, makeSampleLibrary } from "./user-folder.ts";

const VERSION = "0.1.0";

export interface OpenDeskOptions {
  readonly ports: HostPorts;
  /** The user-data folder. */
  readonly home: string;
  /** The folder for what can be made again; else the machine's. */
  readonly cache?: string;
  /** Else the one used last, else the default one, which begins as the sample. */
  readonly library?: string | undefined;
  /** `library` must be one already: none is made of a folder that is empty or not there. */
  readonly existing?: boolean;
}

export interface OpenedDesk {
  readonly desk: Desk;
  readonly library: () => Library;
  /** Takes today's backup unless it is there or none is wanted; the desk asks itself each hour. */
  backedUpDaily(): Promise<void>;
  /** Once every write that was begun is on the disk. */
  close(): Promise<void>;
}

/** The desk can't be opened: the reason as an error value, the sentence as the message. */
export class CannotOpen extends Error {
  readonly error: DeskError;
  constructor(error: DeskError) {
    super(error.message);
    this.error = error;
  }
}

export async function openDesk(options: OpenDeskOptions): Promise<OpenedDesk> {
  const { ports, home } = options;
  let remembered = await readRemembered(home);
  const listeners = new Set<(event: DeskEvent) => void>();
  const tell = (event: DeskEvent) => {
    for (const listener of listeners) listener(event);
  };
  const progress = (task: string) => (count: number, total: number) =>
    tell({ event: "progress", task, done: count, total });
  /** Who changed a story last and when, for the sentence of a conflict. */
  const lastChange = new Map<string, { readonly by: string | null; readonly at: string }>();
  const chosen = new Set<string>();
  const clock = clockFile(home);
  const current = currentLibrary({
    options: () => ({
      // Who hasn't said a name is known by the machine.
      holder: remembered.by === NO_NAME ? hostname() : `${remembered.by}, ${hostname()}`,
      desk: remembered.desk,
      clock,
      cache: options.cache ?? cacheFolder(home),
      events: {
        progress: progress("index"),
        changed: () => tell({ event: "library.changed" }),
        problems: () => tell({ event: "library.problems" }),
      },
    }),
    changed(change) {
      lastChange.set(change.id, { by: change.by, at: instantNow() });
      tell({ event: "article.changed", ...change });
    },
    writable: () => tell({ event: "library.changed" }),
    ground: () => tell({ event: "library.changed" }),
  });
  let keeping: Promise<unknown> = Promise.resolve();
  /** One after the other, so that two choices made at once are both kept. */
  const keep = (change: Partial<typeof remembered>): Promise<DeskError | null> => {
    const kept = keeping.then(async () => {
      const next = { ...remembered, ...change };
      try {
        await keepRemembered(home, next);
      } catch (error) {
        if (isDiskError(error)) return diskError(error, home);
        throw error;
      }
      remembered = next;
      return null;
    });
    keeping = kept.catch(() => undefined);
    return kept;
  };

  const enterFirst = async (): Promise<void> => {
    if (options.library !== undefined) {
      const given = await current.enter(options.library, { existing: options.existing ?? false });
      if (!given.ok) throw new CannotOpen(given.error);
      return;
    }
    // One that is on a stick which isn't plugged in must not begin anew on another disk.
    if (remembered.library && (await current.enter(remembered.library, { existing: true })).ok) return;
    await makeSampleLibrary(home);
    const fallback = await current.enter(defaultLibrary(home));
    if (!fallback.ok) throw new CannotOpen(fallback.error);
  };
  if (remembered.desk === "") await keep({ desk: ulid() });
  try {
    await enterFirst();
  } catch (error) {
    await current.close();
    throw error;
  }
  const library = current.now;

  const writer = (origin: "editor" | "import") => ({ origin, by: remembered.by });
  const goneValue = (): Info["gone"] => {
    const gone = current.gone();
    return gone && { ...gone };
  };
  const info = (): Info => ({
    id: library().id,
    name: library().settings().settings.name,
    path: library().folder,
    readOnly: library().readOnly,
    holder: library().holder,
    search: library().search(),
    gone: goneValue(),
  });
  const folders = () => ({
    site: remembered.site ?? path.join(home, "site"),
    bundle: remembered.bundle ?? path.join(home, "bundles"),
    backup: remembered.backup,
  });
  const hostState = (): HostState => ({
    host: ports.host,
    version: VERSION,
    by: remembered.by,
    language: remembered.language,
    theme: remembered.theme,
    folders: folders(),
  });
  const backingUp = startBackingUp({
    library,
    folder: () => remembered.backup,
    progress: progress("backup"),
    changed: () => tell({ event: "backup.changed" }),
  });

  const handlers: Handlers<CallName> = {
    ...keepingCalls(
      library,
      () => writer("editor"),
      (event) => tell({ event }),
      (id) => lastChange.get(id)?.by ?? null,
    ),
    ...storyCalls(
      library,
      () => writer("editor"),
      (id) => lastChange.get(id) ?? null,
    ),
    "backup.state": async () => done(await backingUp.state()),
    "backup.run": () => backingUp.run(),
    "backup.off": async () => {
      const problem = await keep({ backup: null });
      return problem ? { ok: false, error: problem } : done(await backingUp.state());
    },
    "library.info": async () => done(info()),
    "library.use": async ({ path: folder }) => {
      const wanted = path.resolve(folder);
      if (
        !chosen.has(wanted) &&
        wanted !== defaultLibrary(home) &&
        wanted !== remembered.library &&
        wanted !== library().folder
      )
        return refuse("folder-not-chosen");
      if (wanted === library().folder) {
        await current.lookAtGround();
        return done(info());
      }
      // What the library that is left was still reading is nobody's business any more.
      progress("index")(0, 0);
      const next = await current.enter(wanted, { existing: !chosen.has(wanted) && wanted !== defaultLibrary(home) });
      if (!next.ok) return next;
      const problem = await keep({ library: wanted });
      if (problem) return { ok: false, error: problem };
      tell({ event: "library.changed" });
      return done(info());
    },
    "import.run": async ({ files, text, pair }) => {
      if (text !== undefined && Buffer.byteLength(text) > LIMITS.text)
        return refuse("file-too-large", { name: "–", limit: "10 MiB" });
      if (pair !== undefined) {
        const partner = await library().open(pair);
        if (!partner.ok) return partner;
      }
      const sources: ImportSource[] = (files ?? []).map((file) => ({
        name: file.name,
        bytes: Buffer.from(file.data, "base64"),
      }));
      if (text !== undefined) sources.push({ text });
      return runImport(library(), sources, pair, writer("import"), progress("import"));
    },
    "publish.preview": ({ id, lang }) => previewPage(library(), id, lang),
    "publish.site": ({ articles, also, remove }) =>
      publish("site", (at) => publishSite(library(), at.site, writer("editor"), { chosen: articles, also, remove })),
    "publish.bundle": ({ articles, also }) =>
      publish("bundle", (at) =>
        publishBundle(library(), path.join(at.bundle, bundleName()), writer("editor"), { chosen: articles, also }),
      ),
    "settings.read": async () => done(library().settings()),
    "settings.save": async ({ base, settings }) => {
      if (!isTimeZone(settings.timeZone)) return refuse("bad-request", { detail: "unknown time zone" });
      const saved = await library().saveSettings(base, settings);
      if (saved.ok) tell({ event: "library.changed" });
      return saved;
    },
    "host.chooseFolder": async ({ purpose, path: typed }) => {
      const folder = await ports.chooseFolder(purpose, typed);
      if (folder === null) return ports.host === "browser" ? refuse("no-dialog") : done({ path: null });
      const problem = await usableFolder(folder, purpose, library().folder);
      if (problem) return { ok: false, error: problem };
      const wanted = path.resolve(folder);
      chosen.add(wanted);
      if (purpose === "library") return done({ path: wanted });
      const unkept = await keep({ [purpose]: wanted });
      if (purpose === "backup") tell({ event: "backup.changed" });
      return unkept ? { ok: false, error: unkept } : done({ path: wanted });
    },
    "host.state": async () => done(hostState()),
    "host.remember": async (change) => {
      const problem = await keep(change);
      return problem ? { ok: false, error: problem } : done(hostState());
    },
    "host.showLibrary": async () => done({ path: library().folder, shown: await ports.showFolder(library().folder) }),
  };

  const bundleName = () =>
    `songphasa-${instantNow()
      .replace(/[^0-9]/g, "")
      .slice(0, 14)}.zip`;
  const publish = async <T>(
    purpose: "site" | "bundle",
    work: (at: { site: string; bundle: string }) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    if (library().readOnly) return { ok: false, error: lockedOut(library()) };
    const at = folders();
    // Chosen before, it may have become a link into the library since, or this library another one.
    const problem = await misplaced(at[purpose], purpose, library().folder);
    return problem ? { ok: false, error: problem } : work(at);
  };

  /** Calls that need no library, or tell of it and bring another. */
  const needsNone = (name: CallName): boolean =>
    name.startsWith("host.") || name === "library.info" || name === "library.use";
  /**
   * Work on the library while it stands. What fails meanwhile may fail because it went: then nothing is said
   * of stories that are not to be found.
   */
  const onGround = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    const before = current.gone();
    if (before) return { ok: false, error: before };
    try {
      const answer = await work();
      const after = answer.ok ? null : current.gone();
      return after ? { ok: false, error: after } : answer;
    } catch (error) {
      const after = current.gone();
      if (after) return { ok: false, error: after };
      if (isDiskError(error)) return { ok: false, error: diskError(error, library().folder) };
      throw error;
    }
  };

  const running = new Set<Promise<unknown>>();
  const desk: Desk = {
    async call<C extends CallName>(name: C, request: unknown): Promise<Result<Answer<C>>> {
      if (!isCallName(name)) return refuse("unknown-call");
      // Walking through it would exhaust the stack, here or in whoever reads it later.
      if (isNestedBeyond(request)) return refuse("bad-request", { detail: "nested too deeply" });
      const parsed = calls[name].request.safeParse(request);
      if (!parsed.success) {
        const issue = parsed.error.issues[0];
        return refuse("bad-request", {
          detail: `${issue?.path.join(".") || "request"}: ${issue?.message ?? "not valid"}`,
        });
      }
      // The schema that was just passed is the handler's own.
      const handler = handlers[name] as (request: unknown) => Promise<Result<Answer<C>>>;
      const work = needsNone(name) ? handler(parsed.data) : onGround(() => handler(parsed.data));
      running.add(work);
      try {
        return await work;
      } finally {
        running.delete(work);
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    desk,
    library,
    backedUpDaily: backingUp.daily,
    async close() {
      await Promise.allSettled(running);
      await backingUp.close();
      await current.close();
    },
  };
}
