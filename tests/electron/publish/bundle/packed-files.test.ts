import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { unzipSync } from "fflate";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openPackedFiles, type PackedFile } from "../../../../electron/publish/bundle/packed-files.ts";
import { contentsRecords } from "../../../../electron/publish/bundle/zip-records.ts";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), "songphasa-packed-"));
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function zipOf(files: Iterable<readonly [string, Uint8Array]>, order: (all: PackedFile[]) => PackedFile[]) {
  const packing = await openPackedFiles(path.join(home, "parts"));
  const packed: PackedFile[] = [];
  for (const [name, bytes] of files) packed.push(await packing.add(name, bytes));
  const target = path.join(home, "archive.zip");
  const file = await open(target, "w");
  await packing.zip(file, order(packed));
  await file.close();
  await packing.close();
  return target;
}

const page = (number: number) =>
  new TextEncoder().encode(`<p>ນາຍົກລັດຖະມົນຕີ ເປີດຂົວແຫ່ງທີ ${number} ຢູ່ນະຄອນຫຼວງວຽງຈັນ.</p>`.repeat(20));

it("gives back every file as it was put in, in the order that was asked for", async () => {
  const files = [
    ["lo/2024/12/second/index.html", page(2)],
    ["assets/images/photo.jpg", new Uint8Array([1, 2, 3])],
    ["en/first/index.html", page(1)],
    ["empty.txt", new Uint8Array()],
  ] as const;
  const target = await zipOf(files, (all) => all.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
  const entries = unzipSync(await readFile(target));
  expect(Object.keys(entries)).toEqual(files.map(([name]) => name).toSorted());
  for (const [name, bytes] of files) expect(Buffer.from(entries[name] ?? "?").equals(bytes), name).toBe(true);
});

it("holds more files than the first zip could count", async () => {
  const names = Array.from({ length: 66_000 }, (_, at) => `assets/images/${at}.jpg`);
  const target = await zipOf(
    names.map((name, at) => [name, new TextEncoder().encode(String(at))] as const),
    (all) => all,
  );
  const entries = unzipSync(await readFile(target));
  expect(Object.keys(entries)).toEqual(names);
  expect(new TextDecoder().decode(entries[names.at(-1) ?? ""])).toBe("65999");
});

it("tells places beyond four gigabytes", () => {
  const far = 2 ** 32 + 5;
  const entry = { name: "late.txt", method: 0, crc32: 0, size: 0, packed: 0, offset: far } as const;
  const [central, end] = [...contentsRecords([entry], far + 100)];
  const view = new DataView(central?.buffer ?? new ArrayBuffer(0));
  expect(view.getUint32(42, true)).toBe(0xffffffff);
  expect(view.getBigUint64(46 + "late.txt".length + 4, true)).toBe(BigInt(far));
  const ending = new DataView(end?.buffer ?? new ArrayBuffer(0));
  expect(ending.getBigUint64(48, true)).toBe(BigInt(far + 100));
  expect(ending.getUint32(76 + 16, true)).toBe(0xffffffff);
});
