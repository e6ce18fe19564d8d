/** What planning a publication needs to know of a story, without its text. */

import { bodyProblem } from "../blocks/body-problem.ts";
import { ownStop, type StopId } from "../checks/own-stops.ts";
import type { Langs, ReadOnlyReason } from "../contract.ts";
import {
  type BylineKind,
  bylineKind,
  type Correction,
  type Crop,
  correctionsOf,
  cropOf,
  type Withdrawal,
  withdrawalOf,
} from "./additions.ts";
import type { Article, Lang, Stage } from "./article.ts";
import { type NamedRelated, namedRelated } from "./named-related.ts";
import { assetsShown } from "./shown.ts";
import { LANGS } from "./stages.ts";

/** What lists say of a language. */
export interface Listing {
  readonly headline: string;
  readonly lead: string;
  readonly category: string | null;
  readonly tags: readonly string[];
  /** Who is named in this language, and for what. */
  readonly bylines: readonly { readonly kind: BylineKind; readonly name: string }[];
  /** The lead photo in its cut; `alt` in this language. */
  readonly image: { readonly asset: string; readonly alt: string; readonly crop: Crop | null } | null;
  /** The library images that its page shows, each in its cut. */
  readonly shown: readonly { readonly asset: string; readonly crop: Crop | null }[];
  /** What it names as other news. */
  readonly related: readonly NamedRelated[];
}

interface VersionFacts extends Listing {
  /** False where the body holds what this version of the app doesn't know, and so can't print. */
  readonly printable: boolean;
  /** The check of its own file that keeps it at home; null where none does. */
  readonly stop: StopId | null;
}

interface ReleaseFacts {
  readonly stage: Stage;
  readonly publishedAt: string | null;
  /** The revision that went out, and when; null where none is noted. */
  readonly out: { readonly rev: string; readonly at: string } | null;
  /** Each time that other words went out under the same address, the oldest first. */
  readonly corrections: readonly Correction[];
  readonly withdrawn: Withdrawal | null;
}

/** How a language stands on the site, in what lists and addresses need. */
export interface Standing extends Listing {
  readonly slug: string | null;
  readonly publishedAt: string | null;
}

export interface StoryFacts {
  readonly id: string;
  /** Of all the rest, where whoever keeps the facts made one: equal for equal facts. */
  readonly word?: string;
  readonly format: number;
  readonly trashedAt: string | null;
  readonly embargoUntil: string | null;
  readonly slug: string | null;
  readonly release: Readonly<Record<Lang, ReleaseFacts>>;
  readonly versions: Readonly<Record<Lang, VersionFacts | null>>;
  /** The story says something else by now than when the language last went out, be it withdrawn since or not. */
  readonly changed: Langs;
  /** What went out, of the languages that changed since; none where its revision couldn't be read. */
  readonly standing: Readonly<Partial<Record<Lang, Standing>>>;
}

export interface FactsBeside {
  readonly readOnly: ReadOnlyReason | undefined;
  readonly changed: Langs;
  readonly standing: StoryFacts["standing"];
}

function listingOf({ details, versions }: Article, lang: Lang): Listing {
  const { category, tags, image } = details;
  const { headline = "", lead = "" } = versions[lang] ?? {};
  const bylines = details.bylines
    .map((byline) => ({ kind: bylineKind(byline), name: byline[lang].trim() }))
    .filter(({ name }) => name !== "");
  return {
    headline,
    lead,
    category,
    tags,
    bylines,
    image: image && { asset: image.asset, alt: image.alt[lang], crop: cropOf(details, image.asset) },
    shown: assetsShown({ details, versions }, lang).map((asset) => ({ asset, crop: cropOf(details, asset) })),
    related: namedRelated(details, lang),
  };
}

/** The facts of an article, with those that its file alone doesn't tell. */
export function factsOf(article: Article, { readOnly, changed, standing }: FactsBeside): StoryFacts {
  const version = (lang: Lang): VersionFacts | null => {
    const one = article.versions[lang];
    // Whoever read the article looked at both bodies, and at most one in many has anything strange.
    return (
      one && {
        ...listingOf(article, lang),
        printable: !readOnly || bodyProblem(one.body) === null,
        stop: ownStop(article, lang),
      }
    );
  };
  const release = (lang: Lang): ReleaseFacts => {
    const { stage, publishedAt, out } = article.release[lang];
    return {
      stage,
      publishedAt,
      out: out ? { rev: out.rev, at: out.at } : null,
      corrections: correctionsOf(article.release[lang]),
      withdrawn: withdrawalOf(article.release[lang]),
    };
  };
  return {
    id: article.id,
    format: article.format,
    trashedAt: article.trashedAt,
    embargoUntil: article.details.embargoUntil,
    slug: article.details.slug,
    release: { lo: release("lo"), en: release("en") },
    versions: { lo: version("lo"), en: version("en") },
    changed,
    standing,
  };
}

/** How a language of an article stands where this is the text that went out. */
export function standingOf(article: Article, lang: Lang): Standing {
  const { details, release } = article;
  return { ...listingOf(article, lang), slug: details.slug, publishedAt: release[lang].publishedAt };
}

/** The addresses that a story has or had: its own, and those that its pages still stand under. */
export function slugsOf({ slug, standing }: Pick<StoryFacts, "slug" | "standing">): string[] {
  // Most stand under their own.
  if (!standing.lo && !standing.en) return slug === null ? [] : [slug];
  return [...new Set([slug, ...LANGS.map((lang) => standing[lang]?.slug ?? null)].filter((one) => one !== null))];
}
