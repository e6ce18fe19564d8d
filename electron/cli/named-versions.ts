/** Languages of stories that were named, each as `ID` or `ID:lang`; without a language those that the story has. */
import { InvalidArgumentError, Option } from "commander";
import { z } from "zod";
import { Lang } from "../../shared/article/article.ts";
import { LANGS } from "../../shared/article/stages.ts";
import type { Library } from "../library/library.ts";
import type { CliOption } from "./command.ts";
import { Refused } from "./refused.ts";

const Named = z.object({ id: z.string(), lang: Lang.nullable() });
type Named = z.infer<typeof Named>;

function namedOf(given: string, before: readonly Named[] = []): Named[] {
  const [id = "", lang, ...more] = given.split(":");
  const parsed = Lang.optional().safeParse(lang);
  if (id === "" || more.length > 0 || !parsed.success) throw new InvalidArgumentError("give ID, ID:lo or ID:en.");
  return [...before, { id, lang: parsed.data ?? null }];
}

export const namedVersions = (flags: string, about: string): CliOption<Named[] | undefined> => ({
  option: new Option(flags, about).argParser(namedOf),
  value: z.array(Named).optional(),
});

/** Errors: `no-article`. */
export async function versionsOf(library: Library, named: readonly Named[]): Promise<{ id: string; lang: Lang }[]> {
  const chosen = [];
  for (const { id, lang } of named) {
    const read = await library.read(id);
    if (!read.ok && read.error.reason === "no-article") throw new Refused(read.error);
    const langs = read.ok ? LANGS.filter((one) => read.value.article.versions[one]) : LANGS;
    for (const one of lang === null ? langs : [lang]) chosen.push({ id, lang: one });
  }
  return chosen;
}
