import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { checkedPack } from "../../../electron/sync/git-less/checked-pack.ts";
import { SyncError } from "../../../electron/sync/sync-error.ts";

const HUB = "https://hub.example/news";

/** What says how large an object of a kind is: four bits, then sevens. */
function head(kind: number, size: number): Buffer {
  const bytes = [(kind << 4) | (size & 15)];
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
    bytes.push(rest & 127);
  }
  return Buffer.from(bytes);
}

function pack(count: number, ...parts: readonly Buffer[]): Buffer {
  const start = Buffer.alloc(12);
  start.write("PACK", "latin1");
  start.writeUInt32BE(2, 4);
  start.writeUInt32BE(count, 8);
  const whole = Buffer.concat([start, ...parts]);
  return Buffer.concat([whole, createHash("sha1").update(whole).digest()]);
}

const blob = (text: string): Buffer => {
  const bytes = Buffer.from(text);
  return Buffer.concat([head(3, bytes.length), deflateSync(bytes)]);
};

const reason = (bytes: Buffer): string => {
  try {
    return String(checkedPack(bytes, HUB));
  } catch (error) {
    if (error instanceof SyncError) return error.error.reason;
    throw error;
  }
};

test("a pack of plain objects is counted", () => {
  expect(reason(pack(2, blob("ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ"), blob("")))).toBe("2");
  expect(reason(pack(0))).toBe("0");
});

test("what is damaged, cut off, larger than it says or than anything may be is refused before it takes memory", () => {
  const whole = pack(1, blob("ຂ່າວ"));
  const flipped = Buffer.from(whole);
  flipped[14] = (flipped[14] ?? 0) ^ 1;
  const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024));
  const number = Buffer.from([0xff, 0xff, 0xff, 0xff, 0x7f]);
  const grows = Buffer.concat([Buffer.from([4]), number, Buffer.from([0x90, 4])]);
  const wrong = {
    cut: whole.subarray(0, -8),
    flipped,
    page: Buffer.from("<!doctype html><title>ເຂົ້າສູ່ລະບົບ</title> ".repeat(3)),
    more: pack(2, blob("ຂ່າວ")),
    fewer: pack(0, blob("ຂ່າວ")),
    bomb: pack(1, head(3, 10), bomb),
    smaller: pack(1, head(3, 100), deflateSync(Buffer.from("ຂ່າວ"))),
    huge: pack(1, head(3, 2 ** 40), bomb),
    unknown: pack(1, head(5, 4), deflateSync(Buffer.from("abcd"))),
    grown: pack(1, head(7, grows.length), Buffer.alloc(20, 1), deflateSync(grows)),
    itself: pack(1, head(6, 4), Buffer.from([0]), deflateSync(Buffer.from([1, 1, 1, 1]))),
    before: pack(1, head(6, 4), Buffer.from([127]), deflateSync(Buffer.from([1, 1, 1, 1]))),
    count: pack(4_000_000_000),
  };
  for (const [what, bytes] of Object.entries(wrong)) expect(reason(bytes), what).toBe("hub-damaged");
});
