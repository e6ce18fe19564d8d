/** The texts of a story that is out, what they name, and the images that they show. */
import type { Article, Lang } from "../../../shared/article/article.ts";
import { assetsShown } from "../../../shared/article/shown.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { bodyProblem } from "../../../shared/blocks/body-problem.ts";
import { imageKey, shownIn } from "../images/published-image.ts";
import { namedRelated } from "../plan/found-related.ts";
import { type OutStory, type SkipCode, versionKey } from "../plan/site-plan.ts";
import { digestOf, type SiteFile } from "../write/site-file.ts";
import type { NamedInText, NamedStory, OutTexts, Site } from "./site.ts";

/** The text of each of these languages; why there is none of one, where there isn't. */
export async function textsOf(
  { id, versions }: OutStory,
  { sources }: Site,
  langs: readonly Lang[] = LANGS,
): Promise<OutTexts | SkipCode> {
  const texts: Partial<Record<Lang, Article>> = {};
  for (const lang of langs) {
    const out = versions[lang];
    if (!out) continue;
    const text = await sources.readText(id, lang, out.rev);
    const version = text?.versions[lang];
    if (!text || !version) return "unreadable";
    if (bodyProblem(version.body) !== null) return "read-only";
    texts[lang] = text;
  }
  return texts;
}

/** What a text names, once it was read; `key` where that tells which text it is. */
export function namedIn(text: Article, lang: Lang, key: string | null): NamedInText {
  const assets = assetsShown(text, lang).map((asset) => imageKey(shownIn(text.details, asset)));
  return { text: key ?? digestOf(text), assets, related: namedRelated(text.details, lang) };
}

/** What the texts of these languages name: as it is known, else as they are read now. */
export async function namedOf(
  out: OutStory,
  site: Site,
  langs: readonly Lang[] = LANGS,
): Promise<NamedStory["named"] | SkipCode> {
  const { sources } = site;
  const named: Partial<Record<Lang, NamedInText>> = {};
  for (const lang of langs) {
    const version = out.versions[lang];
    if (!version) continue;
    const key = versionKey(out.id, lang);
    const text = (sources.textKey ?? ((_, rev) => rev))(out.id, version.rev);
    const known = [site.named.get(key), sources.before?.named(key)].find((one) => text !== null && one?.text === text);
    if (known) named[lang] = known;
    else {
      const read = await textsOf(out, site, [lang]);
      if (typeof read === "string") return read;
      if (read[lang]) named[lang] = namedIn(read[lang], lang, text);
    }
    if (named[lang]) site.named.set(key, named[lang]);
  }
  return named;
}

/** The image files of the languages that can show all of theirs, and which these are. */
export async function imagesOf(
  named: NamedStory["named"],
  { images }: Site,
): Promise<{ readonly whole: readonly Lang[]; readonly files: readonly SiteFile[] }> {
  const shownIn = (lang: Lang) => named[lang]?.assets ?? [];
  const files = await images.files([...new Set(LANGS.flatMap(shownIn))]);
  const whole = LANGS.filter((lang) => named[lang] && shownIn(lang).every((asset) => files.get(asset)));
  return { whole, files: [...new Set(whole.flatMap(shownIn))].flatMap((asset) => files.get(asset) ?? []) };
}
