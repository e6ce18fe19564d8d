/**
 * What a version's body may hold: the nodes, marks and attributes of format 1.
 * The editor's schema is built to hold the same; a test keeps the two together.
 */
import type { Body, Mark, Node } from "./article.ts";
import { isSafeLink } from "./text/links.ts";

type AttributeCheck = (value: unknown) => boolean;

const isId: AttributeCheck = (value) => typeof value === "string" && /^[A-Za-z0-9_-]{1,64}$/.test(value);
const isText: AttributeCheck = (value) => typeof value === "string";
const isAsset: AttributeCheck = (value) =>
  typeof value === "string" && /^[0-9a-f]{64}\.(jpg|png|webp|gif|avif)$/.test(value);
const isSpan: AttributeCheck = (value) =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 1000;
const isWidths: AttributeCheck = (value) =>
  value === null || (Array.isArray(value) && value.every((width) => Number.isInteger(width) && width >= 0));
const optional =
  (check: AttributeCheck): AttributeCheck =>
  (value) =>
    value === null || value === undefined || check(value);

interface NodeRule {
  /** Names of allowed children, `text` for inline text; none means a leaf. */
  readonly content: readonly string[];
  readonly min?: number;
  readonly attrs: Readonly<Record<string, AttributeCheck>>;
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
  attrs: { colspan: optional(isSpan), rowspan: optional(isSpan), colwidth: optional(isWidths) },
};

/** Ids stand on top-level blocks alone; a nested one is carried as null or left out. */
const NODES: Readonly<Record<string, NodeRule>> = {
  paragraph: { content: inline, attrs: {} },
  heading: { content: inline, attrs: { level: (value) => value === 2 || value === 3 || value === 4 } },
  bulletList: { content: ["listItem"], min: 1, attrs: {} },
  orderedList: {
    content: ["listItem"],
    min: 1,
    attrs: {
      start: optional((value) => Number.isInteger(value)),
      type: optional((value) => value === null || isText(value)),
    },
  },
  listItem: { content: BLOCK_TYPES, min: 1, attrs: {} },
  blockquote: { content: BLOCK_TYPES, min: 1, attrs: {} },
  figure: { content: ["image", "figcaption"], min: 2, attrs: {} },
  image: { content: [], attrs: { asset: isAsset, alt: isText, credit: isText } },
  figcaption: { content: inline, attrs: {} },
  table: { content: ["tableRow"], min: 1, attrs: {} },
  tableRow: { content: ["tableCell", "tableHeader"], attrs: {} },
  tableCell: cell,
  tableHeader: cell,
  horizontalRule: { content: [], attrs: {} },
  hardBreak: { content: [], attrs: {} },
  text: { content: [], attrs: {} },
};

const MARKS: Readonly<Record<string, Readonly<Record<string, AttributeCheck>>>> = {
  bold: {},
  italic: {},
  link: { href: (value) => typeof value === "string" && isSafeLink(value) },
};

const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

function attributeProblem(
  where: string,
  attrs: Readonly<Record<string, unknown>> | undefined,
  rules: Readonly<Record<string, AttributeCheck>>,
): string | null {
  for (const [name, value] of Object.entries(attrs ?? {})) {
    const rule = own(rules, name);
    if (!rule) {
      if ((name === "id" || name === "row") && (value === null || value === undefined)) continue;
      return `${where}: unknown attribute "${name}"`;
    }
    if (!rule(value)) return `${where}: attribute "${name}" is not valid`;
  }
  for (const [name, rule] of Object.entries(rules)) {
    if (!rule(attrs?.[name])) return `${where}: attribute "${name}" is missing`;
  }
  return null;
}

function markProblem(where: string, mark: Mark): string | null {
  const rule = own(MARKS, mark.type);
  if (!rule) return `${where}: unknown mark "${mark.type}"`;
  return unknownKeys(where, mark, ["type", "attrs"]) ?? attributeProblem(`${where} ${mark.type}`, mark.attrs, rule);
}

function unknownKeys(where: string, value: object, known: readonly string[]): string | null {
  const extra = Object.keys(value).find((key) => !known.includes(key));
  return extra === undefined ? null : `${where}: unknown field "${extra}"`;
}

function nodeProblem(node: Node, where: string, depth: number): string | null {
  const rule = own(NODES, node.type);
  if (!rule) return `${where}: unknown node "${node.type}"`;
  if (depth > 40) return `${where}: nested too deeply`;
  const problem = unknownKeys(where, node, ["type", "attrs", "content", "marks", "text"]);
  if (problem) return problem;
  const topLevel: Record<string, AttributeCheck> = depth === 0 ? { id: optional(isId), row: optional(isId) } : {};
  const attributes = attributeProblem(`${where} ${node.type}`, node.attrs, { ...rule.attrs, ...topLevel });
  if (attributes) return attributes;
  if (node.type === "text" && (typeof node.text !== "string" || node.text === "")) return `${where}: empty text`;
  for (const mark of node.marks ?? []) {
    const inMark = markProblem(where, mark);
    if (inMark) return inMark;
  }
  const children = node.content ?? [];
  if (children.length < (rule.min ?? 0)) return `${where} ${node.type}: empty`;
  if (
    node.type === "figure" &&
    !(children.length === 2 && children[0]?.type === "image" && children[1]?.type === "figcaption")
  )
    return `${where} figure: not one image and one caption`;
  if (node.type === "listItem" && children[0]?.type !== "paragraph") return `${where} listItem: no paragraph`;
  for (const [index, child] of children.entries()) {
    if (!rule.content.includes(child.type)) {
      return own(NODES, child.type)
        ? `${where} ${node.type}: "${child.type}" doesn't belong there`
        : `${where} ${node.type}: unknown node "${child.type}"`;
    }
    const inChild = nodeProblem(child, `${where}.${index}`, depth + 1);
    if (inChild) return inChild;
  }
  return null;
}

/**
 * Why a body can't be edited by this version, or null where it can: a node, mark or attribute that
 * format 1 doesn't know, or a structure that it doesn't allow. Ids that lack or clash are no reason:
 * they are given anew (block-ids.ts). For logs and
 * tests; the user is told in the locale's words.
 */
export function bodyProblem(body: Body): string | null {
  if (body.type !== "doc") return "the body is not a document";
  const extra = unknownKeys("body", body, ["type", "content"]);
  if (extra) return extra;
  for (const [index, block] of (body.content ?? []).entries()) {
    if (!(BLOCK_TYPES as readonly string[]).includes(block.type))
      return own(NODES, block.type)
        ? `block ${index}: "${block.type}" is no block`
        : `block ${index}: unknown node "${block.type}"`;
    const problem = nodeProblem(block, `block ${index}`, 0);
    if (problem) return problem;
  }
  return null;
}

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
