/** Git's packet lines: four hexadecimal digits of length, then the bytes (`gitprotocol-common`). */
import { fail } from "../sync-error.ts";

/** A line, or where a list of them ends. */
export type Packet = Buffer | "end";

export const END = Buffer.from("0000");
/** Between what is asked and its details, in the newer protocol. */
export const DETAILS = Buffer.from("0001");

export function packet(line: string): Buffer {
  const bytes = Buffer.from(line);
  return Buffer.concat([Buffer.from((bytes.length + 4).toString(16).padStart(4, "0")), bytes]);
}

/** Throws `SyncError` where the bytes are no packet lines, or break off. */
export function* packets(bytes: Buffer, hub: string): Generator<Packet> {
  for (let at = 0; at < bytes.length; ) {
    const digits = bytes.toString("latin1", at, at + 4);
    if (!/^[0-9a-f]{4}$/i.test(digits)) fail("hub-away", { hub });
    const length = Number.parseInt(digits, 16);
    if (length < 4) {
      yield "end";
      at += 4;
      continue;
    }
    if (at + length > bytes.length) fail("hub-away", { hub });
    yield bytes.subarray(at + 4, at + length);
    at += length;
  }
}

/** A line without its end, as text. */
export const lineOf = (line: Buffer): string => line.toString("utf8").replace(/\n$/, "");

/** What came on the two bands of an answer: its bytes, and what the hub says to people. */
export interface Bands {
  readonly bytes: Buffer;
  readonly says: string;
}

/** Throws `SyncError` where the hub gave up. `hub`: how it is named to people. */
export function bandsOf(lines: Iterable<Packet>, hub: string): Bands {
  const bytes: Buffer[] = [];
  let says = "";
  for (const line of lines) {
    if (line === "end") break;
    const rest = line.subarray(1);
    if (line[0] === 1) bytes.push(rest);
    else if (line[0] === 2) says = (says + rest.toString("utf8")).slice(-16_384);
    else fail("hub-away", { hub });
  }
  return { bytes: Buffer.concat(bytes), says };
}
