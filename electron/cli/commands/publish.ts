import { InvalidArgumentError, Option } from "commander";
import { z } from "zod";
import { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { PublishOptions } from "../../calls/publishing/plan-input.ts";
import { planPublication, publishSite } from "../../calls/publishing/publish.ts";
import type { Library } from "../../library/library.ts";
import { type CliOption, command, flag, needed, onLibrary, text } from "../command.ts";
import { publication, publicationPlan } from "../publication.ts";
import { Refused } from "../refused.ts";

/** Languages of stories that were named, each as `ID` or `ID:lang`; without a language those that the story has. */
const Only = z.object({ id: z.string(), lang: Lang.nullable() });
type Only = z.infer<typeof Only>;

function onlyOf(given: string, before: readonly Only[] = []): Only[] {
  const [id = "", lang, ...more] = given.split(":");
  const parsed = Lang.optional().safeParse(lang);
  if (id === "" || more.length > 0 || !parsed.success) throw new InvalidArgumentError("give ID, ID:lo or ID:en.");
  return [...before, { id, lang: parsed.data ?? null }];
}

const only: CliOption<Only[] | undefined> = {
  option: new Option(
    "--only <id:lang...>",
    "only these go out with their present text; an id alone means both languages",
  ).argParser(onlyOf),
  value: z.array(Only).optional(),
};

async function chosenOf(library: Library, named: readonly Only[]): Promise<{ id: string; lang: Lang }[]> {
  const chosen = [];
  for (const { id, lang } of named) {
    const read = await library.read(id);
    if (!read.ok && read.error.reason === "no-article") throw new Refused(read.error);
    const langs = read.ok ? LANGS.filter((one) => read.value.article.versions[one]) : LANGS;
    for (const one of lang === null ? langs : [lang]) chosen.push({ id, lang: one });
  }
  return chosen;
}

export const publishCommand = command({
  name: "publish",
  usage: "",
  about: "write the site",
  takes: z.tuple([]),
  options: {
    ...onLibrary,
    out: needed("--out <dir>", "the site's folder"),
    baseUrl: text("--base-url <url>", "where the site will stand"),
    keepStages: flag("--keep-stages", "write pages as if published, and change no story"),
    only,
    changed: flag("--changed", "what changed since it went out goes out too"),
    plan: flag("--plan", "say what would be done, and do nothing"),
    verify: flag("--verify", "make and read every file of the site, and mend what differs"),
    adopt: flag(
      "--adopt",
      "where the folder's manifest was lost, take over what holds our very bytes and name the rest",
    ),
    remove: flag("--remove", "also where many stories would go off the site that nobody withdrew"),
  },
  run(_, given) {
    const optionsFor = async (library: Library): Promise<PublishOptions> => {
      const { baseUrl, keepStages, changed, remove } = given;
      return { baseUrl, keepStages, chosen: given.only && (await chosenOf(library, given.only)), changed, remove };
    };
    if (given.plan)
      return publicationPlan(given, async (library, out, writer) =>
        planPublication(library, out, writer, await optionsFor(library)),
      );
    return publication(given, "site", async (library, out, writer, signal) =>
      publishSite(library, out, writer, {
        ...(await optionsFor(library)),
        signal,
        verify: given.verify,
        adopt: given.adopt,
      }),
    );
  },
});
