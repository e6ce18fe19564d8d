import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { STAGES } from "../../../shared/article/stages.ts";
import { type Answer, LIMITS } from "../../../shared/contract.ts";
import { type DeskError, deskError } from "../../../shared/errors.ts";
import { diskError } from "../../disk/disk-error.ts";
import { command, oneOf, onLibrary, text } from "../command.ts";
import { print } from "../print.ts";
import { Refused } from "../refused.ts";
import { ask, withDesk } from "../with-desk.ts";

async function fileSource(file: string) {
  try {
    const { size } = await stat(file);
    if (size > LIMITS.text)
      throw new Refused(deskError("file-too-large", { name: path.basename(file), limit: "10 MiB" }));
    return { name: path.basename(file), data: (await readFile(file)).toString("base64") };
  } catch (error) {
    if (error instanceof Refused) throw error;
    const refused = diskError(error, file);
    throw new Refused(refused.reason === "disk-gone" ? deskError("file-missing", { name: file }) : refused);
  }
}

export const importCommand = command({
  name: "import",
  usage: "<files...>",
  about: "read pages or texts into stories",
  takes: z.array(z.string()),
  options: {
    ...onLibrary,
    pair: text("--pair <id>", "as the other version of this story"),
    stage: oneOf("--stage <stage>", "stage to set", STAGES),
  },
  async run(files, given) {
    const { pair, stage, json } = given;
    await withDesk(
      given,
      async ({ desk }) => {
        const answer: Answer<"import.run"> = { imported: [], refused: [] };
        for (const file of files) {
          try {
            const source = await fileSource(file);
            const one = await ask(desk, "import.run", { files: [source], ...(pair ? { pair } : {}) });
            answer.imported.push(...one.imported);
            answer.refused.push(...one.refused);
          } catch (error) {
            if (!(error instanceof Refused) || files.length === 1) throw error;
            answer.refused.push({ name: path.basename(file), error: { ...error.error } });
          }
        }
        const [first] = answer.refused;
        // Nothing came in: that is a refusal, and its first reason is the answer.
        if (first && answer.imported.length === 0) throw new Refused(first.error as DeskError);
        // A stage that can't be set is told beside what came in.
        if (stage)
          for (const { id, lang } of answer.imported) {
            const released = await desk.call("articles.release", { id, lang, stage });
            if (!released.ok) answer.refused.push({ name: id, error: { ...released.error } });
          }
        if (json) print(JSON.stringify(answer));
        else {
          for (const { id, lang, warnings, dropped } of answer.imported) {
            print(`${id}  ${lang}`);
            for (const warning of warnings) print(`  ! ${warning.code}: ${warning.text}`);
            for (const line of dropped) print(`  - ${line}`);
          }
        }
        for (const { name, error } of answer.refused) process.stderr.write(`${name}: ${error.message}\n`);
        if (answer.refused.length > 0) process.exitCode = 1;
      },
      { make: true },
    );
  },
});
