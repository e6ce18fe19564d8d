/** A library shared with other desks: begun, joined, kept in step, and stopped. The door of this room. */
import { readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { ulid } from "ulid";
import type { Result } from "../../shared/errors.ts";
import { defaultSettings, Settings } from "../../shared/settings.ts";
import { isMissing } from "../disk/disk-error.ts";
import { makeLibraryOf } from "../library/files/library-file.ts";
import type { Library, Writer } from "../library/library.ts";
import { answered } from "./answered.ts";
import { createHub, openGitRemote } from "./git/git-remote.ts";
import { hubAddress } from "./git/hub-address.ts";
import { fromBytes } from "./kinds/json-bytes.ts";
import { SETTINGS_PATH } from "./kinds/settings.ts";
import { libraryAt } from "./share-mark.ts";
import { readShareState, readToken, type ShareState, shareFolder, writeShareState, writeToken } from "./share-state.ts";
import { fail } from "./sync-error.ts";
import { type Synced, syncLibrary } from "./sync-library.ts";

export type { Synced } from "./sync-library.ts";

/** Who shares, and from where. */
export interface Sharer {
  /** The user's folder. */
  readonly home: string;
  /** The desk's id. */
  readonly desk: string;
  /** Who sits there. */
  readonly by: string;
}

/** A hub as a person gives it. */
export interface GivenHub {
  readonly address: string;
  readonly token?: string | undefined;
  readonly keyFile?: string | undefined;
  readonly caFile?: string | undefined;
}

const openHub = (
  folder: string,
  { address, token, keyFile, caFile }: GivenHub,
  { desk, by }: Sharer,
  signal?: AbortSignal,
) =>
  openGitRemote(
    folder,
    {
      address: hubAddress(address) ?? fail("hub-address", { hub: address }),
      token,
      keyFile: keyFile && path.resolve(keyFile),
      caFile: caFile && path.resolve(caFile),
    },
    { id: desk, name: by },
    signal,
  );

const freshState = ({ address, keyFile, caFile }: GivenHub, joined: boolean): ShareState => ({
  format: 1,
  hub: address,
  ...(keyFile !== undefined && { keyFile: path.resolve(keyFile) }),
  ...(caFile !== undefined && { caFile: path.resolve(caFile) }),
  joined,
  met: false,
  at: null,
  taking: null,
  log: null,
  others: null,
  unsent: [],
  lacking: [],
  held: {},
});

const writerOf = ({ by }: Sharer): Writer => ({ origin: "remote", by });

/** Makes an empty hub in a folder: on a share, on a stick. Errors: `folder-not-empty`, `carrier-missing`, `disk-…`. */
export const makeHub = (folder: string, home: string): Promise<Result<null>> =>
  answered(folder, async () => {
    await createHub(path.resolve(folder), path.join(home, "shared"));
    return null;
  });

async function run(library: Library, folder: string, sharer: Sharer, signal?: AbortSignal): Promise<Synced> {
  const state = (await readShareState(folder)) ?? fail("share-none");
  const token = (await readToken(folder)) ?? undefined;
  const hub: GivenHub = { address: state.hub, token, keyFile: state.keyFile, caFile: state.caFile };
  const remote = await openHub(folder, hub, sharer, signal);
  const save = (next: ShareState) => writeShareState(folder, next);
  return syncLibrary({
    library,
    remote,
    hub: state.hub,
    state,
    save,
    writer: writerOf(sharer),
    desk: { name: sharer.by, desk: sharer.desk },
  });
}

/** Shares a library at a hub that is empty, and tells all of it. Errors: `share-exists`, `hub-…`, `carrier-…`. */
export const beginSharing = (
  library: Library,
  hub: GivenHub,
  sharer: Sharer,
  signal?: AbortSignal,
): Promise<Result<Synced>> =>
  answered(hub.address, async () => {
    const folder = shareFolder(sharer.home, library.id);
    const known = await readShareState(folder);
    // One that was begun and cut off goes on.
    if (known && (known.at !== null || known.hub !== hub.address)) fail("share-exists", { hub: known.hub });
    const remote = await openHub(folder, hub, sharer, signal);
    const { head } = await remote.changes(null);
    if (head !== null && (await libraryAt(remote, head, hub.address)) !== library.id)
      fail("hub-taken", { hub: hub.address });
    if (hub.token !== undefined) await writeToken(folder, hub.token);
    await writeShareState(folder, freshState(hub, false));
    return run(library, folder, sharer, signal);
  });

/**
 * Makes a library of a shared one, in a folder that is empty or not there; nothing of its stories is taken yet, which
 * the first run does. Errors: `folder-not-empty`, `hub-…`, `share-exists`, `carrier-…`, `disk-…`.
 */
export const joinSharing = (
  place: string,
  hub: GivenHub,
  sharer: Sharer,
  signal?: AbortSignal,
): Promise<Result<null>> =>
  answered(place, async () => {
    const there = await readdir(place).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    if (there.length > 0) fail("folder-not-empty", { path: place });
    const joining = shareFolder(sharer.home, `joining-${ulid()}`);
    try {
      const remote = await openHub(joining, hub, sharer, signal);
      const { head } = await remote.changes(null);
      if (head === null) return fail("hub-nothing", { hub: hub.address });
      const id = await libraryAt(remote, head, hub.address);
      const [bytes] = await remote.get([{ at: head, path: SETTINGS_PATH }]);
      const came = bytes ? fromBytes(Settings, bytes, SETTINGS_PATH) : defaultSettings();
      const folder = shareFolder(sharer.home, id);
      const known = await readShareState(folder);
      if (known) fail("share-exists", { hub: known.hub });
      if (hub.token !== undefined) await writeToken(joining, hub.token);
      await writeShareState(joining, freshState(hub, true));
      await rm(folder, { recursive: true, force: true });
      await rename(joining, folder);
      await makeLibraryOf(place, id, came);
      return null;
    } finally {
      await rm(joining, { recursive: true, force: true });
    }
  });

/** One run of a shared library with its hub. Errors: `share-none`, `hub-…`, `carrier-…`, `share-store`. */
export const syncNow = (library: Library, sharer: Sharer, signal?: AbortSignal): Promise<Result<Synced>> =>
  answered(library.folder, () => run(library, shareFolder(sharer.home, library.id), sharer, signal));

/** Forgets the hub; the library stays whole, and alone. Errors: `share-none`, `disk-…`. */
export const stopSharing = (library: Library, { home }: Pick<Sharer, "home">): Promise<Result<null>> =>
  answered(library.folder, async () => {
    const folder = shareFolder(home, library.id);
    if (!(await readShareState(folder))) fail("share-none");
    await rm(folder, { recursive: true, force: true });
    return null;
  });
