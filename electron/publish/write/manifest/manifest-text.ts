/** The text of a manifest, in pieces: that of a large site is longer than all else that is held while it is written. */
import type { SiteManifest } from "../site-manifest.ts";

/** Takes the next bytes of a text. */
export type Put = (bytes: Uint8Array) => void;

/** Files that publications are about to put in place, each with its hash. */
export interface Placed extends Pick<ReadonlyMap<string, string>, "get" | "size"> {
  keys(): Iterable<string>;
}

/** What JSON writes as it is: nearly every path and every hash. */
const PLAIN = /^[\w ./-]*$/;

const jsonOf = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));

/** Letters of the text that are put together at a time: one long text of so many small pieces takes several times as long. */
const PIECE = 16 * 1024;

/** A text that is made of very many small ones. */
interface Lines {
  add(text: string): void;
  end(): void;
}

function linesTo(put: Put): Lines {
  let piece = "";
  const end = () => {
    if (piece !== "") put(Buffer.from(piece));
    piece = "";
  };
  return {
    add(text) {
      piece += text;
      if (piece.length >= PIECE) end();
    },
    end,
  };
}

const noteOf = (note: unknown): string => (typeof note === "string" ? jsonOf(note) : JSON.stringify(note));

/** An older desk knows one hash a file. */
const hashesOrHash = (all: readonly string[]): string => noteOf(all.length === 1 ? all[0] : all);

/**
 * By path, a line each, within `depth` others: a diff of two manifests reads well, and the same site has the same
 * one. As `JSON.stringify` writes it, which needs a sorted copy of the whole. `print` gives the note of a name; undefined:
 * there is none.
 */
function addNotes(lines: Lines, names: string[], depth: number, print: (name: string) => string | undefined): void {
  const indent = `\n${" ".repeat(depth)}`;
  if (names.some((name, at) => at > 0 && name < (names[at - 1] ?? ""))) names.sort();
  let before = `{${indent} `;
  for (const name of names) {
    const note = print(name);
    if (note === undefined) continue;
    lines.add(`${before}${jsonOf(name)}: ${note}`);
    before = `,${indent} `;
  }
  lines.add(names.length === 0 ? "{}" : `${indent}}`);
}

function addMap(lines: Lines, notes: ReadonlyMap<string, unknown>, depth: number): void {
  addNotes(lines, [...notes.keys()], depth, (name) => {
    const note = notes.get(name);
    return note === undefined ? undefined : noteOf(note);
  });
}

/** How the line of what is under way begins, and the one behind it. */
const [PENDING, BEHIND_PENDING] = ['\n "pending": ', ',\n "stories": '];

const NOTHING: Placed = new Map();

/** What is under way: with each file every hash that it may have by now. */
function addPending(lines: Lines, pending: SiteManifest["pending"], placed: Placed): void {
  const before = (name: string) => (Object.hasOwn(pending, name) ? (pending[name] ?? []) : []);
  const names = Object.keys(pending);
  for (const name of placed.keys()) if (!Object.hasOwn(pending, name)) names.push(name);
  addNotes(lines, names, 1, (name) => {
    const [more, all] = [placed.get(name), before(name)];
    return hashesOrHash(more === undefined || all.includes(more) ? all : [...all, more]);
  });
}

/** A manifest as it is written; `placed`: what is under way beside what it says itself. */
export function putManifest(
  { format, files, pending, stories, images, made }: SiteManifest,
  put: Put,
  placed: Placed = NOTHING,
): void {
  const lines = linesTo(put);
  lines.add('{\n "files": ');
  addMap(lines, files, 1);
  lines.add(`,\n "format": ${format},\n "images": {\n  "of": `);
  addMap(lines, new Map(Object.entries(images.of)), 2);
  lines.add(`,\n  "recipe": ${JSON.stringify(images.recipe)}\n },\n "made": {\n  "from": `);
  addMap(lines, made.from, 2);
  lines.add(`,\n  "stamp": ${JSON.stringify(made.stamp)}\n },${PENDING}`);
  addPending(lines, pending, placed);
  lines.add(BEHIND_PENDING);
  addMap(lines, stories, 1);
  lines.add("\n}\n");
  lines.end();
}

/** The bytes of a manifest's file with more under way than it says; false where it isn't as we write it, and nothing was put. */
export function putWithPending(bytes: Uint8Array, pending: SiteManifest["pending"], placed: Placed, put: Put): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // No text in JSON holds a line break, and whatever lies deeper is indented by more.
  const [begin, end] = [text.indexOf(PENDING), text.indexOf(BEHIND_PENDING)];
  if (begin < 0 || end < begin) return false;
  put(text.subarray(0, begin + PENDING.length));
  const lines = linesTo(put);
  addPending(lines, pending, placed);
  lines.end();
  put(text.subarray(end));
  return true;
}
