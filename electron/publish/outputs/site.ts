/** What outputs are made from: a site on its way from its plan to its files. */
import type { Article, Lang } from "../../../shared/article/article.ts";
import type { Publication } from "../../../shared/article/publication.ts";
import type { ImageSources, SiteImages } from "../images/site-images.ts";
import type { OutStory, SiteContents, SitePlan, SkipCode, SkippedVersion } from "../plan/site-plan.ts";
import type { Theme } from "../theme/theme.ts";
import type { SiteFile } from "../write/site-file.ts";
import type { StandingStory } from "../write/standing-story.ts";

export interface BuildSources extends ImageSources {
  /**
   * The text that a language is out with: of a revision, or without one the story as it stands. Null
   * where it can't be read. Called for each language that is out.
   */
  readonly readText: (id: string, lang: Lang, rev: string | null) => Promise<Article | null>;
  /** What stands in the site's folder of a story that can't be made anew; without a folder nothing does. */
  readonly standing?: ((id: string) => Promise<StandingStory | null>) | undefined;
  /** Whether a page, by its path, stands in the site's folder from before; without it, none does. */
  readonly stands?: ((path: string) => boolean) | undefined;
  /** The plan once more, where languages (by `versionKey`) turn out not to go with their present text. */
  readonly replan: (failed: ReadonlyMap<string, SkipCode>) => SitePlan;
  readonly theme: Theme;
  readonly publications: Publications;
}

/** What the library's publications noted. */
export interface Publications {
  /** The last ones, the newest first. */
  readonly earlier: readonly Pick<Publication, "id" | "at" | "changes">[];
  /** This one; null where nothing of it is to be written down. */
  readonly now: Pick<Publication, "id" | "at"> | null;
}

export interface Site extends SiteContents {
  /** What could not be made, found on the way. Its pages stay as they stand in the site's folder. */
  readonly skipped: readonly SkippedVersion[];
  readonly sources: BuildSources;
  readonly images: SiteImages;
}

/** A part of the site as a whole: a list, a feed. Its files are made one by one, and none is kept in memory. */
export type Output = (site: Site) => AsyncIterable<SiteFile>;

/** A story as each of its languages that are out shows it: the text that went out. */
export type OutTexts = Readonly<Partial<Record<Lang, Article>>>;

export interface ReadStory {
  readonly out: OutStory;
  readonly texts: OutTexts;
  /** The languages that can show all their images. */
  readonly whole: readonly Lang[];
}

/** What is made of one story. Where one output of a story throws, none of its files go out. */
export type StoryOutput = (story: ReadStory, site: Site) => readonly SiteFile[];
