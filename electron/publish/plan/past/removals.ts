/**
 * Whether a publication would take so many stories off a site that a person should say yes first. Pages
 * of stories count, lists don't.
 */
import type { Lang } from "../../../../shared/article/article.ts";
import { done, type Result, refuse } from "../../../../shared/errors.ts";
import type { SiteManifest } from "../../write/site-manifest.ts";
import type { PlanInput } from "../plan-input.ts";
import type { SitePlan } from "../site-plan.ts";
import { foldersOf } from "./traces.ts";

/** A story's page as it stands in the site's folder. */
export interface StandingPage {
  /** From the site's root: `en/2024/12/laos-and-cambodia/index.html`. */
  readonly path: string;
  readonly lang: Lang;
  readonly slug: string;
  /** The story's id, where the publication that wrote the page noted it. */
  readonly story: string | null;
}

/** No more than so many stories ask, however few are out. */
const FEW = 5;
/** Nor a share of those that are out up to this one. */
const SHARE = 0.1;

const STORY_PAGE = /^(lo|en)\/\d{4}\/\d{2}\/([^/]+)\/index\.html$/;

/** The stories' pages among a site's files, each told once; `stories` says whose a page is, by its path. */
export function standingPages(
  files: Iterable<string>,
  stories: ReadonlyMap<string, string> = new Map(),
): readonly StandingPage[] {
  const pages: StandingPage[] = [];
  for (const path of files) {
    // Most of a site's files are data and lists.
    if (!path.endsWith("/index.html")) continue;
    const [, lang, slug] = STORY_PAGE.exec(path) ?? [];
    if (!slug || (lang !== "lo" && lang !== "en")) continue;
    pages.push({ path, lang, slug, story: stories.get(path) ?? null });
  }
  return pages;
}

const ofManifest = new WeakMap<SiteManifest, readonly StandingPage[]>();

/** The stories' pages that a manifest knows; looked for once. */
export function manifestPages(manifest: SiteManifest): readonly StandingPage[] {
  const before = ofManifest.get(manifest);
  if (before) return before;
  const { files, pending, stories } = manifest;
  const pages = standingPages([...files.keys(), ...Object.keys(pending).filter((name) => !files.has(name))], stories);
  ofManifest.set(manifest, pages);
  return pages;
}

/** A manifest has the very files that another one had, which is of no use any more. */
export function areSamePages(before: SiteManifest, after: SiteManifest): void {
  const pages = ofManifest.get(before);
  if (pages) ofManifest.set(after, pages);
}

export interface Removals {
  /** Stories that would lose a page for no reason that the library knows. */
  readonly stories: number;
  /** Stories that stand on the site now. */
  readonly of: number;
}

/**
 * What a publication would remove, or null where it needn't ask: up to five stories, or up to a tenth of
 * those that are out. `stays` says whether a page is still there afterwards, `explained` whether its story
 * was withdrawn or thrown away in that language, or has another address.
 */
export function removalsToAsk(
  standing: readonly StandingPage[],
  stays: (path: string) => boolean,
  explained: (page: StandingPage) => boolean,
): Removals | null {
  // two pages whose story nobody noted are of one story where they share a slug
  const storyOf = (page: StandingPage) => page.story ?? `slug ${page.slug}`;
  const gone = standing.filter((page) => !stays(page.path) && !explained(page));
  const stories = new Set(gone.map(storyOf)).size;
  const of = new Set(standing.map(storyOf)).size;
  return stories > FEW && stories > of * SHARE ? { stories, of } : null;
}

/** Refuses what would take many stories off the site that were neither withdrawn, thrown away nor moved. */
export function mayRemove(plan: SitePlan, stories: PlanInput["stories"], manifest: SiteManifest): Result<null> {
  const planned = foldersOf(plan.outs);
  const standing = manifestPages(manifest);
  const stays = (page: string) => planned.has(page.slice(0, page.lastIndexOf("/")));
  // Mostly nothing goes, and no more need be known of any story.
  const gone = standing.filter((page) => !stays(page.path)).length;
  if (gone <= FEW) return done(null);
  const known = [...stories];
  const facts = new Map(known.map((story) => [story.id, story]));
  const bySlug = new Map(known.map((story) => [story.slug, story]));
  const outs = new Map(plan.outs.map((story) => [story.id, story]));
  const asks = removalsToAsk(standing, stays, ({ story, slug, lang }) => {
    const its = story === null ? bySlug.get(slug) : facts.get(story);
    if (!its) return false;
    return its.trashedAt !== null || its.release[lang].stage === "withdrawn" || !!outs.get(its.id)?.versions[lang];
  });
  return asks ? refuse("removals", { ...asks }) : done(null);
}
