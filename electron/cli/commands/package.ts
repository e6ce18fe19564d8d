import path from "node:path";
import { z } from "zod";
import { NO_NAME } from "../../../shared/contract.ts";
import { VERSION } from "../../calls/host.ts";
import { remembering } from "../../desk/remembered.ts";
import { sharerOf } from "../../desk/sharer.ts";
import { userFolder } from "../../desk/user-folder.ts";
import { makePackage } from "../../sync/package/make-package.ts";
import { openToldPast } from "../../sync/package/told-past.ts";
import { command, needed, onLibrary } from "../command.ts";
import { counted } from "../counted.ts";
import { print } from "../print.ts";
import { must } from "../refused.ts";
import { withDesk } from "../with-desk.ts";

export const packageCommand = command({
  name: "package",
  usage: "<ids...>",
  about: "stories with their pictures and history as one file for a colleague, who opens it with import",
  takes: z.array(z.string()),
  options: { ...onLibrary, out: needed("--out <file>", "the file to write, as a rule ….songphasa") },
  async run(ids, given) {
    const target = path.resolve(given.out);
    await withDesk(given, async (opened) => {
      const home = userFolder();
      const remembered = (await remembering(home)).now();
      const { desk, by } = remembered;
      const told = (some: readonly string[]) => openToldPast(opened.library().id, sharerOf(home, remembered), some);
      const writer = { origin: "editor" as const, by: by || NO_NAME };
      const made = must(await makePackage(opened.library(), ids, target, { writer, desk, version: VERSION, told }));
      if (given.json) print(JSON.stringify(made));
      else {
        const holds = [counted(made.stories, "story", "stories"), counted(made.pictures, "picture")];
        print(`${made.path}  ${holds.join(", ")}, ${made.size} bytes`);
        for (const name of made.lacking) print(`  ! not in this library: ${name}`);
      }
    });
  },
});
