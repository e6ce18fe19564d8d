/**
 * Stories that are out as they stand, with nothing to be done or told of them: where their facts are as they were when a
 * plan was made, they are as that plan had them. What lists say of them is read from their facts where a page is made.
 */
import { FORMAT, type Lang } from "../../../../shared/article/article.ts";
import { lastPublication } from "../../../../shared/article/last-publication.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import type { Listing, StoryFacts } from "../../../../shared/article/story-facts.ts";
import { correctionsIn } from "../out-version.ts";
import type { OutStory, OutVersion } from "../site-plan.ts";

/** Of a language that is out, what a plan asks of every story. */
export type SettledLang = readonly [
  digest: string,
  publishedAt: string,
  folder: string,
  updatedAt: string | null,
  rev: string | null,
  category: string | null,
  tags: readonly string[],
  image: Listing["image"],
  shown: Listing["shown"],
];

/**
 * `word`: of the facts. `told`: when anything of it last went out (`lastPublication`). `waits`: the languages that are
 * there and not out. `names`: whether it names other news.
 */
export type SettledWords = readonly [
  id: string,
  word: string,
  slug: string,
  told: string | null,
  last: Lang,
  waits: readonly Lang[],
  names: boolean,
  lo: SettledLang | null,
  en: SettledLang | null,
];

const NOTHING: readonly never[] = [];

/** A list that most stories have empty: the same one for all of these. */
const listed = <T>(all: readonly T[]): readonly T[] => (all.length === 0 ? NOTHING : all);

/** A class, as there are many thousands and each has the same few things to find out late. */
export class SettledVersion implements OutVersion {
  readonly id: string;
  readonly lang: Lang;
  readonly digest: string;
  readonly publishedAt: string;
  /** Milliseconds since 1970 of that. */
  readonly at: number;
  readonly folder: string;
  readonly updatedAt: string | null;
  readonly rev: string | null;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly image: Listing["image"];
  readonly shown: Listing["shown"];
  readonly #story: SettledStory;

  constructor(story: SettledStory, lang: Lang, words: SettledLang, at: number) {
    this.id = story.id;
    this.lang = lang;
    this.digest = words[0];
    this.publishedAt = words[1];
    this.at = at;
    this.folder = words[2];
    this.updatedAt = words[3];
    this.rev = words[4];
    this.category = words[5];
    this.tags = listed(words[6]);
    this.image = words[7];
    this.shown = listed(words[8]);
    this.#story = story;
  }

  get headline() {
    return this.#story.versions[this.lang]?.headline ?? "";
  }
  get lead() {
    return this.#story.versions[this.lang]?.lead ?? "";
  }
  get bylines() {
    return this.#story.versions[this.lang]?.bylines ?? NOTHING;
  }
  get related() {
    return this.#story.names ? (this.#story.versions[this.lang]?.related ?? NOTHING) : NOTHING;
  }
  get corrections() {
    return this.updatedAt === null ? NOTHING : correctionsIn(this.#story, this.lang, this.#story.zone).corrections;
  }
}

/** When a language went out, in milliseconds since 1970. */
export const momentOf = (out: Pick<OutVersion, "publishedAt">): number =>
  out instanceof SettledVersion ? out.at : Date.parse(out.publishedAt);

/** The facts of such a story, most of which are read only where somebody asks. */
export class SettledStory implements StoryFacts {
  readonly id: string;
  readonly word: string;
  readonly slug: string;
  readonly format = FORMAT;
  readonly trashedAt = null;
  readonly embargoUntil = null;
  readonly told: string | null;
  readonly waits: readonly Lang[];
  readonly names: boolean;
  readonly zone: string;
  readonly out: OutStory;
  /** Milliseconds since 1970 of the later of its dates. */
  readonly datedAt: number;
  readonly #read: () => StoryFacts;
  #facts: StoryFacts | null = null;

  /** `zone`: that of the plan. `read` gives the facts. */
  constructor(words: SettledWords, zone: string, read: () => StoryFacts) {
    const [id, word, slug, told, last, waits, names, lo, en] = words;
    this.id = id;
    this.word = word;
    this.slug = slug;
    this.told = told;
    this.waits = listed(waits);
    this.names = names;
    this.zone = zone;
    this.#read = read;
    const versions: { -readonly [L in Lang]?: OutVersion } = {};
    const loAt = lo ? Date.parse(lo[1]) : Number.NEGATIVE_INFINITY;
    const enAt = !en ? Number.NEGATIVE_INFINITY : en[1] === lo?.[1] ? loAt : Date.parse(en[1]);
    if (lo) versions.lo = new SettledVersion(this, "lo", lo, loAt);
    if (en) versions.en = new SettledVersion(this, "en", en, enAt);
    const folder = versions[last]?.folder ?? "";
    this.out = { id, word, versions, last, slug: folder.slice(folder.lastIndexOf("/") + 1) };
    this.datedAt = Math.max(loAt, enAt);
  }

  /** All of its facts. */
  get facts(): StoryFacts {
    this.#facts ??= this.#read();
    return this.#facts;
  }
  get release() {
    return this.facts.release;
  }
  get versions() {
    return this.facts.versions;
  }
  get changed() {
    return this.facts.changed;
  }
  get standing() {
    return NO_STANDING;
  }
}

const NO_STANDING: StoryFacts["standing"] = {};

/** Whether a language is out as it stands, with nothing to be told of it. */
function isOutSo({ release, versions, changed }: StoryFacts, lang: Lang, now: string): boolean {
  const { stage, publishedAt, out, withdrawn } = release[lang];
  const version = versions[lang];
  if (stage !== "published" || out === null || publishedAt === null || withdrawn !== null || changed[lang])
    return false;
  return version?.printable === true && version.headline.trim() !== "" && Date.parse(publishedAt) <= Date.parse(now);
}

/** Whether a language was never out and nothing asks for it. */
function isAtHome({ release, changed }: StoryFacts, lang: Lang): boolean {
  const { stage, out, withdrawn } = release[lang];
  const isAsked = stage === "ready" || stage === "published" || stage === "withdrawn";
  return !isAsked && out === null && withdrawn === null && !changed[lang];
}

/**
 * What is kept of a story that a plan has as `out`, standing by these facts; null where another plan may have to do or
 * tell something of it. `digestOf`: its `factsDigest`.
 */
export function settledWords(
  story: StoryFacts,
  out: OutStory,
  now: string,
  digestOf: (version: OutVersion) => string,
): SettledWords | null {
  const { id, word, slug, trashedAt, embargoUntil, standing, versions } = story;
  if (word === undefined || slug === null || story.format !== FORMAT) return null;
  if (trashedAt !== null || embargoUntil !== null || standing.lo || standing.en) return null;
  const isWhole = LANGS.every((lang) => (out.versions[lang] ? isOutSo(story, lang, now) : isAtHome(story, lang)));
  if (!isWhole) return null;
  const waits = LANGS.filter((lang) => versions[lang] && !out.versions[lang]);
  const names = LANGS.some((lang) => (out.versions[lang]?.related.length ?? 0) > 0);
  const langWords = (lang: Lang): SettledLang | null => {
    const version = out.versions[lang];
    if (!version) return null;
    const { publishedAt, folder, updatedAt, rev, category, tags, image, shown } = version;
    return [digestOf(version), publishedAt, folder, updatedAt, rev, category, tags, image, shown];
  };
  const told = lastPublication([story], null);
  return [id, word, slug, told, out.last, waits, names, langWords("lo"), langWords("en")];
}
