/**
 * Loaded before a program (`--import`): at its nth call that changes the disk it is killed (`kill`), that call fails
 * once (`fails`), from then on the disk has no room (`full`), or it waits until the file `STOP_CALLS`.go is there
 * (`waits`; `STOP_CALLS`.waits says that it does). `STOP_AT`, `STOP_HOW`. Before each such call the links of the site in
 * `STOP_LOOK` are followed. The names of the calls and the links that led nowhere are written to `STOP_CALLS` at the end.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";

const { STOP_AT = "0", STOP_HOW = "", STOP_CALLS = "", STOP_LOOK = "" } = process.env;
const writeFileSync = fs.writeFileSync;
const calls = [];
const broken = new Set();

/** Follows every link of a site from where readers come in. */
function look() {
  if (STOP_LOOK === "") return;
  const seen = new Set();
  const left = ["/", "/lo/", "/en/"].map((link) => [link, "a reader"]);
  for (let next = left.pop(); next; next = left.pop()) {
    const [link, from] = next;
    if (seen.has(link)) continue;
    seen.add(link);
    const file = path.join(STOP_LOOK, link.endsWith("/") ? `${link}index.html` : link);
    try {
      const text = fs.readFileSync(file, "utf8");
      if (file.endsWith(".html")) for (const [, to] of text.matchAll(/(?:href|src)="([^"]+)"/g)) left.push([to, link]);
    } catch {
      broken.add(`after ${calls.length} calls, the last ${calls.at(-1)}: ${from} to ${link}`);
    }
  }
}

function waitForWord() {
  writeFileSync(`${STOP_CALLS}.waits`, "");
  while (!fs.existsSync(`${STOP_CALLS}.go`)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
}

const failure = (code) => Object.assign(new Error(`${code}: as a test wants it`), { code });
/** Throws, or ends everything, where this call is the one. Reading takes no room and is not counted. */
function step(name, flags) {
  const isOpening = name === "open" || name === "openSync";
  if (isOpening && !/^[wa]/.test(String(flags))) return;
  look();
  calls.push(name);
  const at = Number(STOP_AT);
  if (at === 0 || calls.length < at) return;
  if (STOP_HOW === "kill") process.kill(process.pid, "SIGKILL");
  if (STOP_HOW === "waits" && calls.length === at) waitForWord();
  if (STOP_HOW === "fails" && calls.length === at) throw failure("EIO");
  const takesRoom = !/^(?:rename|unlink|rmdir|rm)$/.test(name);
  if (STOP_HOW === "full" && takesRoom) throw failure("ENOSPC");
}

for (const name of ["rename", "unlink", "rmdir", "rm", "link", "copyFile", "mkdir", "open"]) {
  const call = fs.promises[name];
  fs.promises[name] = async (...given) => {
    step(name, given[1]);
    return call(...given);
  };
}
for (const name of ["openSync", "writeFileSync"]) {
  const call = fs[name];
  fs[name] = (...given) => {
    step(name, given[1]);
    return call(...given);
  };
}
syncBuiltinESMExports();

process.on("exit", () => {
  look();
  if (STOP_CALLS) writeFileSync(STOP_CALLS, JSON.stringify({ calls, broken: [...broken] }));
});
