/**
 * Which stories changed, in order: `log/<first number>.log`, one line a change, appended and flushed
 * before the story itself goes into place. So every acknowledged save is in the log, and a line whose
 * story never came is harmless: whoever asks what changed looks at the story anyway.
 *
 * A line is the CRC-32 of its JSON, a space and the JSON. A torn last line is cut off at opening; a
 * damaged one elsewhere makes every question that reaches over it answer "anything may have changed".
 * Each opening that writes begins with a line of its own, so that a cursor from a log that was since
 * replaced by an older copy of itself is known for what it is.
 */
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, rm, stat } from "node:fs/promises";
import path from "node:path";
import { instantNow } from "../../../../shared/text/dates.ts";
import { isMissing } from "../../../disk/disk-error.ts";
import { flushNames, type ReplaceOptions, realDisk, replaceFile } from "../../../disk/durable-file.ts";
import { isOdd } from "../../../disk/plain-file.ts";
import { PRIVATE_FILE } from "../../../disk/private-modes.ts";
import { moveAside } from "../quarantine.ts";
import {
  bytesOfSegment,
  type Change,
  type Changes,
  type Checked,
  changesIn,
  type Line,
  lineOf,
  numbered,
  readAll,
  readLine,
  segmentsIn,
} from "./log-lines.ts";

export interface ChangeLog {
  /** Returns once the line would survive a power cut. Lines that wait are written with one flush. */
  append(change: Omit<Change, "n">): Promise<void>;
  /** From the beginning where the cursor is null. */
  since(cursor: string | null): Promise<Changes>;
  /**
   * What the session before this one changed, as far as the newest files tell: the last change of each story, of
   * those whose last one history may not have.
   */
  lastSession(): Promise<readonly Change[]>;
  /** Every file was compared with the log, beginning at that moment; `stood` as `prints` says it. */
  checked(at: string, stood: number | null): Promise<void>;
  /**
   * The fingerprints that each story's lines name, in order (the last may never have come into place),
   * and when the files were last compared with the log. `stood`: when the stories that had no line then were touched
   * last, in milliseconds of the disk's clock; null where there was none, or an older Songphasa looked.
   */
  prints(): Promise<{
    readonly prints: ReadonlyMap<string, readonly (string | null)[]>;
    readonly checked: string | null;
    readonly stood: number | null;
  }>;
  /** Lines that are damaged or missing. */
  damaged(): Promise<number>;
  /** The latest moment among the last changes, in milliseconds since 1970; null where there is none. */
  newest(): Promise<number | null>;
  /** Folds what is old into one file that holds each story's last change only. */
  compact(): Promise<void>;
  /** Moves the whole log to quarantine; the next change begins another, in which no old cursor is known. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

/** A new file is begun at this size; it bounds what opening has to read. */
const SEGMENT = 1024 * 1024;
/** Bytes that a file grows by. */
const ROOM = 64 * 1024;
/** Full files that may stand before they are folded. */
const FULL_FILES = 4;

/** So many tell when something was written last; a look at all takes a while. */
const LAST_CHANGES = 100;

/** What is written without its number. */
type Unnumbered = Omit<Change, "n"> | Omit<Checked, "n">;

/** Opens a library's log. `placing` says how its files are made; nothing is written before the first change. */
export function openChangeLog(library: string, placing: ReplaceOptions, segment = SEGMENT): ChangeLog {
  const folder = path.join(library, "log");
  const { disk = realDisk, makeFolders } = placing;
  let handle: FileHandle | null = null;
  /** Bytes of whole lines, and bytes that the file has. */
  let size = 0;
  let room = 0;
  let next = 1;
  /** The name of this opening, in the first line that it writes. */
  let opening = randomBytes(6).toString("hex");
  let announced = false;
  const waiting: {
    change: Unnumbered;
    done: () => void;
    failed: (error: unknown) => void;
  }[] = [];
  let working: Promise<void> | null = null;
  let isClosed = false;

  /** Finds the end of the newest file's last good line; what a crash left after it is cut off. */
  const openEnd = async (): Promise<void> => {
    const segments = await segmentsIn(folder);
    const newest = segments.at(-1);
    next = newest ? (newest.to ?? newest.from - 1) + 1 : 1;
    size = 0;
    if (newest && newest.to === null) {
      const bytes = await bytesOfSegment(folder, newest);
      // Something else stands under that name: it is left alone, and its number is passed over.
      if (!bytes) {
        next = newest.from + 1;
        return openSegment(`${numbered(next)}.log`);
      }
      for (let from = 0, end = bytes.indexOf(0x0a); end >= 0; from = end + 1, end = bytes.indexOf(0x0a, from)) {
        const line = readLine(bytes.toString("utf8", from, end));
        if (!line) continue;
        next = Math.max(next, line.n + 1);
        size = end + 1;
      }
    }
    await openSegment(newest && newest.to === null ? newest.file : `${numbered(next)}.log`);
  };

  const openSegment = async (name: string): Promise<void> => {
    const file = path.join(folder, name);
    const flags = constants.O_RDWR | constants.O_CREAT;
    handle = await disk.open(file, flags, PRIVATE_FILE).catch(async (error: unknown) => {
      if (!isMissing(error) || !makeFolders) throw error;
      await makeFolders(folder);
      return disk.open(file, flags, PRIVATE_FILE);
    });
    await handle.truncate(size);
    room = size;
    await flushNames(folder, disk);
  };

  /** Gives the file back; `tidy` cuts off the room that no line took. */
  const give = async (tidy: boolean): Promise<void> => {
    const open = handle;
    handle = null;
    if (tidy) await open?.truncate(size).catch(() => undefined);
    await open?.close().catch(() => undefined);
  };

  const write = async (changes: readonly Unnumbered[]): Promise<void> => {
    placing.allowed?.();
    if (!handle) await openEnd();
    if (size >= segment) {
      await give(true);
      size = 0;
      await openSegment(`${numbered(next)}.log`);
    }
    const lines: Line[] = [];
    let n = next;
    if (!announced) lines.push({ n: n++, opening });
    for (const change of changes) lines.push({ n: n++, ...change });
    const text = Buffer.from(lines.map(lineOf).join(""));
    const open = handle;
    if (!open) throw new Error("the log is closed");
    // A flush of bytes in room that is there already spares the file system its own journal.
    const more = size + text.length > room;
    const bytes = more ? Buffer.concat([text, Buffer.alloc(ROOM)]) : text;
    for (let from = 0; from < bytes.length; )
      from += (await open.write(bytes, from, bytes.length - from, size + from)).bytesWritten;
    await open.datasync();
    announced = true;
    next = n;
    size += text.length;
    if (more) room = size + ROOM;
  };

  const work = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0);
      try {
        await write(batch.map(({ change }) => change));
        for (const one of batch) one.done();
      } catch (error) {
        // What stands there now is unknown, and nothing of it was promised: looked at anew next time.
        await give(false);
        for (const one of batch) one.failed(error);
      }
    }
    // What came after the closing is written too, and holds no file open.
    if (isClosed) await give(true);
    working = null;
  };

  const append = (change: Unnumbered): Promise<void> =>
    new Promise((done, failed) => {
      waiting.push({ change, done, failed });
      working ??= work();
    });

  /** Which files there are, and how the newest stands: another one where a line came, whoever wrote it. */
  const standing = async (): Promise<string> => {
    const files = (await segmentsIn(folder)).map(({ file }) => file);
    const newest = files.at(-1);
    const seen =
      newest === undefined ? null : await stat(path.join(folder, newest), { bigint: true }).catch(() => null);
    return `${files.join(" ")} ${seen?.mtimeNs} ${size}`;
  };
  /** A cursor after which nothing had come, while the files stand so. */
  let end: { readonly cursor: string; readonly standing: string } | null = null;

  return {
    append,
    checked: (at, stood) => append({ checked: at, ...(stood !== null && { stood }) }),
    async since(cursor) {
      const before = await standing();
      if (cursor !== null && end?.cursor === cursor && end.standing === before)
        return { changes: [], cursor, all: false };
      const found = changesIn(await readAll(folder), cursor);
      end = found.all ? null : { cursor: found.cursor, standing: before };
      return found;
    },
    async lastSession() {
      const newest = (await segmentsIn(folder)).slice(-2);
      const latest = new Map<string, Change>();
      for (const line of await readAll(folder, newest)) {
        if (line === null) continue;
        if ("id" in line) latest.set(line.id, line);
        else if (!("opening" in line)) continue;
        else if (line.opening === opening) break;
        else latest.clear();
      }
      return [...latest.values()].filter((one) => one.print !== null && !one.kept);
    },
    async prints() {
      const prints = new Map<string, (string | null)[]>();
      let checked: string | null = null;
      let stood: number | null = null;
      for (const line of await readAll(folder)) {
        if (line && "checked" in line) [checked, stood] = [line.checked, line.stood ?? null];
        if (line === null || !("id" in line)) continue;
        const known = prints.get(line.id);
        if (known) known.push(line.print);
        else prints.set(line.id, [line.print]);
      }
      return { prints, checked, stood };
    },
    async newest() {
      const moments: number[] = [];
      for (const segment of (await segmentsIn(folder)).reverse()) {
        const bytes = await bytesOfSegment(folder, segment);
        const texts = (bytes?.toString("utf8") ?? "").split("\n").slice(-LAST_CHANGES);
        for (const line of texts.map(readLine)) if (line && "id" in line) moments.push(Date.parse(line.at));
        if (moments.length > 0) break;
      }
      return moments.length > 0 ? Math.max(...moments) : null;
    },
    damaged: async () => (await readAll(folder)).filter((line) => line === null).length,
    async compact() {
      const segments = await segmentsIn(folder);
      // The newest file is being written to.
      const full = segments.slice(0, -1);
      const upTo = segments.at(-1)?.from;
      if (full.length <= FULL_FILES || upTo === undefined) return;
      const lines = (await readAll(folder)).filter((line) => line === null || line.n < upTo);
      // Where lines are lost there is nothing to fold that would not hide the loss.
      if (lines.includes(null)) return;
      const last = new Map<string, number>();
      for (const line of lines) if (line) last.set("id" in line ? line.id : "checked" in line ? "checked" : "", line.n);
      const staying = lines.filter(
        (line) => line && ("opening" in line || last.get("id" in line ? line.id : "checked") === line.n),
      );
      const folded = `${numbered(1)}-${numbered(upTo - 1)}.folded.log`;
      await replaceFile(path.join(folder, folded), staying.map((line) => (line ? lineOf(line) : "")).join(""), placing);
      for (const { file } of full) if (file !== folded) await rm(path.join(folder, file), { force: true });
    },
    async renew() {
      await working;
      await give(true);
      announced = false;
      opening = randomBytes(6).toString("hex");
      const at = instantNow();
      for (const { file } of await segmentsIn(folder)) {
        const why = { id: null, at, detail: "the change log was damaged", restored: "log", seen: true };
        await moveAside(library, path.join(folder, file), why, placing).catch((error: unknown) => {
          // What is no plain file stays where it is: the next number is above it.
          if (!isOdd(error)) throw error;
        });
      }
    },
    async close() {
      isClosed = true;
      await working;
      await give(true);
    },
  };
}
