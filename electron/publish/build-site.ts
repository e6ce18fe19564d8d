/** Every file of the site, made from a plan; nothing is written here. */
import type { LeftOut } from "../../shared/contract.ts";
import { siteLook } from "../../shared/site-look.ts";
import { siteImages } from "./images/site-images.ts";
import { changesData } from "./outputs/data/changes-data.ts";
import { dataSchemas } from "./outputs/data/schemas.ts";
import { storyData } from "./outputs/data/story-data.ts";
import { storyIndex } from "./outputs/data/story-index.ts";
import { storyNinjs } from "./outputs/data/story-ninjs.ts";
import { withdrawnData } from "./outputs/data/withdrawn-data.ts";
import { entrance } from "./outputs/entrance.ts";
import { feeds } from "./outputs/feeds/feeds.ts";
import { fronts } from "./outputs/fronts.ts";
import { leftOut } from "./outputs/left-out.ts";
import { listPages } from "./outputs/list-pages.ts";
import { newImages } from "./outputs/new-images.ts";
import { notFound } from "./outputs/not-found.ts";
import { redirects } from "./outputs/redirects.ts";
import type { BuildSources, Output, Site, StoryOutput } from "./outputs/site.ts";
import { siteIcons } from "./outputs/site-icons.ts";
import { robots } from "./outputs/sitemaps/robots.ts";
import { newsSitemap, sitemaps } from "./outputs/sitemaps/sitemaps.ts";
import { storyFiles } from "./outputs/story-files.ts";
import { storyPages } from "./outputs/story-page.ts";
import { themeFiles } from "./outputs/theme-files.ts";
import { withdrawnPages } from "./outputs/withdrawn-pages.ts";
import { contentsOf, type SitePlan, type SkippedVersion } from "./plan/site-plan.ts";
import {
  areStanding,
  isKept,
  type SiteFile,
  type StandingFiles,
  standingFiles,
  standingTogether,
} from "./write/site-file.ts";
import { stampOf } from "./write/site-stamp.ts";

/** Of each story. */
const STORY_OUTPUTS: readonly StoryOutput[] = [storyPages, storyData, storyNinjs];
/** Of the site as a whole, once it is known what of each story is on it. */
const OUTPUTS: readonly Output[] = [
  ...[listPages, fronts, entrance, notFound, siteIcons],
  ...[storyIndex, dataSchemas],
  ...[feeds, sitemaps, newsSitemap, robots],
  ...[withdrawnPages, withdrawnData, redirects, changesData],
];

export interface SiteBuild {
  /** As it was made, and once `files` was walked, as it went. */
  readonly plan: SitePlan;
  /** To be walked once. Their order is the same for the same library: theme, stories by id, lists. */
  readonly files: AsyncIterable<SiteFile>;
  /**
   * What could not be made, found while `files` is walked. Its pages stay as they stand in the site's
   * folder, and it doesn't go out with its present text.
   */
  readonly skipped: readonly SkippedVersion[];
  /** Parts of the site that are left out. */
  readonly leftOut: readonly LeftOut[];
  /** What all files follow from beside what each says of itself (`MadeFile.from`). */
  readonly stamp: string;
}

/** So many files that stand are told at once. */
const TOLD_TOGETHER = 100;

/** A file that is no story's and that stands as it was made before; null where it may not. */
function standingAlone(file: SiteFile, { sources: { before }, isMade }: Site): StandingFiles | null {
  if (isKept(file) || areStanding(file) || file.from === undefined || file.noted !== undefined) return null;
  const { path, from } = file;
  // Where a story's page stood as well, it isn't counted with others.
  if (before?.isPage?.(path) !== false || !isMade(path, from, path)) return null;
  return standingFiles(null, path, from, [{ path, isPage: false }]);
}

/** The files of an output, those that stand together: each step between two generators is a turn of its own. */
async function* standingAsOne(files: ReturnType<Output>, site: Site): AsyncGenerator<readonly SiteFile[]> {
  let standing: StandingFiles[] = [];
  const tellStanding = (): readonly SiteFile[] => {
    const told = standing.length > 0 ? [standingTogether(standing)] : [];
    standing = [];
    return told;
  };
  const next = (file: SiteFile): readonly SiteFile[] => {
    const stands = standingAlone(file, site);
    if (!stands) return [...tellStanding(), file];
    return standing.push(stands) < TOLD_TOGETHER ? [] : tellStanding();
  };
  if (Symbol.asyncIterator in files) for await (const file of files) yield next(file);
  else
    for (const file of files) {
      const told = next(file);
      if (told.length > 0) yield told;
    }
  yield tellStanding();
}

/** Each path once: stories share images, and an image is looked at before the page that shows it is made. */
async function* eachOnce(together: AsyncIterable<readonly SiteFile[]>): AsyncGenerator<SiteFile> {
  const given = new Set<string>();
  const isNew = (path: string): boolean => {
    const { size } = given;
    return given.add(path).size > size;
  };
  for await (const files of together)
    for (const file of files) {
      if (areStanding(file)) {
        const together = file.together.filter(({ path }) => isNew(path));
        if (together.length > 0) yield standingTogether(together);
      } else if (isNew(file.path)) yield file;
    }
}

const siteOf = (plan: SitePlan, sources: BuildSources, isMade: Site["isMade"]): Site => ({
  ...contentsOf(plan),
  skipped: [],
  sources,
  images: siteImages(sources),
  isMade,
});

/** The plan with the desk's logo, as far as that can be shown. */
async function withLogo(plan: SitePlan, { images }: Pick<Site, "images">): Promise<SitePlan> {
  const { logo } = siteLook(plan.settings);
  const files = logo && (await images.files([logo])).get(logo);
  return files ? { ...plan, logo: images.known(logo) } : plan;
}

/** The plan as it will go, once the images are looked at of what goes out, and what is told of those that can't be shown. */
export async function lookedThrough(
  plan: SitePlan,
  sources: BuildSources,
): Promise<Pick<SiteBuild, "plan" | "skipped">> {
  const looking = newImages(siteOf(plan, sources, () => false));
  for (;;) {
    const step = await looking.next();
    if (step.done) return { plan: step.value.plan, skipped: step.value.skipped };
  }
}

/** The site of a plan, file by file, so that a large one never stands in memory. */
export async function buildSite(planned: SitePlan, sources: BuildSources): Promise<SiteBuild> {
  const { before, theme, program = "" } = sources;
  const images = siteImages(sources);
  const plan = await withLogo(planned, { images });
  const stamp = stampOf(plan, theme, program);
  const isMade: Site["isMade"] = (path, from, noted) => before?.stamp === stamp && before.from(path, noted) === from;
  let site: Site = { ...siteOf(plan, sources, isMade), images };

  // Some at a time: each step between two generators is a turn of its own, and a site has many files.
  async function* walk(): AsyncGenerator<readonly SiteFile[]> {
    for await (const file of themeFiles(site)) yield [file];
    site = yield* newImages(site);
    site = yield* storyFiles(site, STORY_OUTPUTS, stamp);
    for (const output of OUTPUTS) yield* standingAsOne(output(site), site);
  }

  return {
    stamp,
    files: eachOnce(walk()),
    leftOut: leftOut(plan),
    get plan() {
      return site.plan;
    },
    get skipped() {
      return site.skipped;
    },
  };
}

/** The same build with its files going another way; what it tells is told as it went, not as it was then. */
export const goingThrough = (build: SiteBuild, way: (files: SiteBuild["files"]) => SiteBuild["files"]): SiteBuild => ({
  stamp: build.stamp,
  files: way(build.files),
  leftOut: build.leftOut,
  get plan() {
    return build.plan;
  },
  get skipped() {
    return build.skipped;
  },
});
