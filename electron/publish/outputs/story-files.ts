/**
 * All files of the stories that are out, story by story: the failure of one is no other's. A story none of whose
 * files has to be made is not read.
 */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { slices } from "../../disk/sliced-work.ts";
import { AS_PLANNED, type KnownStories, knownStories, shownIn } from "../known/known-stories.ts";
import { storyDigest } from "../plan/facts-digest.ts";
import { contentsOf, type OutStory, type SkipCode, type SkippedVersion, versionKey } from "../plan/site-plan.ts";
import {
  digestOf,
  madeFile,
  type SiteFile,
  type StandingFiles,
  standingFiles,
  standingTogether,
} from "../write/site-file.ts";
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

/** A story some of whose files may have to be made. */
interface Begun extends NamedStory {
  /** The files of its pictures. */
  readonly pictures: readonly SiteFile[];
  readonly all: readonly StoryFile[];
  /** `madeFrom` of these. */
  readonly from: string;
  readonly read: () => Promise<OutTexts | SkipCode>;
}

/** What a story's files are made from; its files, where they all stand; or why they can't be made. */
async function begin(
  out: OutStory,
  site: Site,
  outputs: readonly StoryOutput[],
  known: KnownStories,
): Promise<Begun | Made | SkipCode> {
  const named = await namedOf(out, site);
  if (typeof named === "string") return named;
  const { whole, files: pictures } = await imagesOf(named, site);
  const story: NamedStory = { out, named, whole };
  const shown = shownIn(story, site);
  const same = standingAsBefore(out, shown, site, known);
  if (same) return { ...story, files: [...pictures, standingTogether([same])] };
  const all = outputs.flatMap((output) => output(story, site));
  const from = madeFrom(story, site, all);
  const isWhole = LANGS.every((lang) => !named[lang] || whole.includes(lang));
  const paths = all.map(({ path, isPage = false }) => ({ path, isPage }));
  const stand = isWhole ? standingFiles(out.id, storyPath(out.id), from, paths) : null;
  known.note(out, shown, stand);
  if (stand && allStand(stand, site)) return { ...story, files: [...pictures, standingTogether([stand])] };
  let texts: Promise<OutTexts | SkipCode> | null = null;
  const read = () => {
    texts ??= textsOf(out, site);
    return texts;
  };
  return { ...story, pictures, all, from, read };
}

/** Whether a file stays as it stands, as a language that it takes can't show its images any more. */
const isLeft = ({ langs }: StoryFile, { named, whole }: NamedStory): boolean =>
  langs.some((lang) => named[lang] && !whole.includes(lang));

const mustBeMade = (file: StoryFile, story: Begun, site: Site): boolean =>
  !isLeft(file, story) && !site.isMade(file.path, story.from, storyPath(story.out.id));

/** The files of a story; `made`: the text of those that had to be made. */
function filesOf(story: Begun, made: ReadonlyMap<StoryFile, string>): Made {
  const { out, from, read } = story;
  const noted = storyPath(out.id);
  const files = story.all.map((file): SiteFile => {
    const { path } = file;
    const page = file.isPage && { story: out.id };
    if (isLeft(file, story)) return { path, kept: true, ...page };
    const text = made.get(file);
    if (text !== undefined) return { ...madeFile(path, text), from, noted, ...page };
    const bytes = async () => {
      const texts = await read();
      if (typeof texts === "string") throw new Error(`${path} stands and can't be made again: ${texts}`);
      return madeFile(path, file.make({ ...story, texts })).bytes();
    };
    return { path, from, noted, bytes, ...page };
  });
  return { ...story, files: [...story.pictures, ...files] };
}

/** A story on its way: what it has come to, and what was made of it. */
interface Turn {
  readonly out: OutStory;
  now: Begun | Made | SkipCode | null;
  texts: OutTexts | null;
  readonly made: Map<StoryFile, string>;
}

/** Milliseconds of work in a stretch. */
const SLICE = 12;

/**
 * The files of some stories, or why those of one can't be made. Each step is taken for all of them before the next one:
 * story by story a processor must fetch the code of all steps again for each, which took a sixth of the whole.
 */
async function filesOfAll(
  outs: readonly OutStory[],
  site: Site,
  outputs: readonly StoryOutput[],
  known: KnownStories,
): Promise<readonly (Made | SkipCode)[]> {
  const turns = outs.map((out): Turn => ({ out, now: null, texts: null, made: new Map() }));
  const breathe = slices(SLICE);
  const step = async (take: (turn: Turn) => void | Promise<void>): Promise<void> => {
    for (const turn of turns) {
      if (typeof turn.now === "string") continue;
      try {
        await take(turn);
      } catch {
        turn.now = "unreadable";
      }
      await breathe();
    }
  };
  const make = (isPage: boolean) =>
    step(({ now, texts, made }) => {
      if (!now || typeof now === "string" || "files" in now || !texts) return;
      for (const file of now.all)
        if ((file.isPage ?? false) === isPage && mustBeMade(file, now, site))
          made.set(file, file.make({ ...now, texts }));
    });
  await step(async (turn) => {
    turn.now = await begin(turn.out, site, outputs, known);
  });
  await step(async (turn) => {
    const { now } = turn;
    if (!now || typeof now === "string" || "files" in now) return;
    if (!now.all.some((file) => mustBeMade(file, now, site))) return;
    const texts = await now.read();
    if (typeof texts === "string") turn.now = texts;
    else turn.texts = texts;
  });
  await make(true);
  await make(false);
  await step((turn) => {
    const { now, made } = turn;
    if (now && typeof now !== "string" && !("files" in now)) turn.now = filesOf(now, made);
    made.clear();
  });
  return turns.map(({ now }) => (now && (typeof now === "string" || "files" in now) ? now : "unreadable"));
}

/** So many stories that stand are told at once. */
const TOLD_TOGETHER = 100;
/** So many are made together: more take room, and hardly less time. */
const MADE_TOGETHER = 10;

/** Those of a story at once. Gives back the site as it went: what can't be made is on it as it stands in the site's folder. */
export async function* storyFiles(
  site: Site,
  outputs: readonly StoryOutput[],
  stamp: string,
): AsyncGenerator<readonly SiteFile[], Site> {
  const { plan, sources } = site;
  const known = await knownStories(site, stamp);
  let standing: StandingFiles[] = [];
  let making: OutStory[] = [];
  const skipped: SkippedVersion[] = [];
  const told = new Set(site.skipped.map(({ id, lang }) => versionKey(id, lang)));
  const outs: OutStory[] = [];

  function* tellStanding(): Generator<readonly SiteFile[]> {
    if (standing.length > 0) yield [standingTogether(standing)];
    standing = [];
  }
  async function* tell(story: OutStory, made: Made | SkipCode): AsyncGenerator<readonly SiteFile[]> {
    const { id } = story;
    if (typeof made !== "string") {
      // Its image went since it was published: the page stays.
      for (const lang of LANGS)
        if (made.named[lang] && !made.whole.includes(lang) && !told.has(versionKey(id, lang)))
          skipped.push({ id, lang, code: "no-image" });
      outs.push(story);
      yield made.files;
      return;
    }
    const there = (await sources.standing?.(id)) ?? null;
    if (there) outs.push(there.story);
    if (!plan.kept.has(id)) for (const lang of LANGS) if (story.versions[lang]) skipped.push({ id, lang, code: made });
    yield there?.files ?? [];
  }
  async function* makeThose(): AsyncGenerator<readonly SiteFile[]> {
    const those = making;
    making = [];
    const made = await filesOfAll(those, site, outputs, known);
    for (const [at, story] of those.entries()) yield* tell(story, made[at] ?? "unreadable");
  }

  for (const story of plan.outs) {
    const isKept = plan.kept.has(story.id);
    const stands = isKept ? null : standsHere(story, site, known);
    if (making.length > 0 && (stands || isKept)) yield* makeThose();
    if (stands) {
      outs.push(story);
      standing.push(stands);
      if (standing.length >= TOLD_TOGETHER) yield* tellStanding();
      continue;
    }
    if (standing.length > 0) yield* tellStanding();
    if (isKept) yield* tell(story, "unreadable");
    else if (making.push(story) >= MADE_TOGETHER) yield* makeThose();
  }
  yield* makeThose();
  yield* tellStanding();
  await known.done();
  const isAsPlanned = outs.length === plan.outs.length && outs.every((out, at) => out === plan.outs[at]);
  const contents = isAsPlanned ? site : contentsOf({ ...plan, outs });
  return { ...site, ...contents, skipped: [...site.skipped, ...skipped] };
}
