/** A library shared with other desks: begun, joined, kept in step, and stopped. The door of this room. */
import { hash } from "node:crypto";
import { readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Result } from "../../shared/errors.ts";
import { defaultSettings, Settings } from "../../shared/settings.ts";
import { instantNow } from "../../shared/text/dates.ts";
import { isMissing } from "../disk/disk-error.ts";
import { makeLibraryOf } from "../library/files/library-file.ts";
import { lockedOut } from "../library/files/lock.ts";
import type { Library, Writer } from "../library/library.ts";
import { answered } from "./answered.ts";
import { finished, firstCopy, forget } from "./first-copy/first-copy.ts";
import { besideCame, fromBackup, removedSince } from "./first-copy/from-backup.ts";
import { headInFolder } from "./git/folder-head.ts";
import { MAIN } from "./git/git-remote.ts";
import { signsInFolder } from "./git/git-signs.ts";
import { hubAddress } from "./git/hub-address.ts";
import { type GivenHub, openHub, openKnownHub, type Sharer } from "./hub.ts";
import { fromBytes, jsonBytes } from "./kinds/json-bytes.ts";
import { revisions } from "./kinds/revisions.ts";
import { SETTINGS_PATH } from "./kinds/settings.ts";
import { hasNothingToTell } from "./local-changes.ts";
import type { Presence } from "./presence/presence.ts";
import { refusedAsHeld, refusedNow } from "./refused-files.ts";
import { libraryAt } from "./share-mark.ts";
import { noticed, tellShareNews } from "./share-news.ts";
import { readShareState, type ShareState, shareFolder, writeShareState, writeToken } from "./share-state.ts";
import { fail, SyncError } from "./sync-error.ts";
import { type Synced, syncLibrary } from "./sync-library.ts";

export { type GivenHub, makeHub, type Sharer, testHub } from "./hub.ts";
export type { Synced } from "./sync-library.ts";

/** What a run tells while it goes on. */
export interface Told {
  /** A file was taken. */
  came?(path: string): void;
  pictureCame?(name: string): void;
  progress?(done: number, total: number): void;
  /** Who has which story open goes with it, after the words. */
  readonly presence?: Pick<Presence, "isInStep" | "exchange">;
}

const NOTHING: Synced = { sent: 0, received: 0, merged: 0, held: [] };

const freshState = ({ address, keyFile, caFile }: GivenHub): ShareState => ({
  format: 1,
  hub: address,
  ...(keyFile !== undefined && { keyFile: path.resolve(keyFile) }),
  ...(caFile !== undefined && { caFile: path.resolve(caFile) }),
  met: false,
  at: null,
  heard: null,
  taking: null,
  log: null,
  others: null,
  unsent: [],
  lacking: [],
  lost: [],
  refused: [],
  held: {},
});

/** Nothing is new here, nothing waits, and a hub in a folder stands where this desk does; else it is to be asked. */
async function isInStep(library: Library, state: ShareState): Promise<boolean> {
  const hub = hubAddress(state.hub);
  if (hub?.kind !== "folder" || state.at === null || (await headInFolder(hub.url, MAIN)) !== state.at) return false;
  return hasNothingToTell(library, state);
}

/** The marks of the desks' own words at a hub in a folder; null where it is to be asked. */
async function marksAt(address: string): Promise<ReadonlyMap<string, string> | null> {
  const hub = hubAddress(address);
  return hub?.kind === "folder" ? signsInFolder(hub.url) : null;
}

const writerOf = ({ by }: Sharer): Writer => ({ origin: "remote", by });

async function run(
  library: Library,
  folder: string,
  sharer: Sharer,
  signal?: AbortSignal,
  told: Told = {},
): Promise<Synced> {
  const state = (await readShareState(folder)) ?? fail("share-none");
  const { presence } = told;
  const hasNothing = await isInStep(library, state);
  const nothing = { ...NOTHING, held: refusedAsHeld(state) };
  if (hasNothing && (!presence || presence.isInStep(await marksAt(state.hub)))) return nothing;
  const remote = await openKnownHub(folder, state, sharer, signal);
  const exchange = async (isWorking: boolean): Promise<void> => {
    if (remote.signs) await presence?.exchange(remote.signs, isWorking);
  };
  if (hasNothing) {
    await exchange(false);
    return nothing;
  }
  const save = (next: ShareState) => writeShareState(folder, next);
  const came: { path: string; by: string }[] = [];
  const telling = (sent: number) => tellShareNews(folder, instantNow(), { sent, came });
  try {
    const synced = await syncLibrary({
      library,
      remote,
      hub: state.hub,
      state,
      save,
      writer: writerOf(sharer),
      fetches: sharer.fetches ?? "all",
      desk: { name: sharer.by, desk: sharer.desk },
      came(path, by) {
        // Revisions come with the story that they are of.
        if (!revisions.owns(path)) came.push({ path, by });
        told.came?.(path);
      },
      noticed: (what) => noticed(folder, what, instantNow()),
      ...(told.pictureCame && { pictureCame: told.pictureCame }),
      ...(told.progress && { progress: told.progress }),
    });
    await telling(synced.sent);
    await exchange(synced.sent > 0);
    return synced;
  } catch (error) {
    // What was taken before it was cut off is there.
    await telling(0).catch(() => undefined);
    throw error;
  } finally {
    await remote.close?.();
  }
}

/** Shares a library at a hub that is empty, and tells all of it. Errors: `share-exists`, `hub-…`, `carrier-…`. */
export const beginSharing = (
  library: Library,
  hub: GivenHub,
  sharer: Sharer,
  signal?: AbortSignal,
  told?: Told,
): Promise<Result<Synced>> =>
  answered(hub.address, async () => {
    const folder = shareFolder(sharer.home, library.id);
    const known = await readShareState(folder);
    // One that was begun and cut off goes on.
    if (known && (known.at !== null || known.hub !== hub.address)) fail("share-exists", { hub: known.hub });
    const remote = await openHub(folder, hub, sharer, signal);
    try {
      const { head } = await remote.changes(null);
      if (head !== null && (await libraryAt(remote, head, hub.address)) !== library.id)
        fail("hub-taken", { hub: hub.address });
    } finally {
      await remote.close?.();
    }
    if (hub.token !== undefined) await writeToken(folder, hub.token, sharer.vault);
    await writeShareState(folder, freshState(hub));
    return run(library, folder, sharer, signal, told);
  });

/** Copies that joins of other hubs left, as they were cut off, go. */
async function sweepJoins(mine: string): Promise<void> {
  const shared = path.dirname(mine);
  for (const name of await readdir(shared).catch(() => []))
    if (name.startsWith("joining-") && path.join(shared, name) !== mine)
      await rm(path.join(shared, name), { recursive: true, force: true });
}

export interface JoinTold extends Pick<Told, "progress"> {
  /** A backup of the library: what it holds isn't fetched. */
  readonly backup?: string | undefined;
}

/**
 * Makes a library of a shared one, in a folder that is empty or not there, with all that the hub has but pictures,
 * which the runs after it fetch. One that is given up or cut off goes on from what it had fetched, the next time; nothing
 * of it stands in the folder. Errors: `folder-not-empty`, `hub-…`, `share-exists`, `share-cancelled`, `backup-…`,
 * `carrier-…`, `disk-…`.
 */
export const joinSharing = (
  place: string,
  hub: GivenHub,
  sharer: Sharer,
  signal?: AbortSignal,
  { backup, progress }: JoinTold = {},
): Promise<Result<null>> =>
  answered(place, async () => {
    const there = await readdir(place).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    if (there.length > 0) fail("folder-not-empty", { path: place });
    const joining = shareFolder(sharer.home, `joining-${hash("sha256", hub.address, "hex").slice(0, 16)}`);
    await sweepJoins(joining);
    let tops: readonly string[] = [];
    let letGo = async (): Promise<void> => undefined;
    try {
      const remote = await openHub(joining, hub, sharer, signal);
      letGo = async () => remote.close?.();
      const begun = backup === undefined ? null : await fromBackup(path.resolve(backup), place);
      tops = begun?.tops ?? [];
      const head = begun
        ? await remote.begin(begun.files(), progress ?? (() => undefined))
        : (await remote.changes(null)).head;
      if (head === null) return fail("hub-nothing", { hub: hub.address });
      const id = await libraryAt(remote, head, hub.address);
      if (begun && begun.library !== id) fail("backup-other-library", { path: path.resolve(backup ?? "") });
      const folder = shareFolder(sharer.home, id);
      const known = await readShareState(folder);
      if (known) fail("share-exists", { hub: known.hub });
      const [bytes] = await remote.get([{ at: head, path: SETTINGS_PATH }]);
      const isPast = (begun && (await remote.past(head))) ?? (() => false);
      const ours = { name: sharer.by, desk: sharer.desk };
      const beside = (at: string, came: Buffer, own: Buffer) => besideCame(own, { path: at, came, ours, isPast });
      const settings = bytes && begun ? Buffer.from(beside(SETTINGS_PATH, bytes, jsonBytes(begun.settings))) : bytes;
      const came = settings ? fromBytes(Settings, settings, SETTINGS_PATH) : (begun?.settings ?? defaultSettings());
      if (hub.token !== undefined) await writeToken(joining, hub.token, sharer.vault);
      const { held, pictures } = await firstCopy(place, remote, head, {
        ...(progress && { progress }),
        ...(begun && { beside }),
      });
      if (begun) await removedSince(place, new Set(await remote.differing(null, head)), isPast);
      const refused = refusedNow([], [], remote);
      const copied = { at: head, heard: head, met: true, lacking: [...pictures], refused };
      const waiting = Object.fromEntries(held.map((one) => [one.path, null]));
      await writeShareState(joining, { ...freshState(hub), ...copied, held: waiting });
      await letGo();
      await rm(folder, { recursive: true, force: true });
      await rename(joining, folder);
      await makeLibraryOf(place, id, came);
      await finished(place);
      return null;
    } catch (error) {
      await letGo();
      await forget(place, tops);
      await writeToken(joining, null, undefined);
      // What was fetched is there for the next try; what was refused is not wanted again.
      const isLine =
        signal?.aborted || (error instanceof SyncError && /^hub-(?:away|name|busy)$/.test(error.error.reason));
      if (!isLine) await rm(joining, { recursive: true, force: true });
      if (signal?.aborted) return fail("share-cancelled");
      throw error;
    }
  });

/** How this desk is let in at its hub; null gives up what was kept. Errors: `share-none`, `disk-…`. */
export const changeAccess = (
  library: Pick<Library, "id" | "folder">,
  { home, vault }: Pick<Sharer, "home" | "vault">,
  change: { readonly [K in "token" | "keyFile" | "caFile"]?: string | null | undefined },
): Promise<Result<null>> =>
  answered(library.folder, async () => {
    const folder = shareFolder(home, library.id);
    const { keyFile, caFile, ...state } = (await readShareState(folder)) ?? fail("share-none");
    const files = {
      keyFile: change.keyFile === undefined ? keyFile : (change.keyFile ?? undefined),
      caFile: change.caFile === undefined ? caFile : (change.caFile ?? undefined),
    };
    if (change.token !== undefined) await writeToken(folder, change.token, vault);
    const kept = Object.entries(files).flatMap(([name, file]) => (file ? [[name, path.resolve(file)]] : []));
    await writeShareState(folder, { ...state, ...Object.fromEntries(kept) });
    return null;
  });

/** One run of a shared library with its hub. Errors: `share-none`, `hub-…`, `carrier-…`, `share-store`. */
export const syncNow = (library: Library, sharer: Sharer, signal?: AbortSignal, told?: Told): Promise<Result<Synced>> =>
  answered(library.folder, () => run(library, shareFolder(sharer.home, library.id), sharer, signal, told));

/**
 * Forgets the hub; the library stays whole, and alone. Errors: `share-none`, `disk-…`, `library-locked` where another
 * desk has it open, which may be speaking with the hub.
 */
export const stopSharing = (library: Library, { home }: Pick<Sharer, "home">): Promise<Result<null>> =>
  answered(library.folder, async () => {
    if (library.readOnly) throw new SyncError(lockedOut(library));
    const folder = shareFolder(home, library.id);
    if (!(await readShareState(folder))) fail("share-none");
    await rm(folder, { recursive: true, force: true });
    return null;
  });
