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

async function baseIn(made: MadeBundles, since: Since | undefined): Promise<Result<BundledSite | undefined>> {
  if (!since) return done(undefined);
  const base = await made.site(since.list);
  return base ? done(base) : refuse("bundle-base-unknown", { name: since.name });
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
  const base = await baseIn(made, since);
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
  const base = await baseIn(made, since);
  if (!base.ok) return base;
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
    since: (since && (await made.all()).find((one) => one.list === since.list)?.id) ?? null,
    signed: privateKey !== null,
    handed: null,
  };
  try {
    await made.add(bundle);
  } catch (error) {
    // The zip stands, and so does its list, by which another one can follow it.
    if (isDiskError(error)) return { ok: false, error: diskError(error, home) };
    throw error;
  }
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
