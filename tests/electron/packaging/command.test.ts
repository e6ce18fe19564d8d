import { execFile } from "node:child_process";
import { chmod, copyFile, mkdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";
import { PROGRAM_FOLDER } from "../../../electron/disk/program-places.ts";
import { newFolder, tidyUp } from "./packaged.ts";

const run = promisify(execFile);
const SCRIPT = path.join(PROGRAM_FOLDER, "resources", "installers", "songphasa");
afterAll(tidyUp);

/** A program that says what it was given, a line a word. */
async function program(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, '#!/bin/sh\nfor word; do echo "$word"; done\nexit 3\n');
  await chmod(file, 0o755);
}

// Windows has its own, which is a line.
it.skipIf(process.platform === "win32").each([
  ["Linux, from a link in the system's folder", "songphasa", "resources", "--ozone-platform=headless"],
  ["macOS", path.join("Contents", "MacOS", "Songphasa"), path.join("Contents", "Resources"), undefined],
])(
  "the command is the app itself, word for word, and gives back its exit code: %s",
  async (_where, app, place, own) => {
    const folder = path.join(await newFolder(), "ໂປຣແກຣມ ຂອງເຮົາ");
    await program(path.join(folder, app));
    const script = path.join(folder, place, "bin", "songphasa");
    await mkdir(path.dirname(script), { recursive: true });
    await copyFile(SCRIPT, script);
    await chmod(script, 0o755);
    const link = path.join(await newFolder(), "songphasa");
    await symlink(script, link);
    const given = ["import", "ນ້ຳຂອງ 1.html", "--library", "a b", "", "--", "$HOME"];
    const { code, stdout } = await run(link, given).then(
      () => ({ code: 0, stdout: "" }),
      (error: { code: number; stdout: string }) => error,
    );
    expect(code).toBe(3);
    const before = ["--js-flags=--max-semi-space-size=8", ...(own ? [own] : []), "--cli", "--"];
    expect(stdout.split("\n").slice(0, -1)).toEqual([...before, ...given]);
  },
);
