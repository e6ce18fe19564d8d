/**
 * A manifest's text read line by line, as `putManifest` writes it: of a large site most of it is three long lists of
 * short texts, which JSON takes several times as long to read.
 */
import { isAscii } from "node:buffer";

/** Texts by path. */
export type Notes = Map<string, string>;

/** The three lists, each with where it begins, how far its lines are indented, and what stands behind it. */
const LISTS = {
  files: { begin: '{\n "files": {\n', indent: 2, end: '\n },\n "format": ' },
  from: { begin: '\n  "from": {\n', indent: 3, end: '\n  },\n  "stamp": ' },
  stories: { begin: '\n "stories": {\n', indent: 2, end: "\n }\n}\n" },
} as const;

/** What no text of JSON holds as it is, but for the ends of lines; and what is written in another way. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: what was torn by a power cut often holds zeros.
const ODD = /[\u0000-\u0009\u000b-\u001f\\]/;

/** What stands between a path and its text. */
const BETWEEN = '": "';

/** Lines of a list, `"path": "text"` each; null where one isn't so. */
function notesIn(lines: string, indent: number): Notes | null {
  const margin = `${" ".repeat(indent)}"`;
  if (!lines.startsWith(margin)) return null;
  const notes: Notes = new Map();
  let from = margin.length;
  for (;;) {
    const next = lines.indexOf("\n", from);
    const end = next < 0 ? lines.length : next - 1;
    if (next >= 0 && !lines.startsWith(`,\n${margin}`, end)) return null;
    // A quotation mark is never within a text: it would be escaped.
    const name = lines.indexOf('"', from);
    const begin = name + BETWEEN.length;
    if (name < 0 || !lines.startsWith(BETWEEN, name) || lines.indexOf('"', begin) !== end - 1) return null;
    notes.set(lines.slice(from, name), lines.slice(begin, end - 1));
    if (next < 0) return notes;
    from = next + 1 + margin.length;
  }
}

interface ReadText {
  /** As JSON says it, with a word in place of each list that was read by its lines. */
  readonly rest: unknown;
  /** By that word. Of an empty one nothing is read. */
  readonly lists: ReadonlyMap<unknown, Notes>;
}

/** A manifest's text; null where a list isn't laid out as we write it. Throws a `SyntaxError` where the rest is no JSON. */
export function readManifestText(bytes: Uint8Array): ReadText | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
    isAscii(bytes) ? "latin1" : "utf8",
  );
  if (ODD.test(text)) return null;
  const lists = new Map<unknown, Notes>();
  let rest = "";
  let at = 0;
  for (const name of ["files", "from", "stories"] as const) {
    const { begin, indent, end } = LISTS[name];
    const found = text.indexOf(begin, at);
    if (found < 0) continue;
    const first = found + begin.length;
    const last = text.indexOf(end, first);
    const notes = last < 0 ? null : notesIn(text.slice(first, last), indent);
    if (!notes) return null;
    const word = `the list of ${name}`;
    lists.set(word, notes);
    // All up to its bracket, and what stands behind the other one.
    rest += `${text.slice(at, first - 2)}"${word}"`;
    at = last + end.indexOf("}") + 1;
  }
  return { rest: JSON.parse(rest + text.slice(at)), lists };
}
