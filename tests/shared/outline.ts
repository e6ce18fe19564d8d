/** Blocks in lines, as a reader sees them: structure, marks, and every attribute beside ids. */
import type { Node } from "../../shared/article/article.ts";

function inline(node: Node): string {
  if (node.type === "hardBreak") return "⏎";
  return (node.marks ?? []).reduceRight((text, mark) => {
    if (mark.type === "bold") return `**${text}**`;
    if (mark.type === "italic") return `_${text}_`;
    return `[${text}](${mark.attrs?.href})`;
  }, node.text ?? "");
}

export function outline(node: Node): string[] {
  const { id: _id, row: _row, ...attrs } = node.attrs ?? {};
  const extra = Object.keys(attrs).length > 0 ? JSON.stringify(attrs) : "";
  const children = node.content ?? [];
  if (node.type === "paragraph" || node.type === "heading" || (node.type === "figcaption" && children.length > 0))
    return [`${node.type}${extra} ${children.map(inline).join("")}`];
  return [`${node.type}${extra}`, ...children.flatMap(outline).map((line) => `  ${line}`)];
}
