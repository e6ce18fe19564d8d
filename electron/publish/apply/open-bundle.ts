/** A bundle with everything in it checked: nothing that comes of it was not vouched for by its manifest. */
import type { KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import {
  BUNDLE_FORMAT,
  BundleManifest,
  type BundleSignature,
  type DeltaManifest,
  OtherFormat,
} from "../../../shared/bundle/bundle-manifest.ts";
import { MANIFEST_NAME, SIGNATURE_NAME } from "../../../shared/bundle/bundle-path.ts";
import { type ListedFile, listHash } from "../../../shared/bundle/site-list.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { Damage } from "../../disk/archive-damage.ts";
import { nameProblem } from "../../disk/archive-names.ts";
import { diskError, isDiskError, isMissing } from "../../disk/disk-error.ts";
import { parseJsonBytes } from "../../disk/json-text.ts";
import { openZip, refuseClashes, type ZipArchive, type ZipEntry } from "../../disk/zip-archive.ts";
import { sha256Of, sha256OfAll } from "./sha256.ts";
import { fingerprintOf, isSignedBy, publicKeyOf, readSignature } from "./signature.ts";

/** A bundle whose list and whose every file were checked. */
export interface CheckedBundle {
  readonly manifest: BundleManifest;
  /** The files whose bytes it holds, in the order in which a site is best changed. */
  readonly files: readonly ListedFile[];
  /** The fingerprint of the key that signed it, and whether that was checked against a key from elsewhere. */
  readonly signed: { readonly by: string; readonly isChecked: boolean } | null;
  /** Bytes of the archive. */
  readonly size: number;
  /** A file's bytes, checked again. Throws `Damage`, and what the file system throws. */
  read(file: ListedFile): Promise<Buffer>;
}

export interface Checking {
  /** What must have signed it. */
  readonly key?: KeyObject | undefined;
}

/** The public key in a file that whoever takes bundles has. Errors: `key-unreadable`, `file-missing`, `disk-…`. */
export async function readPublicKey(file: string): Promise<Result<KeyObject>> {
  try {
    const key = publicKeyOf(await readFile(file, "utf8"));
    return key ? done(key) : refuse("key-unreadable", { name: file });
  } catch (error) {
    if (isMissing(error)) return refuse("file-missing", { name: file });
    if (isDiskError(error)) return { ok: false, error: diskError(error, file) };
    throw error;
  }
}

/** The files whose bytes a bundle holds. */
const carried = (manifest: BundleManifest): readonly ListedFile[] =>
  manifest.kind === "delta"
    ? [...manifest.changes.added, ...manifest.changes.changed, ...manifest.changes.withdrawn]
    : manifest.files;

function readManifest(bytes: Buffer, path: string): Result<BundleManifest> {
  const read = parseJsonBytes(bytes);
  if ("problem" in read) return refuse("bundle-damaged", { detail: `${MANIFEST_NAME}: ${read.problem}` });
  const other = OtherFormat.safeParse(read.value).data;
  if (!other) return refuse("bundle-foreign", { path });
  if (other.format > BUNDLE_FORMAT) return refuse("bundle-newer", { path });
  if (other.format < BUNDLE_FORMAT) return refuse("bundle-older", { path });
  const parsed = BundleManifest.safeParse(read.value);
  if (parsed.success) return done(parsed.data);
  const [issue] = parsed.error.issues;
  const where = issue ? `${issue.path.join(".")}: ${issue.message}` : "";
  return refuse("bundle-damaged", { detail: `${MANIFEST_NAME}: ${where}` });
}

/** Every path that a delta names, as it is to be, or as it was. */
const pathsOf = ({ changes }: DeltaManifest): string[] => [
  ...[changes.added, changes.changed, changes.withdrawn, changes.moved, changes.removed].flat().map(({ path }) => path),
  ...changes.moved.map(({ from }) => from),
];

/** What the manifest says of itself, before it is compared with anything. Throws `Damage`. */
function checkLists(manifest: BundleManifest): void {
  const names = manifest.kind === "delta" ? pathsOf(manifest) : manifest.files.map(({ path }) => path);
  for (const name of names) {
    const problem = nameProblem(name);
    if (problem !== null) throw new Damage(problem);
  }
  // Where one writing of a name goes and another comes, a disk without capitals would lose both.
  refuseClashes(names);
  if (manifest.kind === "delta") return;
  const { files, list, count } = manifest;
  if (files.length !== count || listHash(files, sha256OfAll) !== list) throw new Damage("its list has another hash");
}

/** Each entry of the archive with what the manifest says of it. Throws `Damage`. */
function matched(archive: ZipArchive, manifest: BundleManifest): Map<ZipEntry, { size: number; sha256: string }> {
  const named = new Map<string, { size: number; sha256: string }>();
  for (const one of [...carried(manifest), ...manifest.about]) {
    if (named.has(one.path)) throw new Damage(`${one.path} is named twice`);
    named.set(one.path, one);
  }
  const entries = new Map<ZipEntry, { size: number; sha256: string }>();
  for (const entry of archive.entries) {
    if (entry.name === MANIFEST_NAME || entry.name === SIGNATURE_NAME) continue;
    const one = named.get(entry.name);
    if (!one) throw new Damage("it holds files beside its list");
    if (one.size !== entry.size) throw new Damage(`${entry.name} differs`);
    named.delete(entry.name);
    entries.set(entry, one);
  }
  for (const name of named.keys()) throw new Damage(`${name} is missing`);
  return entries;
}

async function checkSignature(
  archive: ZipArchive,
  manifest: Buffer,
  path: string,
  key: KeyObject | undefined,
): Promise<Result<CheckedBundle["signed"]>> {
  const entry = archive.entries.find(({ name }) => name === SIGNATURE_NAME);
  if (!entry) return key ? refuse("bundle-unsigned", { path }) : done(null);
  const signature: BundleSignature | null = readSignature((await archive.read(entry)).toString("utf8"));
  if (key) {
    const by = fingerprintOf(key);
    if (!signature || !isSignedBy(manifest, signature, key)) return refuse("bundle-other-key", { path, wanted: by });
    return done({ by, isChecked: true });
  }
  const named = signature && publicKeyOf(signature.publicKey);
  if (!named || !isSignedBy(manifest, signature, named))
    return refuse("bundle-damaged", { detail: `${SIGNATURE_NAME} belongs to another bundle` });
  return done({ by: fingerprintOf(named), isChecked: false });
}

async function check(archive: ZipArchive, path: string, { key }: Checking): Promise<Result<CheckedBundle>> {
  const entry = archive.entries.find(({ name }) => name === MANIFEST_NAME);
  if (!entry) return refuse("bundle-foreign", { path });
  const bytes = await archive.read(entry);
  const signed = await checkSignature(archive, bytes, path, key);
  if (!signed.ok) return signed;
  const read = readManifest(bytes, path);
  if (!read.ok) return read;
  const manifest = read.value;
  checkLists(manifest);
  const entries = matched(archive, manifest);
  const byPath = new Map<string, ZipEntry>();
  for (const [one, { sha256 }] of entries) {
    byPath.set(one.name, one);
    if (sha256Of(await archive.read(one)) !== sha256) throw new Damage(`${one.name} differs`);
  }
  const order = new Map(archive.entries.map(({ name }, at) => [name, at]));
  const placeOf = ({ path: name }: ListedFile): number => order.get(name) ?? 0;
  return done({
    manifest,
    files: carried(manifest).toSorted((a, b) => placeOf(a) - placeOf(b)),
    signed: signed.value,
    size: archive.size,
    async read(file) {
      const one = byPath.get(file.path);
      const content = one && (await archive.read(one));
      if (!content || sha256Of(content) !== file.sha256) throw new Damage(`${file.path} changed while it was read`);
      return content;
    },
  });
}

/**
 * Does `work` with a bundle once all of it was checked: the signature where a key is given, the hash of the list, and
 * the hash of every file. Errors: `bundle-foreign`, `-older`, `-newer`, `-damaged`, `-unsigned`, `-other-key`,
 * `file-missing`, `disk-…`, and those of the work.
 */
export async function withBundle<Told>(
  path: string,
  checking: Checking,
  work: (bundle: CheckedBundle) => Promise<Result<Told>>,
): Promise<Result<Told>> {
  let archive: ZipArchive | null = null;
  try {
    archive = await openZip(path);
    if (!archive) return refuse("bundle-foreign", { path });
    const checked = await check(archive, path, checking);
    return checked.ok ? await work(checked.value) : checked;
  } catch (error) {
    if (error instanceof Damage) return refuse("bundle-damaged", { detail: error.message });
    if (!isDiskError(error)) throw error;
    return isMissing(error) && !archive
      ? refuse("file-missing", { name: path })
      : { ok: false, error: diskError(error, path) };
  } finally {
    await archive?.close();
  }
}

/** What a look at a bundle tells. */
export interface BundleTold {
  readonly kind: BundleManifest["kind"];
  readonly version: string;
  readonly baseUrl: string | null;
  /** The id of the library that it was made of, where it says so. */
  readonly library?: string | undefined;
  readonly publication: BundleManifest["publication"];
  /** The publication of the site that a delta follows. */
  readonly follows?: BundleManifest["publication"];
  readonly files: number;
  /** Of a delta: how many files it changes, by kind. */
  readonly changes?: Readonly<Record<"added" | "changed" | "withdrawn" | "moved" | "removed", number>>;
  /** Bytes of the archive. */
  readonly size: number;
  readonly signed: CheckedBundle["signed"];
}

export function bundleTold({ manifest, files, size, signed }: CheckedBundle): BundleTold {
  const { kind, version, baseUrl, library, publication } = manifest;
  const told = { kind, version, baseUrl, library, publication, files: files.length, size, signed };
  if (manifest.kind !== "delta") return told;
  const { added, changed, withdrawn, moved, removed } = manifest.changes;
  return {
    ...told,
    follows: manifest.before.publication,
    changes: {
      added: added.length,
      changed: changed.length,
      withdrawn: withdrawn.length,
      moved: moved.length,
      removed: removed.length,
    },
  };
}

/** Reads a bundle through and checks all of it; writes nothing. Errors as of `withBundle`. */
export const verifyBundle = (path: string, checking: Checking = {}): Promise<Result<BundleTold>> =>
  withBundle(path, checking, async (bundle) => done(bundleTold(bundle)));
