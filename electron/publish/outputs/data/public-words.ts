/** Words, keys and addresses as published data has them. */
import { z } from "zod";
import type { Lang } from "../../../../shared/article/article.ts";
import { Key } from "../../../../shared/article/article.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import type { Term } from "../../../../shared/settings.ts";
import { wordOf } from "../../pages/site-words.ts";
import { publicAddress } from "../../pages/story/surroundings.ts";
import type { OutStory, OutVersion, SitePlan } from "../../plan/site-plan.ts";

/** Words in the languages that are out; a language that isn't out or has no word is not there. */
export const PublicWords = z.strictObject({ lo: z.string().optional(), en: z.string().optional() });
export type PublicWords = z.infer<typeof PublicWords>;

export const PublicTerm = z.strictObject({ key: Key, words: PublicWords });
export type PublicTerm = z.infer<typeof PublicTerm>;

/** A page's address: absolute where the site's is known, else from its root. */
export function urlOf(baseUrl: string, folder: string): string {
  return baseUrl ? publicAddress(baseUrl, folder) : `${folder}/index.html`;
}

/** What readers were told of a language's corrections; the note of one may be empty. */
export const publicCorrections = ({ corrections, lang }: OutVersion) =>
  corrections.map(({ at, text }) => ({ at, text: text[lang] }));

/** Where a language stands, since when, and when it last got other words. */
export const outAt = ({ folder, publishedAt, updatedAt }: OutVersion, baseUrl: string) => ({
  url: urlOf(baseUrl, folder),
  publishedAt,
  updatedAt: updatedAt ?? publishedAt,
});

/** The words of the languages given, without the empty ones. */
export function publicWords(words: Readonly<Record<Lang, string>>, langs: readonly Lang[]): PublicWords {
  const kept: PublicWords = {};
  for (const lang of langs) if (words[lang].trim()) kept[lang] = words[lang];
  return kept;
}

/** A key with its words, in each language of the key that this language has. */
function publicTerm(terms: readonly Term[], key: string, keyIn: Readonly<Partial<Record<Lang, string>>>): PublicTerm {
  const wordIn = (lang: Lang) => wordOf(terms, keyIn[lang] ?? null, lang);
  return { key, words: publicWords({ lo: wordIn("lo"), en: wordIn("en") }, LANGS) };
}

/** The tags of a story, those of the language that went out last first; each in the words of the languages that have it. */
export function publicTags({ versions, last }: OutStory, { settings }: SitePlan): PublicTerm[] {
  const inOrder = [last, ...LANGS.filter((lang) => lang !== last)];
  const tags = new Set(inOrder.flatMap((lang) => versions[lang]?.tags ?? []));
  return [...tags].map((tag) => {
    const keyIn: Partial<Record<Lang, string>> = {};
    for (const lang of LANGS) if (versions[lang]?.tags.includes(tag)) keyIn[lang] = tag;
    return publicTerm(settings.tags, tag, keyIn);
  });
}

/** The category of a story: one key, and for each language the words that its own page shows. */
export function publicCategory({ versions, last }: OutStory, { settings }: SitePlan): PublicTerm | null {
  const key = versions[last]?.category ?? null;
  const keyIn: Partial<Record<Lang, string>> = {};
  for (const lang of LANGS) {
    const own = versions[lang]?.category;
    if (own) keyIn[lang] = own;
  }
  return key === null ? null : publicTerm(settings.categories, key, keyIn);
}
