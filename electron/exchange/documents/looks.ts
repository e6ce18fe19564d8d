/** What a paragraph is in its document and how letters look, as far as a story can hold it; each format says it in its own way. */

/** Switches that a style of a paragraph and one of its letters turn each other off by (ISO 29500-1, 17.7.3). */
export const TOGGLES = ["b", "bCs", "i", "iCs", "vanish"] as const;
type Toggle = (typeof TOGGLES)[number];

/** A run's formatting as one place says it; what is left out is another's to say. */
export interface RunFormat extends Partial<Record<Toggle, boolean>> {
  readonly strike?: boolean;
  readonly align?: string;
  /** How far letters stand above the line, in half points, and how large they are. */
  readonly position?: number;
  readonly size?: number;
  /** All letters count as a complex script's. */
  readonly isComplex?: boolean;
  /** Names of fonts, for Latin letters and for those of complex scripts, Lao among them. */
  readonly font?: string;
  readonly complexFont?: string;
}

export type ParagraphRole = "title" | "caption" | "quote" | "heading1" | "heading2" | "heading3" | "heading4" | null;

const HEADINGS: readonly ParagraphRole[] = ["heading1", "heading2", "heading3"];

/** The role of a level from 0; none for body text, which is 9. */
export const headingRole = (level: number): ParagraphRole =>
  level < 0 || level > 8 ? null : (HEADINGS[level] ?? "heading4");

/** Set high or low as LibreOffice writes it: letters off the line that are smaller than those round them. */
export function alignByPlace({ position = 0, size = 0 }: RunFormat, outer: RunFormat): string {
  if (position === 0 || size === 0 || size >= (outer.size ?? 20)) return "baseline";
  return position > 0 ? "superscript" : "subscript";
}

/** Built-in styles keep their English names in every language's Word. */
export function namedRole(name: string): ParagraphRole | undefined {
  const level = /^heading ([1-9])$/.exec(name)?.[1];
  if (level !== undefined) return headingRole(Number(level) - 1);
  if (name === "title") return "title";
  if (name === "caption") return "caption";
  return name === "quote" || name === "intense quote" || name === "quotations" || name === "block text"
    ? "quote"
    : undefined;
}
