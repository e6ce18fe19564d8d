/** The browser host as `npm start` runs it, in which choosing a folder never ends and takes a thread with it. */
import { readFile } from "node:fs/promises";
import { serveInBrowser } from "../../../electron/start/serve-in-browser.ts";

const [library, pipe] = process.argv.slice(2);
if (!library || !pipe) throw new Error("Wants a library and a named pipe.");
await serveInBrowser({
  library,
  port: 0,
  open: false,
  json: true,
  ports: { host: "browser", chooseFolder: () => readFile(pipe, "utf8"), showFolder: async () => false },
});
