/**
 * The nearest block that can be stored to one that an editor holds: whatever a paste, a command or a
 * document of another program put into it, what is shown can be saved.
 */
import type { Mark, Node } from "../article/article.ts";
import { bodyProblem, DEEPEST_NODE, MARKS, NODES, own } from "./body.ts";
import { type AttributeRule, asset } from "./node-attributes.ts";

const paragraph = (content: readonly Node[]): Node => ({ type: "paragraph", content });

function attributesFrom(
  given: Readonly<Record<string, unknown>> | undefined,
  rules: Readonly<Record<string, AttributeRule<unknown>>>,
): { readonly attrs?: Readonly<Record<string, unknown>> } {
  const attrs = Object.entries(rules).flatMap(([name, rule]) => {
    const value = given?.[name];
    const kept = rule.accepts(value) ? value : rule.from(value);
    return kept === null || kept === undefined ? [] : [[name, kept] as const];
  });
  return attrs.length > 0 ? { attrs: Object.fromEntries(attrs) } : {};
}

/** Marks that are known, and whose attributes hold; each once. */
function savableMarks(marks: readonly Mark[]): Mark[] {
  const kept = new Map<string, Mark>();
  for (const { type, attrs } of marks) {
    const rules = own(MARKS, type);
    const holds = rules && Object.entries(rules).every(([name, rule]) => rule.accepts(attrs?.[name]));
    if (holds && !kept.has(type)) kept.set(type, { type, ...attributesFrom(attrs, rules) });
  }
  return [...kept.values()];
}

const isInline = ({ type }: Node): boolean => type === "text" || type === "hardBreak";

/** Text without structure around it. */
function inlineOf(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node): Node[] => {
    if (!isInline(node)) return inlineOf(node.content ?? []);
    if (node.type === "text" && !node.text) return [];
    const marks = savableMarks(node.marks ?? []);
    const text = node.type === "text" ? { text: node.text } : {};
    return [{ type: node.type, ...text, ...(marks.length > 0 ? { marks } : {}) }];
  });
}

/** A block as the lines of text in it. */
function linesOf(node: Node): Node[] {
  const content = node.content ?? [];
  const isLine = content.length > 0 && content.every(isInline);
  return isLine
    ? [paragraph(inlineOf(content))]
    : content.flatMap((child) => (isInline(child) ? [paragraph(inlineOf([child]))] : linesOf(child)));
}

/** What a block needs within it at most until there is text: a table's row, cell, paragraph. */
const ROOM = 4;

const blocksIn = (nodes: readonly Node[], depth: number): Node[] => nodes.flatMap((node) => savable(node, depth));

function childrenOf(node: Node, depth: number): readonly Node[] | null {
  const content = node.content ?? [];
  switch (node.type) {
    case "paragraph":
    case "heading":
      return inlineOf(content);
    case "bulletList":
    case "orderedList":
      return content.map((item): Node => {
        const blocks = blocksIn(item.type === "listItem" ? (item.content ?? []) : [item], depth + 2);
        return { type: "listItem", content: blocks[0]?.type === "paragraph" ? blocks : [paragraph([]), ...blocks] };
      });
    case "table":
      return content.map(
        (row): Node => ({
          type: "tableRow",
          content: (row.content ?? []).map((cell): Node => {
            const type = cell.type === "tableHeader" ? "tableHeader" : "tableCell";
            const blocks = blocksIn(cell.type === type ? (cell.content ?? []) : [cell], depth + 3);
            const attrs = attributesFrom(cell.attrs, own(NODES, type)?.attrs ?? {});
            return { type, ...attrs, content: blocks.length > 0 ? blocks : [paragraph([])] };
          }),
        }),
      );
    case "blockquote":
      return blocksIn(content, depth + 1);
    case "figure": {
      const image = content.find(({ type }) => type === "image");
      if (!image || !asset.accepts(image.attrs?.asset)) return null;
      const caption = content.find(({ type }) => type === "figcaption");
      return [
        { type: "image", ...attributesFrom(image.attrs, own(NODES, "image")?.attrs ?? {}) },
        { type: "figcaption", content: inlineOf(caption?.content ?? []) },
      ];
    }
    case "horizontalRule":
      return [];
    default:
      return null;
  }
}

function savable(node: Node, depth: number): Node[] {
  if (isInline(node)) return [paragraph(inlineOf([node]))];
  const isText = node.type === "paragraph" || node.type === "heading";
  const children = isText || depth + ROOM <= DEEPEST_NODE ? childrenOf(node, depth) : null;
  const rule = own(NODES, node.type);
  if (!children || !rule || children.length < (rule.min ?? 0)) return linesOf(node);
  const attrs = attributesFrom(node.attrs, rule.attrs);
  return [{ type: node.type, ...attrs, ...(children.length > 0 ? { content: children } : {}) }];
}

/**
 * A block as it can be stored: itself where it can; else one or more that hold its text, the first of
 * them with its id and row. Attributes take the nearest value that is right, what stands too deep comes up, a figure
 * without a picture is its caption, and a link that leads nowhere safe is its words.
 */
export function savableBlock(block: Node): readonly Node[] {
  if (bodyProblem({ type: "doc", content: [block] }) === null) return [block];
  const [first = paragraph([]), ...rest] = savable(block, 0);
  const { id, row } = block.attrs ?? {};
  return [{ ...first, attrs: { ...first.attrs, id: id ?? null, row: row ?? null } }, ...rest];
}
