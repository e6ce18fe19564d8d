import { describe, expect, test } from "vitest";
import { letGo } from "../../../electron/disk/let-go.ts";

describe("bytes that are let go", () => {
  test("give their memory back", () => {
    const bytes = new TextEncoder().encode("ຂ່າວ ຂອງ ມື້ນີ້").slice();
    letGo(bytes, bytes.length);
    expect(bytes.length).toBe(0);
    expect(bytes.buffer.byteLength).toBe(0);
  });

  test("stay where they lie among others'", () => {
    const both = Buffer.concat([Buffer.from("ຂ່າວ"), Buffer.alloc(40_000)]);
    const first = both.subarray(0, 12);
    letGo(first, first.length);
    expect(first.toString("utf8")).toBe("ຂ່າວ");
  });
});
