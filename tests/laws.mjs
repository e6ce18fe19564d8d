/** `npm run test:laws`: the random tests alone, by choices of their own and ten times as often. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { checkNode, keepCompiled } from "../electron/start/node-version.mjs";

checkNode();
keepCompiled();
process.env.SONGPHASA_SEED ||= "new";
process.env.SONGPHASA_RUNS ||= "10";
const given = process.argv.slice(2);
const laws = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".test.ts") && !/^(?:e2e|crash)\b/.test(name))
  .filter((name) => /from "fast-check"|randomOf/.test(readFileSync(path.join(import.meta.dirname, name), "utf8")))
  .map((name) => path.posix.join("tests", name.replaceAll(path.sep, "/")));
const { runTests } = await import("./run-tests.ts");
process.exit(await runTests(["--testTimeout=1200000", ...(given.length > 0 ? given : laws)]));
