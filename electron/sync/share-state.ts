/** What a desk knows of its sharing between two runs: a file in the user's folder, never in the library. */
import { rm, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { AssetName } from "../../shared/article/article.ts";
import { canonicalJson } from "../../shared/article/canonical-json.ts";
import { isMissing } from "../disk/disk-error.ts";
import { makePrivateFolder, replaceFile } from "../disk/durable-file.ts";
import { parseJsonBytes } from "../disk/json-text.ts";
import { readPlainFile } from "../disk/plain-file.ts";
import { PRIVATE_FILE } from "../disk/private-modes.ts";
import { fail } from "./sync-error.ts";

const ShareState = z.object({
  format: z.literal(1),
  hub: z.string(),
  keyFile: z.string().optional(),
  caFile: z.string().optional(),
  /** The hub had this library once: where it is empty now, it lost it. */
  met: z.boolean(),
  /** The moment that says what this desk has told and taken; null before the first run. */
  at: z.string().nullable(),
  /** Where the hub stood when this desk heard of it last: from there it moves forward alone. */
  heard: z.string().nullable().default(null),
  /** A moment that is being taken: a run that was cut off meanwhile goes on with it. */
  taking: z.string().nullable(),
  /** The library's change log up to there (`Library.changesSince`). */
  log: z.string().nullable(),
  /** Of the files that have no change log, as they stood there. */
  others: z.string().nullable(),
  /** Pictures that others can't have yet, and that this desk hasn't yet, by their names. */
  unsent: z.array(AssetName),
  lacking: z.array(AssetName),
  /** Of the unsent: those that the hub says it has, and lost. */
  lost: z.array(AssetName).default([]),
  /** What stands at the hub and is no plain file of a library; it is never taken. */
  refused: z.array(z.string()).default([]),
  /** Paths that came and couldn't be taken, each with the moment before it came; null where it wasn't there. */
  held: z.record(z.string(), z.string().nullable()),
});
export type ShareState = z.infer<typeof ShareState>;

export const shareFolder = (home: string, library: string): string => path.join(home, "shared", library);
const fileIn = (folder: string): string => path.join(folder, "state.json");
const tokenIn = (folder: string): string => path.join(folder, "token");

/** Bytes that such a file may have: a path for each story that is held back. */
const LIMIT = 64 * 1024 * 1024;
const TOKEN_LIMIT = 16 * 1024;

/** Null where the library isn't shared. Throws `SyncError` (`share-store`) where that can't be told. */
export async function readShareState(folder: string): Promise<ShareState | null> {
  const bytes = await readPlainFile(fileIn(folder), LIMIT).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (!bytes) return null;
  const read = parseJsonBytes(bytes);
  const parsed = "problem" in read ? null : ShareState.safeParse(read.value).data;
  return parsed ?? fail("share-store", { detail: "state.json" });
}

export async function writeShareState(folder: string, state: ShareState): Promise<void> {
  await makePrivateFolder(folder);
  await replaceFile(fileIn(folder), canonicalJson(state), { mode: PRIVATE_FILE });
}

/** What the system keeps secrets with, where it has such a thing: a keychain. */
export interface Vault {
  /** Letters that it alone can read; null where it can't keep anything now. */
  seal(secret: string): string | null;
  /** Null for what it can't read. */
  unseal(sealed: string): string | null;
}

/** Before what a vault sealed. */
const SEALED = "sealed:";

/**
 * The hub's token, this user's alone; null where there is none. Throws `SyncError` (`token-sealed`) where another
 * program's vault has it.
 */
export async function readToken(folder: string, vault: Vault | undefined, hub: string): Promise<string | null> {
  const bytes = await readPlainFile(tokenIn(folder), TOKEN_LIMIT).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  const kept = bytes?.toString("utf8").trim() || null;
  if (!kept?.startsWith(SEALED)) return kept;
  return vault?.unseal(kept.slice(SEALED.length)) ?? fail("token-sealed", { hub });
}

export const hasToken = (folder: string): Promise<boolean> =>
  stat(tokenIn(folder)).then(
    () => true,
    (error: unknown) => {
      if (isMissing(error)) return false;
      throw error;
    },
  );

/** Null forgets it. */
export async function writeToken(folder: string, token: string | null, vault: Vault | undefined): Promise<void> {
  if (token === null) {
    await rm(tokenIn(folder), { force: true });
    return;
  }
  const sealed = vault?.seal(token) ?? null;
  await makePrivateFolder(folder);
  await replaceFile(tokenIn(folder), `${sealed === null ? token : SEALED + sealed}\n`, { mode: PRIVATE_FILE });
}
