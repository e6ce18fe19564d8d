/**
 * What the facts of many stories have in common stands in memory once: read from JSON, each has lists of its own that are
 * empty or as everybody else's, and the same moment once for each language.
 */
import { LANGS } from "../../../../shared/article/stages.ts";
import type { Listing, StoryFacts } from "../../../../shared/article/story-facts.ts";

type Mutable<Whole> = { -readonly [Key in keyof Whole]: Whole[Key] };

/** Lists that are kept to be found again; beyond them, all are forgotten. */
const MOST = 4000;

/** The same list for the same words. */
function sharedLists<Item>(): (list: readonly Item[]) => readonly Item[] {
  const nothing: readonly Item[] = [];
  const known = new Map<string, readonly Item[]>();
  return (list) => {
    if (list.length === 0) return nothing;
    const words = JSON.stringify(list);
    const before = known.get(words);
    if (before) return before;
    if (known.size >= MOST) known.clear();
    known.set(words, list);
    return list;
  };
}

const tags = sharedLists<string>();
const bylines = sharedLists<Listing["bylines"][number]>();
const [NOTHING, STANDS_SO]: [readonly never[], StoryFacts["standing"]] = [[], {}];
const CHANGED: readonly StoryFacts["changed"][] = [
  { lo: false, en: false },
  { lo: true, en: false },
  { lo: false, en: true },
  { lo: true, en: true },
];

const orNothing = <Item>(list: readonly Item[]): readonly Item[] => (list.length === 0 ? NOTHING : list);

function shareListing(listing: Mutable<Listing>): void {
  listing.tags = tags(listing.tags);
  listing.bylines = bylines(listing.bylines);
  listing.shown = orNothing(listing.shown);
  listing.related = orNothing(listing.related);
}

/** The second text where it is the first one's letters. */
const alike = <Text extends string | null>(first: string | null | undefined, second: Text): Text =>
  first === second ? (first as Text) : second;

/** Facts that were just read, and that nobody else holds: the same, in less room. */
export function sharedFacts(stories: readonly StoryFacts[]): readonly StoryFacts[] {
  for (const story of stories as readonly Mutable<StoryFacts>[]) {
    const { changed, release, versions, standing } = story;
    story.changed = CHANGED[(changed.lo ? 1 : 0) + (changed.en ? 2 : 0)] ?? changed;
    if (!standing.lo && !standing.en) story.standing = STANDS_SO;
    const { lo, en } = release as Record<"lo" | "en", Mutable<StoryFacts["release"]["lo"]>>;
    en.publishedAt = alike(lo.publishedAt, en.publishedAt);
    if (lo.out && en.out && lo.out.rev === en.out.rev && lo.out.at === en.out.at) en.out = lo.out;
    for (const one of [lo, en]) one.corrections = orNothing(one.corrections);
    for (const lang of LANGS)
      for (const listing of [versions[lang], standing[lang]]) if (listing) shareListing(listing);
  }
  return stories;
}
