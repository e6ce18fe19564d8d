import { checkNode } from "../../electron/start/node-version.mjs";

checkNode();
const { longRun } = await import("./long-run.ts");
process.exit(await longRun(process.argv.slice(2)));
