/** Links whose words went into a field, which holds words alone: their addresses are told. */
import type { Node } from "../../shared/article/article.ts";
import type { LeftPiece } from "../../shared/html/left-out.ts";

interface Linked {
  readonly href: string;
  readonly text: string;
}

/** Each link in these nodes, in their order; words of one link that look different are one. */
function linksIn(nodes: readonly Node[]): Linked[] {
  const found: Linked[] = [];
  let before: string | null = null;
  for (const { text = "", marks, content } of nodes) {
    if (content) found.push(...linksIn(content));
    const address = marks?.find(({ type }) => type === "link")?.attrs?.href;
    const href = typeof address === "string" ? address : null;
    const last = found.at(-1);
    if (href !== null && href === before && last) found[found.length - 1] = { href, text: last.text + text };
    else if (href !== null) found.push({ href, text });
    before = href;
  }
  return found;
}

/** Those of the links in `blocks` that are not in `body` and whose words stand in one of the fields. */
export function linksLost(blocks: readonly Node[], body: readonly Node[], fields: readonly string[]): LeftPiece[] {
  const kept = linksIn(body).map(({ href }) => href);
  return linksIn(blocks).flatMap(({ href, text }): LeftPiece[] => {
    const at = kept.indexOf(href);
    if (at >= 0) {
      kept.splice(at, 1);
      return [];
    }
    const words = text.replace(/\s+/g, " ").trim();
    return words !== "" && fields.some((field) => field.includes(words)) ? [{ kind: "link", text: words }] : [];
  });
}
