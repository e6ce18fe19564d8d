/** A story's lines cut into words: its headlines, its leads and the rest. */
import type { CutText, WordCutter } from "./word-cutter.ts";

/** What the desk's names cut otherwise in a story; empty where they make no difference. */
export interface NamedText {
  readonly headline: string;
  readonly lead: string;
  readonly rest: string;
}

/** `versions`: of each language its headline, its lead, then the others; none where the story isn't in it. */
export function cutStory(
  cutter: WordCutter,
  versions: readonly (readonly string[])[],
): readonly [headline: CutText, lead: CutText, rest: CutText] {
  const cut = (from: number, to?: number) => cutter.cut(versions.flatMap((lines) => lines.slice(from, to)).join("\n"));
  return [cut(0, 1), cut(1, 2), cut(2)];
}

/** The same from each version's lines as one text, as the index keeps them; empty where there is none. */
export function namedInTexts(cutter: WordCutter, texts: readonly string[]): NamedText {
  const [headline, lead, rest] = cutStory(
    cutter,
    texts.map((text) => (text === "" ? [] : text.split("\n"))),
  );
  return { headline: headline.named, lead: lead.named, rest: rest.named };
}
