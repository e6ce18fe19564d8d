/** Joins the library and the publisher: reads what is to go out, writes what publication changes. */
import path from "node:path";
import type { Article, Lang } from "../shared/article.ts";
import type { PublishAnswer } from "../shared/contract.ts";
import { done, type Result, refuse } from "../shared/errors.ts";
import { LANGS } from "../shared/stages.ts";
import { instantNow } from "../shared/text/dates.ts";
import { assetSize, readAsset } from "./library/assets.ts";
import type { Library, Writer } from "./library/library.ts";
import { type BuildSources, buildSite, type SiteBuild } from "./publish/build-site.ts";
import { writeBundle } from "./publish/bundle.ts";
import { factsOf, planSite, type ReleaseChange, type SitePlan, type StoryFacts } from "./publish/plan-site.ts";
import { previewHtml } from "./publish/preview.ts";
import { removalsToAsk, standingPages } from "./publish/removals.ts";
import { pagesThatStand, readImageMemory, type SiteManifest } from "./publish/site-manifest.ts";
import { readTheme, type Theme } from "./publish/theme.ts";
import { writeSite } from "./publish/write-site.ts";
import { resourcesFolder } from "./user-folder.ts";

export interface PublishOptions {
  readonly chosen?: readonly { readonly id: string; readonly lang: Lang }[] | undefined;
  readonly keepStages?: boolean | undefined;
  readonly baseUrl?: string | undefined;
  /** Pages may go off the site that nobody withdrew: whoever publishes was asked. */
  readonly remove?: boolean | undefined;
  readonly progress?: ((done: number, total: number) => void) | undefined;
}

let theme: Promise<Theme> | null = null;
const theTheme = (): Promise<Theme> => {
  theme ??= readTheme(resourcesFolder());
  return theme;
};

async function articleOf(library: Library, id: string): Promise<Article | null> {
  const opened = await library.open(id);
  return opened.ok ? opened.value.article : null;
}

async function allFacts(library: Library): Promise<StoryFacts[]> {
  const facts: StoryFacts[] = [];
  for (const id of await library.ids()) {
    const article = await articleOf(library, id);
    if (article) facts.push(factsOf(article));
  }
  return facts;
}

function planOf(library: Library, stories: readonly StoryFacts[], options: PublishOptions): SitePlan {
  const { chosen, keepStages, baseUrl } = options;
  return planSite({ stories, settings: library.settings().settings, now: instantNow(), chosen, keepStages, baseUrl });
}

/** Refuses what would take many stories off the site that were neither withdrawn, thrown away nor moved. */
function mayRemove(plan: SitePlan, stories: readonly StoryFacts[], manifest: SiteManifest): Result<null> {
  const facts = new Map(stories.map((story) => [story.id, story]));
  const bySlug = new Map(stories.map((story) => [story.slug, story]));
  const outs = new Map(plan.outs.map((story) => [story.id, story]));
  const planned = new Set(plan.outs.flatMap(({ versions }) => LANGS.flatMap((lang) => versions[lang]?.folder ?? [])));
  const standing = standingPages([...Object.keys(manifest.files), ...Object.keys(manifest.pending)], manifest.stories);
  const asks = removalsToAsk(
    standing,
    (page) => planned.has(path.posix.dirname(page)),
    ({ story, slug, lang }) => {
      const known = story === null ? bySlug.get(slug) : facts.get(story);
      if (!known) return false;
      return (
        known.trashedAt !== null || known.release[lang].stage === "withdrawn" || !!outs.get(known.id)?.versions[lang]
      );
    },
  );
  return asks ? refuse("removals", { ...asks }) : done(null);
}

/** Writes stages, dates and addresses into the stories, through the library's one door. */
async function settle(library: Library, changes: readonly ReleaseChange[], writer: Writer): Promise<Result<null>> {
  for (const { id, slug, release } of changes) {
    const changed = await library.change(id, writer, (article) => {
      const after = { ...article.release };
      for (const lang of LANGS) after[lang] = { ...after[lang], ...release[lang] };
      return done({
        ...article,
        release: after,
        details: slug === null ? article.details : { ...article.details, slug },
      });
    });
    if (!changed.ok) return changed;
  }
  return done(null);
}

/** What readers get to see stays in history for good. */
async function keepOut(
  library: Library,
  plan: SitePlan,
  writer: Writer,
  { keepStages }: PublishOptions,
): Promise<void> {
  if (keepStages) return;
  const ids = plan.outs.map(({ id }) => id);
  await library.published(ids, writer);
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
    const stories = await allFacts(library);
    const plan = planOf(library, stories, options);
    // A library that went meanwhile has no stories to read, and its pages must stay.
    const gone = library.gone();
    if (gone) return { ok: false, error: gone };
    const memory = await readImageMemory(folder);
    const build = buildSite(plan, {
      ...(await sourcesOf(library)),
      memory,
      stands: await pagesThatStand(folder),
    });
    const written = await writeSite(folder, build, memory, (manifest) =>
      options.remove ? done(null) : mayRemove(plan, stories, manifest),
    );
    if (!written.ok) return written;
    const settled = await writeDown(library, build, writer, options);
    if (!settled.ok) return settled;
    return done({ ...written.value, skipped: [...build.outcome().skipped], path: folder });
  });

export const publishBundle = (
  library: Library,
  file: string,
  writer: Writer,
  options: PublishOptions = {},
): Promise<Result<PublishAnswer>> =>
  inTurn(library, async () => {
    const target = path.resolve(file);
    const plan = planOf(library, await allFacts(library), options);
    const gone = library.gone();
    if (gone) return { ok: false, error: gone };
    const build = buildSite(plan, await sourcesOf(library));
    const written = await writeBundle(target, build);
    if (!written.ok) return written;
    const settled = await writeDown(library, build, writer, options);
    if (!settled.ok) return settled;
    return done({
      written: written.value.written,
      removed: 0,
      skipped: [...build.outcome().skipped],
      path: target,
    });
  });

async function sourcesOf(library: Library): Promise<BuildSources> {
  return {
    readArticle: (id) => articleOf(library, id),
    readAsset: (asset) => readAsset(library.folder, asset),
    assetSize: (asset) => assetSize(library.folder, asset),
    theme: await theTheme(),
  };
}

/** What the stories say afterwards: of the plan as it went. */
async function writeDown(
  library: Library,
  build: SiteBuild,
  writer: Writer,
  options: PublishOptions,
): Promise<Result<null>> {
  const went = build.outcome();
  const settled = await settle(library, went.releases, writer);
  if (!settled.ok) return settled;
  await keepOut(library, went, writer, options);
  return done(null);
}

export async function previewPage(library: Library, id: string, lang: Lang): Promise<Result<{ html: string }>> {
  const opened = await library.open(id);
  if (!opened.ok) return opened;
  const html = await previewHtml({
    article: opened.value.article,
    lang,
    stories: await allFacts(library),
    settings: library.settings().settings,
    now: instantNow(),
    theme: await theTheme(),
    readAsset: (asset) => readAsset(library.folder, asset),
  });
  return html.ok ? done({ html: html.value }) : html;
}
