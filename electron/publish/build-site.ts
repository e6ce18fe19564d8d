/** Every file of the site, made from a plan; nothing is written here. */
import { siteImages } from "./images/site-images.ts";
import { dataSchemas } from "./outputs/data/schemas.ts";
import { storyData } from "./outputs/data/story-data.ts";
import { storyIndex } from "./outputs/data/story-index.ts";
import { storyNinjs } from "./outputs/data/story-ninjs.ts";
import { feeds } from "./outputs/feeds/feeds.ts";
import { languageLists } from "./outputs/language-lists.ts";
import { newImages } from "./outputs/new-images.ts";
import { rootList } from "./outputs/root-list.ts";
import type { BuildSources, Output, Site, StoryOutput } from "./outputs/site.ts";
import { newsSitemap, sitemaps } from "./outputs/sitemaps/sitemaps.ts";
import { storyFiles } from "./outputs/story-files.ts";
import { storyPages } from "./outputs/story-page.ts";
import { themeFiles } from "./outputs/theme-files.ts";
import { contentsOf, type SitePlan, type SkippedVersion } from "./plan/site-plan.ts";
import type { SiteFile } from "./write/site-file.ts";
import { stampOf } from "./write/site-stamp.ts";

/** Of each story. */
const STORY_OUTPUTS: readonly StoryOutput[] = [storyPages, storyData, storyNinjs];
/** Of the site as a whole, once it is known what of each story is on it. */
const OUTPUTS: readonly Output[] = [languageLists, rootList, storyIndex, dataSchemas, feeds, sitemaps, newsSitemap];

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
  /** What all files follow from beside what each says of itself (`MadeFile.from`). */
  readonly stamp: string;
}

/** Each path once: stories share images, and an image is looked at before the page that shows it is made. */
async function* eachOnce(files: AsyncIterable<SiteFile>): AsyncGenerator<SiteFile> {
  const given = new Set<string>();
  for await (const file of files) {
    if (given.has(file.path)) continue;
    given.add(file.path);
    yield file;
  }
}

/** The site of a plan, file by file, so that a large one never stands in memory. */
export function buildSite(plan: SitePlan, sources: BuildSources): SiteBuild {
  const { before, theme, program = "" } = sources;
  const stamp = stampOf(plan, theme, program);
  const isMade: Site["isMade"] = (path, from) => before?.stamp === stamp && before.from(path) === from;
  let site: Site = { ...contentsOf(plan), skipped: [], sources, images: siteImages(sources), isMade };

  async function* walk(): AsyncGenerator<SiteFile> {
    yield* themeFiles(site);
    site = yield* newImages(site);
    site = yield* storyFiles(site, STORY_OUTPUTS);
    for (const output of OUTPUTS) yield* output(site);
  }

  return {
    stamp,
    files: eachOnce(walk()),
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
  get plan() {
    return build.plan;
  },
  get skipped() {
    return build.skipped;
  },
});
