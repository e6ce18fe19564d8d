/** A child process that publishes an edition and is killed at its nth move of a file: `<folder> <n> <edition>`. */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const [folder = "", moves = "1", edition = "0"] = process.argv.slice(2);
const { rename } = fs.promises;
let left = Number(moves);
fs.promises.rename = async (from, to) => {
  left -= 1;
  if (left < 0) process.kill(process.pid, "SIGKILL");
  await rename(from, to);
};
syncBuiltinESMExports();

const { writeSite } = await import("../../../electron/publish/write-site.ts");
const { crashRoom, buildFor } = await import("./newsroom.ts");
await writeSite(folder, await buildFor(await crashRoom(Number(edition))));
