/** Joins the library and the publisher: reads what is to go out, writes what publication changes. */
import path from "node:path";
import type { Article, Lang } from "../shared/article.ts";
import type { PublishAnswer } from "../shared/contract.ts";
import { type DeskError, done, type Reason, type Result, refuse } from "../shared/errors.ts";
import { LANGS } from "../shared/stages.ts";
import { instantNow } from "../shared/text/dates.ts";
import { readAsset } from "./library/assets.ts";
import type { GoneOut, Library, Writer } from "./library/library.ts";
import { type BuildSources, buildSite, type SiteBuild } from "./publish/build-site.ts";
import { writeBundle } from "./publish/bundle.ts";
import {
  cannotBeMade,
  type OutStory,
  type PlanInput,
  planSite,
  type ReleaseChange,
  type SitePlan,
  type SkipCode,
  type SkippedVersion,
} from "./publish/plan-site.ts";
import { previewHtml } from "./publish/preview.ts";
import { readImageMemory } from "./publish/site-manifest.ts";
import { openStanding } from "./publish/standing-story.ts";
import { readTheme, type Theme } from "./publish/theme.ts";
import { writeSite } from "./publish/write-site.ts";
import { resourcesFolder } from "./user-folder.ts";

export interface PublishOptions extends Pick<PlanInput, "chosen" | "also" | "changed" | "keepStages" | "baseUrl"> {
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

async function planInput(library: Library, options: PublishOptions, standing: Standing): Promise<PlanInput> {
  const { chosen, also, changed, keepStages, baseUrl } = options;
  await library.complete();
  // What was found damaged may be mended by now, or is as it is opened.
  for (const id of (await library.unreadable()).keys()) await library.open(id);
  const stories = await library.facts();
  const unreadable = [...(await library.unreadable()).keys()];
  const stands = new Map<string, OutStory>();
  for (const id of [...unreadable, ...stories.filter(cannotBeMade).map((story) => story.id)]) {
    const one = await standing?.(id);
    if (one) stands.set(id, one.story);
  }
  const { settings } = library.settings();
  const now = instantNow();
  return { stories, unreadable, standing: stands, settings, now, chosen, also, changed, keepStages, baseUrl };
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
}

/**
 * Keeps what goes out in history. A story that can't be kept stays as it is and is told; the plan is
 * made again without it, as its address and its place among others' news are free then.
 */
async function prepare(library: Library, input: PlanInput, writer: Writer): Promise<Result<Prepared>> {
  const gone = new Map<string, GoneOut>();
  const failed = new Map<string, SkipCode>();
  /** A disk that takes nothing at all is no story's failure. */
  let problem: DeskError | null = null;
  for (;;) {
    const plan = planSite({ ...input, failed });
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
      failed.set(change.id, codeOf(kept.error));
      if (kept.error.code === "disk") problem ??= kept.error;
    }
    if (failed.size > before) continue;
    return problem && gone.size === 0 ? { ok: false, error: problem } : done({ plan, gone });
  }
}

/** Notes in the stories what went out. One that can't be written is told, and keeps no other from it. */
async function settle(
  library: Library,
  { plan, gone }: Prepared,
  unmade: ReadonlySet<string>,
  writer: Writer,
): Promise<SkippedVersion[]> {
  const skipped: SkippedVersion[] = [];
  for (const change of plan.releases) {
    const { id } = change;
    const text = gone.get(id);
    if (!text || unmade.has(id)) continue;
    const noted = await library.wentOut(id, text, writer);
    if (!noted.ok) skipped.push(...langsOf(change).map((lang) => ({ id, lang, code: codeOf(noted.error) })));
  }
  return skipped;
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

/**
 * The order of a publication: what goes out is kept as revisions, then the pages are written, then
 * the stories say so. Cut short anywhere, the next one does the rest.
 */
async function publish(
  library: Library,
  writer: Writer,
  options: PublishOptions,
  target: {
    readonly standing?: Standing;
    readonly memory?: BuildSources["memory"];
    write(build: SiteBuild): Promise<Result<Pick<PublishAnswer, "written" | "removed" | "path">>>;
  },
): Promise<Result<PublishAnswer>> {
  const standing = target.standing && remembered(target.standing);
  const prepared = await prepare(library, await planInput(library, options, standing), writer);
  if (!prepared.ok) return prepared;
  const { plan, gone } = prepared.value;
  const build = buildSite(plan, {
    readText: textReader(library, gone),
    readAsset: (asset) => readAsset(library.folder, asset),
    standing,
    theme: await theTheme(),
    memory: target.memory,
  });
  const written = await target.write(build);
  if (!written.ok) return written;
  const unmade = new Set(build.skipped.map(({ id }) => id));
  const unsettled = await settle(library, prepared.value, unmade, writer);
  return done({ ...written.value, skipped: [...plan.skipped, ...build.skipped, ...unsettled] });
}

export async function publishSite(
  library: Library,
  folder: string,
  writer: Writer,
  options: PublishOptions = {},
): Promise<Result<PublishAnswer>> {
  const memory = await readImageMemory(folder);
  return publish(library, writer, options, {
    standing: await openStanding(folder),
    memory,
    async write(build) {
      const written = await writeSite(folder, build, memory);
      return written.ok ? done({ ...written.value, path: folder }) : written;
    },
  });
}

export async function publishBundle(
  library: Library,
  file: string,
  writer: Writer,
  options: PublishOptions = {},
): Promise<Result<PublishAnswer>> {
  const target = path.resolve(file);
  return publish(library, writer, options, {
    async write(build) {
      const written = await writeBundle(target, build);
      return written.ok ? done({ written: written.value.written, removed: 0, path: target }) : written;
    },
  });
}

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
