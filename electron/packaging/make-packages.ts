/** Runs electron-builder with the settings of electron-builder.yml, and what they can't say. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { Arch, build, type Configuration, Platform } from "electron-builder";
import { PROGRAM_FOLDER, UPDATE_KEY } from "../disk/program-places.ts";
import { debInstead } from "./deb.ts";
import { layNativePackages, type Target } from "./native-packages.ts";
import { dropEmptySecrets } from "./signing-secrets.ts";
import { publicUpdateKey } from "./update-key.ts";

const SYSTEMS = {
  linux: { platform: Platform.LINUX, targets: ["linux-x64"] },
  win: { platform: Platform.WINDOWS, targets: ["win-x64", "win-arm64"] },
  mac: { platform: Platform.MAC, targets: ["mac-x64", "mac-arm64"] },
} as const satisfies Record<string, { platform: Platform; targets: readonly Target[] }>;
export type System = keyof typeof SYSTEMS;
export const isSystem = (word: string): word is System => Object.hasOwn(SYSTEMS, word);
export const SYSTEM_HERE: Readonly<Partial<Record<NodeJS.Platform, System>>> = {
  linux: "linux",
  win32: "win",
  darwin: "mac",
};

export interface PackageOptions {
  readonly system: System;
  /** By their names in electron-builder.yml; `dir` is the app's folder alone. None: all of the settings. */
  readonly kinds?: readonly string[];
  /** Else what the settings say. */
  readonly arch?: "x64" | "arm64";
  /** Else `out/packages/`. */
  readonly output?: string;
  /** Packed at once, however large it gets. */
  readonly quick?: boolean;
  /** A folder with Electron's program; else it is fetched. */
  readonly electronDist?: string;
  /** What is laid down for a target below the folder; else what npm has. */
  readonly layNative?: (target: Target, folder: string) => Promise<void>;
}

/** A folder of the project's, which electron-builder wants what it packs to be in. */
const NATIVE = path.join(".cache", "packaging");

const slashed = (place: string): string => place.replaceAll("\\", "/");

/** What was built must be there. The answer is every file that was made. */
export async function makePackages(options: PackageOptions): Promise<readonly string[]> {
  const { system, kinds = [], arch, output, electronDist, layNative = layNativePackages } = options;
  const { platform, targets } = SYSTEMS[system];
  dropEmptySecrets();
  const wanted = targets.filter((target) => arch === undefined || target.endsWith(`-${arch}`));
  const folder = output === undefined ? NATIVE : path.join(NATIVE, path.basename(output));
  for (const target of wanted) await layNative(target, path.join(PROGRAM_FOLDER, folder));
  const updates = path.join(folder, "updates");
  await rm(path.join(PROGRAM_FOLDER, updates), { recursive: true, force: true });
  await mkdir(path.join(PROGRAM_FOLDER, updates), { recursive: true });
  const key = publicUpdateKey();
  if (key !== null) await writeFile(path.join(PROGRAM_FOLDER, updates, path.basename(UPDATE_KEY)), key);
  const { SONGPHASA_HOMEPAGE: homepage, SONGPHASA_MAINTAINER: maintainer } = process.env;
  const config: Configuration = {
    [system]: {
      files: [
        {
          from: `${slashed(folder)}/${system}-\${arch}/node_modules`,
          to: "node_modules",
          filter: ["**/*", "!**/glib-2.0/**"],
        },
        { from: slashed(updates), to: slashed(path.relative(PROGRAM_FOLDER, path.dirname(UPDATE_KEY))) },
      ],
    },
    // Else it is nobody's. A package for Linux must name a place; where it is nobody's, deb.ts leaves it out again.
    ...(homepage || system === "linux"
      ? { extraMetadata: { homepage: homepage || "https://songphasa.invalid/" } }
      : {}),
    ...(maintainer ? { deb: { maintainer }, rpm: { maintainer } } : {}),
    ...(output === undefined ? {} : { directories: { output } }),
    ...(electronDist === undefined ? {} : { electronDist }),
  };
  const deb = debInstead(options.quick ? ["-Zgzip", "-z1"] : ["-Zxz"]);
  const made = await build({
    projectDir: PROGRAM_FOLDER,
    targets: platform.createTarget([...kinds], ...(arch === undefined ? [] : [Arch[arch]])),
    config,
    publish: "never",
    ...(deb ? { effectiveOptionComputed: deb.instead } : {}),
  });
  return [...made, ...(deb?.made ?? [])];
}
