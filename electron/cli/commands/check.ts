import { z } from "zod";
import type { FoundInStory } from "../../../shared/contract.ts";
import { CHECK_WORDS } from "../check-words.ts";
import { command, flag, onLibrary } from "../command.ts";
import { print } from "../print.ts";
import { ask, withDesk } from "../with-desk.ts";

const lineOf = ({ id, lang, severity, check, place, values, accepted }: FoundInStory): string => {
  const details = Object.entries(values).map(([name, value]) => `${name} ${value}`);
  const where = [lang, place, ...details].filter((one) => one !== null).join(", ");
  return `${id}  ${severity.padEnd(4)}  ${CHECK_WORDS[check]} (${where})${accepted ? `; accepted: ${accepted.reason}` : ""}`;
};

export const checkCommand = command({
  name: "check",
  usage: "[id...]",
  about: "say what stands against publishing stories; exit 1 where something stops one",
  takes: z.array(z.string()),
  options: { ...onLibrary, all: flag("--all", "every story that is not in the trash") },
  async run(ids, given, wrong) {
    if (given.all ? ids.length > 0 : ids.length === 0) return wrong("name stories, or say --all");
    await withDesk(given, async ({ desk }) => {
      const findings: FoundInStory[] = [];
      for (const id of given.all ? [undefined] : ids)
        findings.push(...(await ask(desk, "checks.run", id === undefined ? {} : { id })).findings);
      if (given.json) print(JSON.stringify({ findings }));
      else for (const finding of findings) print(lineOf(finding));
      if (findings.some(({ severity }) => severity === "stop")) process.exitCode = 1;
    });
  },
});
