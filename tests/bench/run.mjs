import { checkNode, keepCompiled } from "../../electron/start/node-version.mjs";

checkNode();
keepCompiled();
const { runBenches } = await import("./run.ts");
process.exit(await runBenches(process.argv.slice(2)));
