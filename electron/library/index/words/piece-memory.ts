/**
 * What pieces of text were cut into, found by their letters. Every piece of every story is looked up here, so all is
 * kept in flat arrays: no string is made for a piece that is known.
 */

/** Letters of pieces and of what they were cut into, 4 MB: some 60,000 pieces. When there is no room, all is forgotten. */
const ROOM = 1 << 21;
const MOST_PIECES = 100_000;
/** Places for entries, by hash, to begin with; always more than twice as many as there are pieces, so that few meet. */
const FIRST_PLACES = 1 << 13;
/** A longer piece is an address, and doesn't come again. */
const LONGEST = 250;
/**
 * An entry: the piece's length, that of what it was cut into, that of the same with the desk's names where they make a
 * difference (else 0), then the letters of all three.
 */
const HEAD = 3;

/** Plain data and not a closure: two of them in turn run the same code, which is ready sooner so. */
export interface PieceMemory {
  /** All entries. The array is the same for good. */
  readonly letters: Uint16Array;
  /**
   * By hash, or at the next place that is free: where an entry begins, and its hash. No entry begins at 0. It grows with
   * the pieces: a few pieces far apart in a large array cost more memory to be fetched than to be cut anew.
   */
  places: Int32Array;
  pieces: number;
  /** Behind the last entry. */
  end: number;
}

export const createPieceMemory = (): PieceMemory => ({
  letters: new Uint16Array(ROOM),
  places: new Int32Array(2 * FIRST_PLACES),
  pieces: 0,
  end: 1,
});

/** Where the letters of what a piece was cut into begin, and where they end. */
export const cutBegins = ({ letters }: PieceMemory, entry: number): number => entry + HEAD + (letters[entry] ?? 0);
export const cutEnds = (memory: PieceMemory, entry: number): number =>
  cutBegins(memory, entry) + (memory.letters[entry + 1] ?? 0);
/** With the desk's names they begin where the others end. */
export const namedEnds = (memory: PieceMemory, entry: number): number =>
  cutEnds(memory, entry) + (memory.letters[entry + 2] ?? 0);

/** The first place for this hash that is free: where it stands in `places`. */
const freePlace = (places: Int32Array, hash: number): number => {
  const last = places.length - 1;
  let at = (hash << 1) & last;
  while (places[at] !== 0) at = (at + 2) & last;
  return at;
};

function grow(memory: PieceMemory): void {
  const { places } = memory;
  const wider = new Int32Array(2 * places.length);
  for (let at = 0; at < places.length; at += 2) {
    const [entry, hash] = [places[at] ?? 0, places[at + 1] ?? 0];
    if (entry === 0) continue;
    const free = freePlace(wider, hash);
    wider[free] = entry;
    wider[free + 1] = hash;
  }
  memory.places = wider;
}

/** Where the entry of the piece that stands at `from` in `text` begins; 0: it isn't known. */
export function findPiece(memory: PieceMemory, text: Uint16Array, from: number, to: number, hash: number): number {
  const { letters, places } = memory;
  const length = to - from;
  const last = places.length - 1;
  for (let place = (hash << 1) & last; ; place = (place + 2) & last) {
    const entry = places[place] ?? 0;
    if (entry === 0) return 0;
    if (places[place + 1] !== hash || letters[entry] !== length) continue;
    let at = 0;
    while (at < length && letters[entry + HEAD + at] === text[from + at]) at += 1;
    if (at === length) return entry;
  }
}

/** Remembers what the piece was cut into, unless it is too long. */
export function keepPiece(
  memory: PieceMemory,
  text: Uint16Array,
  from: number,
  to: number,
  hash: number,
  cut: string,
  named: string,
): void {
  const { letters } = memory;
  const length = to - from;
  if (length > LONGEST) return;
  const both = cut + named;
  if (memory.pieces === MOST_PIECES || memory.end + HEAD + length + both.length > ROOM) {
    memory.places.fill(0);
    memory.pieces = 0;
    memory.end = 1;
  }
  // Two numbers a place.
  if (4 * memory.pieces >= memory.places.length) grow(memory);
  const entry = memory.end;
  const place = freePlace(memory.places, hash);
  memory.places[place] = entry;
  memory.places[place + 1] = hash;
  letters[entry] = length;
  letters[entry + 1] = cut.length;
  letters[entry + 2] = named.length;
  const begins = entry + HEAD;
  for (let at = 0; at < length; at += 1) letters[begins + at] = text[from + at] ?? 0;
  for (let at = 0; at < both.length; at += 1) letters[begins + length + at] = both.charCodeAt(at);
  memory.pieces += 1;
  memory.end = begins + length + both.length;
}
