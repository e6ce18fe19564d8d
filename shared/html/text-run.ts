/** The words of a block, collected piece by piece: white space as a page shows it, lines, and paragraphs of lines. */
import type { Mark, Node } from "../article/article.ts";
import { pastedText, withoutControls } from "../text/incoming/pasted-text.ts";
import { isSafeLink } from "../text/links.ts";

export interface Marks {
  readonly bold: boolean;
  readonly italic: boolean;
  /** A safe address, or empty. */
  readonly href: string;
}

const UNMARKED: Marks = { bold: false, italic: false, href: "" };

interface Piece {
  text: string;
  readonly marks: Marks;
}

const isSame = (one: Marks, other: Marks): boolean =>
  one.bold === other.bold && one.italic === other.italic && one.href === other.href;

function marksOf({ bold, italic, href }: Marks): Mark[] {
  return [
    ...(isSafeLink(href) ? [{ type: "link", attrs: { href } }] : []),
    ...(bold ? [{ type: "bold" }] : []),
    ...(italic ? [{ type: "italic" }] : []),
  ];
}

/** Breaks that count wherever they stand; the others do where white space is kept. */
const LINE_BREAKS = /[\v\u0085\u2028\u2029]/;
const ALL_LINE_BREAKS = /\r\n|[\r\n\v\u0085\u2028\u2029]/;
const INVISIBLE = /[\u200b\u2060\ufeff\u00ad]/g;
/** What opens a bracket stands at the word behind it, whatever is between them; what closes one, at the word before. */
const OPENING = /[([“‘«]$/;
const CLOSING = /^[,.;:!?)\]”’»…]+(?![\p{L}\p{N}])/u;
/** What reads as one word or one number where nothing stands between; Lao sets its words so. */
const TOUCHING = {
  words: /(?:\p{N}[\p{L}\p{N}]|[\p{L}\p{M}]\p{N}|(?![\u0E80-\u0EFF]{2})[\p{L}\p{M}]\p{L})$/u,
  numbers: /\p{N}{2}$/u,
  figures: /(?:\p{N}[\p{L}\p{N}]|[\p{L}\p{M}]\p{N})$/u,
} as const;
const SPACES = /([ \t\r\n\f\u00a0\u2007\u202f]+)/;

/** A line's pieces as text nodes, without white space at its end. */
function lineNodes(line: readonly Piece[]): Node[] {
  const pieces = line.map((piece) => ({ ...piece, text: pastedText(piece.text) }));
  for (let last = pieces.at(-1); last; last = pieces.at(-1)) {
    last.text = last.text.trimEnd();
    if (last.text !== "") break;
    pieces.pop();
  }
  return pieces.flatMap(({ text, marks }): Node[] => {
    if (text === "") return [];
    const made = marksOf(marks);
    return [made.length > 0 ? { type: "text", text, marks: made } : { type: "text", text }];
  });
}

export interface TextRun {
  /** Words; white space is one space, unless `keepsLines`: then a newline is a break. */
  readonly add: (text: string, marks: Marks, keepsLines: boolean) => void;
  readonly lineBreak: () => void;
  /** Something without words stands here: what is before and behind it doesn't touch. */
  readonly part: () => void;
  /** A look ends here that alone told two words, two numbers, or a figure from what is beside it, apart: such as would touch don't. */
  readonly tellApart: (what: keyof typeof TOUCHING) => void;
  /** What was added last, a few characters. */
  readonly ending: () => string;
  /** Whether nothing that is seen stands in the line yet. */
  readonly isAtLineStart: () => boolean;
  /** The paragraphs so far, each the inline nodes of one, and none that is blank; then it begins anew. */
  readonly take: () => Node[][];
}

export function textRun(): TextRun {
  let lines: Piece[][] = [[]];
  /** A space would do nothing here: there is one, or a line begins. */
  let isSpaced = true;
  /** A space that stands for something without words, if words follow. */
  let isParted = false;
  /** What a look alone told apart from what follows. */
  let toldApart: keyof typeof TOUCHING | null = null;
  let ending = "";

  const put = (text: string, marks: Marks) => {
    ending = (ending + text.slice(-4)).slice(-4);
    const line = lines.at(-1);
    const last = line?.at(-1);
    if (last && isSame(last.marks, marks)) last.text += text;
    else line?.push({ text, marks });
  };
  const lineBreak = () => {
    lines.push([]);
    ending = "";
    isSpaced = true;
    isParted = false;
    toldApart = null;
  };
  const words = (text: string, marks: Marks) => {
    for (const part of text.replace(INVISIBLE, "").split(SPACES)) {
      if (part === "") continue;
      if (SPACES.test(part)) {
        if (!isSpaced) put(" ", marks);
        isSpaced = true;
        continue;
      }
      const touches = toldApart !== null && TOUCHING[toldApart].test(ending.slice(-1) + [...part][0]);
      if (!isSpaced && (touches || (isParted && !CLOSING.test(part) && !OPENING.test(ending)))) put(" ", UNMARKED);
      isParted = false;
      toldApart = null;
      isSpaced = false;
      put(part, marks);
    }
  };
  return {
    add(text, marks, keepsLines) {
      const parts = withoutControls(text).split(keepsLines ? ALL_LINE_BREAKS : LINE_BREAKS);
      for (const [index, part] of parts.entries()) {
        if (index > 0) lineBreak();
        words(part, marks);
      }
    },
    lineBreak,
    part() {
      isParted = true;
    },
    tellApart(what) {
      if (toldApart !== "words") toldApart = what;
    },
    ending: () => ending,
    isAtLineStart: () => lines.at(-1)?.length === 0,
    take() {
      const paragraphs: Node[][] = [[]];
      for (const line of lines) {
        const nodes = lineNodes(line);
        const last = paragraphs.at(-1);
        if (nodes.length === 0) paragraphs.push([]);
        else if (last && last.length > 0) last.push({ type: "hardBreak" }, ...nodes);
        else last?.push(...nodes);
      }
      lines = [[]];
      ending = "";
      isSpaced = true;
      isParted = false;
      toldApart = null;
      return paragraphs.filter((paragraph) => paragraph.length > 0);
    },
  };
}
