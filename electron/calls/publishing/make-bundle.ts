/** Bundles of this desk: signed with its key, noted with their lists, each to follow one that was made before. */
import { stat } from "node:fs/promises";
import { ulid } from "ulid";
import type { BundlePlan, MadeBundle, PublishAnswer } from "../../../shared/contract.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { type MadeBundles, madeBundles } from "../../desk/made-bundles.ts";
import { signingKey } from "../../desk/signing-key.ts";
import { diskError, isDiskError } from "../../disk/disk-error.ts";
import type { Library, Writer } from "../../library/library.ts";
import { signatureText } from "../../publish/apply/signature.ts";
import type { BundledSite } from "../../publish/bundle/bundled-site.ts";
import { countsOf } from "../../publish/bundle/manifest-of.ts";
import { type BundleWish, planBundle, publishBundle } from "./bundle.ts";

/** The bundle that another one is to follow. */
export interface Since {
  /** `listHash` of the site that it leaves behind. */
  readonly list: string;
  /** As it is told to people. */
  readonly name: string;
}

export interface MakeOptions extends Omit<BundleWish, "base" | "known" | "sign" | "keep"> {
  readonly since?: Since | undefined;
}

/** What the desk noted of its bundles, or what the disk says of that. `home`: the user's folder. */
export async function noted<T>(home: string, read: () => Promise<T>): Promise<Result<T>> {
  try {
    return done(await read());
  } catch (error) {
    if (isDiskError(error)) return { ok: false, error: diskError(error, home) };
    throw error;
  }
}

async function baseIn(
  made: MadeBundles,
  since: Since | undefined,
  home: string,
): Promise<Result<BundledSite | undefined>> {
  if (!since) return done(undefined);
  const base = await noted(home, () => made.site(since.list));
  if (!base.ok) return base;
  return base.value ? done(base.value) : refuse("bundle-base-unknown", { name: since.name });
}

/** What this desk made last; where that is what is followed, as it mostly is, its long list stands in memory once. */
const lastKnown = (made: MadeBundles, since: Since | undefined, base: BundledSite | undefined) =>
  made.newest(since && base && { list: since.list, site: base });

/** What a bundle would hold. Errors: `bundle-base-unknown`, and those of a plan. */
export async function lookAhead(
  library: Library,
  home: string,
  writer: Writer,
  { since, ...wish }: MakeOptions,
): Promise<Result<BundlePlan>> {
  const made = madeBundles(home, library.id);
  const base = await baseIn(made, since, home);
  if (!base.ok) return base;
  return planBundle(library, writer, { ...wish, base: base.value, known: await lastKnown(made, since, base.value) });
}

/**
 * Makes a bundle at `file` and notes it. Errors: `bundle-base-unknown` where this desk has no list of the bundle to
 * follow, `key-unreadable`, and those of a publication.
 */
export async function makeBundle(
  library: Library,
  home: string,
  file: string,
  writer: Writer,
  { since, ...wish }: MakeOptions,
): Promise<Result<PublishAnswer & { readonly bundle: MadeBundle }>> {
  const made = madeBundles(home, library.id);
  const base = await baseIn(made, since, home);
  if (!base.ok) return base;
  const earlier = await noted(home, () => made.all());
  if (!earlier.ok) return earlier;
  const key = await signingKey(home).read();
  if (!key.ok) return key;
  const privateKey = key.value;
  const published = await publishBundle(library, file, writer, {
    ...wish,
    base: base.value,
    known: await lastKnown(made, since, base.value),
    ...(privateKey && { sign: (manifest: Uint8Array) => signatureText(manifest, privateKey) }),
    keep: made.keep,
  });
  if (!published.ok) return published;
  const { bundle: written, ...answer } = published.value;
  const { manifest, list, size } = written;
  const bundle: MadeBundle = {
    id: ulid(),
    at: instantNow(),
    kind: manifest.kind,
    path: answer.path,
    size,
    sequence: manifest.publication?.sequence ?? null,
    ...countsOf(manifest),
    list,
    since: (since && earlier.value.find((one) => one.list === since.list)?.id) ?? null,
    signed: privateKey !== null,
    handed: null,
  };
  // Where it can't be noted, the zip stands all the same, and so does its list, by which another one can follow it.
  const added = await noted(home, () => made.add(bundle));
  if (!added.ok) return added;
  return done({ ...answer, bundle });
}

/** The bundles that were made, newest first, each with whether its file still stands. */
export async function bundlesMade(
  library: Library,
  home: string,
): Promise<(MadeBundle & { readonly here: boolean })[]> {
  const bundles = await madeBundles(home, library.id).all();
  const stands = (path: string) =>
    stat(path).then(
      (seen) => seen.isFile(),
      () => false,
    );
  return Promise.all(bundles.map(async (bundle) => ({ ...bundle, here: await stands(bundle.path) })));
}
