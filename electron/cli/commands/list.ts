import { z } from "zod";
import type { Desk } from "../../../shared/contract.ts";
import { deskError } from "../../../shared/errors.ts";
import { personOf } from "../../../shared/settings.ts";
import { command, onLibrary, text } from "../command.ts";
import { print } from "../print.ts";
import { Refused } from "../refused.ts";
import { ask, withDesk } from "../with-desk.ts";

/** The key of a person; `me` is who sits here. Refused where the settings don't know it. */
async function personNamed(desk: Desk, named: string): Promise<string> {
  const { settings } = await ask(desk, "settings.read", {});
  const key = named === "me" && !personOf(settings.people, named) ? (await ask(desk, "host.state", {})).person : named;
  if (key === null) throw new Refused(deskError("nobody-here"));
  if (!personOf(settings.people, key)) throw new Refused(deskError("no-person", { person: key }));
  return key;
}

export const listCommand = command({
  name: "list",
  usage: "",
  about: "list the stories",
  takes: z.tuple([]),
  options: {
    ...onLibrary,
    assigned: text("--assigned <key>", "those with a language that this person is to do; me: who sits at this desk"),
  },
  async run(_, given) {
    await withDesk(given, async ({ desk, library }) => {
      // A window shows what is known so far; here the answer is the last word.
      await library().complete();
      const request = given.assigned === undefined ? {} : { assigned: await personNamed(desk, given.assigned) };
      const answer = await ask(desk, "articles.list", { ...request, limit: 1000 });
      for (let offset = answer.items.length; offset < answer.total; offset += 1000) {
        const page = await ask(desk, "articles.list", { ...request, offset, limit: 1000 });
        if (page.items.length === 0) break;
        answer.items.push(...page.items);
      }
      if (given.json) print(JSON.stringify(answer));
      else
        for (const item of answer.items)
          print(
            `${item.id}  lo ${item.stages.lo.padEnd(11)}  en ${item.stages.en.padEnd(11)}  ${item.headline[item.source]}`,
          );
    });
  },
});
