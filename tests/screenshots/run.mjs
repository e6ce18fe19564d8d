/** `npm run screenshots [-- FOLDER [NAME]]`: into that folder ("" for their own), and those alone whose names hold NAME. */
import { checkNode, keepCompiled } from "../../electron/start/node-version.mjs";

checkNode();
keepCompiled();
const { takePictures } = await import("./take-pictures.ts");
process.exit(await takePictures(process.argv[2] || undefined, process.argv[3]));
