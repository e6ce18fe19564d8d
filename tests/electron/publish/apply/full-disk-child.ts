/**
 * On a disk of its own that is really full: bundles made, applied and undone with ever more room, from none on. Run in
 * a mount namespace of its own (`unshare`), so that the disk goes with the process. Prints what came of each as JSON.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { cp, writeFile } from "node:fs/promises";
import path from "node:path";
import { openDesk } from "../../../../electron/desk/desk.ts";
import { applyBundle, rollBack } from "../../../../electron/publish/apply/apply-bundle.ts";
import { verifyBundle } from "../../../../electron/publish/apply/open-bundle.ts";
import type { Result } from "../../../../shared/errors.ts";
import { bundleBytes, deltaManifest, FIRST, SECOND, type SiteFiles, siteIn, wholeManifest } from "./bundle-files.ts";

const [room = ""] = process.argv.slice(2);
const disk = path.join(room, "disk");
const place = (...names: string[]): string => path.join(room, ...names);
/** Bytes of room to try with: a page of the disk, then more than is needed. */
const ROOMS = [0, 1, 2, 4, 8, 12, 16, 24, 32, 48, 64].map((pages) => pages * 4096);

export interface Tried {
  readonly what: "make" | "apply" | "undo";
  readonly free: number;
  readonly reason: string | null;
  /** What stands there afterwards: as before, as it should be, or neither. */
  readonly stands: "before" | "after" | "else";
  /** Names of ours that are left beside it. */
  readonly left: readonly string[];
}

function leaveFree(bytes: number): void {
  const filler = path.join(disk, "filler");
  rmSync(filler, { force: true });
  const { bavail, bsize } = statfsSync(disk);
  // Whole pages, and one for the name.
  writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
}

const reasonOf = (answer: Result<unknown>): string | null => (answer.ok ? null : (answer.error.reason ?? ""));
const isSame = (a: SiteFiles, b: SiteFiles): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

async function onSite(what: "apply" | "undo", free: number): Promise<Tried> {
  const www = path.join(disk, "www");
  rmSync(path.join(disk, "filler"), { force: true });
  rmSync(www, { recursive: true, force: true });
  await cp(place(what === "apply" ? "first" : "second"), www, { recursive: true });
  const [before, after] = what === "apply" ? [FIRST, SECOND] : [SECOND, FIRST];
  leaveFree(free);
  const answer = what === "apply" ? await applyBundle(place("delta.zip"), www) : await rollBack(www);
  const site = await siteIn(www);
  const stands = isSame(site, before) ? "before" : isSame(site, after) ? "after" : "else";
  const own = path.join(www, ".songphasa-bundle");
  const left = (existsSync(own) ? readdirSync(own) : []).filter((name) => /work|older/.test(name));
  return { what, free, reason: reasonOf(answer), stands, left };
}

async function making(): Promise<Tried[]> {
  const tried: Tried[] = [];
  await cp(path.resolve("resources/sample"), place("library"), { recursive: true });
  const bundles = path.join(disk, "bundles");
  mkdirSync(bundles);
  const ports = { host: "browser" as const, chooseFolder: async () => bundles, showFolder: async () => false };
  const opened = await openDesk({ ports, home: place("home"), library: place("library") });
  const used = await opened.desk.call("host.chooseFolder", { purpose: "bundle", path: bundles });
  if (!used.ok) throw new Error(used.error.message);
  for (const free of [0, 16_384, 65_536, 262_144]) {
    leaveFree(free);
    const answer = await opened.desk.call("bundle.make", {});
    const made = readdirSync(bundles);
    const stands = made.length === 0 ? "before" : "else";
    tried.push({ what: "make", free, reason: reasonOf(answer), stands, left: made });
  }
  const listed = await opened.desk.call("bundle.list", {});
  if (!listed.ok || listed.value.bundles.length > 0) throw new Error("a bundle is listed that wasn't made");
  rmSync(path.join(disk, "filler"));
  const answer = await opened.desk.call("bundle.make", {});
  const read = answer.ok ? await verifyBundle(answer.value.bundle.path) : answer;
  tried.push({ what: "make", free: Number.MAX_SAFE_INTEGER, reason: reasonOf(read), stands: "after", left: [] });
  await opened.close();
  rmSync(bundles, { recursive: true });
  return tried;
}

mkdirSync(disk);
execFileSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", disk]);
await writeFile(place("whole.zip"), bundleBytes(wholeManifest(FIRST), FIRST));
await writeFile(place("delta.zip"), bundleBytes(deltaManifest(FIRST, SECOND, 2), SECOND));
for (const [folder, files] of [
  ["first", ["whole.zip"]],
  ["second", ["whole.zip", "delta.zip"]],
] as const)
  for (const file of files) await applyBundle(place(file), place(folder));
const tried = await making();
for (const what of ["apply", "undo"] as const) for (const free of ROOMS) tried.push(await onSite(what, free));
process.stdout.write(JSON.stringify(tried));
