/**
 * Older formats, one step at a time. A step takes the raw JSON of one format to the next and knows
 * nothing of any other, so an old one is never touched again. Format 1 is the first that was ever
 * written, so the ladder begins empty.
 */
export type Step = (raw: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** A step stands under the number of the format that it starts from. */
export type Ladder = Readonly<Record<number, Step>>;

export const ARTICLE_LADDER: Ladder = {};

export interface Migrated {
  readonly raw: unknown;
  /** The format that the file had; null where it was not an old one. */
  readonly from: number | null;
}

/** The raw JSON in the format `to`; as it came where it isn't older, or where a step is missing. */
export function migrate(raw: unknown, to: number, ladder: Ladder): Migrated {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return { raw, from: null };
  const from = (raw as { format?: unknown }).format;
  if (typeof from !== "number" || !Number.isInteger(from) || from >= to) return { raw, from: null };
  let now = raw as Record<string, unknown>;
  for (let format = from; format < to; format += 1) {
    const step = ladder[format];
    if (!step) return { raw, from: null };
    now = { ...step(now), format: format + 1 };
  }
  return { raw: now, from };
}
