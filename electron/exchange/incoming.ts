/** What comes in to be read as a story: a file, or text that was pasted. */
import type { ImportWarning } from "../../shared/contract.ts";
import { done, type Result } from "../../shared/errors.ts";
import { type Line, readLines } from "../../shared/text/incoming/text-lines.ts";
import { decodeText } from "./decode-text.ts";
import { leftOutTold } from "./left-out-told.ts";

export interface IncomingLines {
  readonly lines: readonly Line[];
  /** Which lines held what no file should hold. */
  readonly warnings: readonly ImportWarning[];
  /** Lines that are none of the story's, wherever they stood. */
  readonly dropped: readonly string[];
}

function linesOf(text: string): IncomingLines {
  const { lines, controls, damaged, attributions } = readLines(text);
  return {
    lines,
    dropped: attributions,
    warnings: [
      ...controls.map((line): ImportWarning => ({ code: "control-characters", text: line })),
      ...damaged.map((line): ImportWarning => ({ code: "damaged-characters", text: line })),
      ...leftOutTold(attributions.map((line) => ({ kind: "writer", text: line }))).warnings,
    ],
  };
}

export interface Incoming {
  /** A file's name; empty for pasted text. */
  readonly name: string;
  /** A file's bytes; null for pasted text. */
  readonly bytes: Uint8Array | null;
  /** As text, or why it is none (decode-text.ts names the reasons). */
  text(): Result<string>;
  /** The text's lines; null where it is none. */
  lines(): IncomingLines | null;
}

/** Decodes once, and only for a format that asks: each may look at the same text. */
function incoming(name: string, bytes: Uint8Array | null, decode: () => Result<string>): Incoming {
  let decoded: Result<string> | null = null;
  let lines: IncomingLines | null = null;
  const text = (): Result<string> => {
    decoded ??= decode();
    return decoded;
  };
  return {
    name,
    bytes,
    text,
    lines() {
      const read = text();
      if (read.ok) lines ??= linesOf(read.value);
      return lines;
    },
  };
}

export const incomingFile = (name: string, bytes: Uint8Array): Incoming =>
  incoming(name, bytes, () => decodeText(name, bytes));

export const pastedText = (text: string): Incoming => incoming("", null, () => done(text));
