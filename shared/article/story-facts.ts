/** What planning a publication needs to know of a story, without its text. */

import { assetsIn } from "../blocks/body.ts";
import { bodyProblem } from "../blocks/body-problem.ts";
import type { Langs, ReadOnlyReason } from "../contract.ts";
import { type BylineKind, bylineKind, correctionsOf, type Withdrawal, withdrawalOf } from "./additions.ts";
import type { Article, Lang, Stage } from "./article.ts";
import { LANGS } from "./stages.ts";

/** What lists say of a language. */
export interface Listing {
  readonly headline: string;
  readonly lead: string;
  readonly category: string | null;
  readonly tags: readonly string[];
  /** Who is named in this language, and for what. */
  readonly bylines: readonly { readonly kind: BylineKind; readonly name: string }[];
  /** The lead photo; `alt` in this language. */
  readonly image: { readonly asset: string; readonly alt: string } | null;
  /** The library images that its page shows. */
  readonly assets: readonly string[];
  /** The stories of this library that it names as other news. */
  readonly related: readonly string[];
}

interface VersionFacts extends Listing {
  /** False where the body holds what this version of the app doesn't know, and so can't print. */
  readonly printable: boolean;
}

interface ReleaseFacts {
  readonly stage: Stage;
  readonly publishedAt: string | null;
  /** The revision that went out, and when; null where none is noted. */
  readonly out: { readonly rev: string; readonly at: string } | null;
  /** When other words last went out under the same address. */
  readonly corrected: string | null;
  readonly withdrawn: Withdrawal | null;
}

/** How a language stands on the site, in what lists and addresses need. */
export interface Standing extends Listing {
  readonly slug: string | null;
  readonly publishedAt: string | null;
}

export interface StoryFacts {
  readonly id: string;
  readonly format: number;
  readonly trashedAt: string | null;
  readonly embargoUntil: string | null;
  readonly slug: string | null;
  readonly release: Readonly<Record<Lang, ReleaseFacts>>;
  readonly versions: Readonly<Record<Lang, VersionFacts | null>>;
  /** Out, and the story says something else by now. */
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
  const body = versions[lang]?.body;
  return {
    headline,
    lead,
    category,
    tags,
    bylines,
    image: image && { asset: image.asset, alt: image.alt[lang] },
    assets: [...new Set([...(image ? [image.asset] : []), ...(body ? assetsIn(body) : [])])],
    related: details.related.flatMap((one) => ("article" in one ? [String(one.article)] : [])),
  };
}

/** The facts of an article, with those that its file alone doesn't tell. */
export function factsOf(article: Article, { readOnly, changed, standing }: FactsBeside): StoryFacts {
  const version = (lang: Lang): VersionFacts | null => {
    const one = article.versions[lang];
    // Whoever read the article looked at both bodies, and at most one in many has anything strange.
    return one && { ...listingOf(article, lang), printable: !readOnly || bodyProblem(one.body) === null };
  };
  const release = (lang: Lang): ReleaseFacts => {
    const { stage, publishedAt, out } = article.release[lang];
    return {
      stage,
      publishedAt,
      out: out ? { rev: out.rev, at: out.at } : null,
      corrected: correctionsOf(article.release[lang]).at(-1)?.at ?? null,
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
export const slugsOf = ({ slug, standing }: Pick<StoryFacts, "slug" | "standing">): string[] => [
  ...new Set([slug, ...LANGS.map((lang) => standing[lang]?.slug ?? null)].filter((one) => one !== null)),
];
