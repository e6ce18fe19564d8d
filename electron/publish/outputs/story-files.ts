/**
 * All files of the stories that are out, story by story: the failure of one is no other's. A story none of whose
 * files has to be made is not read.
 */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { AS_PLANNED, type KnownStories, knownStories, shownIn } from "../known/known-stories.ts";
import { storyDigest } from "../plan/facts-digest.ts";
import { contentsOf, type OutStory, type SkipCode, type SkippedVersion, versionKey } from "../plan/site-plan.ts";
import { digestOf, madeFile, type SiteFile, type StandingFiles, standingFiles } from "../write/site-file.ts";
import { storyPath } from "./data/addresses.ts";
import type { NamedStory, OutTexts, Site, StoryFile, StoryOutput } from "./site.ts";
import { imagesOf, isBareAsPlanned, namedOf, textsOf } from "./story-texts.ts";

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

function allStand(files: StandingFiles, { sources: { before }, isMade }: Site): boolean {
  const { from, path: noted } = files;
  const stands = before?.stands;
  if (!stands || !isMade(noted, from, noted)) return false;
  return before.isSettled === true || files.stand.every(({ path }) => stands(path));
}

/** The files of a story that follow from the same as when it was last gone through, and stand; null where they don't. */
function standingAsBefore(out: OutStory, shown: string, site: Site, known: KnownStories): StandingFiles | null {
  const same = known.same(out, shown);
  if (!same || !allStand(same, site)) return null;
  known.note(out, shown, same);
  return same;
}

/** The same at once, for a story without images whose texts are those of the plan: most of a large site stand as they are. */
function standsHere(out: OutStory, site: Site, known: KnownStories): StandingFiles | null {
  return isBareAsPlanned(out, site) ? standingAsBefore(out, AS_PLANNED, site, known) : null;
}

/** The files of a story, or why they can't be made. */
async function filesOf(
  out: OutStory,
  site: Site,
  outputs: readonly StoryOutput[],
  known: KnownStories,
): Promise<Made | SkipCode> {
  try {
    const named = await namedOf(out, site);
    if (typeof named === "string") return named;
    const { whole, files } = await imagesOf(named, site);
    const story: NamedStory = { out, named, whole };
    const shown = shownIn(story, site);
    const same = standingAsBefore(out, shown, site, known);
    if (same) return { ...story, files: [...files, same] };
    let read: Promise<OutTexts | SkipCode> | null = null;
    const texts = () => {
      read ??= textsOf(out, site);
      return read;
    };
    const made: SiteFile[] = [...files];
    const all = outputs.flatMap((output) => output(story, site));
    const from = madeFrom(story, site, all);
    const noted = storyPath(out.id);
    const isWhole = LANGS.every((lang) => !named[lang] || whole.includes(lang));
    const stand = isWhole
      ? standingFiles(
          out.id,
          noted,
          from,
          all.map(({ path, isPage = false }) => ({ path, isPage })),
        )
      : null;
    known.note(out, shown, stand);
    if (stand && allStand(stand, site)) return { ...story, files: [...files, stand] };
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

/** So many stories that stand are told at once. */
const TOGETHER = 100;

/** Those of a story at once. Gives back the site as it went: what can't be made is on it as it stands in the site's folder. */
export async function* storyFiles(
  site: Site,
  outputs: readonly StoryOutput[],
  stamp: string,
): AsyncGenerator<readonly SiteFile[], Site> {
  const { plan, sources } = site;
  const known = await knownStories(site, stamp);
  let standing: StandingFiles[] = [];
  const skipped: SkippedVersion[] = [];
  const told = new Set(site.skipped.map(({ id, lang }) => versionKey(id, lang)));
  const outs: OutStory[] = [];
  for (const story of plan.outs) {
    const { id } = story;
    const isKept = plan.kept.has(id);
    const stands = isKept ? null : standsHere(story, site, known);
    if (stands) {
      outs.push(story);
      standing.push(stands);
      if (standing.length < TOGETHER) continue;
    }
    if (standing.length > 0) yield standing;
    standing = [];
    if (stands) continue;
    const made = isKept ? "unreadable" : await filesOf(story, site, outputs, known);
    if (typeof made !== "string") {
      // Its image went since it was published: the page stays.
      for (const lang of LANGS)
        if (made.named[lang] && !made.whole.includes(lang) && !told.has(versionKey(id, lang)))
          skipped.push({ id, lang, code: "no-image" });
      outs.push(story);
      yield made.files;
      continue;
    }
    const there = (await sources.standing?.(id)) ?? null;
    if (there) outs.push(there.story);
    if (!isKept) for (const lang of LANGS) if (story.versions[lang]) skipped.push({ id, lang, code: made });
    yield there?.files ?? [];
  }
  if (standing.length > 0) yield standing;
  await known.done();
  return { ...site, ...contentsOf({ ...plan, outs }), skipped: [...site.skipped, ...skipped] };
}
