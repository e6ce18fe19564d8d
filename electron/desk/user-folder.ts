/** Where the app keeps what is the user's, and the sample library for the first start. */

import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { ulid } from "ulid";
import { canonicalJson } from "../../shared/article/canonical-json.ts";
import { done, type Result } from "../../shared/errors.ts";
import { diskError, isDiskError } from "../disk/disk-error.ts";
import { replaceFile } from "../disk/durable-file.ts";
import { PRIVATE_FILE, PRIVATE_FOLDER } from "../disk/private-modes.ts";
import { SAMPLE_FOLDER } from "../disk/program-places.ts";

/** `SONGPHASA_HOME`, else the system's usual place for an app's data. */
export function userFolder(): string {
  const { SONGPHASA_HOME, XDG_DATA_HOME, APPDATA } = process.env;
  if (SONGPHASA_HOME) return path.resolve(SONGPHASA_HOME);
  if (process.platform === "darwin") return path.join(homedir(), "Library", "Application Support", "Songphasa");
  if (process.platform === "win32")
    return path.join(APPDATA ?? path.join(homedir(), "AppData", "Roaming"), "Songphasa");
  return path.join(XDG_DATA_HOME || path.join(homedir(), ".local", "share"), "songphasa");
}

/** Where the machine keeps what can be made again; beside what else stands in a user folder that was moved. */
export function cacheFolder(home: string): string {
  const { SONGPHASA_HOME, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (SONGPHASA_HOME || home !== userFolder()) return path.join(home, "cache");
  if (process.platform === "darwin") return path.join(homedir(), "Library", "Caches", "Songphasa");
  if (process.platform === "win32")
    return path.join(LOCALAPPDATA ?? path.join(homedir(), "AppData", "Local"), "Songphasa", "Cache");
  return path.join(XDG_CACHE_HOME || path.join(homedir(), ".cache"), "songphasa");
}

export const defaultLibrary = (home: string): string => path.join(home, "library");

/** Fills the default library from the sample, once; whole or not at all. */
export async function makeSampleLibrary(home: string): Promise<void> {
  const library = defaultLibrary(home);
  if (await stat(path.join(library, "library.json")).catch(() => null)) return;
  const aside = path.join(home, `.sample-${process.pid}`);
  await mkdir(home, { recursive: true });
  await rm(aside, { recursive: true, force: true });
  await cp(SAMPLE_FOLDER, aside, { recursive: true });
  // The sample came with the program, for everyone to read; what is made of it is this newsroom's.
  await chmod(aside, PRIVATE_FOLDER);
  for (const entry of await readdir(aside, { withFileTypes: true, recursive: true }))
    await chmod(path.join(entry.parentPath, entry.name), entry.isDirectory() ? PRIVATE_FOLDER : PRIVATE_FILE);
  const file = path.join(aside, "library.json");
  const raw: unknown = JSON.parse(await readFile(file, "utf8"));
  await replaceFile(file, canonicalJson({ ...(raw as object), id: ulid() }), { mode: PRIVATE_FILE });
  await rename(aside, library).catch(async (error: unknown) => {
    await rm(aside, { recursive: true, force: true });
    // Another start was quicker, or the folder holds something else, which opening it will say.
    if (!(await stat(library).catch(() => null))) throw error;
  });
}

/** The sample as a library beside the user's own, made the first time; its folder. */
export async function sampleBeside(home: string): Promise<Result<string>> {
  const place = path.join(home, "sample");
  try {
    await makeSampleLibrary(place);
    return done(defaultLibrary(place));
  } catch (error) {
    if (isDiskError(error)) return { ok: false, error: diskError(error, place) };
    throw error;
  }
}
