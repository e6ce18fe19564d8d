/** The plan of a publication: what is out after it, what stays at home, what is to be written down. */
import type { Correction } from "../../../shared/article/additions.ts";
import type { Lang, Words } from "../../../shared/article/article.ts";
import type { PublicationChange } from "../../../shared/article/publication.ts";
import type { Listing } from "../../../shared/article/story-facts.ts";
import type { SiteImage } from "../../../shared/blocks/block-kind.ts";
import type { StopId } from "../../../shared/checks/own-stops.ts";
import type { SKIP_CODES } from "../../../shared/contract.ts";
import type { Settings } from "../../../shared/settings.ts";
import { isDeviceName } from "../../../shared/text/free-slug.ts";
import type { Layered } from "./addresses/layered.ts";

export type SkipCode = (typeof SKIP_CODES)[number];

/** One language of a story that is out after this publication. */
export interface OutVersion extends Listing {
  /** Of the story. */
  readonly id: string;
  readonly lang: Lang;
  /** With the desk zone's offset. */
  readonly publishedAt: string;
  /** Each time that other words went out under this address, the oldest first; `at` with the desk zone's offset. */
  readonly corrections: readonly { readonly at: string; readonly text: Words }[];
  /** The last of them; null where there was none. */
  readonly updatedAt: string | null;
  /** The page's folder from the site's root, without slashes at its ends: `en/2024/12/laos-and-cambodia`. */
  readonly folder: string;
  /** The revision in history that the page is made from; null: the story as it stands. */
  readonly rev: string | null;
}

export interface OutStory {
  readonly id: string;
  /** Of its facts (`StoryFacts`), where it stands with nothing but what it went out with, by these. */
  readonly word?: string | undefined;
  readonly versions: Readonly<Partial<Record<Lang, OutVersion>>>;
  /** The language that went out last: what the data of both say once is of this one. */
  readonly last: Lang;
  /** Of the language that went out last. */
  readonly slug: string;
}

/** What publication changes in a story, of each language that goes out with its present text. */
export interface ReleaseChange {
  readonly id: string;
  /** The slug to fix, or null where it is fixed. */
  readonly slug: string | null;
  readonly release: Readonly<Partial<Record<Lang, GoingOut>>>;
}

interface GoingOut {
  readonly stage: "published";
  readonly publishedAt: string;
  /** Other words than before, under the same address. */
  readonly correction?: Correction | undefined;
  /** Readers have the same words under the same address already: the word of when it went out stays. */
  readonly isSame?: true | undefined;
}

export interface SkippedVersion {
  readonly id: string;
  readonly lang: Lang;
  readonly code: SkipCode;
  /** Which one stops it, where the code is `check`. */
  readonly check?: StopId | undefined;
}

/** A language of a story as the last publication that changed anything of it left it. */
export interface LastStood {
  readonly id: string;
  readonly lang: Lang;
  /** From the site's root, without slashes at its ends. */
  readonly folder: string;
  readonly is: "out" | "withdrawn" | "removed";
}

export interface PastAddresses {
  /** By the story's id. */
  readonly last: Layered<Readonly<Partial<Record<Lang, LastStood>>>>;
  /** Of how many languages that is known. */
  readonly count: number;
  /** Whose page stood last in a folder. */
  readonly holders: Layered<Pick<LastStood, "id" | "lang">>;
}

/** A language that left the site by withdrawal. */
export interface WithdrawnPage {
  readonly id: string;
  readonly lang: Lang;
  /** Where it stood, from the site's root, without slashes at its ends; its page says now that it was withdrawn. */
  readonly folder: string;
  /** As readers had it; empty where nobody knows any more. */
  readonly headline: string;
  readonly category: string | null;
  readonly tags: readonly string[];
  /** With the desk zone's offset, as is `at`. */
  readonly publishedAt: string | null;
  /** Null where an older desk withdrew it. */
  readonly at: string | null;
  readonly reason: Words;
}

export interface SitePlan {
  readonly settings: Settings;
  /** A time zone that this host knows: the desk's, else the default one. */
  readonly zone: string;
  /** Where the site will stand, ending in a slash; empty while unknown. */
  readonly baseUrl: string;
  /** The desk's logo as it is published: null where it has none that can be read, and until it was looked at. */
  readonly logo: SiteImage | null;
  /** By id. */
  readonly outs: readonly OutStory[];
  /** Those of `outs` that can't be made anew: their pages stay as they stand in the site's folder. */
  readonly kept: ReadonlySet<string>;
  readonly skipped: readonly SkippedVersion[];
  readonly releases: readonly ReleaseChange[];
  /** When anything last went out or came off the site, this publication included; null where nothing ever did. */
  readonly lastAt: string | null;
  /** What goes out with its present text, by `versionKey`, whether or not anything is to be written down. */
  readonly going: ReadonlySet<string>;
  /** What it changes, by id. */
  readonly changes: readonly PublicationChange[];
  /** By id. */
  readonly withdrawn: readonly WithdrawnPage[];
  /** The same, with those whose address another story's page has by now: each keeps its place in lists, unseen. */
  readonly seats: readonly WithdrawnPage[];
  /** Where pages stood once, this publication's changes among them. */
  readonly past: PastAddresses;
}

/** One language of a story, as a key. */
export const versionKey = (id: string, lang: Lang): string => `${id} ${lang}`;

/** The story of a `versionKey`. */
export const idOf = (key: string): string => key.slice(0, key.lastIndexOf(" "));

/** The page of a language that is out, from the site's root. */
export const pageOf = (out: OutVersion): string => pageIn(out.folder);

export const pageIn = (folder: string): string => `${folder}/index.html`;

/** Whether a folder's last name is one that Windows keeps for devices: no page can stand there. */
export const isDeviceFolder = (folder: string): boolean => isDeviceName(folder.slice(folder.lastIndexOf("/") + 1));

/** The last part of a page's folder. */
export const slugIn = (version: OutVersion | undefined): string => version?.folder.split("/").at(-1) ?? "";

/** What is on a site: a plan with its stories at hand. */
export interface SiteContents {
  readonly plan: SitePlan;
  readonly outs: ReadonlyMap<string, OutStory>;
}

export const contentsOf = (plan: SitePlan): SiteContents => ({
  plan,
  outs: new Map(plan.outs.map((out) => [out.id, out])),
});
