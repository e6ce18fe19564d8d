/**
 * Which stories can stand beside a story on its page, by what an index can look up: those of a language that are
 * out or about to go, by their tags, their section and their date. The rules of the choice itself are the site's.
 */
import { isOut } from "./out.ts";
import { LANGS, type Lang } from "./stages.ts";
import type { Listing, StoryFacts } from "./story-facts.ts";

/** What a story is looked up by, and its date in seconds; null where it gets one as it goes out. */
export interface BesideMark {
  readonly mark: string;
  readonly at: number | null;
}

export const tagMark = (lang: Lang, tag: string): string => `${lang} tag ${tag}`;
export const sectionMark = (lang: Lang, category: string): string => `${lang} section ${category}`;
export const dateMark = (lang: Lang): string => lang;

/** Stands in an index for the date of a story that gets one as it goes out. */
export const UNDATED = -1;
/** Out, and nobody knows since when. */
const LONG_AGO = "1970-01-01T00:00:00Z";

const secondsOf = (instant: string | null): number | null =>
  instant === null ? null : Math.floor(Date.parse(instant) / 1000);

const marksIn = (lang: Lang, { tags, category }: Listing): string[] => [
  dateMark(lang),
  ...tags.map((tag) => tagMark(lang, tag)),
  ...(category === null ? [] : [sectionMark(lang, category)]),
];

/** Each of a story's marks, once for each of its dates. */
export function besideMarks({ trashedAt, release, versions, standing }: StoryFacts): BesideMark[] {
  if (trashedAt !== null) return [];
  const marks = new Map<string, BesideMark>();
  const put = (lang: Lang, listing: Listing, publishedAt: string | null) => {
    const at = secondsOf(publishedAt);
    for (const mark of marksIn(lang, listing)) marks.set(`${at} ${mark}`, { mark, at });
  };
  for (const lang of LANGS) {
    const now = release[lang];
    if (!isOut(now) && now.stage !== "ready") continue;
    const known = now.publishedAt ?? now.out?.at ?? (isOut(now) ? LONG_AGO : null);
    const listing = versions[lang];
    if (listing) put(lang, listing, known);
    const stood = standing[lang];
    if (stood) put(lang, stood, stood.publishedAt ?? known);
  }
  return [...marks.values()];
}

/** Stories of a language that may stand beside one. */
export interface BesideRequest {
  readonly lang: Lang;
  readonly tags: readonly string[];
  readonly category: string | null;
  /** No newer ones: in seconds. Those that have no date yet count as now. */
  readonly until: number;
  /** Those of these minutes too, each by its first second. */
  readonly minutes: readonly number[];
  /** How many of each tag and of the section. */
  readonly most: number;
}

/** Whether a story answers the request, but for how many do. */
export function mayStandBeside(facts: StoryFacts, { lang, tags, category, until, minutes }: BesideRequest): boolean {
  const wanted = new Set([
    ...tags.map((tag) => tagMark(lang, tag)),
    ...(category === null ? [] : [sectionMark(lang, category)]),
  ]);
  return besideMarks(facts).some(({ mark, at }) =>
    mark === dateMark(lang)
      ? minutes.some((minute) => at !== null && at >= minute && at < minute + 60)
      : wanted.has(mark) && (at === null || at <= until),
  );
}
