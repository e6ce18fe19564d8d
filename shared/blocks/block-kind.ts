/** What there is to know of a kind of block. Each kind has a file in `kinds/`; `kinds.ts` is the list of them. */
import type { Node } from "../article/article.ts";
import type { Html } from "../html/template.ts";
import type { AttributeRules, HeadingLevel } from "./node-attributes.ts";

/** What a node may hold. */
export interface NodeRule {
  /** Blocks of every kind, text with line breaks, or the nodes named; none in a leaf. */
  readonly content: "blocks" | "inline" | readonly string[];
  /** The fewest children. */
  readonly min?: number;
  readonly attrs: AttributeRules;
  /** What else is wrong with its children, in words for a log; null where nothing is. */
  readonly childrenProblem?: (children: readonly Node[]) => string | null;
  /** What stands in plain text for what isn't text. Of every other node, that is what its children say. */
  readonly text?: (node: Node) => string;
}

/** What blocks are to each other when the paragraphs of two languages are paired. */
export type Family = "text" | "heading" | "list" | "quote" | "figure" | "table" | "divider";

/** What a reader sees of a block that has no words. */
export type Wordless = "nothing" | "picture" | "divider";

/** A file of an image: `path` from the site's root, `type` a media type, size in pixels. */
export interface ImageSize {
  readonly path: string;
  readonly type: string;
  readonly width: number;
  readonly height: number;
}

/** An image of the site, by the one file of it that every program can show. */
export interface SiteImage extends Omit<ImageSize, "type"> {
  /** All its files, that one last. None where there is no other. */
  readonly sizes?: readonly ImageSize[] | undefined;
  /** What stays in sight wherever less than the whole is shown: fractions of its width and height. */
  readonly focus?: { readonly x: number; readonly y: number } | undefined;
}

/** The same image with its files at other addresses. */
export function imageAt(image: SiteImage, address: (path: string) => string): SiteImage {
  const at = <File extends { readonly path: string }>(file: File): File => ({ ...file, path: address(file.path) });
  return { ...at(image), sizes: image.sizes?.map(at) };
}

/** The published image of a library asset, or null where it is missing or broken. */
export type ImageLookup = (asset: string) => SiteImage | null;

/** What a kind needs of the others to be stored. */
export interface Saving {
  /** The nearest blocks to these that can be stored, so many levels further in than the block itself. */
  readonly blocks: (nodes: readonly Node[], levels: number) => readonly Node[];
}

/** What a kind needs of the others to leave the house. */
export interface Publishing {
  readonly images: ImageLookup;
  /** The blocks among these in their published form, without those that show nothing. */
  readonly blocks: (nodes: readonly Node[]) => Node[];
}

/** What a kind needs of the page and of the others to be printed. */
export interface Printing {
  /** Text of one line, in the page's language. */
  readonly line: (text: string) => Html;
  /** Text with its marks and line breaks. */
  readonly inline: (nodes: readonly Node[]) => Html;
  readonly blocks: (nodes: readonly Node[]) => readonly Html[];
  /** An image with what it says to who can't see it. */
  readonly picture: (image: SiteImage, alt: string) => Html;
  /** The level that the next heading is printed at: an outline skips none, so that a list of headings has no holes. */
  readonly headingLevel: (level: HeadingLevel) => HeadingLevel;
  /** What the next table is called. */
  readonly tableName: () => string;
}

export interface BlockKind {
  readonly rule: NodeRule;
  /** The nodes that stand in such a block alone. */
  readonly inner?: Readonly<Record<string, NodeRule>>;
  readonly family: Family;
  readonly wordless: Wordless;
  /** An empty block to be written in beside `block`, in the other language. */
  readonly partner: (block: Node) => Node;
  /** The children with which it can be stored, made of any; null where it can't be of this kind, and its text is kept alone. */
  readonly savable: (children: readonly Node[], saving: Saving) => readonly Node[] | null;
  /** The block as it leaves the house, built anew from what is known; null where a reader would see nothing of it. */
  readonly published: (block: Node, publishing: Publishing) => Node | null;
  /** What is published, as HTML. Of children that it has no place for it prints the words. */
  readonly html: (block: Node, printing: Printing) => Html;
}

export const childrenOf = (node: Node): readonly Node[] => node.content ?? [];

/** The node, unless nothing is left in it. */
export const unlessEmpty = (node: Node): Node | null => (childrenOf(node).length > 0 ? node : null);
