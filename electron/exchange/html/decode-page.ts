/** A page's bytes as text, in the encoding that it names. */
import { done, type Result, refuse } from "../../../shared/errors.ts";
import type { Incoming } from "../incoming.ts";

/** As far as the HTML Standard looks for a declaration ("prescan a byte stream to determine its encoding"). */
const PRESCAN = 1024;
const DECLARED = /<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)/i;

/** UTF-8 and UTF-16 as any text; another encoding where the page declares it and this host knows it. */
export function decodePage(incoming: Incoming): Result<string> {
  const text = incoming.text();
  const { name, bytes } = incoming;
  if (text.ok || text.error.reason !== "file-encoding" || bytes === null) return text;
  const label = DECLARED.exec(Buffer.from(bytes.subarray(0, PRESCAN)).toString("latin1"))?.[1];
  if (label === undefined || /^utf-?8$/i.test(label)) return text;
  try {
    return done(new TextDecoder(label, { fatal: true }).decode(bytes));
  } catch (problem) {
    // An encoding that this host doesn't know (RangeError), or bytes that are not of it (TypeError).
    if (problem instanceof RangeError || problem instanceof TypeError) return refuse("file-encoding", { name });
    throw problem;
  }
}
