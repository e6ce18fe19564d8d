/** Where blocks go while a tree is read, and what reads the parts of it: each kind of part in a file of its own. */
import type { Node } from "../article/article.ts";
import type { LeftKind } from "./left-out.ts";
import type { ListBuilder } from "./lists/list-builder.ts";
import type { Marker } from "./lists/list-markers.ts";
import type { ListPlace } from "./lists/list-places.ts";
import type { Marks, TextRun } from "./text-run.ts";
import type { HtmlElement, HtmlNode } from "./tree.ts";

/** What an element inherits from those around it. */
export interface Around {
  readonly marks: Marks;
  readonly keepsLines: boolean;
  /** Within a heading or a header cell, whose weight is its own. */
  readonly inHead: boolean;
  /** Within an item, where a heading is a line like any other. */
  readonly inItem: boolean;
  /** Within a cell of a table. */
  readonly inCell: boolean;
  readonly isStruck: boolean;
  /** How a letter set high or low is written. */
  readonly letter: ((letter: string) => string) | null;
  /** What a letter of a font of signs shows. */
  readonly sign: ((letter: string) => string) | null;
  readonly inQuote: boolean;
}

/** A list whose items are read. */
export interface ListAround {
  readonly key: string;
  readonly level: number;
  readonly markerOf: (item: HtmlElement) => Marker;
  /** Of an item that says itself where it stands. */
  readonly placeOf: (item: HtmlElement) => ListPlace | null;
}

/** Where blocks go: the page, a quote, a cell, an item. */
export interface Flow {
  readonly run: TextRun;
  readonly builder: ListBuilder;
  /** Of the list whose item it is; 0 outside. */
  readonly level: number;
  readonly list: ListAround;
  readonly emit: (node: Node) => void;
  /** What it holds goes where it belongs, before a list in it begins. */
  readonly commit: () => void;
  heading: 2 | 3 | 4 | null;
  /** Pictures that stand among the words of a line: each comes behind the paragraph. */
  readonly inLine: Node[];
  /** Collects a printed marker; null where there is none to be. */
  marker: string | null;
}

/** Around a whole tree. */
export const PLAIN: Around = {
  marks: { bold: false, italic: false, href: "" },
  keepsLines: false,
  inHead: false,
  inItem: false,
  inCell: false,
  isStruck: false,
  letter: null,
  sign: null,
  inQuote: false,
};

/** A flow by its parts; the others are as they are where something begins. */
export type FlowParts = Pick<Flow, "builder" | "level" | "emit" | "commit"> & Partial<Flow>;

/** What the readers of lists, tables and figures need of the one that reads everything. */
export interface BlockReader {
  readonly leave: (kind: LeftKind, text: string) => void;
  readonly newFlow: (parts: FlowParts) => Flow;
  /** A flow of its own, for what holds blocks. */
  readonly rootFlow: () => Flow;
  /** A name that no list of the tree has. */
  readonly newListKey: () => string;
  readonly read: (node: HtmlNode, around: Around, flow: Flow) => void;
  readonly readBlock: (element: HtmlElement, around: Around, flow: Flow) => void;
  /** Everything in an element. */
  readonly inside: (element: HtmlElement, around: Around, flow: Flow) => void;
  /** What an element's text inherits. */
  readonly within: (element: HtmlElement, around: Around, flow: Flow) => Around;
  /** The blocks of an element that holds blocks. */
  readonly blocksIn: (element: HtmlElement, around: Around) => Node[];
  /** Ends the paragraph. */
  readonly flush: (flow: Flow) => void;
  readonly emit: (flow: Flow, node: Node) => void;
}

export const hasWords = ({ type, content }: Node): boolean => type !== "paragraph" || (content ?? []).length > 0;
export const isBlank = (text: string): boolean => !/[^\s\u00a0\u200b\ufeff]/.test(text);
