/** The daily backup: where it goes, when it is due, and what came of it. */
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { BackupState } from "../../shared/contract.ts";
import { type DeskError, done, type Result, refuse } from "../../shared/errors.ts";
import { instantNow, isTimeZone, withZoneOffset } from "../../shared/text/dates.ts";
import { diskError, isDiskError, isMissing } from "../disk/disk-error.ts";
import { backUp } from "../library/backup/backup.ts";
import { backupName, backupsAmong, outlivedBackups } from "../library/backup/backup-rotation.ts";
import type { Library } from "../library/library.ts";

export interface BackingUpParts {
  library(): Library;
  /** The folder that was chosen; null while backups are off. */
  folder(): string | null;
  progress(done: number, total: number): void;
  /** Its state is another now. */
  changed(): void;
}

export interface BackingUp {
  state(): Promise<BackupState>;
  /** Takes one now; the one that is under way, if there is one. */
  run(): Promise<Result<BackupState>>;
  /** Takes today's, unless it stands there. */
  daily(): Promise<void>;
  /** Ends the schedule and waits for a backup under way. */
  close(): Promise<void>;
}

/** Whether a day began is looked at this often, in milliseconds: a laptop that sleeps misses any alarm. */
const HOUR = 3_600_000;
/** A start is busy enough without a backup. */
const SOON = 60_000;

export function startBackingUp({ library, folder, progress, changed }: BackingUpParts): BackingUp {
  let running: Promise<Result<null>> | null = null;
  let problem: DeskError | null = null;
  /** What this desk took last, and what it had to leave out. */
  let last: { readonly where: string; readonly name: string; readonly left: readonly string[] } | null = null;

  const dayOf = (at: string): string => {
    const zone = library().settings().settings.timeZone;
    return (isTimeZone(zone) ? withZoneOffset(at, zone) : at).slice(0, 10);
  };
  const standing = async (where: string) => {
    const names = await readdir(where).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    return backupsAmong(names, library().id);
  };
  const take = async (where: string): Promise<Result<null>> => {
    const gone = library().gone();
    if (gone) return { ok: false, error: gone };
    try {
      // A stick that isn't plugged in must not get its backup on another disk.
      if (!(await stat(where)).isDirectory()) return refuse("folder-unusable", { path: where });
      // What a crash or a quit left of an earlier one.
      for (const name of await readdir(where))
        if (
          name.endsWith(".part") &&
          backupsAmong([name.replace(/\.[0-9a-f]{12}\.part$/, "")], library().id).length > 0
        )
          await rm(path.join(where, name), { force: true });
      const [newest] = await standing(where);
      const name = backupName(library().id, instantNow());
      const taken = await backUp(library().folder, path.join(where, name), progress);
      if (!taken.ok) return taken;
      last = { where, name, left: taken.value.left };
      if (await library().mayRemove(newest ? Date.parse(newest.at) : null))
        for (const old of outlivedBackups(await standing(where), dayOf, name))
          await rm(path.join(where, old), { force: true });
      return done(null);
    } catch (error) {
      if (isDiskError(error)) return { ok: false, error: diskError(error, where) };
      throw error;
    }
  };
  const state = async (): Promise<BackupState> => {
    const where = folder();
    const all = where === null ? [] : await standing(where).catch(() => []);
    const mine = last?.where === where ? last : null;
    // By a clock that was set back, the last one isn't the newest.
    const newest = all.find(({ name }) => name === mine?.name) ?? all[0];
    const size = newest && where ? ((await stat(path.join(where, newest.name)).catch(() => null))?.size ?? 0) : 0;
    return {
      folder: where,
      last: newest ? { file: newest.name, at: newest.at, size } : null,
      running: running !== null,
      problem: problem && { ...problem },
      ...(mine && mine.left.length > 0 ? { left: [...mine.left] } : {}),
    };
  };
  const run = async (): Promise<Result<null>> => {
    const where = folder();
    if (where === null) return refuse("backup-off");
    if (!running) {
      running = take(where).finally(() => {
        running = null;
      });
      changed();
    }
    const taken = await running;
    problem = taken.ok ? null : taken.error;
    changed();
    return taken;
  };
  const daily = async (): Promise<void> => {
    const where = folder();
    // One desk is enough: the one that writes.
    if (where === null || library().readOnly || library().gone()) return;
    const today = dayOf(instantNow());
    const all = await standing(where).catch(() => []);
    if (!all.some(({ at }) => dayOf(at) === today)) await run();
  };
  const first = setTimeout(() => void daily(), SOON);
  const hourly = setInterval(() => void daily(), HOUR);
  for (const timer of [first, hourly]) timer.unref();
  return {
    state,
    async run() {
      const taken = await run();
      return taken.ok ? done(await state()) : taken;
    },
    daily,
    async close() {
      clearTimeout(first);
      clearInterval(hourly);
      await running;
    },
  };
}
