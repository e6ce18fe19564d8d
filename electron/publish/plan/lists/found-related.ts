/**
 * Stories that stand beside a story without having been chosen: of those that share a tag, then of its section, the
 * newest that are older than it. So a new story changes no page of an older one.
 */
import type { Lang } from "../../../../shared/article/article.ts";
import type { NamedRelated } from "../../../../shared/article/named-related.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import { canonicalText } from "../../../../shared/text/lao.ts";
import { momentOf } from "../settled/settled-story.ts";
import type { OutStory, OutVersion } from "../site-plan.ts";

/** A story in one language. */
export interface Neighbour {
  readonly id: string;
  readonly out: OutVersion;
}

interface Placed extends Neighbour {
  readonly at: number;
}

/** Which stories of one language there are, by what they share; in order once somebody asks. */
interface Shelf {
  readonly byTag: (tag: string) => readonly Placed[];
  readonly bySection: (section: string) => readonly Placed[];
  /** Asked for only where a story names one from elsewhere. */
  readonly byTitle: () => ReadonlyMap<string, Placed>;
}

type Stories = ReadonlyMap<string, OutStory>;

/** The older first; of the same moment by id, so that of two one is the older. */
const byAge = (a: Pick<Placed, "at" | "id">, b: Pick<Placed, "at" | "id">): number =>
  a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const MINUTE = 60_000;

/** A title with its date, as a page shows it: to the minute. */
const titleKey = (title: string, at: number): string =>
  `${Math.floor(at / MINUTE)} ${canonicalText(title).replace(/\s+/g, " ").trim().toLowerCase()}`;

const NONE: readonly never[] = [];

const placedAt = ({ id, out }: Neighbour): Placed => ({ id, out, at: momentOf(out) });

/** Puts stories together, those of a key in order once they are asked for: of a story that changed alone, few are. */
function inOrder(shelves: ReadonlyMap<string, readonly Neighbour[]>): (key: string) => readonly Placed[] {
  const sorted = new Map<string, readonly Placed[]>();
  return (key) => {
    const before = sorted.get(key);
    if (before) return before;
    const shelf = shelves.get(key) ?? NONE;
    const made = shelf.map(placedAt).sort(byAge);
    sorted.set(key, made);
    return made;
  };
}

function shelfOf(stories: Stories, lang: Lang): Shelf {
  const byTag = new Map<string, Neighbour[]>();
  const bySection = new Map<string, Neighbour[]>();
  const put = (shelf: Map<string, Neighbour[]>, key: string, one: Neighbour) => {
    const there = shelf.get(key);
    if (!there) shelf.set(key, [one]);
    // Not a tag that a story has twice.
    else if (there.at(-1) !== one) there.push(one);
  };
  for (const [id, { versions }] of stories) {
    const out = versions[lang];
    if (!out) continue;
    const one = { id, out };
    for (const tag of out.tags) put(byTag, tag, one);
    if (out.category !== null) put(bySection, out.category, one);
  }
  let titles: ReadonlyMap<string, Placed> | null = null;
  const byTitle = () => {
    titles ??= titlesOf(stories, lang);
    return titles;
  };
  return { byTag: inOrder(byTag), bySection: inOrder(bySection), byTitle };
}

/** Of two with one title at the same minute, the older. */
function titlesOf(stories: Stories, lang: Lang): ReadonlyMap<string, Placed> {
  const all: Placed[] = [];
  for (const [id, { versions }] of stories) {
    const out = versions[lang];
    if (out) all.push(placedAt({ id, out }));
  }
  const byTitle = new Map<string, Placed>();
  for (const one of all.sort(byAge)) {
    const key = titleKey(one.out.headline, one.at);
    if (!byTitle.has(key)) byTitle.set(key, one);
  }
  return byTitle;
}

const shelves = new WeakMap<Stories, Partial<Record<Lang, Shelf>>>();

function shelf(stories: Stories, lang: Lang): Shelf {
  const known = shelves.get(stories) ?? {};
  const made = known[lang] ?? shelfOf(stories, lang);
  known[lang] = made;
  shelves.set(stories, known);
  return made;
}

/** How many of a sorted list are older. */
function olderIn(list: readonly Placed[], than: Placed): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const one = list[middle];
    if (one && byAge(one, than) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The newest of a list that are older than a story, but for those that stand beside it already. */
function newestOlder(list: readonly Placed[], than: Placed, beside: ReadonlySet<string>, most: number): Placed[] {
  const found: Placed[] = [];
  for (let at = olderIn(list, than) - 1; at >= 0 && found.length < most; at -= 1) {
    const one = list[at];
    if (one && !beside.has(one.id)) found.push(one);
  }
  return found;
}

interface Asked extends Neighbour {
  readonly beside: string;
  readonly most: number;
  readonly found: readonly Neighbour[];
}

/** The stories that are looked at before the page of the first of them is made, in each language. */
const ASKED_TOGETHER = 10 * LANGS.length;
/** What was found last, the newest first: for each language of a story it is asked when its page is looked at, and when it is made. */
const lastFound = new WeakMap<Stories, readonly Asked[]>();

/** Up to `most` stories that stand beside this one, beside those that do already; the nearest first. */
export function foundRelated(
  stories: Stories,
  story: Neighbour,
  ids: readonly string[],
  most: number,
): readonly Neighbour[] {
  const beside = ids.join(" ");
  const last = lastFound.get(stories) ?? [];
  const before = last.find(
    (one) => one.out === story.out && one.id === story.id && one.beside === beside && one.most === most,
  );
  if (before) return before.found;
  const found = foundAnew(stories, story, ids, most);
  lastFound.set(stories, [{ id: story.id, out: story.out, beside, most, found }, ...last].slice(0, ASKED_TOGETHER));
  return found;
}

function foundAnew(
  stories: Stories,
  { id, out }: Neighbour,
  beside: Iterable<string>,
  most: number,
): readonly Neighbour[] {
  const { byTag, bySection } = shelf(stories, out.lang);
  const self = placedAt({ id, out });
  const there = new Set([...beside, id]);
  const withTag: Placed[] = [];
  for (const tag of out.tags) withTag.push(...newestOlder(byTag(tag), self, there, most));
  const found: Placed[] = [];
  for (const one of withTag.sort((a, b) => byAge(b, a))) {
    if (found.length >= most) break;
    if (there.has(one.id)) continue;
    there.add(one.id);
    found.push(one);
  }
  const ofSection = out.category === null ? NONE : bySection(out.category);
  return [...found, ...newestOlder(ofSection, self, there, most - found.length)];
}

/** The story of this site that is meant, in this language; null where there is none. */
export function relatedHere(stories: Stories, lang: Lang, named: NamedRelated): Neighbour | null {
  if (typeof named === "string") {
    const out = stories.get(named)?.versions[lang];
    return out ? { id: named, out } : null;
  }
  if (named.publishedAt === null) return null;
  return (
    shelf(stories, lang)
      .byTitle()
      .get(titleKey(named.title, Date.parse(named.publishedAt))) ?? null
  );
}

/** Beside a story stand as many, those that were chosen among them; more only where more were chosen. */
export const MOST_RELATED = 6;

/** What stands beside a story after the chosen ones. */
export function foundBeside(stories: Stories, story: Neighbour, chosen: readonly NamedRelated[]): readonly Neighbour[] {
  const { lang } = story.out;
  const here = chosen.map((one) => relatedHere(stories, lang, one));
  const shown = chosen.filter((one, at) => typeof one !== "string" || here[at]).length;
  const ids = here.flatMap((one) => one?.id ?? []);
  return foundRelated(stories, story, ids, Math.max(0, MOST_RELATED - shown));
}
