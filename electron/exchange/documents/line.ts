/** The words of one paragraph, collected run by run, as a tree of HTML: neighbours that look alike are one. */
import type { HtmlElement, HtmlNode } from "../../../shared/html/tree.ts";
import type { RunFormat } from "./looks.ts";

export const htmlElement = (
  tag: string,
  children: readonly HtmlNode[],
  attrs: Readonly<Record<string, string>> = {},
): HtmlElement => ({ tag, attrs: new Map(Object.entries(attrs)), children });

/** What stands round a run, beside its own formatting. */
export interface RunPlace {
  /** An address, or empty. */
  readonly href: string;
  readonly isDeleted: boolean;
}

export const ALONE: RunPlace = { href: "", isDeleted: false };

interface Look extends RunPlace {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly isStruck: boolean;
  readonly isHidden: boolean;
  readonly script: "sup" | "sub" | null;
  readonly font: string;
}

type Piece = { readonly look: Look; readonly children: HtmlNode[] };

/** Letters of scripts for which Word keeps bold, italic and the font apart (`bCs`, `iCs`, `cs`); Lao is one. */
const COMPLEX = /[\u0590-\u109f\u1780-\u17ff\u1a20-\u1aaf\ufb1d-\ufdff\ufe70-\ufefc]/;
const LETTER = /[\p{L}\p{M}]/u;

interface Stretch {
  readonly text: string;
  readonly isComplex: boolean;
}

/** A run in stretches of one kind of script; what is no letter goes with the letters before it. */
function stretches(text: string): Stretch[] {
  const found: { text: string; isComplex: boolean | null }[] = [];
  for (const letter of text) {
    const kind = COMPLEX.test(letter) ? true : LETTER.test(letter) ? false : null;
    const last = found.at(-1);
    if (last && (kind === null || last.isComplex === null || last.isComplex === kind)) {
      last.text += letter;
      last.isComplex ??= kind;
    } else found.push({ text: letter, isComplex: kind });
  }
  return found.map((one) => ({ text: one.text, isComplex: one.isComplex ?? false }));
}

function lookOf(format: RunFormat, place: RunPlace, isComplex: boolean): Look {
  const { align } = format;
  return {
    ...place,
    bold: (isComplex ? format.bCs : format.b) ?? false,
    italic: (isComplex ? format.iCs : format.i) ?? false,
    isStruck: format.strike ?? false,
    isHidden: format.vanish ?? false,
    script: align === "superscript" ? "sup" : align === "subscript" ? "sub" : null,
    font: (isComplex ? format.complexFont : format.font) ?? "",
  };
}

const isSame = (one: Look, other: Look): boolean =>
  one === other ||
  (one.href === other.href &&
    one.isDeleted === other.isDeleted &&
    one.bold === other.bold &&
    one.italic === other.italic &&
    one.isStruck === other.isStruck &&
    one.isHidden === other.isHidden &&
    one.script === other.script &&
    one.font === other.font);

function styleOf({ bold, italic, font }: Look): string {
  // A name can't end the property that it stands in.
  const family = font.replace(/[;:"'\\]/g, " ").trim();
  return [bold && "font-weight:bold", italic && "font-style:italic", family !== "" && `font-family:${family}`]
    .filter((one) => one !== false)
    .join(";");
}

/** A piece in what is its own alone. */
function dressed({ look, children }: Piece): HtmlNode[] {
  const raised = look.script ? [htmlElement(look.script, children)] : children;
  const style = styleOf(look);
  return style === "" ? raised : [htmlElement("span", raised, { style })];
}

interface Wrapper {
  readonly tag: string;
  readonly attrs: Readonly<Record<string, string>>;
}

/** What a piece may share with its neighbours, the outermost first: a deletion is one, whatever its letters look like. */
function wrappersOf({ href, isDeleted, isHidden, isStruck }: Look): Wrapper[] {
  return [
    ...(href === "" ? [] : [{ tag: "a", attrs: { href } }]),
    ...(isDeleted ? [{ tag: "del", attrs: {} }] : []),
    ...(isHidden ? [{ tag: "span", attrs: { hidden: "" } }] : []),
    ...(isStruck ? [{ tag: "s", attrs: {} }] : []),
  ];
}

export interface Line {
  readonly text: (text: string, format: RunFormat, place: RunPlace) => void;
  /** Something that isn't text, as it is. */
  readonly node: (node: HtmlElement, format: RunFormat, place: RunPlace) => void;
  /** Whether anything stands in the line. */
  readonly isEmpty: () => boolean;
  readonly nodes: () => HtmlNode[];
}

export function newLine(): Line {
  const pieces: Piece[] = [];
  const add = (look: Look, node: HtmlNode) => {
    const last = pieces.at(-1);
    if (!last || !isSame(last.look, look)) {
      pieces.push({ look, children: [node] });
      return;
    }
    const before = last.children.at(-1);
    if (typeof node === "string" && typeof before === "string") last.children[last.children.length - 1] = before + node;
    else last.children.push(node);
  };
  return {
    text(text, format, place) {
      const latin = lookOf(format, place, false);
      const complex = lookOf(format, place, true);
      if (format.isComplex) add(complex, text);
      else if (isSame(latin, complex)) add(latin, text);
      else for (const one of stretches(text)) add(one.isComplex ? complex : latin, one.text);
    },
    node: (node, format, place) => add(lookOf(format, place, format.isComplex ?? false), node),
    isEmpty: () => pieces.length === 0,
    nodes() {
      const nodes: HtmlNode[] = [];
      let open: { readonly key: string; readonly children: HtmlNode[] }[] = [];
      for (const piece of pieces) {
        const wrappers = wrappersOf(piece.look);
        const keys = wrappers.map((one) => JSON.stringify(one));
        const other = open.findIndex(({ key }, index) => key !== keys[index]);
        open = open.slice(0, other < 0 ? undefined : other);
        for (const { tag, attrs } of wrappers.slice(open.length)) {
          const children: HtmlNode[] = [];
          (open.at(-1)?.children ?? nodes).push(htmlElement(tag, children, attrs));
          open.push({ key: keys[open.length] ?? "", children });
        }
        (open.at(-1)?.children ?? nodes).push(...dressed(piece));
      }
      return nodes;
    },
  };
}
