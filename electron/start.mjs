import { checkNode } from "./node-version.mjs";

checkNode();
const { run } = await import("./start.ts");
await run(process.argv.slice(2));
