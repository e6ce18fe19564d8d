/**
 * What a version's body may hold: the nodes, marks and attributes of format 1.
 * The editor's schema is built to hold the same; a test keeps the two together.
 */
import type { Body, Mark, Node } from "../article/article.ts";
import {
  type AttributeRule,
  asset,
  blockId,
  headingLevel,
  href,
  listStart,
  listType,
  span,
  widths,
  words,
} from "./node-attributes.ts";

export interface NodeRule {
  /** Names of allowed children, `text` for inline text; none means a leaf. */
  readonly content: readonly string[];
  readonly min?: number;
  readonly attrs: Readonly<Record<string, AttributeRule<unknown>>>;
}

const inline = ["text", "hardBreak"];
export const BLOCK_TYPES = [
  "paragraph",
  "heading",
  "bulletList",
  "orderedList",
  "blockquote",
  "figure",
  "table",
  "horizontalRule",
] as const;

const cell: NodeRule = {
  content: BLOCK_TYPES,
  min: 1,
  attrs: { colspan: span, rowspan: span, colwidth: widths },
};

/** Ids stand on top-level blocks alone; a nested one is carried as null or left out. */
export const NODES: Readonly<Record<string, NodeRule>> = {
  paragraph: { content: inline, attrs: {} },
  heading: { content: inline, attrs: { level: headingLevel } },
  bulletList: { content: ["listItem"], min: 1, attrs: {} },
  orderedList: {
    content: ["listItem"],
    min: 1,
    attrs: { start: listStart, type: listType },
  },
  listItem: { content: BLOCK_TYPES, min: 1, attrs: {} },
  blockquote: { content: BLOCK_TYPES, min: 1, attrs: {} },
  figure: { content: ["image", "figcaption"], min: 2, attrs: {} },
  image: { content: [], attrs: { asset, alt: words, credit: words } },
  figcaption: { content: inline, attrs: {} },
  table: { content: ["tableRow"], min: 1, attrs: {} },
  tableRow: { content: ["tableCell", "tableHeader"], attrs: {} },
  tableCell: cell,
  tableHeader: cell,
  horizontalRule: { content: [], attrs: {} },
  hardBreak: { content: [], attrs: {} },
  text: { content: [], attrs: {} },
};

export const MARKS: Readonly<Record<string, Readonly<Record<string, AttributeRule<unknown>>>>> = {
  bold: {},
  italic: {},
  link: { href },
};

export const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

const TOP_LEVEL: Readonly<Record<string, AttributeRule<unknown>>> = { id: blockId, row: blockId };

/** Each of these says what is wrong after the words of where it is, or null. */
function attributeProblem(
  attrs: Readonly<Record<string, unknown>> | undefined,
  rules: Readonly<Record<string, AttributeRule<unknown>>>,
  more: Readonly<Record<string, AttributeRule<unknown>>> = {},
): string | null {
  for (const name in attrs) {
    const rule = own(rules, name) ?? own(more, name);
    const value = attrs[name];
    if (!rule) {
      if ((name === "id" || name === "row") && (value === null || value === undefined)) continue;
      return `: unknown attribute "${name}"`;
    }
    if (!rule.accepts(value)) return `: attribute "${name}" is not valid`;
  }
  for (const name in rules) if (!rules[name]?.accepts(attrs?.[name])) return `: attribute "${name}" is missing`;
  return null;
}

function markProblem(mark: Mark): string | null {
  const rule = own(MARKS, mark.type);
  if (!rule) return `: unknown mark "${mark.type}"`;
  return unknownKeys(mark, ["type", "attrs"]) ?? after(` ${mark.type}`, attributeProblem(mark.attrs, rule));
}

function unknownKeys(value: object, known: readonly string[]): string | null {
  for (const key in value) if (!known.includes(key)) return `: unknown field "${key}"`;
  return null;
}

const after = (where: string, problem: string | null): string | null => (problem === null ? null : where + problem);

/** How deeply a node may stand within its block. */
export const DEEPEST_NODE = 40;

const NODE_FIELDS = ["type", "attrs", "content", "marks", "text"];

function nodeProblem(node: Node, depth: number): string | null {
  const rule = own(NODES, node.type);
  if (!rule) return `: unknown node "${node.type}"`;
  if (depth > DEEPEST_NODE) return ": nested too deeply";
  const problem =
    unknownKeys(node, NODE_FIELDS) ??
    after(` ${node.type}`, attributeProblem(node.attrs, rule.attrs, depth === 0 ? TOP_LEVEL : undefined));
  if (problem !== null) return problem;
  if (node.type === "text" && (typeof node.text !== "string" || node.text === "")) return ": empty text";
  if (node.type !== "text" && node.text !== undefined) return ` ${node.type}: unknown field "text"`;
  for (const mark of node.marks ?? []) {
    const inMark = markProblem(mark);
    if (inMark !== null) return inMark;
  }
  const children = node.content ?? [];
  if (children.length < (rule.min ?? 0)) return ` ${node.type}: empty`;
  if (
    node.type === "figure" &&
    !(children.length === 2 && children[0]?.type === "image" && children[1]?.type === "figcaption")
  )
    return " figure: not one image and one caption";
  if (node.type === "listItem" && children[0]?.type !== "paragraph") return " listItem: no paragraph";
  for (const [index, child] of children.entries()) {
    if (!rule.content.includes(child.type)) {
      return own(NODES, child.type)
        ? ` ${node.type}: "${child.type}" doesn't belong there`
        : ` ${node.type}: unknown node "${child.type}"`;
    }
    const inChild = nodeProblem(child, depth + 1);
    if (inChild !== null) return `.${index}${inChild}`;
  }
  return null;
}

export interface BodyProblem {
  /** The block's place in the body; null where it is the body itself. */
  readonly index: number | null;
  /** What is wrong and where, for logs and tests; the user is told in the locale's words. */
  readonly detail: string;
}

/** What is wrong with one block, after the words of where it is. */
function blockProblem(block: Node): string | null {
  if ((BLOCK_TYPES as readonly string[]).includes(block.type)) return nodeProblem(block, 0);
  return own(NODES, block.type) ? `: "${block.type}" is no block` : `: unknown node "${block.type}"`;
}

/**
 * The first reason why a body can't be edited by this version, or null where it can: a node, mark or
 * attribute that format 1 doesn't know, or a structure that it doesn't allow. Ids that lack or clash
 * are no reason: they are given anew (block-ids.ts).
 */
export function findBodyProblem(body: Body): BodyProblem | null {
  if (body.type !== "doc") return { index: null, detail: "the body is not a document" };
  const extra = unknownKeys(body, ["type", "content"]);
  if (extra !== null) return { index: null, detail: `body${extra}` };
  for (const [index, block] of (body.content ?? []).entries()) {
    const problem = blockProblem(block);
    if (problem !== null) return { index, detail: `block ${index}${problem}` };
  }
  return null;
}

/** The same in words alone. */
export const bodyProblem = (body: Body): string | null => findBodyProblem(body)?.detail ?? null;

export const blocksOf = (body: Body): readonly Node[] => body.content ?? [];
export const rowOfBlock = (block: Node): string => String(block.attrs?.row ?? "");
export const idOfBlock = (block: Node): string => String(block.attrs?.id ?? "");

/** Every node of a tree, parents first. */
export function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of node.content ?? []) yield* walk(child);
}

/** The images that a body shows, in order. */
export function assetsIn(body: Body): string[] {
  const assets: string[] = [];
  for (const node of walk(body)) if (node.type === "image") assets.push(String(node.attrs?.asset ?? ""));
  return assets;
}

/** A copy with each text run through `change`; runs that become empty are dropped. Structure stays. */
export function mapText(node: Node, change: (text: string) => string): Node {
  if (node.type === "text") return { ...node, text: change(node.text ?? "") };
  if (!node.content) return node;
  const content = node.content
    .map((child) => mapText(child, change))
    .filter((child) => child.type !== "text" || child.text !== "");
  return { ...node, content };
}
