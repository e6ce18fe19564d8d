import { checkNode, keepCompiled } from "../electron/start/node-version.mjs";

checkNode();
// For the desks, command lines and threads that the tests start by the hundred.
keepCompiled();
const { runTests } = await import("./run-tests.ts");
process.exit(await runTests(process.argv.slice(2)));
