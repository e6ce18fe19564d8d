/**
 * What the files of stories followed from when they were last gone through, by this process or another one: of a story
 * that is as it was then, with the same beside it, nothing is worked out again.
 */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { keptAWhile } from "../../disk/kept-a-while.ts";
import { imageKey } from "../images/published-image.ts";
import { storyPath } from "../outputs/data/addresses.ts";
import type { NamedStory, Site } from "../outputs/site.ts";
import { digestKnown, factsDigest, isDigestKnown, standingWord } from "../plan/facts-digest.ts";
import { mayHaveOthers, type Neighbourly } from "../plan/lists/whose-neighbours.ts";
import { type OutStory, type OutVersion, pageOf } from "../plan/site-plan.ts";
import { digestOf, type StandingFiles } from "../write/site-file.ts";
import { type KeptStory, type KeptVersion, versionsAs, versionsIn } from "./known-file.ts";

interface Known {
  /** The story's very facts in the plan; of what has others by now, what says beside which it stood. */
  readonly out: Neighbourly;
  /** Its `standingWord` then: the same facts may come as another object. */
  readonly word: string | null;
  /** The pictures that lists show of it. */
  readonly pictures: string;
  /** Null where it names stories, or tells of a withdrawal: then others' changes show in it. */
  readonly files: { readonly shown: string; readonly stand: StandingFiles } | null;
}

/** As it was gone through now. */
interface Noted extends Known {
  readonly out: OutStory;
}

interface Walked {
  readonly stamp: string;
  readonly stories: ReadonlyMap<string, Known>;
  /** How many of them a later process would have to go through again. */
  readonly unkept: number;
}

const last = keptAWhile<Walked>();

/** Of more than so many that changed, all are gone through. */
const MOST = 1000;

/** So many stories are gone through again in the time in which all are kept anew. */
const mayBeUnkept = (stories: number): number => stories / 50;

const picturesOf = ({ versions }: OutStory, { images }: Site): string => {
  let pictures = "";
  for (const lang of LANGS) {
    const image = versions[lang]?.image;
    if (image) pictures += `${images.known(imageKey(image))?.path} `;
  }
  return pictures;
};

/** Letters of a word that is kept as it is. */
const LONG = 200;

/** What `shownIn` gives for the texts that the plan itself names, all of which can be shown, and no images. */
export const AS_PLANNED = "";

/** Which texts these are, and how their images are published. */
export function shownIn({ out, named, whole }: NamedStory, { images }: Site): string {
  const isAsPlanned = LANGS.every((lang) => {
    const one = named[lang];
    const version = out.versions[lang];
    if (!one) return !version;
    return one.assets.length === 0 && one.text === version?.rev && whole.includes(lang);
  });
  if (isAsPlanned) return AS_PLANNED;
  const parts: unknown[] = [whole];
  for (const lang of LANGS) {
    const one = named[lang];
    parts.push(one && [one.text, one.assets.map((asset) => images.known(asset))]);
  }
  const text = JSON.stringify(parts);
  return text.length > LONG ? digestOf(parts) : text;
}

/** Pages by their language, data by what follows the story's id, so that few letters say where they lie; null where something lies elsewhere. */
function keptPaths({ id, versions }: OutStory, { stand }: StandingFiles): string | null {
  const data = `api/${id}`;
  const words = stand.map(({ path, isPage }) => {
    const page = isPage ? LANGS.find((lang) => versions[lang] && pageOf(versions[lang]) === path) : undefined;
    return page ?? (!isPage && path.startsWith(data) ? path.slice(data.length) : null);
  });
  return words.every((word) => word !== null) ? words.join(" ") : null;
}

interface KeptWords {
  readonly words: readonly string[];
  readonly langs: readonly Lang[];
}

/** What `keptPaths` gave, most of it the same for every story; null where it can't have been. */
function wordsOf(paths: string): KeptWords | null {
  const words = paths.split(" ");
  const langs = LANGS.filter((lang) => words.includes(lang));
  return words.every((word) => word.startsWith(".") || word === "lo" || word === "en") ? { words, langs } : null;
}

/** Files whose paths are put together once somebody asks for them: of most it is enough that they stand. */
class RecalledFiles implements StandingFiles {
  readonly from: string;
  readonly #out: OutStory;
  readonly #kept: KeptWords;
  #stand: StandingFiles["stand"] | null = null;

  constructor(out: OutStory, from: string, kept: KeptWords) {
    this.from = from;
    this.#out = out;
    this.#kept = kept;
  }

  get story() {
    return this.#out.id;
  }
  get path() {
    return storyPath(this.#out.id);
  }
  get count() {
    return this.#kept.words.length;
  }
  get pages() {
    return this.#kept.langs.length;
  }
  get stand() {
    const { id, versions } = this.#out;
    this.#stand ??= this.#kept.words.map((word) => {
      const page = LANGS.find((one) => one === word);
      const version = page && versions[page];
      return version ? { path: pageOf(version), isPage: true } : { path: `api/${id}${word}`, isPage: false };
    });
    return this.#stand;
  }
}

const keptVersion = (out: OutVersion | undefined): KeptVersion | null =>
  out ? [factsDigest(out), out.publishedAt, out.category, out.tags] : null;

function neighbourly(kept: string): Neighbourly {
  const [lo, en] = versionsIn(kept).map((version): Neighbourly["versions"]["lo"] => {
    if (!version) return undefined;
    const [, publishedAt, category, tags] = version;
    return { publishedAt, category, tags };
  });
  return { versions: { lo, en } };
}

function digestsKnown({ versions }: OutStory, kept: string): void {
  const [lo, en] = versionsIn(kept);
  if (lo && versions.lo) digestKnown(versions.lo, lo[0]);
  if (en && versions.en) digestKnown(versions.en, en[0]);
}

/** What another process kept of the stories of a plan. */
function recalled(kept: readonly KeptStory[], outs: ReadonlyMap<string, OutStory>): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>();
  const words = new Map<string, KeptWords | null>();
  const wordsIn = (paths: string): KeptWords | null => {
    const before = words.get(paths);
    if (before !== undefined) return before;
    const made = wordsOf(paths);
    words.set(paths, made);
    return made;
  };
  for (const [id, word, pictures, shown, from, paths, versions] of kept) {
    const out = outs.get(id);
    if (!out || standingWord(out) !== word) {
      known.set(id, { out: neighbourly(versions), word: null, pictures, files: null });
      continue;
    }
    if (!isDigestKnown(out)) digestsKnown(out, versions);
    const its = from === "" ? null : wordsIn(paths);
    const isWhole = its?.langs.every((lang) => out.versions[lang]) ?? false;
    const files = its && isWhole ? { shown, stand: new RecalledFiles(out, from, its) } : null;
    known.set(id, { out, word, pictures, files });
  }
  return known;
}

/** A story as it is kept for the next process; null where that couldn't know it again. */
function keptOf({ out, pictures, files }: Noted): KeptStory | null {
  const word = standingWord(out);
  if (word === null) return null;
  const paths = files && keptPaths(out, files.stand);
  const versions = versionsAs(keptVersion(out.versions.lo), keptVersion(out.versions.en));
  const [shown, from] = files && paths !== null ? [files.shown, files.stand.from] : ["", ""];
  return [out.id, word, pictures, shown, from, paths ?? "", versions];
}

const isAs = (was: Known | undefined, out: OutStory): was is Known =>
  was !== undefined && (was.out === out || (was.word !== null && was.word === standingWord(out)));

export interface KnownStories {
  /** The files of a story, where they follow from the same as the last time. */
  same(out: OutStory, shown: string): StandingFiles | null;
  /** Notes what the files of a story follow from; `stand` null: it isn't known. */
  note(out: OutStory, shown: string, stand: StandingFiles | null): void;
  /** All stories were gone through. */
  done(): Promise<void>;
}

/** What was known last, by this process, else by the one that kept it. */
async function before({ plan, outs, sources }: Site, stamp: string): Promise<Walked> {
  const walked = last.get();
  last.forget();
  if (walked?.stamp === stamp) return walked;
  const kept = await sources.known?.read(stamp);
  const nothing = { stamp, stories: new Map<string, Known>(), unkept: plan.outs.length };
  return kept ? { stamp, stories: recalled(kept, outs), unkept: 0 } : nothing;
}

/** Of a site whose pictures in lists are known by now. */
export async function knownStories(site: Site, stamp: string): Promise<KnownStories> {
  const walked = await before(site, stamp);
  const known = walked.stories;
  let { unkept } = walked;
  const withdrawn = new Set(site.plan.withdrawn.map(({ id }) => id));
  const pictures = new Map<string, string>();
  const changed: Neighbourly[] = [];
  const others = new Set<string>();
  for (const out of site.plan.outs) {
    const is = picturesOf(out, site);
    if (is !== "") pictures.set(out.id, is);
    const was = known.get(out.id);
    if (isAs(was, out) && was.pictures === is) continue;
    changed.push(out, ...(was ? [was.out] : []));
    others.add(out.id);
  }
  for (const [id, { out }] of known) if (!site.outs.has(id)) changed.push(out);
  const isAll = changed.length > MOST;
  const mayBeOther = isAll ? () => true : mayHaveOthers(changed);
  const stories = new Map<string, Noted>();
  const isAlone = ({ id, versions: { lo, en } }: OutStory) =>
    !(withdrawn.size > 0 && withdrawn.has(id)) && !lo?.related.length && !en?.related.length;
  return {
    same(out, shown) {
      const was = isAll || others.has(out.id) ? undefined : known.get(out.id);
      if (!was?.files || was.files.shown !== shown || !isAlone(out) || mayBeOther(out)) return null;
      return was.files.stand;
    },
    note(out, shown, stand) {
      const was = known.get(out.id);
      // What `same` gave is known to be as it was.
      if (stand && was?.files?.stand === stand) {
        stories.set(out.id, { ...was, out });
        return;
      }
      const files = stand && isAlone(out) ? { shown, stand } : null;
      if (!isAs(was, out) || was.files?.stand !== files?.stand) unkept += 1;
      stories.set(out.id, { out, word: standingWord(out), pictures: pictures.get(out.id) ?? "", files });
    },
    async done() {
      last.put({ stamp, stories, unkept });
      if (!site.sources.known || unkept <= mayBeUnkept(stories.size)) return;
      const kept = [...stories.values()].map(keptOf).filter((one) => one !== null);
      // What goes out now is known again only once it stands.
      if (stories.size - kept.length > mayBeUnkept(stories.size)) return;
      if (await site.sources.known.keep(stamp, kept)) last.put({ stamp, stories, unkept: stories.size - kept.length });
    },
  };
}
