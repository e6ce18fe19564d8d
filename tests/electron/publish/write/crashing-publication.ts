/**
 * A child process that publishes an edition and is killed at its nth move or removal of a file: `<folder> <n> <edition>
 * <many>`. A line of the site's journal counts as a move, and is cut in the middle.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const [folder = "", moves = "1", edition = "0", many] = process.argv.slice(2);
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
const journals = new Set<number>();
const { openSync, writeSync } = fs;
fs.openSync = (...given) => {
  const file = openSync(...given);
  if (String(given[0]).endsWith(".songphasa-site.more")) journals.add(file);
  else journals.delete(file);
  return file;
};
const written = (file: number, bytes: NodeJS.ArrayBufferView, from: number, length: number, at: number): number => {
  if (!journals.has(file)) return writeSync(file, bytes, from, length, at);
  if (left === 0) writeSync(file, bytes, from, Math.floor(length / 2), at);
  return counted(() => writeSync(file, bytes, from, length, at))();
};
Object.assign(fs, { writeSync: written });
syncBuiltinESMExports();

const { writeSite } = await import("../../../../electron/publish/write/write-site.ts");
const { begin, crashRoom, buildFor, standingAt } = await import("../newsroom.ts");
const { memory, ...stands } = await standingAt(folder);
const build = await buildFor({ ...(await crashRoom(Number(edition))), ...stands, memory });
const options = many === undefined ? {} : { many: Number(many) };
const answer = await writeSite(folder, begin(build), memory, options);
process.stdout.write(JSON.stringify(answer));
