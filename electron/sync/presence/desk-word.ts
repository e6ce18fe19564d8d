/** What a desk says about itself: which stories are open at it, and who sits there. */
import { z } from "zod";
import { ArticleId, Instant, Key } from "../../../shared/article/article.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";

/** Stories that a desk tells of, and letters that a name may have. */
export const MOST_OPEN = 20;
const NAME = 80;

/** A name that a hub tells: one line, whatever it holds. Lao has marks of no width between its words, which stay. */
const plainName = (name: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  name.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, " ").trim();
const Name = z
  .string()
  .max(400)
  .transform((name) => plainName(name).slice(0, NAME));

const DeskWord = z.looseObject({
  format: z.literal(1),
  /** By the clock of that desk, which may be wrong. */
  at: Instant,
  by: Name,
  /** Their key in the settings, where they are one of the library's people. */
  person: Key.nullable(),
  deskName: Name,
  stories: z.array(ArticleId).max(MOST_OPEN),
});
export type DeskWord = z.infer<typeof DeskWord>;

/** Of a desk at which nothing is open. */
const NOTHING = { format: 1, stories: [] };

export const wordText = (word: DeskWord): string => canonicalJson(word.stories.length === 0 ? NOTHING : word);

/** Null for what is no word, and for one that tells of no story. */
export function readWord(text: string): DeskWord | null {
  try {
    return DeskWord.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
