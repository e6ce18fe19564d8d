/** Every file of the site, made from a plan; nothing is written here. */
import { createHash } from "node:crypto";
import type { Article, Lang } from "../../shared/article.ts";
import { canonicalJson } from "../../shared/canonical-json.ts";
import { LANGS } from "../../shared/stages.ts";
import { publishedIndex, publishedStory } from "./json.ts";
import { languageList, rootList } from "./lists.ts";
import { assetsShown, stayHome, type WithoutImage } from "./no-image.ts";
import { type Site, siteOf, storyPage } from "./page.ts";
import type { Surroundings } from "./page-frame.ts";
import type { OutStory, OutVersion, SitePlan } from "./plan-site.ts";
import type { MadeFile, SiteFile } from "./site-file.ts";
import { type ImageSources, siteImages } from "./site-images.ts";
import type { Theme } from "./theme.ts";

export interface BuildSources extends ImageSources {
  /** The article as it stands, or null where it is gone. Called for each story that is out. */
  readonly readArticle: (id: string) => Promise<Article | null>;
  readonly theme: Theme;
  /** Whether a page, by its path, stands in the site's folder from before; without it, none does. */
  readonly stands?: ((path: string) => boolean) | undefined;
}

export interface SiteBuild {
  /** To be walked once. Their order is the same for the same library: theme, stories by id, lists. */
  readonly files: AsyncIterable<SiteFile>;
  /** The plan as it went, once `files` was walked: without what stayed at home for want of an image. */
  readonly outcome: () => SitePlan;
}

const utf8 = new TextEncoder();

function fileOf(path: string, content: string | Uint8Array, story?: string): MadeFile {
  const bytes = typeof content === "string" ? utf8.encode(content) : content;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { path, sha256, bytes: async () => bytes, ...(story && { story }) };
}

const rootFrom = (depth: number): Surroundings => {
  const root = "../".repeat(depth);
  return { root, imageAddress: (path) => `${root}${path}` };
};

const pageOf = (out: OutVersion): string => `${out.folder}/index.html`;

/** The site of a plan, file by file, so that a large one never stands in memory. */
export function buildSite(plan: SitePlan, sources: BuildSources): SiteBuild {
  const images = siteImages(sources);
  const stands = sources.stands ?? (() => false);
  const found: WithoutImage[] = [];
  const given = new Set<string>();

  /** Gives the images of the languages that can show all of theirs, and says which these are. */
  async function* imagesOf(article: Article, langs: readonly Lang[]): AsyncGenerator<SiteFile, readonly Lang[]> {
    const shown = new Map(langs.map((lang) => [lang, assetsShown(article, lang)]));
    const files = await images.files([...new Set([...shown.values()].flat())]);
    const whole = langs.filter((lang) => shown.get(lang)?.every((asset) => files.get(asset)));
    for (const asset of new Set(whole.flatMap((lang) => shown.get(lang) ?? []))) {
      const file = files.get(asset);
      if (!file || given.has(file.path)) continue;
      given.add(file.path);
      yield file;
    }
    return whole;
  }

  /** Pages that don't stand yet are looked at first: what stays at home is in no list and behind no link. */
  async function* newImages(): AsyncGenerator<SiteFile> {
    for (const story of plan.outs) {
      const langs = LANGS.filter((lang) => {
        const out = story.versions[lang];
        return out && !stands(pageOf(out));
      });
      const article = langs.length > 0 ? await sources.readArticle(story.id) : null;
      if (!article) continue;
      const whole = yield* imagesOf(article, langs);
      for (const lang of langs) if (!whole.includes(lang)) found.push({ id: story.id, lang, stands: false });
    }
  }

  async function* storyFiles(story: OutStory, site: Site): AsyncGenerator<SiteFile> {
    const article = await sources.readArticle(story.id);
    if (!article) return;
    const { id } = story;
    const langs = LANGS.filter((lang) => story.versions[lang] && article.versions[lang]);
    const whole = yield* imagesOf(article, langs);
    for (const lang of langs) {
      const out = story.versions[lang];
      const version = article.versions[lang];
      if (!out || !version) continue;
      const path = pageOf(out);
      if (whole.includes(lang))
        yield fileOf(path, storyPage(article, version, out, site, images.known, rootFrom(4)), id);
      else {
        found.push({ id, lang, stands: true });
        yield { path, story: id, kept: true };
      }
    }
    const isShown = langs.every((lang) => assetsShown(article, lang).every((asset) => images.known(asset)));
    const data = `api/${id}.json`;
    yield isShown
      ? fileOf(data, canonicalJson(publishedStory(article, site, images.known)))
      : { path: data, kept: true };
  }

  async function* walk(): AsyncGenerator<SiteFile> {
    for (const [path, bytes] of sources.theme.files) yield fileOf(path, bytes);
    yield* newImages();
    const site = siteOf(stayHome(plan, found));
    for (const story of site.plan.outs) yield* storyFiles(story, site);
    for (const lang of LANGS) yield fileOf(`${lang}/index.html`, languageList(site, lang, rootFrom(1)));
    yield fileOf("index.html", rootList(site, rootFrom(0)));
    yield fileOf("api/index.json", canonicalJson(publishedIndex(site)));
  }

  return { files: walk(), outcome: () => stayHome(plan, found) };
}
