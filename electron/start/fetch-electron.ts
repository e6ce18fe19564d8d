/**
 * Fetches Electron's program as its own package would (same address and mirrors, same cache, same checksums),
 * but goes on where the last attempt was left, for as long as bytes arrive.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { ELECTRON_PACKAGE, electronArch, electronPlatform, findElectron } from "./electron-binary.ts";
import { NotFetched, resumeDownload } from "./resume-download.ts";

export interface FetchElectronOptions {
  /** Where what was fetched is kept until it is whole. */
  readonly keepIn: string;
  /** Given up after so many milliseconds without a byte. */
  readonly silence: number;
  readonly signal: AbortSignal;
  readonly onProgress: (got: number, total: number | null) => void;
  /** The `electron` package, if not the project's. */
  readonly packageFolder?: string;
}

export type FetchedElectron =
  | { readonly binary: string }
  /** `busy`: another start is at it. `wrong`: what came is not what the package's checksum names. */
  | {
      readonly binary: null;
      readonly why: "stopped" | "silent" | "refused" | "busy" | "wrong" | "failed";
      readonly detail: string;
    };

/** What is used of `@electron/get`, which is reached through the package that brings it. */
interface ElectronGet {
  downloadArtifact(details: {
    readonly version: string;
    readonly artifactName: string;
    readonly platform: string;
    readonly arch: string;
    readonly cacheRoot: string | undefined;
    readonly checksums: Readonly<Record<string, string>> | undefined;
    readonly tempDirectory: string;
    readonly downloader: { download(url: string, target: string): Promise<void> };
  }): Promise<string>;
}

/** Unpacking takes seconds; a program that has not done it after so many milliseconds hangs. */
const UNPACKING = 180_000;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** Two starts must not write into one file; the answer gives the place back, and is null where another has it. */
async function claim(folder: string): Promise<(() => Promise<void>) | null> {
  const file = path.join(folder, "fetching");
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      const handle = await open(file, "wx");
      await handle.writeFile(String(process.pid));
      await handle.close();
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = Number(await readFile(file, "utf8").catch(() => "0"));
    if (holder > 0 && isAlive(holder)) return null;
    await rm(file, { force: true });
  }
  return null;
}

/** Lets the package unpack what is in its cache now. */
function unpack(packageFolder: string, signal: AbortSignal): Promise<string> {
  // This would make it fetch anew what was just fetched.
  const { force_no_cache: _anew, ...env } = process.env;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(packageFolder, "install.js")], {
      stdio: ["ignore", "ignore", "pipe"],
      env,
      signal,
      timeout: UNPACKING,
      killSignal: "SIGKILL",
    });
    let words = "";
    child.stderr.on("data", (part) => {
      words += part;
    });
    child.on("error", (error) => resolve(error.message));
    child.on("exit", () => resolve(words.trim().split("\n")[0] ?? ""));
  });
}

export async function fetchElectron(options: FetchElectronOptions): Promise<FetchedElectron> {
  const { keepIn, silence, signal, onProgress, packageFolder = ELECTRON_PACKAGE } = options;
  const remote = process.env.electron_use_remote_checksums || process.env.npm_config_electron_use_remote_checksums;
  await mkdir(keepIn, { recursive: true });
  const free = await claim(keepIn);
  if (!free) return { binary: null, why: "busy", detail: "" };
  /** Whether what came began with bytes of an earlier start. */
  let resumed = false;
  const download = async (url: string, target: string): Promise<void> => {
    const key = createHash("sha256").update(url).digest("hex").slice(0, 16);
    const file = path.join(keepIn, `${key}-${path.basename(target)}.part`);
    let first = true;
    await resumeDownload({
      url,
      file,
      silence,
      signal,
      onProgress: (got, total) => {
        if (first) resumed = got > 0;
        first = false;
        onProgress(got, total);
      },
    });
    await rename(file, target);
  };
  try {
    const packageFile = path.join(packageFolder, "package.json");
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(packageFile, "utf8")));
    const checksums = z
      .record(z.string(), z.string())
      .parse(JSON.parse(await readFile(path.join(packageFolder, "checksums.json"), "utf8")));
    const getter = pathToFileURL(createRequire(packageFile).resolve("@electron/get")).href;
    const { downloadArtifact } = (await import(getter)) as ElectronGet;
    const details = {
      version,
      artifactName: "electron",
      platform: electronPlatform(),
      arch: electronArch(),
      cacheRoot: process.env.electron_config_cache,
      checksums: remote ? undefined : checksums,
      tempDirectory: keepIn,
      downloader: { download },
    };
    await downloadArtifact(details).catch(async (error: unknown) => {
      // A beginning kept from before may be of another file: once more, from the first byte.
      if (!isWrong(error) || !resumed) throw error;
      await downloadArtifact(details);
    });
    // Written last when unpacking is over; until then nothing half unpacked passes for a program.
    await rm(path.join(packageFolder, "path.txt"), { force: true });
    const words = await unpack(packageFolder, signal);
    const binary = findElectron(packageFolder);
    if (binary) return { binary };
    return { binary: null, why: signal.aborted ? "stopped" : "failed", detail: words };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (signal.aborted) return { binary: null, why: "stopped", detail: "" };
    if (error instanceof NotFetched) return { binary: null, why: error.why, detail };
    return { binary: null, why: isWrong(error) ? "wrong" : "failed", detail };
  } finally {
    await free();
  }
}

/** True for the checker's word that the bytes are others than the checksum names. */
const isWrong = (error: unknown): boolean =>
  error instanceof Error && error.constructor.name === "ChecksumMismatchError";
