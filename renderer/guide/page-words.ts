/**
 * The words of a page of the guide. In them `{key:mod+Enter}` is a shortcut, `{command:publish}` a command and `{word:notes.title}`
 * a term of the interface, so that the guide says what the screen does.
 */
export interface PageWords {
  readonly title: string;
  readonly lead: string;
  /** What the picture shows. */
  readonly picture: string;
  readonly steps: readonly string[];
  readonly notes: readonly string[];
}

export const paragraphsOf = ({ title, lead, steps, notes }: PageWords): readonly string[] => [
  title,
  lead,
  ...steps,
  ...notes,
];

export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "key" | "command" | "word"; readonly name: string };

const TERM = /\{(key|command|word):([^}]+)\}/g;

/** A paragraph cut at its terms. */
export function piecesOf(paragraph: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: whole, 1: kind, 2: name = "", index } of paragraph.matchAll(TERM)) {
    if (index > at) pieces.push({ kind: "text", text: paragraph.slice(at, index) });
    pieces.push({ kind: kind === "key" || kind === "command" ? kind : "word", name });
    at = index + whole.length;
  }
  if (at < paragraph.length) pieces.push({ kind: "text", text: paragraph.slice(at) });
  return pieces;
}
