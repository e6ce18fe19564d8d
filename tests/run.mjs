import { checkNode } from "../electron/start/node-version.mjs";

checkNode();
const { runTests } = await import("./run-tests.ts");
process.exit(await runTests(process.argv.slice(2)));
