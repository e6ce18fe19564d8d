/** Looks for Electron's binary without importing `electron`, whose import would download it. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const PACKAGE = path.join(import.meta.dirname, "..", "node_modules", "electron");

/** The binary's path, or null where it isn't there. */
export function findElectron(): string | null {
  const pathFile = path.join(PACKAGE, "path.txt");
  if (!existsSync(pathFile)) return null;
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(PACKAGE, "dist");
  const binary = path.join(dist, readFileSync(pathFile, "utf8").trim());
  return existsSync(binary) ? binary : null;
}

/** Tries Electron's own download for so many milliseconds at most. */
export async function downloadElectron(limit: number): Promise<string | null> {
  const script = path.join(PACKAGE, "install.js");
  if (!existsSync(script)) return null;
  await new Promise<void>((resolve) => {
    const child = spawn(process.execPath, [script], { stdio: "ignore" });
    const timer = setTimeout(() => child.kill("SIGKILL"), limit);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    child.on("exit", end);
    child.on("error", end);
  });
  return findElectron();
}
