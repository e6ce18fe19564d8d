import { z } from "zod";
import { command, onLibrary } from "../command.ts";
import { print } from "../print.ts";
import { ask, withDesk } from "../with-desk.ts";

export const listCommand = command({
  name: "list",
  usage: "",
  about: "list the stories",
  takes: z.tuple([]),
  options: onLibrary,
  async run(_, given) {
    await withDesk(given, async ({ desk, library }) => {
      // A window shows what is known so far; here the answer is the last word.
      await library().complete();
      const answer = await ask(desk, "articles.list", { limit: 1000 });
      for (let offset = answer.items.length; offset < answer.total; offset += 1000) {
        const page = await ask(desk, "articles.list", { offset, limit: 1000 });
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
