/** A story's address: from the English headline, else from the Lao one in Latin letters; never empty. */
import { type NamedWords, romanise, UNNAMED } from "./romanise.ts";

const LONGEST = 80;

/**
 * Latin letters, digits and single hyphens between words, Lao ones too, cut at a word; empty where nothing is left.
 * `words`: what cuts the Lao ones.
 */
export function slugOf(text: string, words: NamedWords = UNNAMED): string {
  const plain = romanise(text, "-", words)
    .normalize("NFKD")
    .replace(/[\u0300-\u036f’'‘]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  if (plain.length <= LONGEST) return plain;
  const cut = plain.slice(0, LONGEST + 1);
  return (cut.includes("-") ? cut.slice(0, cut.lastIndexOf("-")) : plain.slice(0, LONGEST)).replace(/-+$/, "");
}

/** `id` stands in where neither headline has a letter. `words`: the desk's (`deskWords`), so that its names stay whole. */
export function automaticSlug(
  headlines: { readonly lo: string; readonly en: string },
  id: string,
  words: NamedWords = UNNAMED,
): string {
  return slugOf(headlines.en) || slugOf(headlines.lo, words) || `story-${id.slice(-8).toLowerCase()}`;
}
