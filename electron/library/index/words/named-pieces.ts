/**
 * Of a text, the pieces between spaces that the desk's names cut otherwise than the list does, each with the piece before
 * it and the one after it in its line.
 */
import { type CutPage, createCutPage } from "./cut-page.ts";
import { BREAK } from "./index-words.ts";

export interface NamedPieces {
  clear(): void;
  endLine(): void;
  /** The next piece of the line, cut alike either way: where it stands on the page of the list's cut. */
  same(begins: number, ends: number): void;
  /** The next piece, which names cut otherwise: that is to be written on the page that is returned. */
  other(begins: number, ends: number): CutPage;
  text(): string;
}

/** `listed`: where the same text is being written as the list cuts it. */
export function createNamedPieces(listed: CutPage): NamedPieces {
  const page = createCutPage();
  /** Whether the piece before is on the page, and whether it is there because names cut it otherwise. */
  let [isTaken, isNamed] = [false, false];
  /** The piece before in its line, as the list cuts it; where there is none, of no letters. */
  let [from, to] = [0, 0];
  const endLine = () => {
    [isTaken, isNamed] = [false, false];
    [from, to] = [0, 0];
  };
  return {
    clear() {
      page.clear();
      endLine();
    },
    endLine,
    same(begins, ends) {
      if (isNamed) {
        page.write(" ");
        page.copy(listed.letters(), begins, ends);
      }
      [isTaken, isNamed] = [isNamed, false];
      [from, to] = [begins, ends];
    },
    other(begins, ends) {
      if (!isTaken) {
        if (page.end() > 0) page.write(` ${BREAK} `);
        page.copy(listed.letters(), from, to);
      }
      if (isTaken || to > from) page.write(" ");
      [isTaken, isNamed] = [true, true];
      [from, to] = [begins, ends];
      return page;
    },
    text: page.text,
  };
}
