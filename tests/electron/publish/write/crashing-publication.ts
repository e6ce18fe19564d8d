/** A child process that publishes an edition and is killed at its nth move or removal of a file: `<folder> <n> <edition>`. */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const [folder = "", moves = "1", edition = "0"] = process.argv.slice(2);
let left = Number(moves);
const counted = <A extends unknown[], R>(call: (...given: A) => R) => {
  return (...given: A): R => {
    left -= 1;
    if (left < 0) process.kill(process.pid, "SIGKILL");
    return call(...given);
  };
};
fs.promises.rename = counted(fs.promises.rename);
fs.renameSync = counted(fs.renameSync);
fs.promises.unlink = counted(fs.promises.unlink);
fs.promises.rmdir = counted(fs.promises.rmdir);
syncBuiltinESMExports();

const { writeSite } = await import("../../../../electron/publish/write/write-site.ts");
const { begin, crashRoom, buildFor, standingAt } = await import("../newsroom.ts");
const { memory, ...stands } = await standingAt(folder);
const build = await buildFor({ ...(await crashRoom(Number(edition))), ...stands, memory });
const answer = await writeSite(folder, begin(build), memory);
process.stdout.write(JSON.stringify(answer));
