/** The texts of a story that is out, and the images that they show. */
import type { Article, Lang } from "../../../shared/article/article.ts";
import { assetsShown } from "../../../shared/article/shown.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { bodyProblem } from "../../../shared/blocks/body-problem.ts";
import { imageKey, type ShownImage, shownIn } from "../images/published-image.ts";
import type { OutStory, SkipCode } from "../plan/site-plan.ts";
import type { SiteFile } from "../write/site-file.ts";
import type { OutTexts, Site } from "./site.ts";

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

/** The image files of the languages that can show all of theirs, and which these are. */
export async function imagesOf(
  texts: OutTexts,
  { images }: Site,
): Promise<{ readonly whole: readonly Lang[]; readonly files: readonly SiteFile[] }> {
  const shown = new Map<Lang, readonly string[]>();
  const all = new Map<string, ShownImage>();
  for (const lang of LANGS) {
    const text = texts[lang];
    if (!text) continue;
    const ofText = assetsShown(text, lang).map((asset) => shownIn(text.details, asset));
    shown.set(lang, ofText.map(imageKey));
    for (const one of ofText) all.set(imageKey(one), one);
  }
  const files = await images.files([...all.values()]);
  const whole = [...shown.keys()].filter((lang) => shown.get(lang)?.every((key) => files.get(key)));
  const keys = new Set(whole.flatMap((lang) => shown.get(lang) ?? []));
  return { whole, files: [...keys].flatMap((key) => files.get(key) ?? []) };
}
