/**
 * A pack from a hub, looked at before anything else reads it: its sum, its objects' kinds and sizes, each as large as
 * it says and none larger than any may be. What it says of them is checked once more by whoever reads them.
 */
import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { fail } from "../sync-error.ts";

/** Bytes that one object may have; a shared file has less. */
const OBJECT_LIMIT = 128 * 1024 * 1024;
/** Objects that one pack may have, and bytes of all of them. */
const COUNT_LIMIT = 5_000_000;
const WHOLE_LIMIT = 16 * 1024 * 1024 * 1024;

const HEADER = 12;
const SUM = 20;
/** `gitformat-pack`: what an object is; the last two are made from another one. */
const KINDS = { commit: 1, tree: 2, blob: 3, tag: 4, fromOffset: 6, fromHash: 7 } as const;
const PLAIN: ReadonlySet<number> = new Set([KINDS.commit, KINDS.tree, KINDS.blob, KINDS.tag]);

class Bad extends Error {}
const bad = (): never => {
  throw new Bad();
};

/** Inflates an object that says how large it is; where its bytes end. */
function inflated(pack: Buffer, from: number, size: number): { readonly bytes: Buffer; readonly next: number } {
  try {
    // One byte more than it says: zlib takes no limit of none.
    const options = { maxOutputLength: size + 1, info: true } as const;
    const { buffer, engine } = readInflated(inflateSync(pack.subarray(from, pack.length - SUM), options));
    return buffer.length === size ? { bytes: buffer, next: from + engine.bytesWritten } : bad();
  } catch {
    // Whatever zlib says of it.
    return bad();
  }
}

/** With `info`, Node answers more than its types say. */
function readInflated(answer: unknown): {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
} {
  if (typeof answer === "object" && answer !== null && "buffer" in answer && "engine" in answer) {
    const { buffer, engine } = answer;
    if (
      Buffer.isBuffer(buffer) &&
      typeof engine === "object" &&
      engine !== null &&
      "bytesWritten" in engine &&
      typeof engine.bytesWritten === "number"
    )
      return { buffer, engine: { bytesWritten: engine.bytesWritten } };
  }
  return bad();
}

/** A number in sevens of bits, the lowest first. */
function number(bytes: Buffer, from: number, start = 0, bits = 0): { readonly value: number; readonly next: number } {
  let [value, factor] = [start, 2 ** bits];
  for (let at = from; at < bytes.length && at < from + 8; at += 1) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * factor;
    factor *= 128;
    if (byte < 0x80) return { value, next: at + 1 };
  }
  return bad();
}

/** How many objects a pack has. Throws `SyncError` (`hub-damaged`) for one that is damaged or out of bounds. */
export function checkedPack(pack: Buffer, hub: string): number {
  try {
    return counted(pack);
  } catch (error) {
    if (error instanceof Bad) fail("hub-damaged", { hub });
    throw error;
  }
}

function counted(pack: Buffer): number {
  if (pack.length < HEADER + SUM || pack.toString("latin1", 0, 4) !== "PACK" || pack.readUInt32BE(4) !== 2) bad();
  const sum = createHash("sha1").update(pack.subarray(0, -SUM)).digest();
  if (!sum.equals(pack.subarray(-SUM))) bad();
  const count = pack.readUInt32BE(8);
  if (count > COUNT_LIMIT) bad();
  let [at, whole] = [HEADER, 0];
  for (let index = 0; index < count; index += 1) {
    const first = pack[at] ?? 0;
    const kind = (first >> 4) & 7;
    const start = at;
    const size = first < 0x80 ? { value: first & 15, next: at + 1 } : number(pack, at + 1, first & 15, 4);
    at = size.next;
    if (kind === KINDS.fromHash) at += SUM;
    else if (kind === KINDS.fromOffset) {
      let back = 0;
      for (let more = true; more; at += 1) {
        const byte = pack[at] ?? 0;
        back = back * 128 + (byte & 0x7f) + (byte < 0x80 ? 0 : 1);
        more = byte >= 0x80;
        if (back > start) bad();
      }
      if (back === 0) bad();
    } else if (!PLAIN.has(kind)) bad();
    whole += size.value;
    if (size.value > OBJECT_LIMIT || whole > WHOLE_LIMIT) bad();
    const { bytes, next } = inflated(pack, at, size.value);
    if (!PLAIN.has(kind)) {
      const made = number(bytes, number(bytes, 0).next).value;
      whole += made;
      if (made > OBJECT_LIMIT || whole > WHOLE_LIMIT) bad();
    }
    at = next;
  }
  if (at !== pack.length - SUM) bad();
  return count;
}
