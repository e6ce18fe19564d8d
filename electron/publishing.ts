/** Joins the library and the publisher: reads what is to go out, writes what publication changes. */
import path from "node:path";
import type { Article, Lang } from "../shared/article.ts";
import type { PublishAnswer } from "../shared/contract.ts";
import { done, type Result } from "../shared/errors.ts";
import { LANGS } from "../shared/stages.ts";
import { instantNow } from "../shared/text/dates.ts";
import { readAsset } from "./library/assets.ts";
import type { Library, Writer } from "./library/library.ts";
import { buildSite } from "./publish/build-site.ts";
import { writeBundle } from "./publish/bundle.ts";
import { factsOf, planSite, type ReleaseChange, type SitePlan, type StoryFacts } from "./publish/plan-site.ts";
import { previewHtml } from "./publish/preview.ts";
import { readImageMemory } from "./publish/site-manifest.ts";
import { readTheme, type Theme } from "./publish/theme.ts";
import { writeSite } from "./publish/write-site.ts";
import { resourcesFolder } from "./user-folder.ts";

export interface PublishOptions {
  readonly chosen?: readonly { readonly id: string; readonly lang: Lang }[] | undefined;
  readonly keepStages?: boolean | undefined;
  readonly baseUrl?: string | undefined;
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

async function planOf(library: Library, options: PublishOptions) {
  const { chosen, keepStages, baseUrl } = options;
  const stories = await allFacts(library);
  return planSite({ stories, settings: library.settings().settings, now: instantNow(), chosen, keepStages, baseUrl });
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

export async function publishSite(
  library: Library,
  folder: string,
  writer: Writer,
  options: PublishOptions = {},
): Promise<Result<PublishAnswer>> {
  const plan = await planOf(library, options);
  // A library that went meanwhile has no stories to read, and its pages must stay.
  const gone = library.gone();
  if (gone) return { ok: false, error: gone };
  const memory = await readImageMemory(folder);
  const build = buildSite(plan, {
    readArticle: (id) => articleOf(library, id),
    readAsset: (asset) => readAsset(library.folder, asset),
    theme: await theTheme(),
    memory,
  });
  const written = await writeSite(folder, build, memory);
  if (!written.ok) return written;
  const settled = await settle(library, plan.releases, writer);
  if (!settled.ok) return settled;
  await keepOut(library, plan, writer, options);
  return done({
    written: written.value.written,
    removed: written.value.removed,
    skipped: [...plan.skipped],
    path: folder,
  });
}

export async function publishBundle(
  library: Library,
  file: string,
  writer: Writer,
  options: PublishOptions = {},
): Promise<Result<PublishAnswer>> {
  const plan = await planOf(library, options);
  const gone = library.gone();
  if (gone) return { ok: false, error: gone };
  const build = buildSite(plan, {
    readArticle: (id) => articleOf(library, id),
    readAsset: (asset) => readAsset(library.folder, asset),
    theme: await theTheme(),
  });
  const written = await writeBundle(path.resolve(file), build);
  if (!written.ok) return written;
  const settled = await settle(library, plan.releases, writer);
  if (!settled.ok) return settled;
  await keepOut(library, plan, writer, options);
  return done({ written: written.value.written, removed: 0, skipped: [...plan.skipped], path: path.resolve(file) });
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
