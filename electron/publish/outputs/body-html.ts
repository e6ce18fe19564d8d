/** A published body as HTML. Every text and attribute is escaped; an unknown node prints nothing. */
import type { Body, Lang, Mark, Node } from "../../../shared/article/article.ts";
import { markupOf } from "../../../shared/html/template.ts";
import { escapeAttribute } from "./escape-html.ts";
import { lineHtml } from "./line-html.ts";
import { SITE_WORDS } from "./site-words.ts";

export interface BodyHtmlOptions {
  readonly lang: Lang;
  /** The address of an image, given its path from the site's root. */
  readonly imageAddress: (path: string) => string;
  /** HTML that opens the first paragraph, or stands as one where there is none. */
  readonly opening?: string;
}

interface Progress {
  /** The last heading's printed level; the page's own is 1. */
  heading: number;
  tables: number;
}

const TAGS: Readonly<Record<string, string>> = { bold: "strong", italic: "em", link: "a" };

const openTag = (mark: Mark): string =>
  mark.type === "link" ? `<a href="${escapeAttribute(String(mark.attrs?.href ?? ""))}">` : `<${TAGS[mark.type]}>`;

const sameMark = (a: Mark, b: Mark): boolean => a.type === b.type && a.attrs?.href === b.attrs?.href;

/** Text runs; a mark that goes on over several runs is one element, so a half-bold link stays one link. */
function inlineHtml(nodes: readonly Node[], lang: Lang): string {
  let html = "";
  let open: readonly Mark[] = [];
  const turnTo = (marks: readonly Mark[]) => {
    let shared = 0;
    for (const [index, mark] of open.entries()) {
      const next = marks[index];
      if (!next || !sameMark(mark, next)) break;
      shared = index + 1;
    }
    for (const mark of open.slice(shared).reverse()) html += `</${TAGS[mark.type]}>`;
    for (const mark of marks.slice(shared)) html += openTag(mark);
    open = marks;
  };
  for (const node of nodes) {
    if (node.type === "hardBreak") html += "<br>";
    if (node.type !== "text") continue;
    turnTo((node.marks ?? []).filter((mark) => Object.hasOwn(TAGS, mark.type)));
    html += markupOf(lineHtml(node.text ?? "", lang));
  }
  turnTo([]);
  return html;
}

/** An image with its caption and credit, or without a caption where both are empty. */
export function figureHtml(figure: {
  readonly src: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  readonly captionHtml: string;
  readonly credit: string;
  readonly lang: Lang;
  readonly lazy: boolean;
}): string {
  const credit = figure.credit.trim()
    ? `<span class="credit">${markupOf(lineHtml(figure.credit, figure.lang))}</span>`
    : "";
  const words = [figure.captionHtml, credit].filter((part) => part !== "").join(" ");
  const image = `<img src="${escapeAttribute(figure.src)}" alt="${escapeAttribute(figure.alt)}" width="${figure.width}" height="${figure.height}"${figure.lazy ? ' loading="lazy"' : ""}>`;
  return `<figure>\n${image}\n${words ? `<figcaption>${words}</figcaption>\n` : ""}</figure>`;
}

function cellHtml(cell: Node, scope: "col" | "row", options: BodyHtmlOptions, progress: Progress): string {
  const only = cell.content?.length === 1 ? cell.content[0] : undefined;
  const inside =
    only?.type === "paragraph"
      ? inlineHtml(only.content ?? [], options.lang)
      : (cell.content ?? []).map((child) => blockHtml(child, options, progress)).join("\n");
  // an empty header names nothing
  const isHeader = cell.type === "tableHeader" && inside !== "";
  const spans = ["colspan", "rowspan"]
    .filter((name) => Number.isInteger(cell.attrs?.[name]))
    .map((name) => ` ${name}="${Number(cell.attrs?.[name])}"`)
    .join("");
  return isHeader ? `<th scope="${scope}"${spans}>${inside}</th>` : `<td${spans}>${inside}</td>`;
}

/** In a region of its own, which scrolls where the screen is narrower than the table. */
function tableHtml(table: Node, options: BodyHtmlOptions, progress: Progress): string {
  progress.tables += 1;
  const rows = (table.content ?? []).map((row) => {
    const cells = row.content ?? [];
    const isHead = cells.every((cell) => cell.type === "tableHeader");
    return `<tr>${cells.map((cell) => cellHtml(cell, isHead ? "col" : "row", options, progress)).join("")}</tr>`;
  });
  const label = escapeAttribute(`${SITE_WORDS[options.lang].table} ${progress.tables}`);
  return `<section class="table" aria-label="${label}" tabindex="0">\n<table>\n<tbody>\n${rows.join("\n")}\n</tbody>\n</table>\n</section>`;
}

function itemHtml(item: Node, options: BodyHtmlOptions, progress: Progress): string {
  const [first, ...rest] = item.content ?? [];
  const isTight = first?.type === "paragraph" && rest.every((block) => block.type.endsWith("List"));
  const parts = isTight
    ? [inlineHtml(first.content ?? [], options.lang), ...rest.map((block) => blockHtml(block, options, progress))]
    : (item.content ?? []).map((block) => blockHtml(block, options, progress));
  return `<li>${parts.join("\n")}</li>`;
}

function blockHtml(node: Node, options: BodyHtmlOptions, progress: Progress): string {
  const content = node.content ?? [];
  const all = (separator = "\n") => content.map((child) => blockHtml(child, options, progress)).join(separator);
  switch (node.type) {
    case "paragraph":
      return `<p>${inlineHtml(content, options.lang)}</p>`;
    case "heading": {
      const level = Number(node.attrs?.level);
      // an outline skips no level, so a screen reader's list of headings has no holes; the look stays
      const printed = Math.min(level, progress.heading + 1);
      progress.heading = printed;
      return `<h${printed}${printed === level ? "" : ` class="level-${level}"`}>${inlineHtml(content, options.lang)}</h${printed}>`;
    }
    case "bulletList":
      return `<ul>\n${content.map((item) => itemHtml(item, options, progress)).join("\n")}\n</ul>`;
    case "orderedList": {
      const start = Number(node.attrs?.start ?? 1);
      const type = node.attrs?.type ? ` type="${escapeAttribute(String(node.attrs.type))}"` : "";
      const items = content.map((item) => itemHtml(item, options, progress)).join("\n");
      return `<ol${start === 1 ? "" : ` start="${start}"`}${type}>\n${items}\n</ol>`;
    }
    case "blockquote":
      return `<blockquote>\n${all()}\n</blockquote>`;
    case "figure": {
      const image = content[0]?.attrs ?? {};
      return figureHtml({
        src: options.imageAddress(String(image.src ?? "")),
        width: Number(image.width),
        height: Number(image.height),
        alt: String(image.alt ?? ""),
        captionHtml: inlineHtml(content[1]?.content ?? [], options.lang),
        credit: String(image.credit ?? ""),
        lang: options.lang,
        lazy: true,
      });
    }
    case "table":
      return tableHtml(node, options, progress);
    case "horizontalRule":
      return "<hr>";
    default:
      return "";
  }
}

/** The HTML of a body that went through publicBody. Headings print as h2 to h4, without skipping a level. */
export function bodyHtml(body: Body, options: BodyHtmlOptions): string {
  const progress: Progress = { heading: 1, tables: 0 };
  const opening = options.opening ?? "";
  const blocks = body.content ?? [];
  const first = blocks.findIndex((block) => block.type === "paragraph");
  const parts = blocks.map((block, index) =>
    index === first && opening
      ? `<p>${opening} ${inlineHtml(block.content ?? [], options.lang)}</p>`
      : blockHtml(block, options, progress),
  );
  if (first === -1 && opening && parts.length > 0) parts.unshift(`<p>${opening}</p>`);
  return parts.join("\n");
}
