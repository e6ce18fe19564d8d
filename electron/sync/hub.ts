/** A hub as a person gives it: opened, made, and looked at before anything is shared there. */

import { constants } from "node:fs";
import { access, copyFile, rm } from "node:fs/promises";
import path from "node:path";
import { ulid } from "ulid";
import type { Fetches } from "../../shared/contract.ts";
import type { Result } from "../../shared/errors.ts";
import { Settings } from "../../shared/settings.ts";
import { diskError, isDiskError, isMissing } from "../disk/disk-error.ts";
import { makePrivateFolder } from "../disk/durable-file.ts";
import type { Library } from "../library/library.ts";
import { answered } from "./answered.ts";
import { type Carrier, needGit, openRemote } from "./carrier.ts";
import { createHub } from "./git/git-remote.ts";
import { hubAddress } from "./git/hub-address.ts";
import type { SystemGit } from "./git/system-git.ts";
import { fromBytes } from "./kinds/json-bytes.ts";
import { SETTINGS_PATH } from "./kinds/settings.ts";
import type { Remote } from "./remote.ts";
import { libraryIn, MARK_PATH } from "./share-mark.ts";
import { readShareState, readToken, type ShareState, shareFolder, type Vault } from "./share-state.ts";
import { fail, SyncError } from "./sync-error.ts";

/** Who shares, and from where. */
export interface Sharer {
  /** The user's folder. */
  readonly home: string;
  /** The desk's id. */
  readonly desk: string;
  /** Who sits there. */
  readonly by: string;
  /** Which pictures come by themselves: all, once the words went, or those that somebody looks at; all, where nothing is said. */
  readonly fetches?: Fetches | undefined;
  /** Their key in the settings, where they are one of the library's people. */
  readonly person?: string | null | undefined;
  /** How the desk is called. */
  readonly deskName?: string | undefined;
  /** Keeps the hub's token, where the system has a keychain; else its file is for this user alone to read. */
  readonly vault?: Vault | undefined;
  /** In place of the token that is kept, which then isn't looked at. */
  readonly token?: string | undefined;
  /** Looks for the system's git in another way than it is looked for. */
  readonly lookForGit?: () => Promise<SystemGit>;
}

/** A hub as a person gives it. */
export interface GivenHub {
  readonly address: string;
  readonly token?: string | undefined;
  readonly keyFile?: string | undefined;
  readonly caFile?: string | undefined;
}

/** Throws `SyncError` where a file that was named can't be read. */
async function mayRead(file: string): Promise<void> {
  try {
    await access(file, constants.R_OK);
  } catch (error) {
    if (isMissing(error)) fail("file-not-there", { path: file });
    if (isDiskError(error)) throw new SyncError(diskError(error, file));
    throw error;
  }
}

/** A hub, and what speaks with it. Throws `SyncError`: a file that is named and can't be read is no fault of the hub. */
async function carriedHub(
  folder: string,
  { address, token, keyFile, caFile }: GivenHub,
  { desk, by, lookForGit }: Sharer,
  signal?: AbortSignal,
) {
  const hub = {
    address: hubAddress(address) ?? fail("hub-address", { hub: address }),
    token,
    keyFile: keyFile && path.resolve(keyFile),
    caFile: caFile && path.resolve(caFile),
  };
  for (const file of [hub.keyFile, hub.caFile]) if (file !== undefined) await mayRead(file);
  return openRemote(folder, hub, { id: desk, name: by }, signal, lookForGit);
}

/** Throws `SyncError` where it can't be had. */
export const openHub = async (...given: Parameters<typeof carriedHub>) => (await carriedHub(...given)).remote;

/** The hub of a library that is shared, as its folder says; a token that is given counts first. Throws `SyncError`. */
export async function openKnownHub(
  folder: string,
  { hub: address, keyFile, caFile }: ShareState,
  sharer: Sharer,
  signal?: AbortSignal,
): Promise<Remote> {
  const token = sharer.token ?? (await readToken(folder, sharer.vault, address)) ?? undefined;
  return openHub(folder, { address, token, keyFile, caFile }, sharer, signal);
}

/** Makes an empty hub in a folder: on a share, on a stick. Errors: `folder-not-empty`, `carrier-missing`, `disk-…`. */
export const makeHub = (folder: string, home: string): Promise<Result<null>> =>
  answered(folder, async () => {
    await needGit();
    await createHub(path.resolve(folder), path.join(home, "shared"));
    return null;
  });

/** What a hub holds. */
export interface HubGlance {
  /** The id of the library that is shared there, and its name; null where the hub is empty. */
  readonly library: string | null;
  readonly name: string | null;
  /** What speaks with it from here. */
  readonly carrier: Carrier;
}

/**
 * Speaks with a hub and changes nothing, here or there. Errors: `hub-…`, with `hub-read-only` where this desk may not
 * write there; `carrier-…`, `disk-…` for a file that is named and can't be read; `share-cancelled`.
 */
export const testHub = (
  hub: GivenHub,
  library: Pick<Library, "id">,
  sharer: Sharer,
  signal?: AbortSignal,
): Promise<Result<HubGlance>> =>
  answered(sharer.home, async () => {
    const folder = shareFolder(sharer.home, `testing-${ulid()}`);
    const known = shareFolder(sharer.home, library.id);
    const shared = await readShareState(known);
    try {
      await makePrivateFolder(folder);
      let token = hub.token;
      if (shared?.hub === hub.address) {
        token ??= (await readToken(known, sharer.vault, hub.address)) ?? undefined;
        // The key of the hub's host that was seen first is the one to be seen now.
        await copyFile(path.join(known, "known_hosts"), path.join(folder, "known_hosts")).catch((error: unknown) => {
          if (!isMissing(error)) throw error;
        });
      }
      const { remote, carrier } = await carriedHub(folder, { ...hub, token }, sharer, signal);
      const found = await remote.glance([MARK_PATH, SETTINGS_PATH]);
      const [mark, settings] = found ?? [];
      const library = found ? libraryIn(mark ?? null, hub.address) : null;
      await remote.mayWrite();
      const name = settings ? fromBytes(Settings, settings, SETTINGS_PATH).name : null;
      return { library, name, carrier };
    } catch (error) {
      if (signal?.aborted) return fail("share-cancelled");
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
