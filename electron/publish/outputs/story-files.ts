/**
 * All files of the stories that are out, story by story: the failure of one is no other's. A story none of whose
 * files has to be made is not read.
 */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { storyDigest } from "../plan/facts-digest.ts";
import { contentsOf, type OutStory, type SkipCode, type SkippedVersion, versionKey } from "../plan/site-plan.ts";
import { digestOf, madeFile, type SiteFile } from "../write/site-file.ts";
import { storyPath } from "./data/addresses.ts";
import type { NamedStory, OutTexts, Site, StoryFile, StoryOutput } from "./site.ts";
import { imagesOf, namedOf, textsOf } from "./story-texts.ts";

type Made = NamedStory & { readonly files: readonly SiteFile[] };

/**
 * What the files of a story follow from, as one word for all of them: its facts in the plan, which text each language
 * is, its images and which languages can show theirs, what stands beside it. A word a file would cost each publication
 * several times as much, to spare it little: where one file of a story changes, mostly all do.
 */
function madeFrom({ out, named, whole }: NamedStory, { images }: Site, files: readonly StoryFile[]): string {
  const ofLang = (lang: Lang) =>
    named[lang] && [named[lang].text, named[lang].assets.map((asset) => images.known(asset))];
  return digestOf([storyDigest(out), LANGS.map(ofLang), whole, files.map(({ inputs }) => inputs)]);
}

/** The files of a story, or why they can't be made. */
async function filesOf(out: OutStory, site: Site, outputs: readonly StoryOutput[]): Promise<Made | SkipCode> {
  try {
    const named = await namedOf(out, site);
    if (typeof named === "string") return named;
    const { whole, files } = await imagesOf(named, site);
    const story: NamedStory = { out, named, whole };
    let read: Promise<OutTexts | SkipCode> | null = null;
    const texts = () => {
      read ??= textsOf(out, site);
      return read;
    };
    const made: SiteFile[] = [...files];
    const all = outputs.flatMap((output) => output(story, site));
    const from = madeFrom(story, site, all);
    const noted = storyPath(out.id);
    for (const file of all) {
      const { path, langs } = file;
      const page = file.isPage && { story: out.id };
      if (langs.some((lang) => named[lang] && !whole.includes(lang))) {
        made.push({ path, kept: true, ...page });
        continue;
      }
      const make = async () => {
        const found = await texts();
        return typeof found === "string" ? found : madeFile(path, file.make({ ...story, texts: found }));
      };
      if (site.isMade(path, from, noted)) {
        const bytes = async () => {
          const now = await make();
          if (typeof now === "string") throw new Error(`${path} stands and can't be made again: ${now}`);
          return now.bytes();
        };
        made.push({ path, from, noted, bytes, ...page });
        continue;
      }
      const now = await make();
      if (typeof now === "string") return now;
      made.push({ ...now, from, noted, ...page });
    }
    return { ...story, files: made };
  } catch {
    return "unreadable";
  }
}

/** Those of a story at once. Gives back the site as it went: what can't be made is on it as it stands in the site's folder. */
export async function* storyFiles(
  site: Site,
  outputs: readonly StoryOutput[],
): AsyncGenerator<readonly SiteFile[], Site> {
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
        if (made.named[lang] && !made.whole.includes(lang) && !told.has(versionKey(id, lang)))
          skipped.push({ id, lang, code: "no-image" });
      outs.push(story);
      yield made.files;
      continue;
    }
    const standing = (await sources.standing?.(id)) ?? null;
    if (standing) outs.push(standing.story);
    if (!isKept) for (const lang of LANGS) if (story.versions[lang]) skipped.push({ id, lang, code: made });
    yield standing?.files ?? [];
  }
  return { ...site, ...contentsOf({ ...plan, outs }), skipped: [...site.skipped, ...skipped] };
}
