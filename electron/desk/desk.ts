/** Opens a desk: joins the library, the rooms that answer the contract, and the host. */
import { hostname } from "node:os";
import path from "node:path";
import { ulid } from "ulid";
import { type Desk, type DeskEvent, NO_NAME } from "../../shared/contract.ts";
import { instantNow } from "../../shared/text/dates.ts";
import { backupCalls } from "../calls/backup.ts";
import { bundleCalls } from "../calls/bundles.ts";
import { careCalls } from "../calls/care.ts";
import { checksCalls } from "../calls/checks.ts";
import { historyCalls } from "../calls/history.ts";
import { hostCalls, VERSION } from "../calls/host.ts";
import { openIntake } from "../calls/intake/intake.ts";
import { openWaitingFiles } from "../calls/intake/waiting-files.ts";
import { intakeCalls } from "../calls/intake.ts";
import { joinRooms } from "../calls/join.ts";
import { libraryCalls } from "../calls/library.ts";
import { openingCalls } from "../calls/opening.ts";
import { packageCalls } from "../calls/packages.ts";
import { publishingCalls } from "../calls/publishing.ts";
import type { Needs } from "../calls/room.ts";
import { settingsCalls } from "../calls/settings.ts";
import { sharedLibraryCalls, sharingCalls } from "../calls/sharing.ts";
import { signingCalls } from "../calls/signing.ts";
import { storyCalls } from "../calls/stories.ts";
import { templateCalls } from "../calls/templates.ts";
import { updatesCalls } from "../calls/updates.ts";
import type { HostPorts } from "../hosts/ports.ts";
import type { Library } from "../library/library.ts";
import { clearLeftOver } from "../publish/bundle/left-over.ts";
import type { AskedPictures } from "../sync/asked-pictures.ts";
import { keepInStep } from "../sync/in-step/keep-in-step.ts";
import { type Clock, realClock } from "../sync/in-step/schedule.ts";
import { openUpdates } from "../updates/updates.ts";
import { answering } from "./answering.ts";
import { chosenFolders } from "./chosen-folders.ts";
import { clockFile } from "./clock-file.ts";
import { currentLibrary } from "./current-library.ts";
import { startBackingUp } from "./daily-backup.ts";
import { enterFirst, type FirstLibraryOptions } from "./first-library.ts";
import { handedOver } from "./handed-over.ts";
import { offeredFiles } from "./offered-files.ts";
import { onGround } from "./on-ground.ts";
import { remembering as openRemembered } from "./remembered.ts";
import { sharerOf } from "./sharer.ts";
import { signingKey } from "./signing-key.ts";
import { cacheFolder, sampleBeside } from "./user-folder.ts";

export { CannotOpen } from "./first-library.ts";

export interface OpenDeskOptions extends Omit<FirstLibraryOptions, "usedLast"> {
  readonly ports: HostPorts;
  /** The folder for what can be made again; else the machine's. */
  readonly cache?: string;
  /** The time by which a shared library speaks with its hub; else the machine's. */
  readonly syncClock?: Clock;
  /** Whether a shared library speaks with its hub by itself; it does unless this says no. */
  readonly syncs?: boolean;
  /** `library` is opened as if it had been chosen in the desk, and is the one used last from then on. */
  readonly chosen?: boolean | undefined;
}

export interface OpenedDesk {
  readonly desk: Desk;
  readonly library: () => Library;
  /** Pictures of the library that is open, for whoever looks at them. */
  readonly pictures: () => AskedPictures;
  /** A package by its absolute path, for `package.take`: the token that it waits under. */
  offer(file: string): string;
  /** The system wants a path to be opened; the window takes it. */
  handOver(path: string): void;
  /** The machine woke. */
  woke(): void;
  /** Takes today's backup unless it is there or none is wanted; the desk asks itself each hour. */
  backedUpDaily(): Promise<void>;
  /** What is asked of a hub is given up, as the desk is about to be closed: whoever waits for it is answered. */
  hush(): Promise<void>;
  /** Once every write that was begun is on the disk. */
  close(): Promise<void>;
}

/** Throws `CannotOpen` where there is no library to open it with. */
export async function openDesk(options: OpenDeskOptions): Promise<OpenedDesk> {
  const { ports, home } = options;
  const remembering = await openRemembered(home);
  const remembered = remembering.now;
  const listeners = new Set<(event: DeskEvent) => void>();
  const tell = (event: DeskEvent) => {
    for (const listener of listeners) listener(event);
  };
  const progress = (task: string) => (count: number, total: number) =>
    tell({ event: "progress", task, done: count, total });
  const lastChanges = new Map<string, { readonly by: string | null; readonly at: string }>();
  const clock = clockFile(home);
  const sharer = () => sharerOf(home, remembered(), ports.vault);
  const inStep = keepInStep({
    clock: options.syncClock ?? realClock,
    byItself: options.syncs ?? true,
    sharer,
    onlyWhenAsked: () => remembered().onlyWhenAsked,
    changed: () => tell({ event: "sharing.changed" }),
    pictureCame: (asset) => tell({ event: "picture.came", asset }),
    presenceChanged: () => tell({ event: "sharing.presence" }),
    came(paths) {
      if (paths.some((path) => path.startsWith("templates/"))) tell({ event: "templates.changed" });
      // Stories tell of themselves; what is left is of the library as a whole.
      if (paths.some((path) => !/^(?:articles|templates)\//.test(path))) tell({ event: "library.changed" });
    },
    progress: progress("sharing"),
  });
  const current = currentLibrary({
    options: () => ({
      // Who hasn't said a name is known by the machine.
      holder: remembered().by === NO_NAME ? hostname() : `${remembered().by}, ${hostname()}`,
      desk: remembered().desk,
      formatBackups: path.join(home, "before-updates"),
      clock,
      cache: options.cache ?? cacheFolder(home),
      events: {
        progress: progress("index"),
        changed: () => tell({ event: "library.changed" }),
        problems: () => tell({ event: "library.problems" }),
      },
    }),
    changed(change) {
      lastChanges.set(change.id, { by: change.by, at: instantNow() });
      tell({ event: "article.changed", ...change });
      if (change.origin !== "remote") inStep.saved(change.id);
    },
    entered: (library) => void inStep.enter(library),
    leaving: inStep.leave,
    writable: () => tell({ event: "library.changed" }),
    ground: () => tell({ event: "library.changed" }),
  });

  if (remembered().desk === "") await remembering.keep({ desk: ulid() });
  try {
    await enterFirst(current, { ...options, usedLast: remembered().library });
    // What can't be kept is no reason not to open it.
    if (options.chosen) await remembering.keep({ library: current.now().folder });
  } catch (error) {
    await current.close();
    await inStep.close();
    throw error;
  }

  const library = current.now;
  const { pictures } = inStep;
  const folders = chosenFolders(home, remembering);
  const waiting = openWaitingFiles(options.cache ?? cacheFolder(home));
  const offered = offeredFiles();
  const handed = handedOver({
    library: () => library().folder,
    offer: folders.offer,
    offered,
    told: () => tell({ event: "host.handed" }),
  });
  const cleared = clearLeftOver(folders.now().bundle);
  const backingUp = startBackingUp({
    library,
    folder: () => remembered().backup,
    progress: progress("backup"),
    changed: () => tell({ event: "backup.changed" }),
  });
  const cache = options.cache ?? cacheFolder(home);
  const intake = openIntake(cache);
  const updates =
    typeof ports.updates === "object"
      ? openUpdates({ ports: ports.updates, version: VERSION, cache, progress: progress("update") })
      : null;
  const needs: Needs = {
    library,
    pictures,
    writer: (origin) => ({ origin, by: remembered().by }),
    tell(event) {
      tell(event);
      if (event.event === "templates.changed" || event.event === "library.changed") inStep.saved(null);
    },
    progress,
    lastChange: (id) => lastChanges.get(id) ?? null,
  };
  // What isn't sent waits: nobody waits for a line as they leave.
  const leaving = new AbortController();
  let hushed: Promise<void> | null = null;
  const hush = (): Promise<void> => {
    leaving.abort();
    hushed ??= inStep.leave(library());
    return hushed;
  };
  const { call, settled } = answering(
    joinRooms([
      // Those that need no library, or tell of it and bring another.
      hostCalls({ ...needs, ports, folders, remembering }),
      libraryCalls({ ...needs, tell, current, folders, remembering, makeSample: () => sampleBeside(home) }),
      signingCalls({ signing: signingKey(home) }),
      sharingCalls({
        library,
        tell,
        progress,
        inStep,
        ports,
        folders,
        remembering,
        home,
        sharer,
        leaving: leaving.signal,
      }),
      openingCalls({ handed }),
      updatesCalls({ updates, remembering }),
      ...onGround(current, [
        storyCalls(needs),
        templateCalls(needs),
        historyCalls(needs),
        careCalls(needs),
        checksCalls(needs),
        intakeCalls({ ...needs, intake }),
        publishingCalls({ ...needs, folders, home, desk: () => remembered().desk }),
        bundleCalls({ ...needs, folders, ports, home }),
        packageCalls({ ...needs, folders, remembering, waiting, offered, sharer }),
        settingsCalls(needs),
        backupCalls({ backingUp, remembering }),
        sharedLibraryCalls({ library, tell, inStep, remembering, home, sharer }),
      ]),
    ]),
  );
  return {
    desk: {
      call,
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    library,
    pictures,
    offer: offered.offer,
    handOver: handed.give,
    woke: inStep.woke,
    backedUpDaily: backingUp.daily,
    hush,
    async close() {
      updates?.cancel();
      await intake.cancel();
      await hush();
      await settled();
      await intake.close();
      await waiting.close();
      await cleared;
      await backingUp.close();
      await current.close();
      await inStep.close();
    },
  };
}
