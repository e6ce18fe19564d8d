/** What outputs are made from: a site on its way from its plan to its files. */
import type { Article, Lang } from "../../../shared/article/article.ts";
import type { NamedRelated } from "../../../shared/article/named-related.ts";
import type { Publication } from "../../../shared/article/publication.ts";
import type { ImageSources, SiteImages } from "../images/site-images.ts";
import type { KnownFile } from "../known/known-file.ts";
import type { OutStory, SiteContents, SitePlan, SkipCode, SkippedVersion } from "../plan/site-plan.ts";
import type { Theme } from "../theme/theme.ts";
import type { MadeBefore } from "../write/made-before.ts";
import type { SiteFile } from "../write/site-file.ts";
import type { StandingStory } from "../write/standing-story.ts";

export interface BuildSources extends ImageSources {
  /**
   * The text that a language is out with: of a revision, or without one the story as it stands. Null
   * where it can't be read. Called only where a file of the story has to be made, or its text is not known.
   */
  readonly readText: (id: string, lang: Lang, rev: string | null) => Promise<Article | null>;
  /**
   * Which text that is, without reading it: equal for equal texts, and null where nothing says so. Without it, a
   * text is known by its revision.
   */
  readonly textKey?: ((id: string, rev: string | null) => string | null) | undefined;
  /** What stands in the site's folder of a story that can't be made anew; without a folder nothing does. */
  readonly standing?: ((id: string) => Promise<StandingStory | null>) | undefined;
  /** Whether a page, by its path, stands in the site's folder from before; without it, none does. */
  readonly stands?: ((path: string) => boolean) | undefined;
  /** Without it, all is made. */
  readonly before?: MadeBefore | undefined;
  /** The plan once more, where languages (by `versionKey`) turn out not to go with their present text. */
  readonly replan: (failed: ReadonlyMap<string, SkipCode>) => SitePlan;
  readonly theme: Theme;
  /** What another process knew of the stories' files; without it, nothing. */
  readonly known?: KnownFile | undefined;
  /** Which program makes the files (`siteProgram`). */
  readonly program?: string | undefined;
  /** Without it, none is known. */
  readonly publications?: Publications | undefined;
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
  /** Whether the file at a path was made from the same before, as far as is noted (`MadeFile.noted`), and stands. */
  readonly isMade: (path: string, from: string, noted: string) => boolean;
}

/** A part of the site as a whole: a list, a feed. Its files are made one by one, and none is kept in memory. */
export type Output = (site: Site) => Iterable<SiteFile> | AsyncIterable<SiteFile>;

/** A story as each of its languages that are out shows it: the text that went out. */
export type OutTexts = Readonly<Partial<Record<Lang, Article>>>;

/** What the text of a language names beside its words, without reading it. */
export interface NamedInText {
  /** Which text it is: equal for equal texts. */
  readonly text: string;
  /** The library images that it shows, each in its cut (`imageKey`). */
  readonly assets: readonly string[];
  /** What it names as other news. */
  readonly related: readonly NamedRelated[];
}

/** A story that is out, without its texts. */
export interface NamedStory {
  readonly out: OutStory;
  readonly named: Readonly<Partial<Record<Lang, NamedInText>>>;
  /** The languages that can show all their images. */
  readonly whole: readonly Lang[];
}

export interface ReadStory extends NamedStory {
  readonly texts: OutTexts;
}

/** A file of one story. */
export interface StoryFile {
  /** From the site's root, with `/`. */
  readonly path: string;
  /** It is a page of the story. */
  readonly isPage?: true;
  /**
   * The languages whose text or image it takes. Their texts, their images and the story's own facts in the plan
   * (`out`) count as its inputs already. Where one of them can't show its images any more, the file stays as it is.
   */
  readonly langs: readonly Lang[];
  /** What it follows from beside these and the settings, the theme and the program: JSON. */
  readonly inputs: unknown;
  /** Called with the texts, only where the file has to be made. */
  readonly make: (story: ReadStory) => string;
}

/** What is made of one story. Where one file of a story can't be made, none of its files go out. */
export type StoryOutput = (story: NamedStory, site: Site) => readonly StoryFile[];
