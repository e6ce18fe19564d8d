/** The change log as it stands on the disk: its lines, its files, and what they say. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { crc32 } from "node:zlib";
import { isArticleId, isInstant } from "../../../../shared/article/article.ts";
import { ORIGINS } from "../../../../shared/contract.ts";
import { isMissing } from "../../../disk/disk-error.ts";
import { isOdd, readPlainFile } from "../../../disk/plain-file.ts";

export interface Change {
  readonly n: number;
  readonly id: string;
  readonly at: string;
  readonly origin: (typeof ORIGINS)[number];
  readonly by: string | null;
  /** The fingerprint of the text that was to be written; null where the story is gone for good. */
  readonly print: string | null;
  /** History had all that this changed before it was written. */
  readonly kept?: true | undefined;
}
interface Opening {
  readonly n: number;
  readonly opening: string;
}
/** All stories' files were compared with the log at that moment. */
export interface Checked {
  readonly n: number;
  readonly checked: string;
  /** When the stories that have no line were touched last, in milliseconds of the disk's clock. */
  readonly stood?: number | undefined;
}
export type Line = Change | Opening | Checked;

const isOrigin = (value: unknown): value is Change["origin"] => ORIGINS.some((origin) => origin === value);
const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === "string";

/** What a line says; null for what is none. There are many, and a plain look at them takes a tenth of a schema's time. */
function lineIn(json: unknown): Line | null {
  if (typeof json !== "object" || json === null) return null;
  const { n, id, at, origin, by, print, kept, opening, checked, stood } = json as Readonly<Record<string, unknown>>;
  if (typeof n !== "number" || !Number.isSafeInteger(n) || n < 1) return null;
  if (typeof id === "string" && isArticleId(id) && typeof at === "string" && isInstant(at))
    if (isOrigin(origin) && isTextOrNull(by) && isTextOrNull(print))
      return { n, id, at, origin, by, print, ...(kept === true && { kept }) };
  if (typeof opening === "string") return { n, opening };
  if (typeof checked !== "string" || !isInstant(checked)) return null;
  return { n, checked, ...(typeof stood === "number" && { stood }) };
}

export interface Changes {
  /** The last change of each story since the cursor, in order. */
  readonly changes: readonly Change[];
  /** For the next question. */
  readonly cursor: string;
  /** The cursor is none of this log, or lines are lost: stories that are not named may have changed too. */
  readonly all: boolean;
}

const SEGMENT_FILE = /^(\d{12})\.log$/;
const FOLDED_FILE = /^(\d{12})-(\d{12})\.folded\.log$/;
export const numbered = (n: number): string => String(n).padStart(12, "0");

export const lineOf = (line: Line): string => {
  const json = JSON.stringify(line);
  return `${crc32(json).toString(16).padStart(8, "0")} ${json}\n`;
};

export function readLine(text: string): Line | null {
  const json = text.slice(9);
  if (text[8] !== " " || crc32(json).toString(16).padStart(8, "0") !== text.slice(0, 8)) return null;
  try {
    return lineIn(JSON.parse(json));
  } catch {
    return null;
  }
}

export interface Segment {
  readonly file: string;
  readonly from: number;
  /** The last number that a folded file stands for; null for a file that is whole. */
  readonly to: number | null;
}

export async function segmentsIn(folder: string): Promise<Segment[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const segments: Segment[] = [];
  for (const name of names) {
    const whole = SEGMENT_FILE.exec(name);
    const folded = FOLDED_FILE.exec(name);
    if (whole) segments.push({ file: name, from: Number(whole[1]), to: null });
    else if (folded) segments.push({ file: name, from: Number(folded[1]), to: Number(folded[2]) });
  }
  // What a folded file stands for is not read again from files that a crash left standing.
  const folded = segments.reduce<Segment | null>((best, one) => ((one.to ?? 0) > (best?.to ?? 0) ? one : best), null);
  const rest = segments.filter((one) => one.to === null && one.from > (folded?.to ?? 0));
  return [...(folded ? [folded] : []), ...rest.sort((a, b) => a.from - b.from)];
}

/** The bytes of a segment; null for what stands there under its name and is no plain file. */
export const bytesOfSegment = (folder: string, { file }: Segment): Promise<Buffer | null> =>
  readPlainFile(path.join(folder, file)).catch((error: unknown) => {
    if (isOdd(error)) return null;
    throw error;
  });

/** All lines in order; `null` stands where lines are lost. A torn end of the last file is no loss. */
export async function readAll(folder: string, only?: readonly Segment[]): Promise<(Line | null)[]> {
  const lines: (Line | null)[] = [];
  const segments = only ?? (await segmentsIn(folder));
  let next = only?.[0]?.from ?? 1;
  for (const segment of segments) {
    if (segment.from !== next) lines.push(null);
    next = segment.from;
    const bytes = await bytesOfSegment(folder, segment);
    if (!bytes) {
      lines.push(null);
      next = (segment.to ?? segment.from) + 1;
      continue;
    }
    const texts = bytes.toString("utf8").split("\n");
    // Room that was made for lines to come holds zeros.
    const torn = texts.pop()?.replace(/\0+$/, "") !== "" && segment !== segments.at(-1);
    for (const text of texts) {
      const line = readLine(text);
      const expected = segment.to === null ? line?.n === next : line !== null && line.n >= next;
      if (!line || !expected) lines.push(null);
      if (!line) next += 1;
      else {
        lines.push(line);
        next = line.n + 1;
      }
    }
    if (torn) lines.push(null);
    if (segment.to !== null) next = segment.to + 1;
  }
  return lines;
}

export function changesIn(lines: readonly (Line | null)[], cursor: string | null): Changes {
  const [, number = "0", session = ""] = /^(\d+)\.(\w+)$/.exec(cursor ?? "") ?? [];
  const after = Number(number);
  const latest = new Map<string, Change>();
  let opening = "";
  let openingThen = "";
  let last = 0;
  let lost = false;
  for (const line of lines) {
    if (line === null) {
      // Lost lines matter where one of them may be newer than the cursor: a good one after it tells.
      lost = true;
      continue;
    }
    if (line.n <= after) lost = false;
    last = line.n;
    if ("opening" in line) opening = line.opening;
    if (line.n <= after) openingThen = opening;
    else if ("id" in line) {
      // Last changes in the order in which they came.
      latest.delete(line.id);
      latest.set(line.id, line);
    }
  }
  const foreign = cursor !== null && (after > last || (after > 0 && session !== openingThen) || session === "");
  if (foreign) return { ...changesIn(lines, null), all: true };
  return { changes: [...latest.values()], cursor: `${last}.${opening || "0"}`, all: lost };
}
