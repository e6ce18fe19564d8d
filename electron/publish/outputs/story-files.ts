/** All files of the stories that are out, story by story: the failure of one is no other's. */
import { LANGS } from "../../../shared/article/stages.ts";
import { contentsOf, type OutStory, type SkipCode, type SkippedVersion, versionKey } from "../plan/site-plan.ts";
import type { SiteFile } from "../write/site-file.ts";
import type { ReadStory, Site, StoryOutput } from "./site.ts";
import { imagesOf, textsOf } from "./story-texts.ts";

type Made = ReadStory & { readonly files: readonly SiteFile[] };

/** The files of a story, or why they can't be made. */
async function filesOf(out: OutStory, site: Site, outputs: readonly StoryOutput[]): Promise<Made | SkipCode> {
  try {
    const texts = await textsOf(out, site);
    if (typeof texts === "string") return texts;
    const { whole, files } = await imagesOf(texts, site);
    const story = { out, texts, whole };
    return { ...story, files: [...files, ...outputs.flatMap((output) => output(story, site))] };
  } catch {
    return "unreadable";
  }
}

/** Gives back the site as it went: what can't be made is on it as it stands in the site's folder. */
export async function* storyFiles(site: Site, outputs: readonly StoryOutput[]): AsyncGenerator<SiteFile, Site> {
  const { plan, sources } = site;
  const skipped: SkippedVersion[] = [];
  const told = new Set(site.skipped.map(({ id, lang }) => versionKey(id, lang)));
  const outs: OutStory[] = [];
  for (const story of plan.outs) {
    const { id } = story;
    const isKept = plan.kept.has(id);
    const made = isKept ? "unreadable" : await filesOf(story, site, outputs);
    if (typeof made !== "string") {
      // Its image went since it was published: the page stays.
      for (const lang of LANGS)
        if (made.texts[lang] && !made.whole.includes(lang) && !told.has(versionKey(id, lang)))
          skipped.push({ id, lang, code: "no-image" });
      outs.push(story);
      yield* made.files;
      continue;
    }
    const standing = (await sources.standing?.(id)) ?? null;
    if (standing) outs.push(standing.story);
    if (!isKept) for (const lang of LANGS) if (story.versions[lang]) skipped.push({ id, lang, code: made });
    yield* standing?.files ?? [];
  }
  return { ...site, ...contentsOf({ ...plan, outs }), skipped: [...site.skipped, ...skipped] };
}
