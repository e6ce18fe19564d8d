import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import * as places from "../../../electron/disk/program-places.ts";

const ROOT = path.join(import.meta.dirname, "..", "..", "..");
const ELECTRON = path.join(ROOT, "electron");
/** What runs before the right Node is known reads no TypeScript. */
const ALLOWED = ["disk/program-places.ts", "start/node-version.mjs"];
/** Run as a program, a file asks whether it is the one that was named. */
const IS_NAMED = "process.argv[1] === fileURLToPath(import.meta.url)";
const ASKS = /import\.meta\.(url|dirname|filename|resolve)|__dirname|__filename|process\.(cwd|resourcesPath)/;

describe("where the program's files lie", () => {
  it("is asked in one file: no other looks from where it stands itself, or from the folder it was started in", () => {
    const asking = readdirSync(ELECTRON, { recursive: true, encoding: "utf8" })
      .map((name) => name.replaceAll("\\", "/"))
      .filter((name) => /\.m?[jt]s$/.test(name) && !ALLOWED.includes(name))
      .filter((name) => ASKS.test(readFileSync(path.join(ELECTRON, name), "utf8").replaceAll(IS_NAMED, "")));
    expect(asking).toEqual([]);
  });

  it("is true of everything that stands in the project", () => {
    expect(places.PROGRAM_FOLDER).toBe(ROOT);
    expect(places.IS_BUILT).toBe(false);
    const { ICON, SAMPLE_FOLDER, threadFile } = places;
    const sources = readdirSync(ELECTRON, { recursive: true, encoding: "utf8" });
    const calls = sources
      .filter((name) => name.endsWith(".ts") && !name.endsWith("program-places.ts"))
      .flatMap((name) => [...readFileSync(path.join(ELECTRON, name), "utf8").matchAll(/threadFile\("([^"]+)"\)/g)]);
    const threads = calls.map(([, source = ""]) => threadFile(source));
    expect(threads).toHaveLength(3);
    for (const place of [ICON, path.join(SAMPLE_FOLDER, "library.json"), ...threads])
      expect(existsSync(place), place).toBe(true);
  });
});
