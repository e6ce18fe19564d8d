/** What a publication is planned from. */
import type { Lang, Words } from "../../../shared/article/article.ts";
import type { StoryFacts } from "../../../shared/article/story-facts.ts";
import type { Settings } from "../../../shared/settings.ts";
import { type OutStory, type PastAddresses, type SkipCode, versionKey } from "./site-plan.ts";

interface Named {
  readonly id: string;
  readonly lang: Lang;
  /** What readers are told of what was changed, where this was out before. */
  readonly correction?: Words | undefined;
}

/** Stories' pages in the site's folder, where whoever wrote them noted whose they are. */
export interface OnSite {
  readonly folderOf: (id: string, lang: Lang) => string | undefined;
  /** Of the stories that have one, those that aren't known. */
  readonly strangers: (isKnown: (id: string) => boolean) => Iterable<string>;
}

export interface PlanInput {
  /** Every story of the library that can be read, the trashed too: their slugs count as taken. */
  readonly stories: Iterable<StoryFacts>;
  readonly settings: Settings;
  readonly now: string;
  /**
   * Only these go out with their present text. What is out already stays; what is ready and not
   * chosen stays at home and isn't named.
   */
  readonly chosen?: readonly Named[] | undefined;
  /** These go out with their present text beside all that is ready. */
  readonly also?: readonly Named[] | undefined;
  /** So does all that changed since it went out. */
  readonly changed?: boolean | undefined;
  /** Stories that can't be read. */
  readonly unreadable?: readonly string[] | undefined;
  /** What stands in the site's folder of stories that can't be made anew (`cannotBeMade`, `unreadable`). */
  readonly standing?: ReadonlyMap<string, OutStory> | undefined;
  /** What earlier publications noted. */
  readonly past?: PastAddresses | undefined;
  readonly onSite?: OnSite | undefined;
  /** Whether a page, by its path, stands in the site's folder; unknown without one. */
  readonly stands?: ((page: string) => boolean) | undefined;
  /** What was found to fail on the way, by `versionKey`, each with the reason: its present text doesn't go out. */
  readonly failed?: ReadonlyMap<string, SkipCode> | undefined;
  /** Pages are made as if published, and nothing is to be written down: `releases` is empty. */
  readonly keepStages?: boolean | undefined;
  /** In place of the settings' site address. */
  readonly baseUrl?: string | undefined;
}

export const keysOf = (named: readonly Named[] | undefined): ReadonlySet<string> =>
  new Set(named?.map(({ id, lang }) => versionKey(id, lang)));

/** The note to readers for a language, where one was written; empty words are none. */
export function noteFor({ chosen = [], also = [] }: PlanInput, id: string, lang: Lang): Words | null {
  const named = [...chosen, ...also].find((one) => one.id === id && one.lang === lang)?.correction;
  return named && (named.lo.trim() !== "" || named.en.trim() !== "") ? named : null;
}
