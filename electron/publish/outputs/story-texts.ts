/** The texts of a story that is out, what they name, and the images that they show. */
import type { Article, Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { bodyProblem } from "../../../shared/blocks/body-problem.ts";
import { imageKey } from "../images/published-image.ts";
import type { OutStory, OutVersion, SkipCode } from "../plan/site-plan.ts";
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

/** What the text of a language names, by its facts. */
const namedBy = ({ shown, related }: OutVersion, text: string): NamedInText => ({
  text,
  assets: shown.map(imageKey),
  related,
});

const textKeyIn = ({ sources: { textKey = (_: string, rev: string | null) => rev } }: Site) => textKey;

/** Whether the texts of a story show no images, and are the revisions that the plan names. */
export function isBareAsPlanned({ id, versions: { lo, en } }: OutStory, site: Site): boolean {
  const textKey = textKeyIn(site);
  const isSo = ({ rev, shown }: OutVersion) => rev !== null && shown.length === 0 && textKey(id, rev) === rev;
  return (!lo || isSo(lo)) && (!en || isSo(en));
}

/** What the texts of these languages name, which the plan knows, and which texts they are: read only where nothing says so. */
export async function namedOf(
  out: OutStory,
  site: Site,
  langs: readonly Lang[] = LANGS,
): Promise<NamedStory["named"] | SkipCode> {
  const textKey = textKeyIn(site);
  const named: Partial<Record<Lang, NamedInText>> = {};
  for (const lang of langs) {
    const version = out.versions[lang];
    if (!version) continue;
    let text = textKey(out.id, version.rev);
    if (text === null) {
      const read = await textsOf(out, site, [lang]);
      if (typeof read === "string") return read;
      text = digestOf(read[lang]);
    }
    named[lang] = namedBy(version, text);
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
