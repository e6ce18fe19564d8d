import { checkNode } from "./node-version.mjs";

checkNode();
const { run } = await import("./cli.ts");
await run(process.argv.slice(2));
