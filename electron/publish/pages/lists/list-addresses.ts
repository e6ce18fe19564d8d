/** Where the lists of the site stand: folders from its root. In addresses a key is its slug. */
import type { Lang } from "../../../../shared/article/article.ts";
import type { Settings, Term } from "../../../../shared/settings.ts";
import { freeSlug, isDeviceName } from "../../../../shared/text/free-slug.ts";
import { slugOf } from "../../../../shared/text/slug.ts";

/** The slug of each key. One that is its own slug has it, but for a device's name; of others that come to the same, the first. */
function slugsOf(terms: readonly Term[], unnamed: string): ReadonlyMap<string, string> {
  const keys = [...new Set(terms.map(({ key }) => key))];
  const slugs = new Map(keys.filter((key) => slugOf(key) === key && !isDeviceName(key)).map((key) => [key, key]));
  const taken = new Set(slugs.values());
  for (const key of keys) {
    if (slugs.has(key)) continue;
    const slug = freeSlug(slugOf(key) || unnamed, taken);
    taken.add(slug);
    slugs.set(key, slug);
  }
  return slugs;
}

const known = new WeakMap<Settings, Readonly<Record<"section" | "tag", ReadonlyMap<string, string>>>>();

function slugsIn(settings: Settings) {
  const before = known.get(settings);
  if (before) return before;
  const slugs = { section: slugsOf(settings.categories, "section"), tag: slugsOf(settings.tags, "tag") };
  known.set(settings, slugs);
  return slugs;
}

const folderIn = (kind: "section" | "tag", terms: readonly Term[], settings: Settings, lang: Lang, key: string) => {
  const slug = slugsIn(settings)[kind].get(key);
  const word = terms.find((term) => term.key === key)?.[lang].trim();
  return slug && word ? `${lang}/${kind}/${slug}` : null;
};

/** The page of a section, or null where it has no word in this language. Every section that has one has a page. */
export const sectionFolder = (settings: Settings, lang: Lang, key: string): string | null =>
  folderIn("section", settings.categories, settings, lang, key);

/** The page of a tag, or null where it has no word in this language. It is there where a story that is out has the tag. */
export const tagFolder = (settings: Settings, lang: Lang, key: string): string | null =>
  folderIn("tag", settings.tags, settings, lang, key);

/** All that is out in a language, the newest first, with its months. */
export const allNewsFolder = (lang: Lang): string => `${lang}/page`;
