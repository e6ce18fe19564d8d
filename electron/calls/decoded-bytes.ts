/** The bytes of a request's base64. */
import { done, type Result, refuse } from "../../shared/errors.ts";

/** How many bytes these letters stand for. */
const sizeOf = (letters: string): number =>
  (letters.length / 4) * 3 - (letters.endsWith("==") ? 2 : letters.endsWith("=") ? 1 : 0);

/** Refused where a letter is none of base64: the decoder leaves such out, or ends there, so that bytes are missing. */
export function decodedBytes(letters: string): Result<Buffer> {
  const bytes = Buffer.from(letters, "base64");
  return bytes.length === sizeOf(letters) ? done(bytes) : refuse("bad-request", { detail: "data: not base64" });
}
