/** A child process that publishes by the command line and hears Ctrl-C once its first file waits aside: `<library> <site>`. */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const [library = "", site = ""] = process.argv.slice(2);
const { openSync } = fs;
let isCut = false;
fs.openSync = (...given) => {
  if (!isCut && String(given[0]).includes(".songphasa-site.tmp")) {
    isCut = true;
    process.kill(process.pid, "SIGINT");
  }
  return openSync(...given);
};
syncBuiltinESMExports();

const { run } = await import("../../../electron/cli/cli.ts");
await run(["publish", "--library", library, "--out", site]);
