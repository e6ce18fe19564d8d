/** A disk that is really full: what is refused there leaves everything as it was, and says so in one sentence. */
import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tried } from "./full-disk-child.ts";

const exec = promisify(execFile);
const CHILD = path.join(import.meta.dirname, "full-disk-child.ts");
/** Linux alone lets a process have a disk of its own, and not everywhere. */
const mayMount = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0;
if (!mayMount) process.stdout.write("Full disks are not tried: this machine lets nobody have a disk of his own.\n");

let room = "";
let tried: readonly Tried[] = [];
beforeAll(async () => {
  if (!mayMount) return;
  room = await mkdtemp(path.join(tmpdir(), "songphasa-full-"));
  tried = JSON.parse((await exec("unshare", ["-rm", process.execPath, CHILD, room])).stdout) as Tried[];
});
afterAll(() => rm(room, { recursive: true, force: true }));

const of = (what: Tried["what"]) => tried.filter((one) => one.what === what);

test.skipIf(!mayMount)("a bundle that finds no room on the disk is no bundle, in part or in the list", () => {
  expect(of("make").length).toBeGreaterThan(3);
  for (const { free, reason, stands, left } of of("make"))
    if (free < Number.MAX_SAFE_INTEGER)
      expect({ free, reason, stands, left }).toEqual({ free, reason: "bundle-disk-full", stands: "before", left: [] });
    else expect({ reason, stands }).toEqual({ reason: null, stands: "after" });
});

test.skipIf(!mayMount).each(["apply", "undo"] as const)(
  "to %s a bundle needs its room, and else the folder stands as it was",
  (what) => {
    for (const { free, reason, stands, left } of of(what)) {
      const should = reason === null ? "after" : "before";
      expect({ free, reason, stands, left }).toEqual({
        free,
        reason: reason === null ? null : "bundle-disk-full",
        stands: should,
        left: [],
      });
    }
    expect(new Set(of(what).map(({ stands }) => stands))).toEqual(new Set(["before", "after"]));
  },
);
