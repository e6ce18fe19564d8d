/** A bundle with everything in it checked: nothing that comes of it was not vouched for by its manifest. */
import type { KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { BundleManifest, BundleSignature } from "../../../shared/bundle/bundle-manifest.ts";
import { MANIFEST_NAME, SIGNATURE_NAME } from "../../../shared/bundle/bundle-path.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { Damage } from "../../disk/archives/archive-damage.ts";
import { nameProblem } from "../../disk/archives/archive-names.ts";
import { openZip, type ZipArchive } from "../../disk/archives/zip-archive.ts";
import { refuseClashes } from "../../disk/archives/zip-list.ts";
import { diskError, isDiskError, isMissing } from "../../disk/disk-error.ts";
import { type ReadChanges, type ReadManifest, readManifest } from "./read-manifest.ts";
import { sha256Of } from "./sha256.ts";
import { fingerprintOf, isSignedBy, publicKeyOf, readSignature } from "./signature.ts";

/** A bundle whose list and whose every file were checked. */
export interface CheckedBundle {
  readonly manifest: ReadManifest;
  /** Places in `manifest.files`, in the order in which a site is best changed. */
  readonly order: Uint32Array;
  /** The fingerprint of the key that signed it, and whether that was checked against a key from elsewhere. */
  readonly signed: { readonly by: string; readonly isChecked: boolean } | null;
  /** Bytes of the archive. */
  readonly size: number;
  /** The bytes of one of `manifest.files`, checked again. Throws `Damage`, and what the file system throws. */
  read(index: number): Promise<Buffer>;
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

/** Bytes that are looked at at a time. */
const PIECE = 1 << 16;

function* inPieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/** Every path that a delta names, as it is to be, or as it was. */
function* pathsOf({ added, changed, withdrawn, moved, movedFrom, removed }: ReadChanges): Generator<string> {
  for (const files of [added, changed, withdrawn, moved, removed]) for (const { path } of files) yield path;
  yield* movedFrom;
}

/** What the manifest says of itself, before it is compared with anything. Throws `Damage`. */
function checkLists({ said, files, changes }: ReadManifest): void {
  for (const name of changes ? pathsOf(changes) : files.paths()) {
    const problem = nameProblem(name);
    if (problem !== null) throw new Damage(problem);
  }
  // Where one writing of a name goes and another comes, a disk without capitals would lose both.
  if (changes) refuseClashes(pathsOf(changes));
  if (said.kind === "delta") return;
  if (files.count !== said.count || files.hash !== said.list) throw new Damage("its list has another hash");
}

/** Which entry of the archive has the bytes of which file. */
interface Matched {
  /** By the file's place in the manifest. */
  readonly entries: Uint32Array;
  /** The files' places in the manifest, in the archive's order. */
  readonly order: Uint32Array;
  /** What else there is, with its hash. */
  readonly about: readonly { readonly name: string; readonly entry: number; readonly sha256: string }[];
}

/** Each entry of the archive with what the manifest says of it. Throws `Damage`. */
function matched(archive: ZipArchive, { said, files }: ReadManifest): Matched {
  const entries = new Uint32Array(files.count);
  const order = new Uint32Array(files.count);
  const isThere = new Uint8Array(files.count);
  const beside = new Map<string, (typeof said.about)[number]>();
  for (const one of said.about) {
    if (beside.has(one.path) || files.indexOf(one.path) >= 0) throw new Damage(`${one.path} is named twice`);
    beside.set(one.path, one);
  }
  const about: { readonly name: string; readonly entry: number; readonly sha256: string }[] = [];
  let found = 0;
  for (let entry = 0; entry < archive.count; entry += 1) {
    const { name, size } = archive.at(entry);
    if (name === MANIFEST_NAME || name === SIGNATURE_NAME) continue;
    const index = files.indexOf(name);
    const one = index < 0 ? beside.get(name) : files.at(index);
    if (!one) throw new Damage("it holds files beside its list");
    if (one.size !== size) throw new Damage(`${name} differs`);
    if (index < 0) {
      about.push({ name, entry, sha256: one.sha256 });
      beside.delete(name);
      continue;
    }
    [entries[index], order[found], isThere[index]] = [entry, index, 1];
    found += 1;
  }
  const missing = isThere.indexOf(0);
  if (missing >= 0) throw new Damage(`${files.at(missing).path} is missing`);
  for (const name of beside.keys()) throw new Damage(`${name} is missing`);
  return { entries, order, about };
}

/** Who signed the manifest, whose bytes are `manifest`; only a bundle that says so needs all of these at once. */
async function checkSignature(
  archive: ZipArchive,
  manifest: () => Promise<Buffer>,
  path: string,
  key: KeyObject | undefined,
): Promise<Result<CheckedBundle["signed"]>> {
  const entry = archive.find(SIGNATURE_NAME);
  if (entry < 0) return key ? refuse("bundle-unsigned", { path }) : done(null);
  const signature: BundleSignature | null = readSignature((await archive.read(entry)).toString("utf8"));
  if (key) {
    const by = fingerprintOf(key);
    if (!signature || !isSignedBy(await manifest(), signature, key))
      return refuse("bundle-other-key", { path, wanted: by });
    return done({ by, isChecked: true });
  }
  const named = signature && publicKeyOf(signature.publicKey);
  if (!named || !isSignedBy(await manifest(), signature, named))
    return refuse("bundle-damaged", { detail: `${SIGNATURE_NAME} belongs to another bundle` });
  return done({ by: fingerprintOf(named), isChecked: false });
}

/** The manifest and who signed it: what was signed is what is read. */
async function readSigned(
  archive: ZipArchive,
  path: string,
  { key }: Checking,
): Promise<Result<Pick<CheckedBundle, "manifest" | "signed">>> {
  const entry = archive.find(MANIFEST_NAME);
  if (entry < 0) return refuse("bundle-foreign", { path });
  let bytes: Buffer | null = null;
  const all = async () => {
    bytes ??= await archive.read(entry);
    return bytes;
  };
  const signed = await checkSignature(archive, all, path, key);
  if (!signed.ok) return signed;
  const manifest = await readManifest(
    signed.value ? inPieces(await all()) : archive.pieces(entry),
    path,
    archive.count,
  );
  return manifest.ok ? done({ manifest: manifest.value, signed: signed.value }) : manifest;
}

async function check(archive: ZipArchive, path: string, checking: Checking): Promise<Result<CheckedBundle>> {
  const read = await readSigned(archive, path, checking);
  if (!read.ok) return read;
  const { manifest, signed } = read.value;
  const { files } = manifest;
  checkLists(manifest);
  const { entries, order, about } = matched(archive, manifest);
  const bytesOf = (index: number): Promise<Buffer> => archive.read(entries[index] ?? archive.count);
  for (const { name, entry, sha256 } of about)
    if (sha256Of(await archive.read(entry)) !== sha256) throw new Damage(`${name} differs`);
  for (const index of order) {
    const { path: name, sha256 } = files.at(index);
    if (sha256Of(await bytesOf(index)) !== sha256) throw new Damage(`${name} differs`);
  }
  return done({
    manifest,
    order,
    signed,
    size: archive.size,
    async read(index) {
      const { path: name, sha256 } = files.at(index);
      const content = await bytesOf(index);
      if (sha256Of(content) !== sha256) throw new Damage(`${name} changed while it was read`);
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

export function bundleTold({ manifest: { said, files, changes }, size, signed }: CheckedBundle): BundleTold {
  const { kind, version, baseUrl, library, publication } = said;
  const told = { kind, version, baseUrl, library, publication, files: files.count, size, signed };
  if (said.kind !== "delta" || !changes) return told;
  const { added, changed, withdrawn, moved, removed } = changes;
  return {
    ...told,
    follows: said.before.publication,
    changes: {
      added: added.count,
      changed: changed.count,
      withdrawn: withdrawn.count,
      moved: moved.count,
      removed: removed.count,
    },
  };
}

/** Reads a bundle through and checks all of it; writes nothing. Errors as of `withBundle`. */
export const verifyBundle = (path: string, checking: Checking = {}): Promise<Result<BundleTold>> =>
  withBundle(path, checking, async (bundle) => done(bundleTold(bundle)));
