/** The site, or what changed of it, as one zip file: the same site gives the same bytes everywhere. */
import { mkdir, open, rm } from "node:fs/promises";
import path from "node:path";
import {
  type BundledPublication,
  type BundleManifest,
  manifestPieces,
  manifestSchemaText,
} from "../../../shared/bundle/bundle-manifest.ts";
import { MANIFEST_NAME, README_NAME, SCHEMA_NAME, SIGNATURE_NAME } from "../../../shared/bundle/bundle-path.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { diskError, isDiskError } from "../../disk/disk-error.ts";
import { flushFolder, moveOver } from "../../disk/durable-file.ts";
import { sha256Of } from "../apply/sha256.ts";
import type { SiteBuild } from "../build-site.ts";
import { oneAtATime } from "../write/one-at-a-time.ts";
import { readmeText } from "./bundle-readme.ts";
import { type BundledSite, dataOf, type KnownSite, pagesOf } from "./bundled-site.ts";
import { placesBeside } from "./left-over.ts";
import { type About, filesIn, manifestOf } from "./manifest-of.ts";
import { openPackedFiles, type PackedFile, type PackedFiles } from "./packed-files.ts";
import { type WalkOptions, walkSite } from "./walk-site.ts";

export interface BundleOptions extends WalkOptions {
  /** Of the program. */
  readonly version: string;
  /** The id of the library. */
  readonly library: string;
  /** Asked once the build has begun. */
  readonly publication: () => Promise<BundledPublication | null>;
  /** The text of `manifest.sig` for a manifest's bytes; absent where the desk has no key. */
  readonly sign?: ((manifest: Uint8Array) => string) | undefined;
  /** Kept before the bundle stands in its place: one that nobody knows of is of no use as a base. */
  readonly keep?: ((known: KnownSite) => Promise<void>) | undefined;
}

export interface WrittenBundle {
  readonly manifest: BundleManifest;
  /** Of the site that it leaves behind: `listHash`; null of a part. */
  readonly list: string | null;
  /** Files of the site in it, and those that it takes away. */
  readonly written: number;
  readonly removed: number;
  /** Bytes of the zip. */
  readonly size: number;
}

/** What pages load, then the stories, then the lists that lead to them: whoever unpacks in this order breaks no link. */
function inOrder(files: readonly PackedFile[], site: BundledSite): PackedFile[] {
  const pages = pagesOf(site);
  const turnOf = ({ name }: PackedFile) =>
    name.startsWith("assets/") ? 0 : pages.has(name) || dataOf(name) !== null ? 1 : 2;
  const turns: PackedFile[][] = [[], [], []];
  for (const file of files) turns[turnOf(file)]?.push(file);
  return turns.flatMap((turn) => turn.sort((a, b) => (a.name < b.name ? -1 : 1)));
}

/** Walks the build, packs it, and writes the zip to `temporary`. */
async function makeZip(
  temporary: string,
  packing: PackedFiles,
  build: SiteBuild,
  options: BundleOptions,
): Promise<Result<WrittenBundle>> {
  const { base, part, version, library, sign, keep } = options;
  const walked = await walkSite(build, packing, options);
  const site: BundledSite = { ...walked.site, publication: await options.publication() };
  const kind = part ? "part" : base ? "delta" : "whole";
  const about: About = [];
  const beside: PackedFile[] = [];
  const tell = async (name: (typeof about)[number]["path"], text: string) => {
    const bytes = new TextEncoder().encode(text);
    about.push({ path: name, size: bytes.length, sha256: sha256Of(bytes) });
    beside.push(await packing.add(name, bytes));
  };
  await tell(README_NAME, readmeText(kind));
  await tell(SCHEMA_NAME, manifestSchemaText());
  const manifest = manifestOf(base, site, { part: part !== null, version, library, about });
  const files = filesIn(manifest).map(({ path: name }) => {
    const file = walked.packed.get(name);
    if (!file) throw new Error(`${name} belongs in the bundle and was not packed`);
    return file;
  });
  if (part && files.length === 0) return refuse("bundle-empty");
  // Only a signature needs the whole text at once.
  const said: Uint8Array[] = [];
  const last = [
    await packing.addLong(MANIFEST_NAME, manifestPieces(manifest), sign && ((bytes) => void said.push(bytes))),
  ];
  if (sign) last.push(await packing.add(SIGNATURE_NAME, new TextEncoder().encode(sign(Buffer.concat(said)))));
  const zip = await open(temporary, "w");
  let size = 0;
  try {
    await packing.zip(zip, [...beside, ...inOrder(files, site), ...last]);
    ({ size } = await zip.stat());
  } finally {
    await zip.close();
  }
  if (!part) await keep?.({ site, made: { stamp: build.stamp, from: walked.from } });
  return done({
    manifest,
    list: manifest.kind === "part" ? null : manifest.kind === "delta" ? manifest.after.list : manifest.list,
    written: files.length,
    removed: manifest.kind === "delta" ? manifest.changes.removed.length : 0,
    size,
  });
}

const isTooLarge = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "EFBIG";

/**
 * Writes the site of a build as a zip file, over one that stands there. Errors: `bundle-disk-limit`, `bundle-disk-full`, `disk-…`, and then
 * whatever stood at `target` still does, as where the build's files end by a throw; `busy` where another process
 * writes it just now. `begin` gives the build once nobody else writes there; its refusal is the answer.
 */
export async function writeBundle(
  target: string,
  begin: () => Promise<Result<SiteBuild>>,
  options: BundleOptions,
): Promise<Result<WrittenBundle>> {
  const folder = path.dirname(target);
  const { temporary, parts, lock } = placesBeside(target);
  try {
    await mkdir(folder, { recursive: true });
    return await oneAtATime(lock, async () => {
      const build = await begin();
      if (!build.ok) return build;
      const packing = await openPackedFiles(parts);
      try {
        const written = await makeZip(temporary, packing, build.value, options);
        if (!written.ok) return written;
        await moveOver(temporary, target);
        await flushFolder(folder);
        return written;
      } finally {
        await packing.close();
        await rm(parts, { force: true });
        await rm(temporary, { force: true });
      }
    });
  } catch (error) {
    // A disk as many a memory stick has takes four gigabytes a file.
    if (isDiskError(error) && isTooLarge(error)) return refuse("bundle-disk-limit", { path: folder });
    if (!isDiskError(error)) throw error;
    const refused = diskError(error, folder);
    return refused.reason === "disk-full"
      ? refuse("bundle-disk-full", { path: folder })
      : { ok: false, error: refused };
  }
}
