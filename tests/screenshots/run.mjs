import { checkNode, keepCompiled } from "../../electron/start/node-version.mjs";

checkNode();
keepCompiled();
const { takePictures } = await import("./take-pictures.ts");
process.exit(await takePictures(process.argv[2]));
