/** A child process that publishes and is killed at a moment of its publication: `<library> <site> <moment>`. */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";

const [folder = "", site = "", moment = ""] = process.argv.slice(2);
const die = () => process.kill(process.pid, "SIGKILL");

// The folder's own moment: some of its files are in place, others are not.
let moves = 0;
const { renameSync } = fs;
fs.renameSync = (from, to) => {
  if (String(to).startsWith(path.join(site, "en"))) moves += 1;
  if (moment === "folder" && moves === 2) die();
  return renameSync(from, to);
};
syncBuiltinESMExports();

const { publishSite } = await import("../../../electron/calls/publishing/publish.ts");
const { openLibrary } = await import("../../../electron/library/library.ts");
const opened = await openLibrary(folder);
if (!opened.ok) throw new Error(opened.error.message);
const library = opened.value;
let stories = 0;
const killed: typeof library = {
  ...library,
  beginPublication: async (...given) => {
    if (moment === "revisions") die();
    const begun = await library.beginPublication(...given);
    if (moment === "record") die();
    return begun;
  },
  wentOut: async (...given) => {
    if (moment === "pages" || (moment === "stories" && stories === 1)) die();
    stories += 1;
    return library.wentOut(...given);
  },
  closePublication: async (...given) => {
    if (moment === "closing") die();
    const closed = await library.closePublication(...given);
    if (moment === "closed") die();
    return closed;
  },
};
const answer = await publishSite(killed, site, { origin: "editor", by: "ນາງ ຄຳຫລ້າ" });
process.stdout.write(JSON.stringify(answer));
