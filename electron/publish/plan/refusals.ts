/** What stands against a language: that its present text goes out, that its page is made anew. */
import { FORMAT, type Lang } from "../../../shared/article/article.ts";
import { isOut } from "../../../shared/article/out.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { StoryFacts } from "../../../shared/article/story-facts.ts";
import type { StopId } from "../../../shared/checks/own-stops.ts";
import { isDeviceName } from "../../../shared/text/free-slug.ts";
import type { SkipCode } from "./site-plan.ts";

const isAhead = (instant: string | null, now: string): boolean =>
  instant !== null && Date.parse(instant) > Date.parse(now);

/** What holds a language back, whether it is out or not: null where nothing does. */
export function heldBack({ release, embargoUntil }: StoryFacts, lang: Lang, now: string): SkipCode | null {
  const { stage, publishedAt } = release[lang];
  if (stage !== "ready" && stage !== "published") return "stage";
  if (isAhead(embargoUntil, now)) return "embargo";
  return isAhead(publishedAt, now) ? "future" : null;
}

/** Why the present text of a language can't go out, or null where it can. */
export function refusal(story: StoryFacts, lang: Lang, now: string): SkipCode | null {
  const version = story.versions[lang];
  if (story.format > FORMAT) return "read-only";
  if (story.trashedAt !== null) return "trashed";
  if (!version) return "no-version";
  const held = heldBack(story, lang, now);
  if (held === "stage") return held;
  if (!version.printable) return "read-only";
  if (version.headline.trim() === "") return "no-headline";
  return held;
}

/**
 * The check that keeps the present text of a language at home; null where none does. What is out before it was
 * noted with its text is out as it stands. A name that no folder may have is no address. `taken`: the addresses that stories in the trash have; one that a page
 * of this story stands under is its own.
 */
export function stopOf(story: StoryFacts, lang: Lang, taken: ReadonlySet<string>): StopId | null {
  if (isPublic(story, lang) && isUnnoted(story, lang)) return null;
  const own = story.versions[lang]?.stop ?? null;
  if (own !== null || story.slug === null) return own;
  if (isDeviceName(story.slug)) return "device-name";
  const isTaken = taken.has(story.slug) && !LANGS.some((one) => isPublic(story, one));
  return isTaken ? "address" : null;
}

/** Out by the library's word; a story in the trash is not. */
export const isPublic = (story: StoryFacts, lang: Lang): boolean =>
  story.trashedAt === null && isOut(story.release[lang]);

/** Out before its publication was noted with its text: by an older desk or an import. */
const isUnnoted = (story: StoryFacts, lang: Lang): boolean => story.release[lang].out === null;

/**
 * Why the page of a language that is out can't be made anew, or null where it can: what went out is
 * not in history, or the text itself, where that is all there is, can't be printed.
 */
export function stuck(story: StoryFacts, lang: Lang): SkipCode | null {
  if (story.format > FORMAT) return "read-only";
  if (!isUnnoted(story, lang)) return story.changed[lang] && !story.standing[lang] ? "unreadable" : null;
  const version = story.versions[lang];
  if (!version) return null;
  if (!version.printable) return "read-only";
  return version.headline.trim() === "" ? "no-headline" : null;
}

/** Whether the pages of a story can't be made anew, so that those which stand in a site's folder stay. */
export const cannotBeMade = (story: StoryFacts): boolean =>
  LANGS.some((lang) => isPublic(story, lang) && stuck(story, lang) !== null);

/** Whether a language of a story is there to be published at all, or says that it is. */
export function concerns(story: StoryFacts, lang: Lang): boolean {
  const { stage } = story.release[lang];
  return story.versions[lang] !== null || stage === "ready" || stage === "published";
}
