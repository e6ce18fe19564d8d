/** A document as it is read, whatever program wrote it: a tree of HTML that `shared/html` reads, with what stands beside it. */
import type { HtmlElement, HtmlNode } from "../../../shared/html/tree.ts";
import { htmlElement } from "./line.ts";
import type { ParagraphRole } from "./looks.ts";
import type { DocumentPictures } from "./pictures.ts";

/** A paragraph, a table, a line across: what stands at the top of a document. */
export interface DocumentPiece {
  readonly node: HtmlElement;
  /** It begins a page. */
  readonly startsPage: boolean;
  /** Footnotes and endnotes that are called in it. */
  readonly notes: readonly HtmlElement[];
}

export interface DocumentTree {
  readonly pieces: readonly DocumentPiece[];
  /** What stands above and below on each page, a line each. */
  readonly around: readonly string[];
  readonly pictures: DocumentPictures;
  /** The notes that are called in a table's cell. */
  readonly notesIn: (cell: HtmlElement) => readonly HtmlElement[];
}

const TAGS: Readonly<Record<Exclude<ParagraphRole, null>, string>> = {
  title: "p",
  caption: "p",
  quote: "p",
  heading1: "h1",
  heading2: "h2",
  heading3: "h3",
  heading4: "h4",
};
const CLASSES: Readonly<Partial<Record<Exclude<ParagraphRole, null>, string>>> = {
  title: "MsoTitle",
  caption: "MsoCaption",
};

/** A paragraph of a role as HTML knows it; `style` is CSS, or empty. */
export function paragraphElement(role: ParagraphRole, children: readonly HtmlNode[], style = ""): HtmlElement {
  const className = role === null ? undefined : CLASSES[role];
  const element = htmlElement(role === null ? "p" : TAGS[role], children, {
    ...(className === undefined ? {} : { class: className }),
    ...(style === "" ? {} : { style }),
  });
  return role === "quote" ? htmlElement("blockquote", [element]) : element;
}

export interface Pieces {
  /** Takes what stands next at the top, with the notes that are called in it; quoted paragraphs that follow each other are one. */
  readonly add: (node: HtmlElement, startsPage: boolean, notes: readonly HtmlElement[]) => void;
  readonly all: readonly DocumentPiece[];
}

export function newPieces(): Pieces {
  const all: DocumentPiece[] = [];
  return {
    add(node, startsPage, notes) {
      const last = all.at(-1);
      if (node.tag === "blockquote" && last?.node.tag === "blockquote" && !startsPage)
        all[all.length - 1] = {
          ...last,
          node: htmlElement("blockquote", [...last.node.children, ...node.children]),
          notes: [...last.notes, ...notes],
        };
      else all.push({ node, startsPage, notes });
    },
    all,
  };
}
