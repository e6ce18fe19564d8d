/** Where the pages of sections and tags stand: under their keys as slugs. */
import type { Lang } from "../../../shared/article/article.ts";
import type { Settings, Term } from "../../../shared/settings.ts";
import { freeSlug } from "../../../shared/text/free-slug.ts";
import { slugOf } from "../../../shared/text/slug.ts";

const known = new WeakMap<readonly Term[], ReadonlyMap<string, string>>();

/** Each key's slug. Of two alike the one that stands first in the settings has it, the next has `-2`. */
function slugsOf(terms: readonly Term[]): ReadonlyMap<string, string> {
  const before = known.get(terms);
  if (before) return before;
  const slugs = new Map<string, string>();
  const taken = new Set<string>();
  for (const { key } of terms) {
    if (slugs.has(key)) continue;
    const slug = freeSlug(slugOf(key) || "key", taken);
    taken.add(slug);
    slugs.set(key, slug);
  }
  known.set(terms, slugs);
  return slugs;
}

const folderIn = (terms: readonly Term[], kind: "section" | "tag", lang: Lang, key: string): string | null => {
  const slug = slugsOf(terms).get(key);
  return slug === undefined ? null : `${lang}/${kind}/${slug}`;
};

/** The folder of a section's page from the site's root; null for a key that the settings don't know. */
export const sectionFolder = ({ categories }: Settings, lang: Lang, key: string): string | null =>
  folderIn(categories, "section", lang, key);

/** The same of a tag. */
export const tagFolder = ({ tags }: Settings, lang: Lang, key: string): string | null =>
  folderIn(tags, "tag", lang, key);
