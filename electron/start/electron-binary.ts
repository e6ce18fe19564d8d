/** Looks for Electron's program without importing `electron`, whose import would download it. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { PROGRAM_FOLDER } from "../disk/program-places.ts";

export const ELECTRON_PACKAGE = path.join(PROGRAM_FOLDER, "node_modules", "electron");

/** The platform that the package installs for, by the same names in the environment. */
export const electronPlatform = (env: NodeJS.ProcessEnv = process.env): string =>
  env.ELECTRON_INSTALL_PLATFORM || env.npm_config_platform || process.platform;

/** The processor that the package installs for: an Apple one also where Node runs translated. */
export function electronArch(env: NodeJS.ProcessEnv = process.env): string {
  const arch = env.ELECTRON_INSTALL_ARCH || env.npm_config_arch || process.arch;
  if (process.platform !== "darwin" || electronPlatform(env) !== "darwin") return arch;
  if (arch !== "x64" || env.npm_config_arch !== undefined) return arch;
  try {
    const translated = execFileSync("sysctl", ["-in", "sysctl.proc_translated"], { encoding: "utf8" });
    return translated.trim() === "1" ? "arm64" : arch;
  } catch {
    return arch; // a system that doesn't know the word doesn't translate
  }
}

/** A short text file, or null where there is none. */
const wordIn = (file: string): string | null => (existsSync(file) ? readFileSync(file, "utf8").trim() : null);

/** The program's path, or null where it isn't there, is not whole, or is another version's. */
export function findElectron(packageFolder: string = ELECTRON_PACKAGE): string | null {
  const name = wordIn(path.join(packageFolder, "path.txt"));
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) {
    const usual = process.platform === "win32" ? "electron.exe" : "electron";
    const binary = path.join(given, name ?? usual);
    return existsSync(binary) ? binary : null;
  }
  const wanted: unknown = JSON.parse(wordIn(path.join(packageFolder, "package.json")) ?? "{}");
  const version = wordIn(path.join(packageFolder, "dist", "version"))?.replace(/^v/, "");
  if (!name || typeof wanted !== "object" || wanted === null) return null;
  if (!("version" in wanted) || wanted.version !== version) return null;
  const binary = path.join(packageFolder, "dist", name);
  return existsSync(binary) ? binary : null;
}
