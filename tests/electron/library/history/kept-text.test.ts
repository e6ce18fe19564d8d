import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { keptRev, keptTextSync } from "../../../../electron/library/history/kept-text.ts";

/** A revision's file of this text. */
function kept(text: string) {
  const rev = keptRev(text, []);
  const header = JSON.stringify({ rev, n: 1, parents: [] });
  return { rev, bytes: Buffer.concat([Buffer.from(`${header}\n`), gzipSync(text)]) };
}

const textOf = (letters: number) => "ຂົວແຫ່ງໃໝ່ ຂ້າມແມ່ນ້ຳຂອງ ".repeat(Math.ceil(letters / 26)).slice(0, letters);

describe("the text of a revision", () => {
  test.each([0, 1, 4000, 65_535, 65_536, 349_525, 349_526, 2_000_000])("of %i letters is read whole", (letters) => {
    const text = textOf(letters);
    const { bytes, rev } = kept(text);
    expect(keptTextSync(bytes, rev)).toBe(text);
    expect(keptTextSync(bytes, rev)).toBe(text);
  });

  test("whose file says another length than it has is damaged", () => {
    const { bytes, rev } = kept(textOf(4000));
    for (const length of [0, 1, 0xffff_ffff]) {
      bytes.writeUInt32LE(length, bytes.length - 4);
      expect(keptTextSync(bytes, rev)).toBeNull();
    }
  });

  test("leaves nothing lying about", () => {
    const { bytes, rev } = kept(textOf(20_000));
    keptTextSync(bytes, rev);
    const before = process.memoryUsage().arrayBuffers;
    for (let read = 0; read < 100; read += 1) keptTextSync(bytes, rev);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000);
  });
});
