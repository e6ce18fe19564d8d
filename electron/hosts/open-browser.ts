/** Hands an address or a folder to the system: its default browser, its file manager. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import path from "node:path";

/** A program that is still running after so long took the job (milliseconds). */
const LONG_ENOUGH = 3000;

/** The system's own opener with its arguments; null where there is no desktop to open anything on. */
export function systemOpener(
  target: string,
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): readonly [string, readonly string[]] | null {
  if (platform === "darwin") return ["open", [target]];
  // rundll32 takes a name as it is; `start` would read & and ^ in it as its own signs.
  if (platform === "win32") return ["rundll32.exe", ["url.dll,FileProtocolHandler", target]];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ["xdg-open", [target]] : null;
}

function openWithSystem(target: string): Promise<boolean> {
  const opener = systemOpener(target);
  if (!opener) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(opener[0], [...opener[1]], { stdio: "ignore", detached: true });
    const timer = setTimeout(() => resolve(true), LONG_ENOUGH);
    child.once("error", () => {
      clearTimeout(timer);
      resolve(false);
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
    timer.unref();
    child.unref();
  });
}

/** How long a browser may take to read where to go, in milliseconds; a cold one on an old disk is slow. */
const READING = 60_000;

/** A page that leads to an address, and is read from a file, where no policy of ours stands in its way. */
export function pageThatLeadsTo(url: string): string {
  const address = url.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Songphasa</title><meta http-equiv="refresh" content="0;url=${address}"><a href="${address}">Songphasa</a>\n`;
}

/** Where the page is put: a browser in a snap sees neither the system's temporary folder nor hidden ones. */
export function handoverRoot(
  platform: NodeJS.Platform = process.platform,
  isThere: (place: string) => boolean = existsSync,
): string {
  return platform === "linux" && isThere("/snap/bin") ? homedir() : tmpdir();
}

export interface Handover {
  /** False where there is no browser to open. */
  readonly opened: boolean;
  /** Takes the file away; it goes by itself after a minute. */
  end(): Promise<void>;
}

/**
 * Opens an address in the default browser without naming it on a command line, which every user of the
 * machine can read: the browser is given a file that only this user can read, and that leads there.
 */
export async function openBrowser(
  url: string,
  open: (target: string) => Promise<boolean> = openWithSystem,
  root: string = handoverRoot(),
): Promise<Handover> {
  const folder = await mkdtemp(path.join(root, "songphasa-"));
  const file = path.join(folder, "open.html");
  const end = () => rm(folder, { recursive: true, force: true });
  try {
    await writeFile(file, pageThatLeadsTo(url), { mode: 0o600 });
    const opened = await open(file);
    if (opened) setTimeout(() => void end(), READING).unref();
    else await end();
    return { opened, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Shows a folder in the file manager; false where there is none. */
export const openFolder = (folder: string): Promise<boolean> => openWithSystem(folder);
