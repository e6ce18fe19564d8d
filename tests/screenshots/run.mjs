/** `npm run screenshots [-- FOLDER [NAME]]`: into a folder of its own, and those alone whose names hold NAME. */
import { checkNode, keepCompiled } from "../../electron/start/node-version.mjs";

checkNode();
keepCompiled();
const { takePictures } = await import("./take-pictures.ts");
process.exit(await takePictures(process.argv[2], process.argv[3]));
