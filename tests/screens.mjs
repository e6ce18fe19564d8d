/** `npm run test:screens`: every screen and dialog in both languages, by day and by night, and all sizes, of which `npm test` takes a part. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { checkNode, keepCompiled } from "../electron/start/node-version.mjs";

checkNode();
keepCompiled();
process.env.SONGPHASA_RUNS ||= "5";
const folder = path.join(import.meta.dirname, "e2e");
const walks = readdirSync(folder)
  .filter((name) => name.endsWith(".test.ts"))
  .filter((name) => /from "\.\.\/random\.ts"|from "\.\/ways\.ts"/.test(readFileSync(path.join(folder, name), "utf8")))
  .map((name) => `tests/e2e/${name}`);
const { runTests } = await import("./run-tests.ts");
process.exit(await runTests(["--testTimeout=1200000", ...walks]));
