/** Joins the library and the publisher: reads what is to go out, writes what publication changes. */
import path from "node:path";
import type { Article, Lang } from "../../shared/article/article.ts";
import { LANGS } from "../../shared/article/stages.ts";
import type { PublishAnswer } from "../../shared/contract.ts";
import { type DeskError, done, type Reason, type Result, refuse } from "../../shared/errors.ts";
import { instantNow } from "../../shared/text/dates.ts";
import { resourcesFolder } from "../desk/user-folder.ts";
import { shelfOf } from "../library/files/article-paths.ts";
import { assetSize, readAsset } from "../library/files/assets.ts";
import type { GoneOut, Library, Writer } from "../library/library.ts";
import { buildSite, goingThrough, type SiteBuild } from "../publish/build-site.ts";
import { previewHtml } from "../publish/outputs/preview.ts";
import type { BuildSources } from "../publish/outputs/site.ts";
import type { PlanInput } from "../publish/plan/plan-input.ts";
import { planSite } from "../publish/plan/plan-site.ts";
import { cannotBeMade } from "../publish/plan/refusals.ts";
import { mayRemove } from "../publish/plan/removals.ts";
import {
  type OutStory,
  type ReleaseChange,
  type SitePlan,
  type SkipCode,
  type SkippedVersion,
  versionKey,
} from "../publish/plan/site-plan.ts";
import { readTheme, type Theme } from "../publish/theme/theme.ts";
import { writeBundle } from "../publish/write/bundle.ts";
import { pagesThatStand, readImageMemory, type SiteManifest, storiesOf } from "../publish/write/site-manifest.ts";
import { openStanding } from "../publish/write/standing-story.ts";
import { writeSite } from "../publish/write/write-site.ts";

export interface PublishOptions extends Pick<PlanInput, "chosen" | "also" | "changed" | "keepStages" | "baseUrl"> {
  /** Pages may go off the site that nobody withdrew: whoever publishes was asked. */
  readonly remove?: boolean | undefined;
  readonly progress?: ((done: number, total: number) => void) | undefined;
}

let theme: Promise<Theme> | null = null;
const theTheme = (): Promise<Theme> => {
  theme ??= readTheme(resourcesFolder());
  return theme;
};

type Standing = BuildSources["standing"];

/** The same answer for the same question. */
function remembered<Answer>(ask: (id: string) => Promise<Answer>): (id: string) => Promise<Answer> {
  const known = new Map<string, Promise<Answer>>();
  return (id) => {
    const answer = known.get(id) ?? ask(id);
    known.set(id, answer);
    return answer;
  };
}

/**
 * The stories that can't be read, those included that are known of a shelf which can't be. A shelf of which
 * nothing is known may hold anything: its own error is the answer then, and never that it holds nothing.
 */
async function unreadableIds(library: Library, manifest: SiteManifest | undefined): Promise<Result<string[]>> {
  const shelves = await library.unreadableShelves();
  const isThere = (id: string) => shelves.has(shelfOf(id));
  // What was found damaged may be mended by now, or is as it is opened; what was read once may be out of reach.
  const lost = shelves.size > 0 ? (await library.facts()).map(({ id }) => id).filter(isThere) : [];
  for (const id of [...(await library.unreadable()).keys(), ...lost]) await library.open(id);
  const ids = new Set((await library.unreadable()).keys());
  if (manifest) for (const id of storiesOf(manifest).filter(isThere)) ids.add(id);
  const known = new Set([...ids].map(shelfOf));
  for (const [shelf, error] of shelves) if (!known.has(shelf)) return { ok: false, error };
  return done([...ids]);
}

async function planInput(
  library: Library,
  options: PublishOptions,
  standing: Standing,
  manifest: SiteManifest | undefined,
): Promise<Result<PlanInput>> {
  const { chosen, also, changed, keepStages, baseUrl } = options;
  await library.complete();
  const found = await unreadableIds(library, manifest);
  if (!found.ok) return found;
  const unreadable = found.value;
  const stories = await library.facts();
  const stands = new Map<string, OutStory>();
  for (const id of [...unreadable, ...stories.filter(cannotBeMade).map((story) => story.id)]) {
    const one = await standing?.(id);
    if (one) stands.set(id, one.story);
  }
  const { settings } = library.settings();
  const now = instantNow();
  return done({ stories, unreadable, standing: stands, settings, now, chosen, also, changed, keepStages, baseUrl });
}

/** A story as its publication leaves it; refused where it is no longer as it was planned. */
function asPublished(article: Article, { slug, release }: ReleaseChange): Result<Article> {
  const after = { ...article.release };
  for (const lang of LANGS) {
    const change = release[lang];
    if (!change) continue;
    if (article.trashedAt !== null || after[lang].stage === "withdrawn")
      return refuse("part-changed", { part: "release" });
    after[lang] = { ...after[lang], stage: change.stage, publishedAt: after[lang].publishedAt ?? change.publishedAt };
  }
  const details = article.details.slug === null ? { ...article.details, slug } : article.details;
  return done({ ...article, release: after, details });
}

/** What is told of a story that a publication couldn't take along. */
const CODES: Readonly<Partial<Record<Reason, SkipCode>>> = {
  "article-newer": "read-only",
  "article-unknown-content": "read-only",
  "slug-taken": "slug-clash",
  "part-changed": "stage",
};
const codeOf = ({ reason }: DeskError): SkipCode => CODES[reason] ?? "unreadable";

const langsOf = ({ release }: ReleaseChange): Lang[] => LANGS.filter((lang) => release[lang]);

interface Prepared {
  readonly plan: SitePlan;
  /** What goes out, kept as a revision; empty where nothing is to be written down. */
  readonly gone: ReadonlyMap<string, GoneOut>;
  /** What couldn't be kept, by `versionKey`. */
  readonly failed: ReadonlyMap<string, SkipCode>;
}

/**
 * Keeps what goes out in history. A story that can't be kept stays as it is and is told; the plan is
 * made again without it, as its address and its place among others' news are free then.
 */
async function prepare(library: Library, input: PlanInput, first: SitePlan, writer: Writer): Promise<Result<Prepared>> {
  const gone = new Map<string, GoneOut>();
  const failed = new Map<string, SkipCode>();
  /** A disk that takes nothing at all is no story's failure. */
  let problem: DeskError | null = null;
  for (let plan = first; ; plan = planSite({ ...input, failed })) {
    const before = failed.size;
    for (const change of plan.releases) {
      if (gone.has(change.id)) continue;
      const kept = await library.goesOut(change.id, langsOf(change), input.now, writer, (article) =>
        asPublished(article, change),
      );
      if (kept.ok) {
        gone.set(change.id, kept.value);
        continue;
      }
      for (const lang of LANGS) failed.set(versionKey(change.id, lang), codeOf(kept.error));
      if (kept.error.code === "disk") problem ??= kept.error;
    }
    if (failed.size > before) continue;
    return problem && gone.size === 0 ? { ok: false, error: problem } : done({ plan, gone, failed });
  }
}

/**
 * Notes in the stories what went out, but for what `skipped` names. One that can't be written is told,
 * and keeps no other from it.
 */
async function settle(
  library: Library,
  { plan, skipped }: Pick<SiteBuild, "plan" | "skipped">,
  gone: Prepared["gone"],
  writer: Writer,
): Promise<SkippedVersion[]> {
  const unmade = new Set(skipped.map(({ id, lang }) => versionKey(id, lang)));
  const unsettled: SkippedVersion[] = [];
  for (const change of plan.releases) {
    const { id } = change;
    const kept = gone.get(id);
    const went = langsOf(change).filter((lang) => !unmade.has(versionKey(id, lang)));
    if (!kept || went.length === 0) continue;
    const langs = kept.langs.filter(({ lang, isNew }) => !isNew || went.includes(lang));
    const noted = await library.wentOut(id, { ...kept, langs }, writer);
    if (!noted.ok) unsettled.push(...went.map((lang) => ({ id, lang, code: codeOf(noted.error) })));
  }
  return unsettled;
}

/** A text that a language is out with: as it goes out now, else of its revision, else as it stands. */
function textReader(library: Library, gone: Prepared["gone"]): BuildSources["readText"] {
  return async (id, lang, rev) => {
    const kept = rev ?? gone.get(id)?.rev;
    if (kept === undefined) {
      const read = await library.read(id);
      return read.ok ? read.value.article : null;
    }
    const read = await library.revision(id, kept);
    if (read.ok) return read.value;
    // Where its revision is lost, the story itself may still say the same.
    const now = await library.open(id);
    return now.ok && !now.value.changed[lang] ? now.value.article : null;
  };
}

class LibraryLost extends Error {
  readonly problem: DeskError;
  constructor(problem: DeskError) {
    super(problem.message);
    this.problem = problem;
  }
}

/** All files, if the library stood until the last was read: what is written aside then stays there. */
async function* whileItStands(library: Library, files: SiteBuild["files"]): SiteBuild["files"] {
  yield* files;
  const lost = library.gone();
  if (lost) throw new LibraryLost(lost);
}

/** Where a publication goes. */
interface Target {
  readonly standing?: Standing;
  readonly stands?: BuildSources["stands"];
  readonly memory?: BuildSources["memory"];
  readonly path: string;
  /** Writes what `begin` gives. */
  write(
    begin: (manifest?: SiteManifest) => Promise<Result<SiteBuild>>,
  ): Promise<Result<{ readonly written: number; readonly removed: number }>>;
}

/**
 * The order of a publication: what goes out is kept as revisions, then the pages are written, then
 * the stories say so. Where it is cut short before the last, a story says that it changed, and its page
 * is again of the text that was noted until it is published once more.
 */
async function publish(
  library: Library,
  writer: Writer,
  options: PublishOptions,
  target: Target,
): Promise<Result<PublishAnswer>> {
  const standing = target.standing && remembered(target.standing);
  const begun: { now: { readonly build: SiteBuild; readonly gone: Prepared["gone"] } | null } = { now: null };
  const written = await target
    .write(async (manifest) => {
      const asked = await planInput(library, options, standing, manifest);
      // A library that went meanwhile has no stories to read, and its pages must stay.
      const lost = library.gone();
      if (lost) return { ok: false, error: lost };
      if (!asked.ok) return asked;
      const input = asked.value;
      const first = planSite(input);
      const may = manifest && !options.remove ? mayRemove(first, input.stories, manifest) : done(null);
      if (!may.ok) return may;
      const ready = await prepare(library, input, first, writer);
      if (!ready.ok) return ready;
      const { plan, gone, failed } = ready.value;
      const build = buildSite(plan, {
        readText: textReader(library, gone),
        readAsset: (asset) => readAsset(library.folder, asset),
        assetSize: (asset) => assetSize(library.folder, asset),
        replan: (more) => planSite({ ...input, failed: new Map([...failed, ...more]) }),
        standing,
        stands: target.stands,
        theme: await theTheme(),
        memory: target.memory,
      });
      begun.now = { build, gone };
      return done(goingThrough(build, (files) => whileItStands(library, files)));
    })
    .catch((error: unknown) => {
      if (error instanceof LibraryLost) return { ok: false as const, error: error.problem };
      throw error;
    });
  if (!written.ok) return written;
  if (!begun.now) throw new Error("What was written was not begun.");
  const { build, gone } = begun.now;
  const { plan, skipped } = build;
  const unsettled = await settle(library, build, gone, writer);
  const lost = library.gone();
  if (lost) return { ok: false, error: lost };
  return done({ ...written.value, path: target.path, skipped: [...plan.skipped, ...skipped, ...unsettled] });
}

/** The last publication of each library: the next one plans with what it wrote down. */
const last = new WeakMap<Library, Promise<unknown>>();

/** Publications of a library wait for each other, whatever they write to. */
async function inTurn<T>(library: Library, work: () => Promise<T>): Promise<T> {
  const mine = (last.get(library) ?? Promise.resolve()).then(work);
  last.set(
    library,
    mine.catch(() => undefined),
  );
  return mine;
}

export const publishSite = (
  library: Library,
  folder: string,
  writer: Writer,
  options: PublishOptions = {},
): Promise<Result<PublishAnswer>> =>
  inTurn(library, async () => {
    const memory = await readImageMemory(folder);
    return publish(library, writer, options, {
      standing: await openStanding(folder),
      stands: await pagesThatStand(folder),
      memory,
      path: folder,
      write: (begin) => writeSite(folder, begin, memory),
    });
  });

export const publishBundle = (
  library: Library,
  file: string,
  writer: Writer,
  options: PublishOptions = {},
): Promise<Result<PublishAnswer>> =>
  inTurn(library, () => {
    const target = path.resolve(file);
    return publish(library, writer, options, {
      path: target,
      async write(begin) {
        const written = await writeBundle(target, begin);
        return written.ok ? done({ ...written.value, removed: 0 }) : written;
      },
    });
  });

export async function previewPage(library: Library, id: string, lang: Lang): Promise<Result<{ html: string }>> {
  const read = await library.read(id);
  // A damaged file is mended where it is opened.
  const opened = read.ok ? read : await library.open(id);
  if (!opened.ok) return opened;
  const { article, readOnly } = opened.value;
  const related = article.details.related.flatMap((one) => ("article" in one ? [String(one.article)] : []));
  const html = await previewHtml({
    article,
    lang,
    readOnly,
    slug: await library.addressOf(article),
    stories: await library.facts(related),
    settings: library.settings().settings,
    now: instantNow(),
    theme: await theTheme(),
    readAsset: (asset) => readAsset(library.folder, asset),
  });
  return html.ok ? done({ html: html.value }) : html;
}
