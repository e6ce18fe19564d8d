import { z } from "zod";
import { command, onLibrary } from "../command.ts";
import { print } from "../print.ts";
import { ask, withDesk } from "../with-desk.ts";

export const showCommand = command({
  name: "show",
  usage: "<id>",
  about: "print a story",
  takes: z.tuple([z.string()]),
  options: onLibrary,
  async run([id], given) {
    await withDesk(given, async ({ desk }) => {
      const { article } = await ask(desk, "articles.open", { id });
      print(JSON.stringify(article, null, given.json ? undefined : 2));
    });
  },
});
