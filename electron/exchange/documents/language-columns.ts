/** A table of two languages side by side: which column is which, and which rows say the same. */
import type { Lang } from "../../../shared/article/article.ts";
import { type HtmlElement, isElement, textOf } from "../../../shared/html/tree.ts";
import { lettersOf, NO_LETTERS, namedLang, PURE, seenText, sum } from "./letters.ts";

/** What stands at a place of the grid: a cell, or nothing of its own, as a cell of a row above or of the same row reaches over it. */
type Place = HtmlElement | "above" | "left";
type Row = readonly Place[];

export const isCell = (place: Place | undefined): place is HtmlElement => typeof place === "object";

/** Rows of which one says in either language what the others say: a cell of a language reaches over all of them. */
export type Group = readonly Row[];

export interface LanguageColumns {
  readonly groups: readonly Group[];
  readonly at: Readonly<Record<Lang, number>>;
  /** Columns beside the two that count the rows from one on, and say nothing else. */
  readonly counting: readonly number[];
  /** Names of the languages over their columns. */
  readonly names: readonly string[];
  /** What stands in the table and in no row of it: words of a row that was deleted. */
  readonly others: readonly HtmlElement[];
}

/** More columns than that are no two languages. */
const MOST_COLUMNS = 4;

const spanOf = (cell: HtmlElement, name: "colspan" | "rowspan"): number => Number(cell.attrs.get(name) ?? "1");

/** A table's rows with every cell in its column; none where there are too many to be told apart. */
function gridOf(table: HtmlElement): Row[] {
  /** For how many rows more a cell reaches down, by column. */
  const open: number[] = [];
  const rows: Row[] = [];
  for (const row of table.children.filter(isElement).filter(({ tag }) => tag === "tr")) {
    const places: Place[] = [];
    const skipCovered = () => {
      while ((open[places.length] ?? 0) > 0) {
        open[places.length] = (open[places.length] ?? 0) - 1;
        places.push("above");
      }
    };
    for (const cell of row.children.filter(isElement).filter(({ tag }) => tag === "td" || tag === "th")) {
      skipCovered();
      const [across, down] = [Math.min(MOST_COLUMNS * 2, spanOf(cell, "colspan")), spanOf(cell, "rowspan")];
      for (let column = 0; column < across; column += 1) {
        open[places.length] = down - 1;
        places.push(column === 0 ? cell : "left");
      }
    }
    skipCovered();
    rows.push(places);
  }
  return rows;
}

/** A row's number as it is printed before it: `3`, `3.`, `(3)`, `໓`. */
function rowNumber(text: string): number | null {
  const digits = text.trim().replace(/[໐-໙]/g, (digit) => String(digit.charCodeAt(0) - 0x0ed0));
  const [, number] = /^\(?(\d{1,4})[.)]?$/.exec(digits) ?? [];
  return number === undefined ? null : Number(number);
}

export function hasImage({ tag, children }: HtmlElement): boolean {
  return tag === "img" || children.some((child) => isElement(child) && hasImage(child));
}

function countingColumns(rows: readonly Row[], at: LanguageColumns["at"]): number[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => column).filter((column) => {
    if (column === at.lo || column === at.en) return false;
    const cells = rows.map((row) => row[column]).filter(isCell);
    const counted = cells.filter(({ children }) => children.length > 0);
    return (
      counted.length > 1 && counted.every((cell, index) => rowNumber(textOf(cell)) === index + 1 && !hasImage(cell))
    );
  });
}

function grouped(rows: readonly Row[], at: LanguageColumns["at"]): Group[] {
  const groups: Row[][] = [];
  for (const row of rows) {
    const goesOn = row[at.lo] === "above" || row[at.en] === "above";
    const last = groups.at(-1);
    if (goesOn && last) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

/** A table whose one column is Lao and whose other is English, beside columns without words; null for any other. */
export function languageColumns(table: HtmlElement): LanguageColumns | null {
  const rows = gridOf(table);
  const [head, ...rest] = rows;
  const heads = (head ?? []).filter(isCell);
  const named = heads.map((cell) => namedLang(seenText(cell)));
  const hasHead = named.includes("lo") && named.includes("en");
  const body = hasHead ? rest : rows;
  const whole = body.filter((row) => row.length > 1 && !row.includes("left"));
  const width = Math.max(0, ...whole.map((row) => row.length));
  if (whole.length === 0 || width > MOST_COLUMNS) return null;
  const columns = Array.from({ length: width }, (_, at) =>
    sum(
      whole.map((row) => {
        const place = row[at];
        return isCell(place) ? lettersOf(seenText(place)) : NO_LETTERS;
      }),
    ),
  );
  const worded = columns.flatMap((letters, at) => (letters.lo + letters.en > 0 ? [at] : []));
  const isOf = (lang: Lang, at: number | undefined) => {
    const letters = at === undefined ? NO_LETTERS : (columns[at] ?? NO_LETTERS);
    return letters[lang] >= (letters.lo + letters.en) * PURE && letters[lang] > 0;
  };
  const [one, two] = worded;
  if (worded.length !== 2 || one === undefined || two === undefined) return null;
  const first = isOf("lo", one) && isOf("en", two) ? "lo" : isOf("en", one) && isOf("lo", two) ? "en" : null;
  if (first === null) return null;
  const at = first === "lo" ? { lo: one, en: two } : { lo: two, en: one };
  return {
    groups: grouped(body, at),
    at,
    counting: countingColumns(body, at),
    names: hasHead ? heads.map((cell) => textOf(cell).trim()).filter((name) => name !== "") : [],
    others: table.children.filter(isElement).filter(({ tag }) => tag !== "tr"),
  };
}
