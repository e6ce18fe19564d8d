/**
 * What was added to format 1 after it was fixed. An older desk carries these fields through and may have been
 * given anything in them, so each is read leniently: what isn't as it should be counts as absent, and stays on disk.
 */
import { z } from "zod";
import { AssetName, type Details, Instant, Key, type Release, Words } from "./article.ts";
import { isOut } from "./out.ts";

/** Of a language that left the site: when, and what readers are told. */
export const Withdrawal = z.looseObject({ at: Instant, reason: Words });
export type Withdrawal = z.infer<typeof Withdrawal>;

/** Other words went out under the same address: when, and the note to readers, which may be empty. */
export const Correction = z.looseObject({ at: Instant, text: Words });
export type Correction = z.infer<typeof Correction>;

/**
 * Who is to do a language, and by when. `after`: when what readers had then went out, so that this is about what goes
 * out next; absent where nothing was out.
 */
export const Assignment = z.looseObject({ person: Key, due: Instant.nullable(), after: Instant.optional() });
export type Assignment = z.infer<typeof Assignment>;

const Fraction = z.number().min(0).max(1);
/** What of a picture is shown, and the point that every cut keeps: fractions of its width and height. */
export const Crop = z.looseObject({ x: Fraction, y: Fraction, w: Fraction, h: Fraction, fx: Fraction, fy: Fraction });
export type Crop = z.infer<typeof Crop>;

/** What a person did for a story. */
export const BYLINE_KINDS = ["writer", "translator", "photographer", "editor"] as const;
export type BylineKind = (typeof BYLINE_KINDS)[number];
const Kind = z.enum(BYLINE_KINDS);

export const withdrawalOf = ({ withdrawn }: Release): Withdrawal | null => Withdrawal.safeParse(withdrawn).data ?? null;

/** The oldest first. */
export const correctionsOf = ({ corrections }: Release): readonly Correction[] =>
  Array.isArray(corrections) ? corrections.flatMap((one) => Correction.safeParse(one).data ?? []) : [];

/** To whom a language was given; null to nobody. */
export const assignedOf = ({ assigned }: Release): Assignment | null => Assignment.safeParse(assigned).data ?? null;

/** The same while there is something to do: until the language goes out, or is withdrawn. */
export function workOf(release: Release): Assignment | null {
  const assigned = assignedOf(release);
  const isDone = release.stage === "withdrawn" || (isOut(release) && release.out?.at !== assigned?.after);
  return isDone ? null : assigned;
}

/** A picture's crop; one without an area is none. */
export function cropOf({ crops }: Details, asset: string): Crop | null {
  if (!AssetName.safeParse(asset).success || typeof crops !== "object" || crops === null) return null;
  const found: unknown = Object.hasOwn(crops, asset) ? Reflect.get(crops, asset) : undefined;
  const crop = Crop.safeParse(found).data;
  return crop && crop.w > 0 && crop.h > 0 ? crop : null;
}

export const bylineKind = ({ kind }: Details["bylines"][number]): BylineKind => Kind.safeParse(kind).data ?? "writer";
