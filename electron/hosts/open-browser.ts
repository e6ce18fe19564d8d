/** Hands an address or a folder to the system: its default browser, its file manager. */
import { spawn } from "node:child_process";

/** A program that is still running after so long took the job (milliseconds). */
const LONG_ENOUGH = 3000;

/** The system's own opener with its arguments; null where there is no desktop to open anything on. */
export function systemOpener(
  target: string,
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): readonly [string, readonly string[]] | null {
  if (platform === "darwin") return ["open", [target]];
  // rundll32 takes the address as it is; `start` would read & and ^ in it as its own signs.
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

/** Opens a web address in the default browser; false where there is none. */
export const openBrowser = (url: string): Promise<boolean> => openWithSystem(url);

/** Shows a folder in the file manager; false where there is none. */
export const openFolder = (path: string): Promise<boolean> => openWithSystem(path);
