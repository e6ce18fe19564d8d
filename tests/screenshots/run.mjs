/**
 * `npm run screenshots [-- FOLDER [NAME]]`: into that folder ("" for their own), and those alone whose names hold NAME.
 * `npm run screenshots -- --every FOLDER [NAME]`: every screen, in both languages, by day and by night, to be looked at.
 */
import { checkNode, keepCompiled } from "../../electron/start/node-version.mjs";

checkNode();
keepCompiled();
const { takePictures, takeScreens } = await import("./take-pictures.ts");
const [first, ...more] = process.argv.slice(2);
if (first === "--every" && !more[0]) {
  process.stderr.write("Name the folder that every screen goes to.\n");
  process.exit(2);
}
process.exit(await (first === "--every" ? takeScreens(more[0], more[1]) : takePictures(first || undefined, more[0])));
