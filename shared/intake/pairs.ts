/** Which of many stories are the same one in two languages: told from their files' names, dates, figures and names. */
import type { Lang } from "../article/article.ts";
import { romanise } from "../text/romanise.ts";
import { storyAnchors } from "./story-anchors.ts";

export interface PairSubject {
  /** The file's name; empty where it came in none. */
  readonly name: string;
  readonly lang: Lang;
  /** ISO 8601. */
  readonly publishedAt: string | null;
  /** Headline, lead and as much of the body as is at hand. */
  readonly text: string;
}

/** Places in the list of stories. */
export interface FoundPair {
  readonly lo: number;
  readonly en: number;
  /** Else it is for a person to say. */
  readonly sure: boolean;
}

/** How a file's name says its language. */
const LANG_WORDS: Readonly<Record<string, Lang>> = {
  ...{ lo: "lo", la: "lo", lao: "lo", laos: "lo", ລາວ: "lo", ພາສາລາວ: "lo" },
  ...{ en: "en", eng: "en", english: "en", ອັງກິດ: "en", ພາສາອັງກິດ: "en" },
};

/** A file's name without its ending and without the words that say its language, and which language they say. */
export function nameStem(name: string): { readonly stem: string; readonly lang: Lang | null } {
  const words = name
    .normalize("NFC")
    .toLowerCase()
    .replace(/\.[a-z0-9]{1,5}$/, "")
    .split(/[\s._\-()[\]]+/)
    .filter((word) => word !== "");
  const at = words.findLastIndex((word) => Object.hasOwn(LANG_WORDS, word));
  if (at < 0) return { stem: words.join(" "), lang: null };
  return { stem: words.filter((_, index) => index !== at).join(" "), lang: LANG_WORDS[words[at] ?? ""] ?? null };
}

/** Consonants as they sound, whoever spelt them: what is left of a name in both scripts. */
const skeleton = (latin: string): string =>
  latin
    .toLowerCase()
    .replace(/[^a-z]/g, "")
    .replace(/ch|x|z/g, "s")
    .replace(/v/g, "w")
    .replace(/r/g, "l")
    .replace(/[aeiouyh]/g, "")
    .replace(/(.)\1+/g, "$1");

/** Fewer sounds are met by chance. */
const LEAST_SOUNDS = 5;
/** Characters of a text that are looked at; what two stories share stands at their beginning. */
const LOOKED_AT = 6000;

interface Looks extends PairSubject {
  readonly stem: string;
  readonly nameLang: Lang | null;
  readonly digits: string;
  readonly anchors: ReadonlySet<string>;
  /** Of a Lao text all sounds, of an English one those of its names. */
  readonly sounds: readonly string[];
}

function looksOf(subject: PairSubject): Looks {
  const text = subject.text.slice(0, LOOKED_AT);
  const { stem, lang } = nameStem(subject.name);
  const names = [...text.matchAll(/\p{Lu}[\p{Ll}’'-]+(?: \p{Lu}[\p{Ll}’'-]+)*/gu)].map(([name]) => skeleton(name));
  return {
    ...subject,
    stem,
    nameLang: lang,
    digits: (stem.match(/\d+/g) ?? []).join(" "),
    anchors: storyAnchors(text),
    sounds:
      subject.lang === "lo"
        ? [skeleton(romanise(text))]
        : [...new Set(names)].filter((name) => name.length >= LEAST_SOUNDS),
  };
}

interface Likeness {
  /** Below what is worth offering it is 0. */
  readonly score: number;
  readonly sure: boolean;
}

const DAY = 24 * 3_600_000;
const OFFERED = 3;
const SURE = 6;

function likeness(lo: Looks, en: Looks): Likeness {
  const sameName =
    lo.stem !== "" &&
    lo.stem === en.stem &&
    (lo.nameLang !== null || en.nameLang !== null) &&
    lo.nameLang !== "en" &&
    en.nameLang !== "lo";
  const shared = [...lo.anchors].filter((anchor) => en.anchors.has(anchor)).length;
  const fewest = Math.min(lo.anchors.size, en.anchors.size);
  const figures = fewest >= 3 && shared >= 2 ? (4 * shared) / fewest : 0;
  const named = en.sounds.filter((name) => (lo.sounds[0] ?? "").includes(name)).length;
  const apart =
    lo.publishedAt && en.publishedAt ? Math.abs(Date.parse(lo.publishedAt) - Date.parse(en.publishedAt)) : null;
  const dated = apart === null ? 0 : apart === 0 ? 2 : apart < DAY ? 1 : apart > 3 * DAY ? -3 : 0;
  const numbered = lo.digits !== "" && lo.digits === en.digits ? 1 : 0;
  const told = figures + Math.min(3, named) + dated;
  const score = told + numbered + (sameName ? 5 : 0);
  // A name alone is believed, unless the texts say that they are two stories.
  const contradicts = fewest >= 6 && shared === 0 && named === 0;
  return { score: score < OFFERED || contradicts ? 0 : score, sure: sameName ? dated >= 0 : told >= SURE };
}

/** One of several that would do may be another story of the same day. */
const MARGIN = 1;

/**
 * Pairs of a Lao and an English story, each story in one pair at most: those alone that have no nearly as good
 * partner beside each other.
 */
export function pairsOf(subjects: readonly PairSubject[]): FoundPair[] {
  const looks = subjects.map(looksOf);
  const at = (lang: Lang) => [...looks.keys()].filter((index) => looks[index]?.lang === lang);
  const found = at("lo").flatMap((lo) =>
    at("en").flatMap((en) => {
      const [mine, theirs] = [looks[lo], looks[en]];
      const like = mine && theirs ? likeness(mine, theirs) : { score: 0, sure: false };
      return like.score > 0 ? [{ lo, en, ...like }] : [];
    }),
  );
  found.sort((a, b) => b.score - a.score);
  const rival = (one: (typeof found)[number]): number =>
    Math.max(
      0,
      ...found
        .filter((other) => other !== one && (other.lo === one.lo) !== (other.en === one.en))
        .map(({ score }) => score),
    );
  const taken = new Set<number>();
  const pairs: FoundPair[] = [];
  for (const one of found) {
    if (taken.has(one.lo) || taken.has(one.en)) continue;
    // What a better pair has taken is nobody's rival any more.
    const isAlone = one.score - rival(one) >= MARGIN;
    if (!isAlone && !one.sure) continue;
    taken.add(one.lo).add(one.en);
    pairs.push({ lo: one.lo, en: one.en, sure: one.sure && isAlone });
  }
  return pairs.sort((a, b) => Math.min(a.lo, a.en) - Math.min(b.lo, b.en));
}
