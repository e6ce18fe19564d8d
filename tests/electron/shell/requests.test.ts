import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { PROGRAM_FOLDER } from "../../../electron/disk/program-places.ts";

/** What a program reaches others by: Node's modules, what a browser has, and programs that it runs. */
const LINES = /\bfrom "(?:node:(?:https?|http2|net|tls|dgram|dns|dns\/promises|inspector)|ws|undici)"|\bnet\.request\b/;
const ASKS = /\b(?:fetch|sendBeacon|importScripts)\(|\bnew (?:WebSocket|EventSource|XMLHttpRequest|WebTransport)\(/;
const RUNS = /\bfrom "node:(?:child_process|cluster)"/;

const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");

/** What is packaged, and speaks of this. */
function speaking(of: RegExp): readonly string[] {
  const files = globSync("{electron,renderer,shared}/**/*.{ts,tsx}", { cwd: PROGRAM_FOLDER });
  return files
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => !/^electron\/(start|packaging)\//.test(file))
    .filter((file) =>
      withoutComments(readFileSync(path.join(PROGRAM_FOLDER, file), "utf8"))
        .split("\n")
        .some((line) => !/^import type /.test(line) && of.test(line)),
    )
    .sort();
}

/** The rooms that may, and to whom. */
const OFFICE = /^electron\/updates\/fetch-limited\.ts$/;
const HUB = /^electron\/sync\/git(-less)?\//;
/** On this machine alone, for the desk's own window. */
const OWN_WINDOW = /^(electron\/hosts\/(browser|event-sockets)|renderer\/base\/desk-client)\.ts$/;

it("only two places in the app ask anybody: the office's address for updates, and a shared library's hub", () => {
  const asking = [...speaking(LINES), ...speaking(ASKS)];
  expect(asking).toContain("electron/updates/fetch-limited.ts");
  expect(asking.filter((file) => ![OFFICE, HUB, OWN_WINDOW].some((room) => room.test(file)))).toEqual([]);
});

it("no other program is run that could ask for it: Git for the hub, and what this system has for files and windows", () => {
  const running = speaking(RUNS);
  expect(running).toContain("electron/sync/git/run-git.ts");
  const known = ["electron/disk/durable-file.ts", "electron/disk/process-lock.ts", "electron/hosts/open-browser.ts"];
  expect(running.filter((file) => !HUB.test(file) && !known.includes(file))).toEqual([]);
});
