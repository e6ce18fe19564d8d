/**
 * The lists of a site: what is out in a language, by section, tag and month, each the oldest first, so that what
 * goes out stands at the end and moves nothing. All stories are gone through once.
 */
import type { Lang } from "../../../../shared/article/article.ts";
import { momentOf } from "../settled/settled-story.ts";
import type { OutVersion, SitePlan } from "../site-plan.ts";

export type Listed = OutVersion;

/** A place in a list. One whose story was withdrawn keeps it unseen: what stands after it stays where it is. */
export interface Seat {
  readonly id: string;
  readonly story: Listed | null;
}

export interface SiteLists {
  readonly all: readonly Seat[];
  /** By key; a key that the settings don't know has no page. */
  readonly sections: ReadonlyMap<string, readonly Seat[]>;
  readonly tags: ReadonlyMap<string, readonly Seat[]>;
  /** By year and month: `2024/12`. */
  readonly months: ReadonlyMap<string, readonly Seat[]>;
}

/** Year and month of a story's folder, which begins with its language: `2024/12`. */
export const monthOf = ({ folder }: Pick<OutVersion, "folder">): string => folder.slice(3, 10);

/** Whose place it is, and when that went out. */
interface Taken {
  readonly seat: Seat;
  readonly of: Pick<Listed, "folder" | "category" | "tags">;
  readonly at: number;
}

function listsOf(plan: SitePlan, lang: Lang): SiteLists {
  const taken: Taken[] = [];
  for (const { id, versions } of plan.outs) {
    const story = versions[lang];
    if (story) taken.push({ seat: { id, story }, of: story, at: momentOf(story) });
  }
  for (const of of plan.seats)
    if (of.lang === lang && of.publishedAt !== null)
      taken.push({ seat: { id: of.id, story: null }, of, at: Date.parse(of.publishedAt) });
  taken.sort((a, b) => a.at - b.at || (a.seat.id < b.seat.id ? -1 : 1));
  const lists = {
    all: [] as Seat[],
    sections: new Map<string, Seat[]>(),
    tags: new Map<string, Seat[]>(),
    months: new Map<string, Seat[]>(),
  };
  const sit = (list: Map<string, Seat[]>, key: string, seat: Seat) => {
    const seats = list.get(key);
    if (!seats) list.set(key, [seat]);
    // Not a tag that a story has twice.
    else if (seats.at(-1) !== seat) seats.push(seat);
  };
  for (const { seat, of } of taken) {
    lists.all.push(seat);
    if (of.category !== null) sit(lists.sections, of.category, seat);
    for (const tag of of.tags) sit(lists.tags, tag, seat);
    sit(lists.months, monthOf(of), seat);
  }
  return lists;
}

const known = new WeakMap<SitePlan, Map<Lang, SiteLists>>();

/** The lists of one language, made once for a plan. */
export function siteLists(plan: SitePlan, lang: Lang): SiteLists {
  const ofPlan = known.get(plan) ?? new Map<Lang, SiteLists>();
  known.set(plan, ofPlan);
  const lists = ofPlan.get(lang) ?? listsOf(plan, lang);
  ofPlan.set(lang, lists);
  return lists;
}

/** What is seen of the seats, the newest first, at most so many. */
export function newest(seats: readonly Seat[], most = Number.POSITIVE_INFINITY): Listed[] {
  const stories: Listed[] = [];
  for (let at = seats.length - 1; at >= 0 && stories.length < most; at -= 1) {
    const story = seats[at]?.story;
    if (story) stories.push(story);
  }
  return stories;
}

/** How many of the seats are seen. */
export const seen = (seats: readonly Seat[]): number => {
  let count = 0;
  for (const { story } of seats) if (story) count += 1;
  return count;
};
