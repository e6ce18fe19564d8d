/** A page's bytes as text, in the encoding that it names. */
import { done, type Result } from "../../../shared/errors.ts";
import type { Incoming } from "../incoming.ts";

/** As far as the HTML Standard looks for a declaration ("prescan a byte stream to determine its encoding"). */
const PRESCAN = 1024;
const DECLARED = /<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)/i;

/** Null where this host doesn't know the encoding, or the bytes are not of it. */
export function decodeAs(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch (problem) {
    if (problem instanceof RangeError || problem instanceof TypeError) return null;
    throw problem;
  }
}

/** UTF-8 and UTF-16 as any text; another encoding where the page declares it and this host knows it. */
export function decodePage(incoming: Incoming): Result<string> {
  const text = incoming.text();
  const { bytes } = incoming;
  if (text.ok || text.error.reason !== "file-encoding" || bytes === null) return text;
  const label = DECLARED.exec(Buffer.from(bytes.subarray(0, PRESCAN)).toString("latin1"))?.[1];
  const decoded = label === undefined || /^utf-?8$/i.test(label) ? null : decodeAs(label, bytes);
  return decoded === null ? text : done(decoded);
}
