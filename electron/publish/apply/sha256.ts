/** SHA-256 in hex: of bytes or a text, and of many pieces of one text without putting them together. */
import { createHash } from "node:crypto";

export const sha256Of = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

/** As of the pieces put together. */
export function sha256OfAll(pieces: Iterable<string>): string {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  return hash.digest("hex");
}
