/** The app as it is packaged for a system, on a stand-in for Electron's distribution; and installed, for Node to run. */
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { extractAll, listPackage } from "@electron/asar";
import { BUNDLE_TOOL, PROGRAM_FOLDER } from "../../../electron/disk/program-places.ts";
import { makePackages, type System } from "../../../electron/packaging/make-packages.ts";
import { NATIVE_PACKAGES, type Target } from "../../../electron/packaging/native-packages.ts";
import { buildBundleTool } from "../../../electron/start/build-bundle-tool.ts";
import { standInElectron } from "./stand-in-electron.ts";

export interface Packaged {
  /** The app's folder, as it is put into an installer. */
  readonly app: string;
  readonly resources: string;
  /** What else was made. */
  readonly made: readonly string[];
}

const ASIDE = path.join(PROGRAM_FOLDER, ".cache", "packaging");
const folders = new Set<string>();
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "songphasa-packaged-"));
  folders.add(folder);
  return folder;
}
export async function tidyUp(): Promise<void> {
  for (const folder of folders) {
    await rm(folder, { recursive: true, force: true });
    await rm(path.join(ASIDE, path.basename(folder)), { recursive: true, force: true });
  }
  folders.clear();
}

/** In place of another system's library: a file of its kind. */
async function layEmpty(target: Target, folder: string): Promise<void> {
  for (const name of NATIVE_PACKAGES[target]) {
    const place = path.join(folder, target, "node_modules", "@img", name, "lib");
    await mkdir(place, { recursive: true });
    await writeFile(path.join(place, `${name}.node`), "");
  }
}

/** Packages for one processor, with nothing fetched. `native`: with the libraries that npm installed here. */
export async function packaged(
  system: System,
  { kinds = ["dir"], native = false }: { readonly kinds?: readonly string[]; readonly native?: boolean } = {},
): Promise<Packaged> {
  const [output, electronDist] = [await newFolder(), await newFolder()];
  await standInElectron(system, electronDist);
  // Other tests read it meanwhile.
  await rename(await buildBundleTool(path.join(ASIDE, path.basename(output))), BUNDLE_TOOL);
  const asks = { system, kinds, arch: "x64", output, electronDist, quick: true } as const;
  const made = await makePackages(native ? asks : { ...asks, layNative: layEmpty });
  const place = { linux: "linux-unpacked", win: "win-unpacked", mac: path.join("mac", "Songphasa.app") }[system];
  const app = path.join(output, place);
  return { app, resources: path.join(app, system === "mac" ? "Contents/Resources" : "resources"), made };
}

/** What is in the app's archive, without folders, with `/` between names. */
export function archived({ resources }: Packaged): readonly string[] {
  const names = listPackage(path.join(resources, "app.asar"), { isPack: false }).map((name) =>
    name.replaceAll("\\", "/").slice(1),
  );
  return names.filter((name) => !names.some((other) => other.startsWith(`${name}/`)));
}

/**
 * Installs the app's resources in a folder far from the project. The archive is a folder of the same name: Electron
 * reads one as the other, and Node alone can't.
 */
export async function installed({ resources }: Packaged): Promise<string> {
  const place = path.join(await newFolder(), "resources");
  await cp(resources, place, { recursive: true, filter: (name) => !/\.asar(\.unpacked)?$/.test(name) });
  extractAll(path.join(resources, "app.asar"), path.join(place, "app.asar"));
  return place;
}

/** Every file below a folder, with its size and when it was changed. */
export async function files(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const place = path.join(entry.parentPath, entry.name);
    const { size, mtimeMs } = await stat(place);
    if (entry.isFile()) found.push(`${path.relative(folder, place)} ${size} ${mtimeMs}`);
  }
  return found.sort();
}
