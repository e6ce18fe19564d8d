/**
 * Many small records, each a line of one long text in a single place of memory: as objects with their strings, those of
 * a large site's files would take several times as much.
 */

/** How a record stands in its line, which has no line break in it and is of ASCII alone. */
export interface RowForm<T> {
  write(row: T): string;
  read(line: string): T;
}

/** A path in a line of its own. */
export const PATHS: RowForm<string> = { write: (path) => path, read: (line) => line };

export interface Rows<T> extends Iterable<T> {
  readonly count: number;
  /** One of them, read anew. */
  at(index: number): T;
}

export interface PackedRows<T> extends Rows<T> {
  /** All lines, each with its line break. */
  readonly bytes: Uint8Array;
}

export interface RowPacker<T> {
  add(row: T): void;
  /** All that were added; nothing is added afterwards. */
  rows(): PackedRows<T>;
}

const FIRST = 1 << 14;
const BREAK = 0x0a;

/** Where each line begins, and where the last one ends. */
function beginnings(bytes: Uint8Array, count: number): Uint32Array {
  const begins = new Uint32Array(count + 1);
  for (let line = 0, at = 0; line < count; line += 1) {
    at = bytes.indexOf(BREAK, at) + 1;
    begins[line + 1] = at;
  }
  return begins;
}

/**
 * Takes records one by one. `bytes`: as many as they may well come to. Room that isn't filled costs nothing, where making
 * more of it leaves memory behind.
 */
export function rowPacker<T>({ write, read }: RowForm<T>, bytes = FIRST): RowPacker<T> {
  let room = Buffer.allocUnsafeSlow(bytes);
  let filled = 0;
  let count = 0;
  return {
    add(row) {
      const line = write(row);
      if (filled + line.length + 1 > room.length) {
        const larger = Buffer.allocUnsafeSlow(Math.max(room.length * 2, filled + line.length + 1));
        room.copy(larger, 0, 0, filled);
        room = larger;
      }
      filled += room.write(line, filled, "latin1");
      room[filled] = BREAK;
      filled += 1;
      count += 1;
    },
    rows() {
      const bytes = room.subarray(0, filled);
      const begins = beginnings(bytes, count);
      const at = (index: number): T => {
        const [from = 0, to = 1] = [begins[index], begins[index + 1]];
        if (index < 0 || index >= count) throw new RangeError(`${index} of ${count} records`);
        return read(bytes.toString("latin1", from, to - 1));
      };
      return {
        count,
        at,
        bytes,
        *[Symbol.iterator]() {
          for (let index = 0; index < count; index += 1) yield at(index);
        },
      };
    },
  };
}

export function packedRows<T>(form: RowForm<T>, rows: Iterable<T>): PackedRows<T> {
  const packer = rowPacker(form);
  for (const row of rows) packer.add(row);
  return packer.rows();
}

/** The rows of one behind those of another. */
export const joined = <T>(first: Rows<T>, second: Rows<T>): Rows<T> => ({
  count: first.count + second.count,
  at: (index) => (index < first.count ? first.at(index) : second.at(index - first.count)),
  *[Symbol.iterator]() {
    yield* first;
    yield* second;
  },
});

/** Each with its number. */
export function* numbered<T>(rows: Rows<T>): Generator<readonly [number, T]> {
  for (let index = 0; index < rows.count; index += 1) yield [index, rows.at(index)];
}
