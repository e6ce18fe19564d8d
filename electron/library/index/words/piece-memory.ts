/**
 * What pieces of text were cut into, found by their letters. Every piece of every story is looked up here, so all is
 * kept in flat arrays: no string is made for a piece that is known.
 */

/** Letters of pieces and of what they were cut into, 4 MB: some 60,000 pieces. When there is no room, all is forgotten. */
const ROOM = 1 << 21;
const MOST_PIECES = 100_000;
/** Places for entries, by hash; far more than there are pieces, so that few meet. */
const PLACES = 1 << 18;
/** A longer piece is an address, and doesn't come again. */
const LONGEST = 250;
/** An entry: the piece's length, that of what it was cut into, the letters of both. */
const HEAD = 2;

export interface PieceMemory {
  /** All entries. The array is the same for good. */
  readonly letters: Uint16Array;
  /** Where the entry of the piece that stands at `from` in `text` begins in `letters`; 0: it isn't known. */
  find(text: Uint16Array, from: number, to: number, hash: number): number;
  keep(text: Uint16Array, from: number, to: number, hash: number, cut: string): void;
}

/** Where the letters of what a piece was cut into begin, and where they end. */
export const cutBegins = (letters: Uint16Array, entry: number): number => entry + HEAD + (letters[entry] ?? 0);
export const cutEnds = (letters: Uint16Array, entry: number): number =>
  cutBegins(letters, entry) + (letters[entry + 1] ?? 0);

export function createPieceMemory(): PieceMemory {
  const letters = new Uint16Array(ROOM);
  /** By hash, or the next place that is free: where an entry begins. None begins at 0. */
  const places = new Int32Array(PLACES);
  let pieces = 0;
  let end = 1;
  const next = (place: number): number => (place + 1) & (PLACES - 1);
  return {
    letters,
    find(text, from, to, hash) {
      const length = to - from;
      for (let place = hash & (PLACES - 1); ; place = next(place)) {
        const entry = places[place] ?? 0;
        if (entry === 0) return 0;
        if (letters[entry] !== length) continue;
        let at = 0;
        while (at < length && letters[entry + HEAD + at] === text[from + at]) at += 1;
        if (at === length) return entry;
      }
    },
    keep(text, from, to, hash, cut) {
      const length = to - from;
      if (length > LONGEST) return;
      if (pieces === MOST_PIECES || end + HEAD + length + cut.length > ROOM) {
        places.fill(0);
        pieces = 0;
        end = 1;
      }
      let place = hash & (PLACES - 1);
      while (places[place] !== 0) place = next(place);
      places[place] = end;
      pieces += 1;
      letters[end] = length;
      letters[end + 1] = cut.length;
      letters.set(text.subarray(from, to), end + HEAD);
      end += HEAD + length;
      for (let at = 0; at < cut.length; at += 1) letters[end + at] = cut.charCodeAt(at);
      end += cut.length;
    },
  };
}
