import path from "node:path";
import { z } from "zod";
import { type Finding, repairLibrary, verifyLibrary } from "../../library/care/verify.ts";
import { openLibrary } from "../../library/library.ts";
import { command, flag, onLibrary } from "../command.ts";
import { counted } from "../counted.ts";
import { print } from "../print.ts";
import { must, Refused } from "../refused.ts";

export const verifyCommand = command({
  name: "verify",
  usage: "",
  about: "look at every file of the library",
  takes: z.tuple([]),
  options: { ...onLibrary, repair: flag("--repair", "mend what can be mended") },
  async run(_, given) {
    const folder = path.resolve(given.library);
    const found = must(await verifyLibrary(folder));
    let after = found;
    if (given.repair && found.findings.length > 0) {
      const library = must(await openLibrary(folder));
      try {
        const problem = await repairLibrary(library, found.findings);
        if (problem) throw new Refused(problem);
      } finally {
        await library.close();
      }
      after = must(await verifyLibrary(folder));
    }
    const keyOf = ({ what, file, id }: Finding) => `${what} ${file} ${id}`;
    const left = new Set(after.findings.map(keyOf));
    const findings = found.findings.map((one) => ({ ...one, mended: !left.has(keyOf(one)) }));
    if (given.json) print(JSON.stringify({ ok: left.size === 0, ...after, findings }));
    else {
      const has = [
        counted(after.articles, "story", "stories"),
        counted(after.revisions, "revision"),
        counted(after.images, "image"),
      ];
      print(`${has.join(", ")}: ${counted(left.size, "problem")}`);
      for (const { what, file, detail, mended } of findings)
        print(`  ${mended ? "mended" : "!"} ${what} ${file}: ${detail}`);
    }
    if (left.size > 0) process.exitCode = 1;
  },
});
