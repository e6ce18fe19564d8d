/** The site and the bundle: reads what is to go out, writes the pages, then the stories say so. */
import path from "node:path";
import type { PublishAnswer } from "../../../shared/contract.ts";
import { type DeskError, done, type Result } from "../../../shared/errors.ts";
import { assetSize, readAsset } from "../../library/files/assets/assets.ts";
import type { Library, Writer } from "../../library/library.ts";
import { buildSite, goingThrough, type SiteBuild } from "../../publish/build-site.ts";
import { newImageMemory } from "../../publish/images/site-images.ts";
import type { BuildSources } from "../../publish/outputs/site.ts";
import { planSite } from "../../publish/plan/plan-site.ts";
import { mayRemove } from "../../publish/plan/removals.ts";
import { writeBundle } from "../../publish/write/bundle.ts";
import { isKnown, madeBefore, recallImages, type SiteManifest } from "../../publish/write/site-manifest.ts";
import { siteProgram } from "../../publish/write/site-program.ts";
import { standingIn } from "../../publish/write/standing-story.ts";
import { type WriteOptions, type Written, writeSite } from "../../publish/write/write-site.ts";
import { type Prepared, prepare, settle, textKeys, textReader } from "./goes-out.ts";
import { type PublishOptions, planInput } from "./plan-input.ts";
import { theTheme } from "./theme.ts";

class LibraryLost extends Error {
  readonly problem: DeskError;
  constructor(problem: DeskError) {
    super(problem.message);
    this.problem = problem;
  }
}

/** All files, if the library stood until the last was read: what is written aside then stays there. */
async function* whileItStands(library: Library, files: SiteBuild["files"]): SiteBuild["files"] {
  yield* files;
  const lost = library.gone();
  if (lost) throw new LibraryLost(lost);
}

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
  write(begin: (place: Place) => Promise<Result<SiteBuild>>): Promise<Result<Written>>;
}

/**
 * The order of a publication: what goes out is kept as revisions, then the pages are written, then
 * the stories say so. Where it is cut short before the last, a story says that it changed, and its page
 * is again of the text that was noted until it is published once more.
 */
async function publish(
  library: Library,
  writer: Writer,
  options: PublishOptions,
  target: Target,
): Promise<Result<PublishAnswer>> {
  const begun: { now: { readonly build: SiteBuild; readonly gone: Prepared["gone"] } | null } = { now: null };
  const written = await target
    .write(async ({ manifest, ...place }) => {
      const standing = place.standing && remembered(place.standing);
      const asked = await planInput(library, options, standing, manifest);
      // A library that went meanwhile has no stories to read, and its pages must stay.
      const lost = library.gone();
      if (lost) return { ok: false, error: lost };
      if (!asked.ok) return asked;
      const input = asked.value;
      const first = planSite(input);
      const may = manifest && !options.remove ? mayRemove(first, input.stories, manifest) : done(null);
      if (!may.ok) return may;
      const ready = await prepare(library, input, first, writer);
      if (!ready.ok) return ready;
      const { plan, gone, failed } = ready.value;
      const build = buildSite(plan, {
        readText: textReader(library, gone),
        textKey: textKeys(library, gone),
        readAsset: (asset) => readAsset(library.folder, asset),
        assetSize: (asset) => assetSize(library.folder, asset),
        replan: (more) => planSite({ ...input, failed: new Map([...failed, ...more]) }),
        ...place,
        standing,
        theme: await theTheme(),
        program: siteProgram(),
      });
      begun.now = { build, gone };
      return done(goingThrough(build, (files) => whileItStands(library, files)));
    })
    .catch((error: unknown) => {
      if (error instanceof LibraryLost) return { ok: false as const, error: error.problem };
      throw error;
    });
  if (!written.ok) return written;
  if (!begun.now) throw new Error("What was written was not begun.");
  const { build, gone } = begun.now;
  const { plan, skipped } = build;
  const unsettled = await settle(library, build, gone, writer);
  const lost = library.gone();
  if (lost) return { ok: false, error: lost };
  const { written: files, removed, byHand } = written.value;
  const told = [...plan.skipped, ...skipped, ...unsettled];
  return done({ written: files, removed, byHand: byHand && [...byHand], path: target.path, skipped: told });
}

/** The last publication of each library: the next one plans with what it wrote down. */
const last = new WeakMap<Library, Promise<unknown>>();

/** Publications of a library wait for each other, whatever they write to. */
async function inTurn<T>(library: Library, work: () => Promise<T>): Promise<T> {
  const mine = (last.get(library) ?? Promise.resolve()).then(work);
  last.set(
    library,
    mine.catch(() => undefined),
  );
  return mine;
}

export const publishSite = (
  library: Library,
  folder: string,
  writer: Writer,
  options: PublishOptions & WriteOptions = {},
): Promise<Result<PublishAnswer>> =>
  inTurn(library, () => {
    const { verify, adopt } = options;
    const memory = newImageMemory();
    return publish(library, writer, options, {
      path: folder,
      write: (begin) =>
        writeSite(
          folder,
          async (manifest, root) => {
            await recallImages(memory, root, manifest);
            return begin({
              manifest,
              memory,
              standing: standingIn(root, manifest),
              stands: (name) => isKnown(manifest, name),
              before: verify ? undefined : madeBefore(manifest),
            });
          },
          memory,
          { verify, adopt },
        ),
    });
  });

export const publishBundle = (
  library: Library,
  file: string,
  writer: Writer,
  options: PublishOptions = {},
): Promise<Result<PublishAnswer>> =>
  inTurn(library, () => {
    const target = path.resolve(file);
    return publish(library, writer, options, {
      path: target,
      async write(begin) {
        const written = await writeBundle(target, () => begin({}));
        return written.ok ? done({ ...written.value, removed: 0 }) : written;
      },
    });
  });
