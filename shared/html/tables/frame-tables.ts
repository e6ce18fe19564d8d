/** Tables that only lay out what is in them, as pages were built before style sheets: no table of a story. */
import type { Node } from "../../article/article.ts";
import { classesOf, type HtmlElement, isElement, styled, textOf } from "../tree.ts";

/** What a table of figures has and a frame hasn't. */
const HEAD = /^(?:th|caption|thead|tfoot)$/;
/** How Word names a table with lines of its own. */
const WITH_LINES = "msotablegrid";

function drawsLines(element: HtmlElement): boolean {
  const border = ["border", "border-top", "border-bottom", "border-width", "border-style"]
    .map((name) => styled(element, name))
    .join(" ");
  return /\b(?:solid|double|dotted|dashed|groove|ridge|inset|outset)\b/.test(border) && !/^0(?:px|pt)?\b/.test(border);
}

/** Whether a table, its rows and cells show lines or heads; of tables within it nothing is asked. */
function isDrawn(element: HtmlElement): boolean {
  return element.children.some((child) => {
    if (!isElement(child) || child.tag === "table") return false;
    if (HEAD.test(child.tag)) return child.tag !== "caption" || textOf(child).trim() !== "";
    if (/^t(?:body|r|d)$/.test(child.tag)) return drawsLines(child) || (child.tag !== "td" && isDrawn(child));
    return false;
  });
}

const hasLines = (table: HtmlElement): boolean =>
  Number(table.attrs.get("border") ?? "0") > 0 ||
  table.attrs.has("rules") ||
  classesOf(table).has(WITH_LINES) ||
  drawsLines(table) ||
  isDrawn(table);

const holdsTable = ({ children }: HtmlElement): boolean =>
  children.some((child) => isElement(child) && (child.tag === "table" || holdsTable(child)));

/** A cell of so many blocks, with most of a table's letters, is a page's column. */
const LEAST_BLOCKS = 3;

const lettersOf = ({ text = "", content = [] }: Node): number =>
  content.reduce((sum, child) => sum + lettersOf(child), text.length);

/** Whether one cell holds the most of what stands in all of them, and is no cell by what it holds. */
function hasColumnOfText(cells: readonly (readonly Node[])[]): boolean {
  const letters = cells.map((blocks) => blocks.reduce((sum, block) => sum + lettersOf(block), 0));
  const all = letters.reduce((sum, one) => sum + one, 0);
  return cells.some((blocks, at) => blocks.length >= LEAST_BLOCKS && (letters[at] ?? 0) * 2 > all);
}

/** Whether it is a picture, a heading, or several blocks. */
const isLaidOut = (blocks: readonly Node[]): boolean =>
  blocks.length > 1 || blocks.some(({ type }) => type === "figure" || type === "heading");

/**
 * Whether a table is a frame: it says so itself (`role`); or it has neither lines nor heads of its own, and holds
 * other tables, a page's column of text, or a single row with several blocks in a cell, or is a column in another table.
 * A table of one cell is one, and so is a column of what no table is made for. `rows`: the blocks of each cell.
 */
export function isFrame(table: HtmlElement, rows: readonly (readonly (readonly Node[])[])[], inCell: boolean): boolean {
  if (/^(?:presentation|none)$/.test(table.attrs.get("role") ?? "")) return true;
  const cells = rows.flat();
  if (cells.length === 1) return true;
  const isColumn = rows.every((row) => row.length <= 1);
  if (isColumn && cells.some(isLaidOut)) return true;
  if (hasLines(table)) return false;
  const isRow = rows.filter((row) => row.length > 0).length === 1;
  if (isColumn && inCell) return true;
  return holdsTable(table) || (isRow && cells.some((blocks) => blocks.length > 1)) || hasColumnOfText(cells);
}
