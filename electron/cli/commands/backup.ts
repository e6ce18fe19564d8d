import path from "node:path";
import { z } from "zod";
import { backUp } from "../../library/backup/backup.ts";
import { command, needed, onLibrary } from "../command.ts";
import { counted } from "../counted.ts";
import { print } from "../print.ts";
import { must } from "../refused.ts";
import { withDesk } from "../with-desk.ts";

export const backupCommand = command({
  name: "backup",
  usage: "",
  about: "write the whole library as one file",
  takes: z.tuple([]),
  options: { ...onLibrary, out: needed("--out <file>", "the backup, a .tar.gz") },
  async run(_, given) {
    await withDesk(given, async (opened) => {
      const answer = must(await backUp(opened.library().folder, path.resolve(given.out)));
      if (given.json) print(JSON.stringify(answer));
      else {
        print(`${counted(answer.files, "file")}, ${answer.size} bytes: ${answer.file}`);
        for (const name of answer.left) print(`  left out: ${name}`);
      }
      if (answer.lacks) process.exitCode = 1;
    });
  },
});
