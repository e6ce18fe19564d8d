/** A story's address: from the English headline, else from the Lao one in Latin letters; never empty. */
import { nameParts } from "./names/own-names.ts";
import { romanise } from "./romanise.ts";

const LONGEST = 80;

/**
 * Latin letters, digits and single hyphens between words, Lao ones too, cut at a word; empty where nothing is left.
 * `names`: parts of Lao names that are one word each (`nameParts`).
 */
export function slugOf(text: string, names: readonly string[] = []): string {
  const plain = romanise(text, "-", names)
    .normalize("NFKD")
    .replace(/[\u0300-\u036f’'‘]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  if (plain.length <= LONGEST) return plain;
  const cut = plain.slice(0, LONGEST + 1);
  return (cut.includes("-") ? cut.slice(0, cut.lastIndexOf("-")) : plain.slice(0, LONGEST)).replace(/-+$/, "");
}

/** `id` stands in where neither headline has a letter. `names`: Lao names of people that the story may be about. */
export function automaticSlug(
  headlines: { readonly lo: string; readonly en: string },
  id: string,
  names: Iterable<string> = [],
): string {
  return slugOf(headlines.en) || slugOf(headlines.lo, nameParts(names)) || `story-${id.slice(-8).toLowerCase()}`;
}
