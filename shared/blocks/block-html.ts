/** Blocks as HTML: each by its kind, and what this version doesn't know by its words. */
import type { Mark, Node } from "../article/article.ts";
import { type Html, html, joined } from "../html/template.ts";
import { childrenOf, type Printing } from "./block-kind.ts";
import { linesOf, PICTURE_TOKEN } from "./block-text.ts";
import { inlineNodeHtml, isInline } from "./kinds/inline.ts";
import { isSameMark, markHtml, printableMarks } from "./kinds/marks.ts";
import { kindOf } from "./kinds.ts";

/** What the page adds to its blocks. */
export type Page = Omit<Printing, "inline" | "blocks">;

interface Run {
  readonly marks: readonly Mark[];
  readonly markup: Html;
}

const wordsOf = (node: Node): string => linesOf(node).join(" ").replace(PICTURE_TOKEN, "").trim();

/** A line break stands in the marks of what is before it. */
function runsOf(nodes: readonly Node[], line: Page["line"]): Run[] {
  const runs: Run[] = [];
  for (const node of nodes) {
    const known = inlineNodeHtml(node, line);
    const words = known ? "" : wordsOf(node);
    if (!known && words === "") continue;
    const marks = node.type === "hardBreak" ? (runs.at(-1)?.marks ?? []) : printableMarks(node.marks ?? []);
    runs.push({ marks, markup: known ?? line(words) });
  }
  return runs;
}

/** Runs in the marks that they have from `depth` on; one that goes on over several is one element, so that a half-bold link stays one link. */
function marked(runs: readonly Run[], depth: number): Html[] {
  const parts: Html[] = [];
  for (let at = 0; at < runs.length; ) {
    const run = runs[at];
    const mark = run?.marks[depth];
    let end = at + 1;
    if (run && !mark) parts.push(run.markup);
    if (mark) {
      while (end < runs.length && isSameMark(mark, runs[end]?.marks[depth])) end += 1;
      parts.push(markHtml(html`${marked(runs.slice(at, end), depth + 1)}`, mark));
    }
    at = end;
  }
  return parts;
}

/** What a node holds that has no place here. */
function wordsHtml(node: Node, printing: Printing): Html {
  if (isInline(node)) return html`<p>${printing.inline([node])}</p>`;
  const children = childrenOf(node);
  const inside = children.some(isInline)
    ? html`<p>${printing.inline(children)}</p>`
    : joined(printing.blocks(children));
  return joined([node.text && html`<p>${printing.line(node.text)}</p>`, inside]);
}

/** Prints the blocks of one page, in their order. */
export function printingOn(page: Page): Printing {
  const printing: Printing = {
    ...page,
    inline: (nodes) => html`${marked(runsOf(nodes, page.line), 0)}`,
    blocks: (nodes) => nodes.map((node) => kindOf(node.type)?.html(node, printing) ?? wordsHtml(node, printing)),
  };
  return printing;
}
