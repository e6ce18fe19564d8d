import path from "node:path";
import { z } from "zod";
import { restoreBackup } from "../../library/backup/restore-backup.ts";
import { command, onLibrary } from "../command.ts";
import { counted } from "../counted.ts";
import { print } from "../print.ts";
import { must } from "../refused.ts";

export const restoreCommand = command({
  name: "restore",
  usage: "<file>",
  about: "make a library from a backup, in an empty folder",
  takes: z.tuple([z.string()]),
  options: onLibrary,
  async run([file], given) {
    const folder = path.resolve(given.library);
    const restored = must(await restoreBackup(path.resolve(file), folder));
    const answer = { path: folder, files: restored.files.size, at: restored.at };
    print(given.json ? JSON.stringify(answer) : `${counted(answer.files, "file")} of ${answer.at}: ${answer.path}`);
  },
});
