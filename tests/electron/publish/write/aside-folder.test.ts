import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FLUSHES_DISKS, flushFolders } from "../../../../electron/disk/durable-file.ts";
import { asideFolder, asidePath } from "../../../../electron/publish/write/aside-folder.ts";

const calls = vi.hoisted(() => ({ fsync: 0, sync: 0 }));
vi.mock("node:fs", async (original) => {
  const real = await original<typeof import("node:fs")>();
  const fsync = (...given: Parameters<typeof real.fsync>) => {
    calls.fsync += 1;
    real.fsync(...given);
  };
  return { ...real, default: { ...real, fsync }, fsync };
});
vi.mock("node:child_process", async (original) => {
  const real = await original<typeof import("node:child_process")>();
  const spawn = (command: string, args: readonly string[], options: object) => {
    if (command === "sync") calls.sync += 1;
    return real.spawn(command, args, options);
  };
  return { ...real, default: { ...real, spawn }, spawn };
});

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "songphasa-aside-"));
  Object.assign(calls, { fsync: 0, sync: 0 });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** Writes so many pages aside and flushes them. */
async function written(count: number): Promise<void> {
  const waiting = asideFolder(folder);
  for (let at = 0; at < count; at += 1) expect(await waiting.put(Buffer.from(`ຂ່າວ ${at}`))).toBe(at);
  await waiting.flush();
  expect(await readdir(folder)).toHaveLength(count);
  for (const at of [0, count - 1]) expect(await readFile(asidePath(folder, at), "utf8")).toBe(`ຂ່າວ ${at}`);
}

describe("files that wait aside", () => {
  test("are flushed one by one where there are few", async () => {
    await written(20);
    expect(calls).toEqual({ fsync: 20, sync: 0 });
  });

  test.runIf(FLUSHES_DISKS)("are flushed with the whole disk at once where there are many", async () => {
    await written(300);
    expect(calls).toEqual({ fsync: 0, sync: 1 });
  });

  test("are each flushed where the disk can't be", async () => {
    vi.stubEnv("PATH", folder);
    await written(300);
    expect(calls.fsync).toBe(300);
  });

  test("and so are many folders", async () => {
    const folders = Array.from({ length: 100 }, () => folder);
    await flushFolders(folders);
    if (FLUSHES_DISKS) expect(calls).toEqual({ fsync: 0, sync: 1 });
    vi.stubEnv("PATH", folder);
    calls.fsync = 0;
    await flushFolders(folders);
    expect(calls.fsync).toBe(process.platform === "win32" ? 0 : 100);
  });
});
