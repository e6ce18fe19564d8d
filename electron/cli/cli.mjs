import { checkNode, keepCompiled } from "../start/node-version.mjs";

checkNode();
keepCompiled();
const { run } = await import("./cli.ts");
await run(process.argv.slice(2));
