/** What a reader couldn't keep, named, so that whoever reads can tell it. */

export const LEFT_KINDS = [
  "picture",
  "drawing",
  "media",
  "equation",
  "superscript",
  "subscript",
  "struck",
  "link",
  "comment",
  "deletion",
  "number",
  "control",
  "writer",
  "hidden",
  "code",
] as const;

/**
 * `superscript`, `subscript`: text that stays, no longer set high or low. `struck`: text that stays,
 * without its line. `link`: words that stay, without their address: it leads nowhere on the web, or they stand in a field. `number`: a heading's. `control`: a form's parts
 * and a page's menus. `writer`: who wrote a mail that another one quotes. `hidden`: what the page doesn't show. `code`: styles and scripts.
 */
export type LeftKind = (typeof LEFT_KINDS)[number];

/** One thing left out, with its text as it stood; empty where it had none. */
export interface LeftPiece {
  readonly kind: LeftKind;
  readonly text: string;
}

export interface LeftOut {
  readonly kind: LeftKind;
  readonly count: number;
  /** The first few of the texts, each its beginning. */
  readonly samples: readonly string[];
}

const SAMPLES = 5;
const LONGEST_SAMPLE = 80;

function sampleOf(text: string): string {
  const line = text
    .slice(0, LONGEST_SAMPLE * 10)
    .replace(/\s+/g, " ")
    .trim();
  return line.length <= LONGEST_SAMPLE ? line.toWellFormed() : `${line.slice(0, LONGEST_SAMPLE).toWellFormed()}…`;
}

/** What was left out, counted by kind, in the order of `LEFT_KINDS`. */
export function countLeftOut(pieces: readonly LeftPiece[]): LeftOut[] {
  return LEFT_KINDS.flatMap((kind): LeftOut[] => {
    const those = pieces.filter((piece) => piece.kind === kind);
    if (those.length === 0) return [];
    const samples = new Set<string>();
    for (const { text } of those) {
      if (samples.size >= SAMPLES) break;
      const sample = sampleOf(text);
      if (sample !== "") samples.add(sample);
    }
    return [{ kind, count: those.length, samples: [...samples] }];
  });
}
