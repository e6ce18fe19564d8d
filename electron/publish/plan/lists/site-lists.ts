/**
 * The lists of a site: what is out in a language, by section, tag and month, each the oldest first, so that what
 * goes out stands at the end and moves nothing. All stories are gone through once.
 */
import type { Lang } from "../../../../shared/article/article.ts";
import { sameFacts } from "../facts-digest.ts";
import { SettledVersion } from "../settled/settled-story.ts";
import type { OutVersion, SitePlan } from "../site-plan.ts";

export interface Listed extends OutVersion {
  readonly id: string;
}

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

type Taken = Pick<Listed, "id" | "publishedAt" | "folder" | "category" | "tags">;

/** Year and month of a story's folder: `2024/12`. */
export const monthOf = ({ folder }: Pick<OutVersion, "folder">): string => folder.split("/").slice(1, 3).join("/");

interface Seated extends Seat {
  readonly story: Listed;
  readonly at: number;
}

const seats = new WeakMap<OutVersion, Seated>();

/** The seat of a story that is out, made once. */
function seatOf(id: string, out: OutVersion): Seated {
  const before = seats.get(out);
  if (before) return before;
  const story = out instanceof SettledVersion ? out : sameFacts(out, { ...out, id });
  const made = { id, story, at: Date.parse(out.publishedAt) };
  seats.set(out, made);
  return made;
}

function listsOf(plan: SitePlan, lang: Lang): SiteLists {
  const taken: (readonly [number, Taken, Seat])[] = [];
  for (const { id, versions } of plan.outs) {
    const out = versions[lang];
    if (!out) continue;
    const seat = seatOf(id, out);
    taken.push([seat.at, seat.story, seat]);
  }
  for (const { id, lang: of, publishedAt, ...facts } of plan.seats)
    if (of === lang && publishedAt !== null)
      taken.push([Date.parse(publishedAt), { ...facts, id, publishedAt }, { id, story: null }]);
  taken.sort(([a, { id: first }], [b, { id: second }]) => a - b || (first < second ? -1 : 1));
  const lists = {
    all: [] as Seat[],
    sections: new Map<string, Seat[]>(),
    tags: new Map<string, Seat[]>(),
    months: new Map<string, Seat[]>(),
  };
  const sit = (list: Map<string, Seat[]>, key: string, seat: Seat) => {
    const seats = list.get(key);
    if (seats) seats.push(seat);
    else list.set(key, [seat]);
  };
  for (const [, of, seat] of taken) {
    lists.all.push(seat);
    if (of.category !== null) sit(lists.sections, of.category, seat);
    for (const tag of new Set(of.tags)) sit(lists.tags, tag, seat);
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
