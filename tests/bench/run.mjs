import { checkNode } from "../../electron/node-version.mjs";

checkNode();
const { runBenches } = await import("./run.ts");
process.exit(await runBenches(process.argv.slice(2)));
