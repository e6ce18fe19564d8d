/** Stands where Electron's program would: runs the app in a folder with a stand-in for the `electron` module. */
import { readdirSync, readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const standIn = pathToFileURL(path.join(import.meta.dirname, "electron.ts")).href;
const [, , folder, ...args] = process.argv;
const isPackaged = path.basename(folder) === "app.asar";
// Where the project is to be out of reach, it is.
const without = process.env.STAND_IN_WITHOUT;
const isWithin = (place) => {
  try {
    return readdirSync(place).length > 0;
  } catch {
    return false;
  }
};
if (without !== undefined && isWithin(without)) throw new Error(`${without} can be read.`);
registerHooks({
  resolve(name, context, next) {
    if (name === "electron") return { url: standIn, shortCircuit: true };
    const found = next(name, context);
    const ours = pathToFileURL(`${folder}/`).href;
    // What is packaged finds everything in its package.
    if (
      isPackaged &&
      context.parentURL?.startsWith(ours) &&
      found.url.startsWith("file:") &&
      !found.url.startsWith(ours)
    )
      throw new Error(`${name} was found outside of the package: ${found.url}`);
    return found;
  },
});
// Electron's arguments begin with its program, and with the app's folder where it is not the program's own.
process.argv = [process.execPath, ...(isPackaged ? [] : [folder]), ...args];
const { main, productName } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
process.env.STAND_IN_APP_NAME = productName;
process.env.STAND_IN_PACKAGED = isPackaged ? "1" : "0";
await import(pathToFileURL(path.join(folder, main)).href);
(await import(standIn)).begin();
