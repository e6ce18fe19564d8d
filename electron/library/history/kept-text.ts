/** A revision's file: the first line is a header as JSON, the rest a story's text, gzipped. */
import { createHash, hash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { letGo } from "../../disk/let-go.ts";

/** A header never comes near this; a longer one is damaged. */
export const HEADER_LIMIT = 64 * 1024;
/** A story of 10 MiB of text is far beyond any; what unpacks to more is damaged or hostile. */
export const STORY_LIMIT = 128 * 1024 * 1024;

const DIGITS = 32;

const linesOf = (parents: readonly string[]): string =>
  [...parents]
    .sort()
    .map((parent) => `\n${parent}`)
    .join("");

/** 32 hex digits of SHA-256 over the canonical text and the parents' ids, which are sorted. */
export function keptRev(text: string | Uint8Array, parents: readonly string[]): string {
  // The text by itself: put together with the parents, it would be copied first.
  const digest = createHash("sha256").update(text).update(linesOf(parents));
  return digest.digest("hex").slice(0, DIGITS);
}

/** The same of a text with room behind it that is nobody's, in one go, which takes less than half the time for a story. */
function unpackedRev(text: Buffer, room: number, parents: readonly string[]): string {
  const lines = linesOf(parents);
  const length = text.length + Buffer.byteLength(lines);
  if (text.byteOffset !== 0 || text.buffer.byteLength !== room || length > room) return keptRev(text, parents);
  const whole = Buffer.from(text.buffer, 0, length);
  whole.write(lines, text.length);
  return hash("sha256", whole, "hex").slice(0, DIGITS);
}

/** How the file of a revision ends, whatever else its name says. */
export const endingOf = (rev: string): string => `_${rev}.gz`;

/** Bytes that a text is unpacked into at once: fewer would lie among others' (`Buffer.poolSize`). */
const [LEAST, MOST] = [64 * 1024, 1024 * 1024];

/** For the parents of most revisions. */
const BEHIND = 100;

/** As many as the text has by its last four bytes (RFC 1952, 2.3.1), so that it comes in one piece. */
function roomOf(packed: Buffer): number {
  const size = packed.length < 4 ? 0 : packed.readUInt32LE(packed.length - 4);
  return Math.min(MOST, Math.max(LEAST, size + BEHIND));
}

/** The text of a revision's file, read at once; null where it is damaged or another's. */
export function keptTextSync(bytes: Buffer, rev: string): string | null {
  const end = bytes.subarray(0, HEADER_LIMIT).indexOf(0x0a);
  if (end < 0) return null;
  try {
    const header = JSON.parse(bytes.toString("utf8", 0, end)) as { readonly parents?: unknown };
    if (!Array.isArray(header.parents)) return null;
    const packed = bytes.subarray(end + 1);
    const chunkSize = roomOf(packed);
    const text = gunzipSync(packed, { maxOutputLength: STORY_LIMIT, chunkSize });
    const read = unpackedRev(text, chunkSize, header.parents.map(String)) === rev ? text.toString("utf8") : null;
    letGo(text, chunkSize);
    return read;
  } catch {
    // Cut short, not gzip, not JSON: damaged, whatever of it.
    return null;
  }
}
