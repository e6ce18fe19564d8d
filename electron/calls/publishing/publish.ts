/** The site, and what a bundle goes out by: reads what is to go out, writes the pages, then the stories say so. */
import path from "node:path";
import type { Publication } from "../../../shared/article/publication.ts";
import type { PublishAnswer, PublishPlan, UnreadableStory } from "../../../shared/contract.ts";
import { done, type Result } from "../../../shared/errors.ts";
import { assetSize, readAsset } from "../../library/files/assets/assets.ts";
import type { Library, Writer } from "../../library/library.ts";
import { buildSite, goingThrough, lookedThrough, type SiteBuild } from "../../publish/build-site.ts";
import { probeImage } from "../../publish/images/encode-image.ts";
import { openImageCache } from "../../publish/images/image-cache.ts";
import { type ImageMemory, newImageMemory } from "../../publish/images/site-images.ts";
import { knownFile } from "../../publish/known/known-file.ts";
import { LAST as TOLD } from "../../publish/outputs/data/changes-data.ts";
import type { BuildSources } from "../../publish/outputs/site.ts";
import { mayRemove } from "../../publish/plan/past/removals.ts";
import type { PlanInput } from "../../publish/plan/plan-input.ts";
import { planSite } from "../../publish/plan/plan-site.ts";
import { type SitePlan, type SkippedVersion, versionKey } from "../../publish/plan/site-plan.ts";
import { readManifest } from "../../publish/write/manifest-file.ts";
import { isKnown, madeBefore, recallImages, type SiteManifest } from "../../publish/write/site-manifest.ts";
import { siteProgram } from "../../publish/write/site-program.ts";
import { standingIn } from "../../publish/write/standing-story.ts";
import { type Unless, type WriteOptions, type Written, writeSite } from "../../publish/write/write-site.ts";
import { type Prepared, prepare, settle, textKeys, textReader } from "./goes-out.ts";
import { withLittleCompiling } from "./little-compiling.ts";
import { withLittleGarbage } from "./little-garbage.ts";
import { followsFrom, toldAgain } from "./nothing-to-do.ts";
import { type PublishOptions, planInput } from "./plan-input.ts";
import { finishPending, notedChanges } from "./publication-record.ts";
import { keepSettled } from "./settled.ts";
import { theTheme } from "./theme.ts";
import { toldPlan } from "./told-plan.ts";
import { CutShort, givenUp, type UnderWay, watched } from "./under-way.ts";

/** The same answer for the same question. */
function remembered<Answer>(ask: (id: string) => Promise<Answer>): (id: string) => Promise<Answer> {
  const known = new Map<string, Promise<Answer>>();
  return (id) => {
    const answer = known.get(id) ?? ask(id);
    known.set(id, answer);
    return answer;
  };
}

/** What stands where a publication goes, once that is ours alone. */
interface Place extends Pick<BuildSources, "standing" | "stands" | "memory" | "before"> {
  readonly manifest?: SiteManifest;
}

/** Where a publication goes. */
interface Target {
  readonly path: string;
  /** Writes what `begin` gives. */
  write(begin: (place: Place) => Promise<Result<SiteBuild>>, unless: Unless): Promise<Result<Written>>;
}

/** What a site is made from, as the library has it. */
export const sourcesOf = (library: Library, gone: Prepared["gone"]) => ({
  readText: textReader(library, gone),
  textKey: textKeys(library, gone),
  readAsset: (asset: string) => readAsset(library.folder, asset),
  assetSize: (asset: string) => assetSize(library.folder, asset),
});

/** Encoded images in the library's own folder of the machine's cache. */
const imagesIn = (cache: string) => openImageCache(path.join(cache, "images"));

/** What the stories' files followed from, beside them. */
const knownIn = (cache: string) => knownFile(path.join(cache, "known"));

/** A publication under way. */
interface Begun {
  readonly input: PlanInput;
  /** As it was planned first. */
  readonly first: SitePlan;
  readonly build: SiteBuild;
  readonly gone: Prepared["gone"];
  /** Null where nothing is to be written down. */
  readonly record: Publication | null;
  readonly unreadable: readonly UnreadableStory[];
}

const keysIn = (skipped: readonly SkippedVersion[]): ReadonlySet<string> =>
  new Set(skipped.map(({ id, lang }) => versionKey(id, lang)));

/**
 * The order of a publication: what goes out is kept as revisions, then it is noted what is about to change,
 * then the pages are written, then the stories say so, and the note is closed. Where it is cut short, the next
 * one finishes it first: the stories are out with the noted revisions, and their pages are made of these.
 */
export async function publish(
  library: Library,
  writer: Writer,
  options: PublishOptions & UnderWay,
  target: Target,
): Promise<Result<PublishAnswer>> {
  const begun: { now: Begun | null } = { now: null };
  const unless: Unless = {
    from: () => followsFrom(library, options),
    told: () => begun.now && toldAgain(begun.now.input, begun.now.build),
  };
  const written = await target
    .write(async ({ manifest, ...place }) => {
      const early = givenUp(options);
      if (early) return early;
      const standing = place.standing && remembered(place.standing);
      const publications = await finishPending(library, writer, place.stands ?? (() => false));
      if (!publications.ok) return publications;
      const known = { standing, stands: place.stands, manifest, publications: publications.value };
      const asked = await planInput(library, options, known);
      // A library that went meanwhile has no stories to read, and its pages must stay.
      const lost = library.gone();
      if (lost) return { ok: false, error: lost };
      if (!asked.ok) return asked;
      const { input, unreadable } = asked.value;
      const first = planSite(input);
      const may = manifest && !options.remove ? mayRemove(first, input.stories, manifest) : done(null);
      if (!may.ok) return may;
      const ready = await prepare(library, input, first, writer, options);
      if (!ready.ok) return ready;
      const { plan, gone, failed } = ready.value;
      const changes = options.keepStages ? [] : notedChanges(plan, gone);
      const record = changes.length > 0 ? await library.beginPublication(input.now, changes) : done(null);
      if (!record.ok) return record;
      const build = await buildSite(plan, {
        ...sourcesOf(library, gone),
        replan: (more) => planSite({ ...input, failed: new Map([...failed, ...more]) }),
        ...place,
        standing,
        theme: await theTheme(),
        program: siteProgram(),
        imageCache: library.cache === null ? undefined : await imagesIn(library.cache),
        known: library.cache === null ? undefined : knownIn(library.cache),
        publications: { earlier: publications.value.toReversed().slice(0, TOLD), now: record.value },
      });
      begun.now = { input, first, build, gone, record: record.value, unreadable };
      const stories = () => build.plan.outs.length;
      return done(goingThrough(build, (files) => watched(files, stories, options, library.gone)));
    }, unless)
    .catch((error: unknown) => {
      if (error instanceof CutShort) return { ok: false as const, error: error.problem };
      throw error;
    });
  if (!written.ok) {
    await forget(library, begun.now);
    return written;
  }
  const { same } = written.value;
  if (same) {
    const told = { skipped: [...same.skipped], unreadable: [], leftOut: [...same.leftOut] };
    return done({ written: 0, removed: 0, path: target.path, ...told, publication: null });
  }
  if (!begun.now) throw new Error("What was written was not begun.");
  const { input, first, build, gone, record, unreadable } = begun.now;
  const { plan, skipped, leftOut } = build;
  const unsettled = await settle(library, build, gone, writer);
  const closed = record
    ? await library.closePublication(record, notedChanges(plan, gone, keysIn([...skipped, ...unsettled])))
    : done(null);
  const lost = library.gone();
  if (lost) return { ok: false, error: lost };
  if (!closed.ok) return closed;
  await keepSettled(library, input, first);
  return done({
    written: written.value.written,
    removed: written.value.removed,
    ...(written.value.byHand && { byHand: [...written.value.byHand] }),
    ...(written.value.foreign && { foreign: [...written.value.foreign] }),
    path: target.path,
    skipped: [...plan.skipped, ...skipped, ...unsettled],
    unreadable: [...unreadable],
    leftOut: [...leftOut],
    publication: record?.id ?? null,
  });
}

/** A publication that was refused is as if it had never been begun: nothing of it is noted, and the next one does it anew. */
async function forget(library: Library, begun: Begun | null): Promise<void> {
  if (begun?.record && !library.gone()) await library.closePublication(begun.record, []);
}

/** The last publication of each library: the next one plans with what it wrote down. */
const last = new WeakMap<Library, Promise<unknown>>();

/** Publications of a library wait for each other, whatever they write to. */
export async function inTurn<T>(library: Library, work: () => Promise<T>): Promise<T> {
  const mine = (last.get(library) ?? Promise.resolve()).then(() => withLittleGarbage(() => withLittleCompiling(work)));
  last.set(
    library,
    mine.catch(() => undefined),
  );
  return mine;
}

/** What stands in a site's folder from earlier publications; the images among it go into `memory`. */
async function placeAt(root: string, manifest: SiteManifest, memory: ImageMemory, verify = false) {
  await recallImages(memory, root, manifest);
  return {
    manifest,
    memory,
    standing: standingIn(root, manifest),
    stands: (name: string) => isKnown(manifest, name),
    before: verify ? undefined : madeBefore(manifest),
  };
}

export const publishSite = (
  library: Library,
  folder: string,
  writer: Writer,
  options: PublishOptions & Pick<WriteOptions, "verify" | "adopt" | "many"> & UnderWay = {},
): Promise<Result<PublishAnswer>> =>
  inTurn(library, () => {
    const { verify, adopt, many } = options;
    const memory = newImageMemory();
    return publish(library, writer, options, {
      path: folder,
      write: (begin, unless) =>
        writeSite(folder, async (manifest, root) => begin(await placeAt(root, manifest, memory, verify)), memory, {
          verify,
          adopt,
          many,
          unless,
        }),
    });
  });

/**
 * What a publication of the site would do now. One that was cut short is finished first, as that publication
 * would; nothing else is written.
 */
export const planPublication = (
  library: Library,
  folder: string,
  writer: Writer,
  options: PublishOptions = {},
  apart: (publications: readonly Publication[]) => Promise<PublishPlan["apart"]> = async () => undefined,
): Promise<Result<PublishPlan>> =>
  inTurn(library, async () => {
    const manifest = await readManifest(folder);
    if (!manifest.ok) return manifest;
    const place = await placeAt(folder, manifest.value, newImageMemory());
    const standing = remembered(place.standing);
    const { stands } = place;
    const publications = await (library.readOnly ? library.publications() : finishPending(library, writer, stands));
    if (!publications.ok) return publications;
    const known = { standing, stands, manifest: manifest.value, publications: publications.value };
    const asked = await planInput(library, options, known);
    const lost = library.gone();
    if (lost) return { ok: false, error: lost };
    if (!asked.ok) return asked;
    const { input } = asked.value;
    const looked = await lookedThrough(planSite(input), {
      ...sourcesOf(library, new Map()),
      replan: (failed) => planSite({ ...input, failed }),
      standing,
      stands,
      theme: await theTheme(),
      memory: place.memory,
      // What was encoded before is known; what wasn't is looked at, and left to the publication to be encoded.
      imageCache: library.cache === null ? undefined : { ...(await imagesIn(library.cache)), keep: async () => false },
      encode: probeImage,
      publications: { earlier: [], now: null },
    });
    const others = await apart(publications.value);
    return done({ ...toldPlan(looked.plan, looked.skipped), ...(others && { apart: others }) });
  });
