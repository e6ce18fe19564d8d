/** The libraries of the system that the app brings, one package of npm a system and processor: sharp's. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { z } from "zod";
import { PROGRAM_FOLDER } from "../disk/program-places.ts";

/** As electron-builder names them: `<os>-<arch>`. */
export const TARGETS = ["linux-x64", "win-x64", "win-arm64", "mac-x64", "mac-arm64"] as const;
export type Target = (typeof TARGETS)[number];

// A universal app for macOS is put together from two that hold the same: each has the libraries of both.
const MAC = ["sharp-darwin-x64", "sharp-libvips-darwin-x64", "sharp-darwin-arm64", "sharp-libvips-darwin-arm64"];
export const NATIVE_PACKAGES: Readonly<Record<Target, readonly string[]>> = {
  "linux-x64": ["sharp-linux-x64", "sharp-libvips-linux-x64"],
  "win-x64": ["sharp-win32-x64"],
  "win-arm64": ["sharp-win32-arm64"],
  "mac-x64": MAC,
  "mac-arm64": MAC,
};

const Lock = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional(), integrity: z.string().optional() })),
});

/** Fetches a package as the lock file has it, from npm, and unpacks it. Throws where its bytes are other ones. */
async function fetchPackage(name: string, to: string): Promise<void> {
  const lock = Lock.parse(JSON.parse(await readFile(path.join(PROGRAM_FOLDER, "package-lock.json"), "utf8")));
  const { version, integrity } = lock.packages[`node_modules/@img/${name}`] ?? {};
  if (!version || !integrity?.startsWith("sha512-")) throw new Error(`package-lock.json has no @img/${name}.`);
  const folder = await mkdtemp(`${to}.`);
  try {
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const wanted = ["pack", `@img/${name}@${version}`, "--silent", "--pack-destination", folder];
    await promisify(execFile)(npm, wanted, { shell: process.platform === "win32" });
    const file = path.join(folder, `img-${name}-${version}.tgz`);
    const found = `sha512-${createHash("sha512")
      .update(await readFile(file))
      .digest("base64")}`;
    if (found !== integrity) throw new Error(`@img/${name} is not what package-lock.json says.`);
    await unpack(file, to);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** npm's archives hold one folder, `package`, of plain files. */
async function unpack(file: string, to: string): Promise<void> {
  const entries = extract();
  const reading = pipeline(createReadStream(file), createGunzip(), entries);
  for await (const entry of entries) {
    const parts = entry.header.name.split("/").slice(1);
    if (entry.header.type !== "file" || parts.includes("..")) {
      entry.resume();
      continue;
    }
    const place = path.join(to, ...parts);
    const bytes: Buffer[] = [];
    for await (const part of entry) bytes.push(part as Buffer);
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, Buffer.concat(bytes), { mode: entry.header.mode });
  }
  await reading;
}

/** Lays a target's packages down as `<folder>/<target>/node_modules/@img/…`; what npm installed is taken from there. */
export async function layNativePackages(target: Target, folder: string): Promise<void> {
  const place = path.join(folder, target, "node_modules", "@img");
  await rm(place, { recursive: true, force: true });
  await mkdir(place, { recursive: true });
  for (const name of NATIVE_PACKAGES[target]) {
    const installed = path.join(PROGRAM_FOLDER, "node_modules", "@img", name);
    const isInstalled = await stat(installed).catch(() => null);
    if (isInstalled) await cp(installed, path.join(place, name), { recursive: true });
    else await fetchPackage(name, path.join(place, name));
  }
}
