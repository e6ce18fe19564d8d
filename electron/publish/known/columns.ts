/**
 * Texts of very many things of one kind, a column for each that is known of them and in it a line for each of them. As
 * JSON, text by text, they take several times as long to read.
 */
import { isAscii } from "node:buffer";

const END = "\n";

/** Whether a column can hold it. */
export const isLine = (text: string): boolean => !text.includes(END);

/** Columns that are filled line by line. */
export class Columns {
  readonly #columns: readonly string[][];

  constructor(width: number) {
    this.#columns = Array.from({ length: width }, () => []);
  }

  /** A text for each column, each of them a line (`isLine`). */
  add(texts: readonly string[]): void {
    for (const [at, column] of this.#columns.entries()) column.push(texts[at] ?? "");
  }

  /** The bytes of each column. */
  bytes(): readonly Uint8Array[] {
    return this.#columns.map((lines) => Buffer.from(lines.join(END)));
  }
}

const textOf = (bytes: Buffer): string => bytes.toString(isAscii(bytes) ? "latin1" : "utf8");

/** The lines of columns whose bytes lie one behind the other; null where they aren't of so many lines. */
export function linesIn(
  bytes: Buffer,
  lengths: readonly number[],
  count: number,
): readonly (readonly string[])[] | null {
  const columns: (readonly string[])[] = [];
  let from = 0;
  for (const length of lengths) {
    const text = textOf(bytes.subarray(from, from + length));
    const lines = count === 0 && text === "" ? [] : text.split(END);
    if (lines.length !== count) return null;
    columns.push(lines);
    from += length;
  }
  return from === bytes.length ? columns : null;
}
