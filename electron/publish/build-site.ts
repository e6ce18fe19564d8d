/** Every file of the site, made from a plan; nothing is written here. */
import { createHash } from "node:crypto";
import type { Article } from "../../shared/article.ts";
import { assetsIn } from "../../shared/body.ts";
import { canonicalJson } from "../../shared/canonical-json.ts";
import type { ImageLookup } from "../../shared/public-body.ts";
import { LANGS } from "../../shared/stages.ts";
import { publishedIndex, publishedStory } from "./json.ts";
import { languageList, rootList } from "./lists.ts";
import { type Site, siteOf, storyPage } from "./page.ts";
import type { Surroundings } from "./page-frame.ts";
import type { SitePlan } from "./plan-site.ts";
import { IMAGE_RECIPE, type PublishedImage, publishImage } from "./published-image.ts";
import type { Theme } from "./theme.ts";

interface SiteFile {
  /** From the site's root, with `/`. */
  readonly path: string;
  /** Of its bytes, in hex. */
  readonly sha256: string;
  /** Called only where the bytes are needed: an image known from before is not encoded again. */
  readonly bytes: () => Promise<Uint8Array>;
}

/** Published images by library asset, from one publication to the next. */
export interface ImageMemory {
  readonly recipe: string;
  readonly images: Map<string, PublishedImage>;
}

export const newImageMemory = (): ImageMemory => ({ recipe: IMAGE_RECIPE, images: new Map() });

export interface BuildSources {
  /** The article as it stands, or null where it is gone. Called for each story that is out. */
  readonly readArticle: (id: string) => Promise<Article | null>;
  /** The bytes of a library image, or null where it is missing. */
  readonly readAsset: (asset: string) => Promise<Uint8Array | null>;
  readonly theme: Theme;
  /** Read and added to. What another recipe made is not used. */
  readonly memory?: ImageMemory | undefined;
}

export interface SiteBuild {
  readonly plan: SitePlan;
  /** To be walked once. Their order is the same for the same library: theme, stories by id, lists. */
  readonly files: AsyncIterable<SiteFile>;
  /** Images that are missing or can't be read, found while `files` is walked; their figures are left out. */
  readonly missing: readonly { readonly id: string; readonly asset: string }[];
}

const utf8 = new TextEncoder();

function fileOf(path: string, content: string | Uint8Array): SiteFile {
  const bytes = typeof content === "string" ? utf8.encode(content) : content;
  return { path, sha256: createHash("sha256").update(bytes).digest("hex"), bytes: async () => bytes };
}

const rootFrom = (depth: number): Surroundings => {
  const root = "../".repeat(depth);
  return { root, imageAddress: (path) => `${root}${path}` };
};

/** The library images that the languages given show. */
function assetsOf(article: Article, site: Site): string[] {
  const out = site.outs.get(article.id);
  const inBodies = LANGS.flatMap((lang) => {
    const version = article.versions[lang];
    return version && out?.versions[lang] ? assetsIn(version.body) : [];
  });
  return [...new Set([...(article.details.image ? [article.details.image.asset] : []), ...inBodies])];
}

/** The site of a plan, file by file, so that a large one never stands in memory. */
export function buildSite(plan: SitePlan, sources: BuildSources): SiteBuild {
  const site = siteOf(plan);
  const missing: { id: string; asset: string }[] = [];
  const memory = sources.memory?.recipe === IMAGE_RECIPE ? sources.memory : newImageMemory();
  const given = new Set<string>();
  /** Assets that can't be shown; asked once. */
  const broken = new Set<string>();

  async function imageFile(asset: string): Promise<SiteFile | null> {
    const known = memory.images.get(asset);
    if (known) {
      const bytes = async () => {
        const source = await sources.readAsset(asset);
        const again = source && (await publishImage(asset, source));
        if (!again) throw new Error(`The image ${asset} was there at the last publication and can't be read now.`);
        return again.bytes;
      };
      return { path: known.path, sha256: known.sha256, bytes };
    }
    const source = await sources.readAsset(asset);
    const made = source && (await publishImage(asset, source));
    if (!made) return null;
    memory.images.set(asset, made.image);
    return { path: made.image.path, sha256: made.image.sha256, bytes: async () => made.bytes };
  }

  async function* imagesOf(article: Article): AsyncGenerator<SiteFile> {
    for (const asset of assetsOf(article, site)) {
      const file = broken.has(asset) ? null : await imageFile(asset);
      if (!file) {
        broken.add(asset);
        missing.push({ id: article.id, asset });
      } else if (!given.has(file.path)) {
        given.add(file.path);
        yield file;
      }
    }
  }

  async function* walk(): AsyncGenerator<SiteFile> {
    for (const [path, bytes] of sources.theme.files) yield fileOf(path, bytes);
    const images: ImageLookup = (asset) => (broken.has(asset) ? null : (memory.images.get(asset) ?? null));
    for (const story of plan.outs) {
      const article = await sources.readArticle(story.id);
      if (!article) continue;
      yield* imagesOf(article);
      for (const lang of LANGS) {
        const out = story.versions[lang];
        const version = article.versions[lang];
        if (out && version)
          yield fileOf(`${out.folder}/index.html`, storyPage(article, version, out, site, images, rootFrom(4)));
      }
      yield fileOf(`api/${story.id}.json`, canonicalJson(publishedStory(article, site, images)));
    }
    for (const lang of LANGS) yield fileOf(`${lang}/index.html`, languageList(site, lang, rootFrom(1)));
    yield fileOf("index.html", rootList(site, rootFrom(0)));
    yield fileOf("api/index.json", canonicalJson(publishedIndex(site)));
  }

  return { plan, files: walk(), missing };
}
