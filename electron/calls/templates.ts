/** The contract's calls for templates: kept, changed, removed, and a story made of one. */
import { ArticleId, emptyVersion, type Lang } from "../../shared/article/article.ts";
import { LANGS } from "../../shared/article/stages.ts";
import { storyFrom, type Template } from "../../shared/article/template.ts";
import { done, type Result, refuse } from "../../shared/errors.ts";
import { instantNow, longDate } from "../../shared/text/dates.ts";
import { mergeDetails, mergeVersion } from "../library/files/merge-save.ts";
import { freshArticle } from "./fresh-article.ts";
import type { Needs, Room } from "./room.ts";

/** The versions as a story has them, canonical and checked. */
function versionsOf(
  given: ReturnType<typeof storyFrom>["versions"],
): Result<ReturnType<typeof freshArticle>["versions"]> {
  const now = instantNow();
  const versions = { lo: null, en: null } as ReturnType<typeof freshArticle>["versions"];
  for (const lang of LANGS) {
    const version = given[lang];
    if (!version) continue;
    const merged = mergeVersion(null, { ...emptyVersion(lang, now), ...version }, lang, now);
    if (!merged.ok) return merged;
    versions[lang] = merged.value;
  }
  return done(versions);
}

export const templateCalls = ({ library, writer, tell }: Pick<Needs, "library" | "writer" | "tell">) => {
  const today = (lang: Lang) => longDate(instantNow(), library().settings().settings.timeZone, lang);
  const begin = (template: Template) => storyFrom(template, { lo: today("lo"), en: today("en") });
  return {
    "templates.list": () => library().templates(),
    "templates.save": async ({ base, template }) => {
      // What no story may hold is refused before it is kept.
      const sound = versionsOf(template.versions);
      if (!sound.ok) return sound;
      const saved = await library().saveTemplate({ ...template, updatedAt: instantNow() }, base);
      if (saved.ok) tell({ event: "templates.changed" });
      return saved;
    },
    "templates.remove": async ({ id }) => {
      if (!ArticleId.safeParse(id).success) return refuse("no-template");
      const removed = await library().removeTemplate(id);
      if (removed.ok) tell({ event: "templates.changed" });
      return removed.ok ? done({}) : removed;
    },
    "templates.use": async ({ id }) => {
      const read = await library().template(id);
      if (!read.ok) return read;
      const { details, versions, rows } = begin(read.value.template);
      const sound = versionsOf(versions);
      if (!sound.ok) return sound;
      const fresh = freshArticle(details.source, sound.value);
      return library().create({ ...fresh, details: mergeDetails(fresh.details, details), rows }, writer("editor"));
    },
  } satisfies Room;
};
