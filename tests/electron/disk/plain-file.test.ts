import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isOdd, readPlainFile, readPlainFileHere } from "../../../electron/disk/plain-file.ts";

let room = "";
beforeAll(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-plain-"));
  await writeFile(path.join(room, "file"), "ຂ່າວ");
  await writeFile(path.join(room, "large"), "");
  await truncate(path.join(room, "large"), 1001);
  await mkdir(path.join(room, "folder"));
  await symlink(path.join(room, "file"), path.join(room, "link"));
  await symlink(path.join(room, "nowhere"), path.join(room, "broken link"));
  execFileSync("mkfifo", [path.join(room, "pipe")]);
});
afterAll(() => rm(room, { recursive: true, force: true }));

const READERS = [
  ["beside other work", async (name: string) => (await readPlainFile(path.join(room, name), 1000)).toString()],
  ["here", async (name: string) => readPlainFileHere(path.join(room, name), 1000).bytes.toString()],
] as const;
const ODD = [
  ["link", "ELOOP"],
  ["broken link", "ELOOP"],
  ["folder", "EISDIR"],
  ["pipe", "EFTYPE"],
  ["large", "EFBIG"],
] as const;

test.each(READERS)("a plain file is read %s; nothing else is followed, waited for or read", async (_how, read) => {
  expect(await read("file")).toBe("ຂ່າວ");
  for (const [name, code] of ODD) {
    const error: unknown = await read(name).catch((one: unknown) => one);
    expect(error, name).toMatchObject({ code });
    expect(isOdd(error), name).toBe(true);
  }
  await expect(read("nowhere")).rejects.toMatchObject({ code: "ENOENT" });
});
