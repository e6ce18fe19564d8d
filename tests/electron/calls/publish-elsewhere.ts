/** A child process that publishes all that changed, with the machine's cache at hand: `<library> <cache> <site>`. */
import { publishSite } from "../../../electron/calls/publishing/publish.ts";
import { openLibrary } from "../../../electron/library/library.ts";

const [folder = "", cache = "", site = ""] = process.argv.slice(2);
const opened = await openLibrary(folder, { cache });
if (!opened.ok) throw new Error(opened.error.message);
const writer = { origin: "editor" as const, by: "ນາງ ຄຳຫລ້າ" };
const answer = await publishSite(opened.value, site, writer, { changed: true, remove: true });
await opened.value.close();
process.stdout.write(JSON.stringify(answer));
