/** A revision's file: the first line is a header as JSON, the rest a story's text, gzipped. */
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { letGo } from "../../disk/let-go.ts";

/** A header never comes near this; a longer one is damaged. */
export const HEADER_LIMIT = 64 * 1024;
/** A story of 10 MiB of text is far beyond any; what unpacks to more is damaged or hostile. */
export const STORY_LIMIT = 128 * 1024 * 1024;

/** 32 hex digits of SHA-256 over the canonical text and the parents' ids, which are sorted. */
export function keptRev(text: string | Uint8Array, parents: readonly string[]): string {
  // The text by itself: put together with the parents, it would be copied first.
  const digest = createHash("sha256").update(text);
  for (const parent of [...parents].sort()) digest.update(`\n${parent}`);
  return digest.digest("hex").slice(0, 32);
}

/** How the file of a revision ends, whatever else its name says. */
export const endingOf = (rev: string): string => `_${rev}.gz`;

/** Bytes that a text is unpacked into at once: fewer would lie among others' (`Buffer.poolSize`). */
const [LEAST, MOST] = [64 * 1024, 1024 * 1024];

/** As many as the text has by its last four bytes (RFC 1952, 2.3.1), so that it comes in one piece. */
function roomOf(packed: Buffer): number {
  const size = packed.length < 4 ? 0 : packed.readUInt32LE(packed.length - 4);
  return Math.min(MOST, Math.max(LEAST, size + 1));
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
    const read = keptRev(text, header.parents.map(String)) === rev ? text.toString("utf8") : null;
    letGo(text, chunkSize);
    return read;
  } catch {
    // Cut short, not gzip, not JSON: damaged, whatever of it.
    return null;
  }
}
