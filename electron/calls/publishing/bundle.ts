/** A bundle: publishes as the site does, then zips what is out, whole or what changed; or says what that would be. */
import path from "node:path";
import { byTurn } from "../../../shared/article/publication.ts";
import type { BundledPublication } from "../../../shared/bundle/bundle-manifest.ts";
import type { BundlePlan, PublishAnswer } from "../../../shared/contract.ts";
import { done, type Result } from "../../../shared/errors.ts";
import type { Library, Writer } from "../../library/library.ts";
import { buildSite, goingThrough, type SiteBuild } from "../../publish/build-site.ts";
import { asSiteManifest, type BundledSite, type KnownSite } from "../../publish/bundle/bundled-site.ts";
import { countsOf, manifestOf, sizeOf } from "../../publish/bundle/manifest-of.ts";
import { madeForReader, type WalkOptions, walkSite } from "../../publish/bundle/walk-site.ts";
import { type BundleOptions, type WrittenBundle, writeBundle } from "../../publish/bundle/write-bundle.ts";
import { openImageCache } from "../../publish/images/image-cache.ts";
import { LAST as TOLD } from "../../publish/outputs/data/changes-data.ts";
import { planSite } from "../../publish/plan/plan-site.ts";
import { versionKey } from "../../publish/plan/site-plan.ts";
import { isKnown } from "../../publish/write/site-manifest.ts";
import { siteProgram } from "../../publish/write/site-program.ts";
import { VERSION } from "../host.ts";
import { type PublishOptions, planInput } from "./plan-input.ts";
import { finishPending } from "./publication-record.ts";
import { inTurn, publish, sourcesOf } from "./publish.ts";
import { theTheme } from "./theme.ts";
import { CutShort, type UnderWay, watched } from "./under-way.ts";

export interface BundleWish extends PublishOptions, UnderWay, Pick<BundleOptions, "sign" | "keep"> {
  /** The site that the bundle's reader has; without one, the whole site goes. */
  readonly base?: BundledSite | undefined;
  /** What this desk made last. */
  readonly known?: KnownSite | null | undefined;
  /** Chosen stories alone: those in `chosen`. */
  readonly part?: boolean | undefined;
}

export type BundleAnswer = PublishAnswer & { readonly bundle: WrittenBundle };

/** What both a bundle and the plan of one are walked with. */
const walkingOf = ({ base, known, part, chosen = [] }: BundleWish): WalkOptions => ({
  base: base ?? null,
  known: known ?? null,
  part: part ? new Set(chosen.map(({ id, lang }) => versionKey(id, lang))) : null,
});

/** What is told of where the bundle goes: what stands there, and what would go from it. */
function placeOf({ base, known, part }: BundleWish) {
  const last = base ?? known?.site;
  const manifest = last && !part ? asSiteManifest({ site: last, made: { stamp: "", from: {} } }) : undefined;
  return { manifest, ...(base && manifest && { stands: (name: string) => isKnown(manifest, name) }) };
}

/** The last publication that is noted, the one under way included. */
async function lastPublication(library: Library): Promise<BundledPublication | null> {
  const known = await library.publications();
  const last = known.ok ? known.value.toSorted(byTurn).at(-1) : undefined;
  return last ? { id: last.id, sequence: last.sequence, parents: last.parents, at: last.at } : null;
}

/**
 * Makes a bundle at `file`. Errors: those of a publication, and
 * `bundle-empty` for a part of which nothing is out.
 */
export const publishBundle = (
  library: Library,
  file: string,
  writer: Writer,
  wish: BundleWish = {},
): Promise<Result<BundleAnswer>> =>
  inTurn(library, async () => {
    const target = path.resolve(file);
    const { sign, keep } = wish;
    const bundled: { now: WrittenBundle | null } = { now: null };
    const published = await publish(library, writer, wish, {
      path: target,
      async write(begin) {
        const walking = walkingOf(wish);
        const before = madeForReader(walking);
        const written = await writeBundle(target, () => begin({ ...placeOf(wish), before }), {
          ...walking,
          version: VERSION,
          library: library.id,
          publication: () => lastPublication(library),
          sign,
          keep,
        });
        if (!written.ok) return written;
        bundled.now = written.value;
        return done({ written: written.value.written, removed: written.value.removed });
      },
    });
    if (!published.ok) return published;
    if (!bundled.now) throw new Error("What was published was not bundled.");
    return done({ ...published.value, bundle: bundled.now });
  });

/** The build of a publication that is not to happen. */
async function unpublished(library: Library, writer: Writer, wish: BundleWish): Promise<Result<SiteBuild>> {
  const { manifest, stands } = placeOf(wish);
  const publications = await (library.readOnly
    ? library.publications()
    : finishPending(library, writer, stands ?? (() => false)));
  if (!publications.ok) return publications;
  const asked = await planInput(library, wish, { stands, manifest, publications: publications.value });
  const lost = library.gone();
  if (lost) return { ok: false, error: lost };
  if (!asked.ok) return asked;
  const { input } = asked.value;
  const plan = planSite(input);
  const last = publications.value.at(-1);
  return done(
    await buildSite(plan, {
      ...sourcesOf(library, new Map()),
      replan: (failed) => planSite({ ...input, failed }),
      stands,
      before: madeForReader(walkingOf(wish)),
      theme: await theTheme(),
      program: siteProgram(),
      imageCache: library.cache === null ? undefined : await openImageCache(path.join(library.cache, "images")),
      publications: {
        earlier: publications.value.toReversed().slice(0, TOLD),
        now: last && plan.changes.length > 0 ? { id: last.id, at: input.now } : null,
      },
    }),
  );
}

/** What a bundle would hold; nothing is written. */
export const planBundle = (library: Library, writer: Writer, wish: BundleWish = {}): Promise<Result<BundlePlan>> =>
  inTurn(library, async () => {
    const begun = await unpublished(library, writer, wish);
    if (!begun.ok) return begun;
    const made = begun.value;
    const build = goingThrough(made, (files) => watched(files, () => made.plan.outs.length, wish));
    try {
      const walked = await walkSite(build, null, walkingOf(wish));
      const site = { ...walked.site, publication: null };
      const manifest = manifestOf(wish.base ?? null, site, {
        part: wish.part,
        version: VERSION,
        library: library.id,
        about: [],
      });
      const { plan, skipped } = build;
      return done({
        kind: manifest.kind,
        ...countsOf(manifest),
        size: sizeOf(manifest),
        skipped: [...plan.skipped, ...skipped],
      });
    } catch (error) {
      if (error instanceof CutShort) return { ok: false, error: error.problem };
      throw error;
    }
  });
