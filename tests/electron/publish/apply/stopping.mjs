/**
 * Loaded before a program (`--import`): at its nth call that changes the disk it is killed (`kill`), that call fails
 * once (`fails`), or from then on the disk has no room (`full`). `STOP_AT`, `STOP_HOW`; the names of the calls are
 * written to the file `STOP_CALLS` at the end.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const { STOP_AT = "0", STOP_HOW = "", STOP_CALLS = "" } = process.env;
const writeFileSync = fs.writeFileSync;
const calls = [];

const failure = (code) => Object.assign(new Error(`${code}: as a test wants it`), { code });
/** Throws, or ends everything, where this call is the one. Reading takes no room and is not counted. */
function step(name, flags) {
  const isOpening = name === "open" || name === "openSync";
  if (isOpening && !/^[wa]/.test(String(flags))) return;
  calls.push(name);
  const at = Number(STOP_AT);
  if (at === 0 || calls.length < at) return;
  if (STOP_HOW === "kill") process.kill(process.pid, "SIGKILL");
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

process.on("exit", () => STOP_CALLS && writeFileSync(STOP_CALLS, JSON.stringify(calls)));
