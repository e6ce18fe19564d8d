/** The JSON of a file's bytes: in UTF-8, with or without its mark, and not nested without end. */
import { areBytesNestedBeyond, DEEPEST, isNestedBeyond } from "../../shared/article/nesting.ts";

/** Marks at a text's beginning that tell another encoding than UTF-8 (Unicode, 23.8 "Byte order mark"). */
const MARKS: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ["UTF-32", [0xff, 0xfe, 0, 0]],
  ["UTF-32", [0, 0, 0xfe, 0xff]],
  ["UTF-16", [0xff, 0xfe]],
  ["UTF-16", [0xfe, 0xff]],
];

/** The encoding that a text's mark names where it isn't UTF-8, which is all that the desk writes. */
export const foreignEncoding = (bytes: Uint8Array): string | null =>
  MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0] ?? null;

/** What a text is not, in a few words for support. */
export type Unparsed = { readonly problem: string };

/** A text of more characters is looked through before it is parsed; a shorter one afterwards, which is quicker. */
const LONG = 256 * 1024;

/** The value of a JSON text, or what it is not. The mark of UTF-8 is passed over. */
export function parseJson(text: string): { readonly value: unknown } | Unparsed {
  const tooDeep = { problem: `it is nested more than ${DEEPEST} levels deep` };
  const isLong = text.length > LONG;
  if (isLong && areBytesNestedBeyond(Buffer.from(text))) return tooDeep;
  try {
    const value: unknown = JSON.parse(text.startsWith("\ufeff") ? text.slice(1) : text);
    return !isLong && isNestedBeyond(value) ? tooDeep : { value };
  } catch {
    return { problem: "it is not JSON" };
  }
}

/** The text of bytes that should be UTF-8, its mark included; or what they are. */
export function textOf(bytes: Buffer): { readonly text: string } | Unparsed {
  const foreign = foreignEncoding(bytes);
  return foreign === null ? { text: bytes.toString("utf8") } : { problem: `it is ${foreign} text, and not UTF-8` };
}

/** The value of a file's bytes, or what they are not. */
export function parseJsonBytes(bytes: Buffer): { readonly value: unknown } | Unparsed {
  const read = textOf(bytes);
  return "problem" in read ? read : parseJson(read.text);
}
