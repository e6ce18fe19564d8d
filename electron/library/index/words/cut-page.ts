/** What a cut text is written into, longer where it needs to be. */

/** UTF-16 letters, and the same as bytes. */
export function lettersFor(length: number) {
  const letters = new Uint16Array(length);
  return { letters, bytes: Buffer.from(letters.buffer) };
}

export interface CutPage {
  clear(): void;
  write(text: string): void;
  copy(from: Uint16Array, begins: number, ends: number): void;
  /** What is written, until more is. */
  letters(): Uint16Array;
  /** How many letters that are. */
  end(): number;
  text(): string;
}

export function createCutPage(): CutPage {
  let { letters, bytes } = lettersFor(1 << 15);
  let end = 0;
  const makeRoom = (more: number): void => {
    if (end + more <= letters.length) return;
    const before = letters;
    ({ letters, bytes } = lettersFor(2 * (end + more)));
    letters.set(before);
  };
  return {
    clear() {
      end = 0;
    },
    write(text) {
      makeRoom(text.length);
      for (let at = 0; at < text.length; at += 1) letters[end + at] = text.charCodeAt(at);
      end += text.length;
    },
    copy(from, begins, ends) {
      makeRoom(ends - begins);
      for (let at = begins; at < ends; at += 1, end += 1) letters[end] = from[at] ?? 0;
    },
    letters: () => letters,
    end: () => end,
    text: () => bytes.toString("utf16le", 0, 2 * end),
  };
}
