/** Stands where Electron's program would: runs the app in a folder with a stand-in for the `electron` module. */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const standIn = pathToFileURL(path.join(import.meta.dirname, "electron.ts")).href;
registerHooks({
  resolve: (name, context, next) => (name === "electron" ? { url: standIn, shortCircuit: true } : next(name, context)),
});
// Electron's arguments begin with its program and the app's folder.
const [, , folder, ...args] = process.argv;
process.argv = [process.execPath, folder, ...args];
const { main, productName } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
process.env.STAND_IN_APP_NAME = productName;
await import(pathToFileURL(path.join(folder, main)).href);
(await import(standIn)).begin();
