/** What a plan asks of every settled story, in columns. */
import type { SettledLang, SettledWords } from "../plan/settled/settled-story.ts";
import { Columns, isLine, linesIn } from "./columns.ts";

/** Of a language. The last one holds as JSON what of many stories is alike. */
const [DIGEST, DATE, FOLDER, UPDATED, REV, ALIKE] = [0, 1, 2, 3, 4, 5];
const OF_LANG = 6;
/** Of a story: its id, word, slug, when it was told, and as JSON what of many stories is alike. */
const OF_STORY = 5;
export const WIDTH = OF_STORY + 2 * OF_LANG;

/** In the second language: as in the first one, with which it mostly went out. */
const SAME = "=";
const NOTHING: readonly string[] = Array.from({ length: OF_LANG }, () => "");

function langTexts(one: SettledLang | null, other: SettledLang | null): readonly string[] {
  if (!one) return NOTHING;
  const [digest, publishedAt, folder, updatedAt, rev, ...alike] = one;
  const asIn = (at: 1 | 4, text: string) => (other && other[at] === text ? SAME : text);
  return [
    ...[digest, asIn(1, publishedAt), folder, updatedAt ?? "", rev === null ? "" : asIn(4, rev)],
    JSON.stringify(alike),
  ];
}

/** Takes stories one by one. */
export class SettledColumns {
  readonly #columns = new Columns(WIDTH);

  /** False where it can't be kept so. */
  add([id, word, slug, told, last, waits, names, lo, en]: SettledWords): boolean {
    const alike = JSON.stringify([last, waits, names]);
    const texts = [id, word, slug, told ?? "", alike, ...langTexts(lo, null), ...langTexts(en, lo)];
    if (!texts.every(isLine)) return false;
    this.#columns.add(texts);
    return true;
  }

  bytes(): readonly Uint8Array[] {
    return this.#columns.bytes();
  }
}

/** The value of a JSON text: the same one for the same text, of which there are few. */
function remembered<Value>(): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = JSON.parse(text) as Value;
    known.set(text, value);
    return value;
  };
}

/** Of each story in its turn; null where there are not so many. What is read was written here, and is whole. */
export function settledIn(
  bytes: Buffer,
  lengths: readonly number[],
  count: number,
): ((at: number) => SettledWords) | null {
  const columns = lengths.length === WIDTH ? linesIn(bytes, lengths, count) : null;
  if (!columns) return null;
  const alikeOf = remembered<readonly [SettledWords[4], SettledWords[5], SettledWords[6]]>();
  const alikeIn = remembered<readonly [SettledLang[5], SettledLang[6], SettledLang[7], SettledLang[8]]>();
  const text = (column: number, at: number) => columns[column]?.[at] ?? "";
  const langAt = (begin: number, at: number, other: SettledLang | null): SettledLang | null => {
    const digest = text(begin + DIGEST, at);
    if (digest === "") return null;
    const [date, updatedAt, rev] = [text(begin + DATE, at), text(begin + UPDATED, at), text(begin + REV, at)];
    const publishedAt = other && date === SAME ? other[1] : date;
    const its = other && rev === SAME ? other[4] : rev || null;
    const [category, tags, image, shown] = alikeIn(text(begin + ALIKE, at));
    return [digest, publishedAt, text(begin + FOLDER, at), updatedAt || null, its, category, tags, image, shown];
  };
  return (at) => {
    const [last, waits, names] = alikeOf(text(4, at));
    const lo = langAt(OF_STORY, at, null);
    const en = langAt(OF_STORY + OF_LANG, at, lo);
    return [text(0, at), text(1, at), text(2, at), text(3, at) || null, last, waits, names, lo, en];
  };
}
