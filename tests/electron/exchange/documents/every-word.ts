/** The law of every document of a word processor: its words are in its stories or named, and none touch. */
import fc from "fast-check";
import { expect } from "vitest";
import type { ImportedStory } from "../../../../electron/exchange/format.ts";
import { blocksOf } from "../../../../shared/blocks/body.ts";
import { blockText } from "../../../../shared/rows/rows.ts";

let made = 0;
/** Words that say by themselves where they stood. */
export const numberedWord = fc.constantFrom("ຂ່າວ", "ວຽງຈັນ", "ແຂວງ", "train", "Laos").map((stem) => {
  made += 1;
  return `${stem}${made}x`;
});
const WORD = /(?:ຂ່າວ|ວຽງຈັນ|ແຂວງ|train|Laos)\d+x/g;

/**
 * Each word of the body's XML is in the stories or in what they dropped, once, `more` among them; those that are kept
 * stand in the file's order, unless something in it is read elsewhere than where it stands.
 */
export function expectEveryWord(
  stories: readonly ImportedStory[],
  inside: string,
  { more = [], isMoved }: { readonly more?: readonly string[]; readonly isMoved: boolean },
): void {
  const given = inside.match(WORD) ?? [];
  const text = stories
    .flatMap(({ version }) => [version.headline, ...blocksOf(version.body).map(blockText)])
    .join("\n")
    // What was set high is written so.
    .normalize("NFKC");
  const kept: readonly string[] = text.match(WORD) ?? [];
  const named =
    stories
      .flatMap(({ dropped }) => dropped)
      .join("\n")
      .match(WORD) ?? [];
  expect([...kept, ...named].sort()).toEqual([...given, ...more].sort());
  // A headline goes before what it stood behind.
  if (!isMoved && stories.length === 1 && stories[0]?.fields?.headline !== "sure")
    expect(kept).toEqual(given.filter((one) => kept.includes(one)));
  // Each was parted from the next.
  expect(text).not.toMatch(/\d+x[^\s\n]*(?:ຂ່າວ|ວຽງຈັນ|ແຂວງ|train|Laos)\d/);
}
