import { checkNode, keepCompiled } from "./node-version.mjs";

checkNode();
keepCompiled();
const { run } = await import("./start.ts");
await run(process.argv.slice(2));
