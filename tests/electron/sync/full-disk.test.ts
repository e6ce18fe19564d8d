/** A disk that is really full, on either side of the line: nothing is lost, it is told whose it is, and the next run goes on. */
import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { Tried } from "./full-disk-child.ts";

const exec = promisify(execFile);
const CHILD = path.join(import.meta.dirname, "full-disk-child.ts");
/** Linux alone lets a process have a disk of its own, and not everywhere. */
const mayMount = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0;
if (!mayMount) process.stdout.write("Full disks are not tried: this machine lets nobody have a disk of his own.\n");

test.skipIf(!mayMount)(
  "a full disk of the desk's own copy, of the library and of the hub is each told apart, and after room is made all is there",
  async () => {
    const room = await mkdtemp(path.join(tmpdir(), "songphasa-full-"));
    try {
      const { stdout } = await exec("unshare", ["-rm", process.execPath, CHILD, room]);
      const tried = JSON.parse(stdout) as Tried[];
      expect(tried.map(({ what, reason, here, there }) => ({ what, reason, here, there }))).toEqual([
        { what: "copy", reason: "disk-full", here: 2, there: 3 },
        { what: "library", reason: "disk-full", here: 1, there: 2 },
        { what: "hub", reason: "hub-full", here: 2, there: 3 },
      ]);
    } finally {
      await rm(room, { recursive: true, force: true });
    }
  },
);
