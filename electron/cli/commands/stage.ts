import { z } from "zod";
import { type Lang, Stage } from "../../../shared/article/article.ts";
import { isOut } from "../../../shared/article/out.ts";
import { LANGS, STAGES } from "../../../shared/article/stages.ts";
import type { Answer } from "../../../shared/contract.ts";
import { deskError } from "../../../shared/errors.ts";
import { command, oneOf, onLibrary, text } from "../command.ts";
import { print } from "../print.ts";
import { Refused } from "../refused.ts";
import { ask, withDesk } from "../with-desk.ts";

export const stageCommand = command({
  name: "stage",
  usage: "<id> <stage>",
  about: `set a stage: ${STAGES.join(", ")}`,
  takes: z.tuple([z.string(), z.string()]),
  options: {
    ...onLibrary,
    lang: oneOf("--lang <lang>", "of this language only", LANGS),
    reason: text("--reason <text>", "what readers are told of a withdrawal, in both languages"),
  },
  async run([id, named], given, wrong) {
    const parsed = Stage.safeParse(named);
    if (!parsed.success) return wrong(`“${named}” is no stage; choose ${STAGES.join(", ")}`);
    const stage = parsed.data;
    if (given.reason !== undefined && stage !== "withdrawn") return wrong("a reason belongs to a withdrawal");
    const reason = given.reason === undefined ? {} : { reason: { lo: given.reason, en: given.reason } };
    await withDesk(given, async ({ desk }) => {
      const { article, changed } = await ask(desk, "articles.open", { id });
      const langs = given.lang ? [given.lang] : LANGS.filter((lang) => article.versions[lang] !== null);
      // Of both languages or of none.
      const takesBack = (lang: Lang) => isOut(article.release[lang]) && stage !== article.release[lang].stage;
      if (stage !== "published" && stage !== "withdrawn" && langs.some(takesBack))
        throw new Refused(deskError("is-out"));
      let answer: Answer<"articles.release"> = { release: article.release, changed };
      let never = 0;
      for (const lang of langs) {
        const released = await desk.call("articles.release", { id, lang, stage, ...reason });
        if (released.ok) answer = released.value;
        // A story is withdrawn where readers had it.
        else if (released.error.reason === "never-out" && ++never < langs.length) continue;
        else throw new Refused(released.error);
      }
      if (given.json) print(JSON.stringify(answer));
      else for (const lang of LANGS) print(`${lang}  ${answer.release[lang].stage}`);
    });
  },
});
