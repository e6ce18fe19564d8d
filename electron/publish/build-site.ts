/** Every file of the site, made from a plan; nothing is written here. */
import { createHash } from "node:crypto";
import type { Article, Lang } from "../../shared/article.ts";
import { assetsIn, bodyProblem } from "../../shared/body.ts";
import { canonicalJson } from "../../shared/canonical-json.ts";
import type { ImageLookup } from "../../shared/public-body.ts";
import { LANGS } from "../../shared/stages.ts";
import { type OutTexts, publishedIndex, publishedStory } from "./json.ts";
import { languageList, rootList } from "./lists.ts";
import { siteOf, storyPage } from "./page.ts";
import type { Surroundings } from "./page-frame.ts";
import type { OutStory, SitePlan, SkipCode, SkippedVersion } from "./plan-site.ts";
import { IMAGE_RECIPE, type PublishedImage, publishImage } from "./published-image.ts";
import type { StandingStory } from "./standing-story.ts";
import type { Theme } from "./theme.ts";

export interface SiteFile {
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
  /**
   * The text that a language is out with: of a revision, or without one the story as it stands. Null
   * where it can't be read. Called for each language that is out.
   */
  readonly readText: (id: string, lang: Lang, rev: string | null) => Promise<Article | null>;
  /** What stands in the site's folder of a story that can't be made anew; without a folder nothing does. */
  readonly standing?: ((id: string) => Promise<StandingStory | null>) | undefined;
  /** The bytes of a library image, or null where it is missing. */
  readonly readAsset: (asset: string) => Promise<Uint8Array | null>;
  readonly theme: Theme;
  /** Read and added to. What another recipe made is not used. */
  readonly memory?: ImageMemory | undefined;
}

export interface SiteBuild {
  /** As it was made, and once `files` was walked, without the stories that could not be made. */
  readonly plan: SitePlan;
  /** To be walked once. Their order is the same for the same library: theme, stories by id, lists. */
  readonly files: AsyncIterable<SiteFile>;
  /** Images that are missing or can't be read, found while `files` is walked; their figures are left out. */
  readonly missing: readonly { readonly id: string; readonly asset: string }[];
  /**
   * Stories that could not be made, found while `files` is walked. Their pages stay as they stand in
   * the site's folder, and none of their languages goes out.
   */
  readonly skipped: readonly SkippedVersion[];
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
function assetsOf(texts: OutTexts): string[] {
  const assets = LANGS.flatMap((lang) => {
    const text = texts[lang];
    const version = text?.versions[lang];
    return text && version
      ? [...(text.details.image ? [text.details.image.asset] : []), ...assetsIn(version.body)]
      : [];
  });
  return [...new Set(assets)];
}

/** The site of a plan, file by file, so that a large one never stands in memory. */
export function buildSite(plan: SitePlan, sources: BuildSources): SiteBuild {
  const site = siteOf(plan);
  let made = plan;
  const skipped: SkippedVersion[] = [];
  const missing: { id: string; asset: string }[] = [];
  const memory = sources.memory?.recipe === IMAGE_RECIPE ? sources.memory : newImageMemory();
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

  const images: ImageLookup = (asset) => (broken.has(asset) ? null : (memory.images.get(asset) ?? null));

  async function imagesOf(id: string, texts: OutTexts): Promise<SiteFile[]> {
    const files: SiteFile[] = [];
    for (const asset of assetsOf(texts)) {
      const file = broken.has(asset) ? null : await imageFile(asset);
      if (file) files.push(file);
      else {
        broken.add(asset);
        missing.push({ id, asset });
      }
    }
    return files;
  }

  /** The text of each language of a story that is out; why there is none of one, where there isn't. */
  async function textsOf({ id, versions }: OutStory): Promise<OutTexts | SkipCode> {
    const texts: Partial<Record<Lang, Article>> = {};
    for (const lang of LANGS) {
      const out = versions[lang];
      if (!out) continue;
      const text = await sources.readText(id, lang, out.rev);
      const version = text?.versions[lang];
      if (!text || !version) return "unreadable";
      if (bodyProblem(version.body) !== null) return "read-only";
      texts[lang] = text;
    }
    return texts;
  }

  /** All files of a story, or why they can't be made: the failure of one is no other's. */
  async function storyFiles(story: OutStory): Promise<readonly SiteFile[] | SkipCode> {
    try {
      const texts = await textsOf(story);
      if (typeof texts === "string") return texts;
      const files = await imagesOf(story.id, texts);
      for (const lang of LANGS) {
        const out = story.versions[lang];
        const text = texts[lang];
        const version = text?.versions[lang];
        if (out && version)
          files.push(fileOf(`${out.folder}/index.html`, storyPage(text, version, out, site, images, rootFrom(4))));
      }
      files.push(fileOf(`api/${story.id}.json`, canonicalJson(publishedStory(texts, story.id, site, images))));
      return files;
    } catch {
      return "unreadable";
    }
  }

  async function* walk(): AsyncGenerator<SiteFile> {
    for (const [path, bytes] of sources.theme.files) yield fileOf(path, bytes);
    const outs: OutStory[] = [];
    const given = new Set<string>();
    for (const story of plan.outs) {
      const files = plan.kept.has(story.id) ? "unreadable" : await storyFiles(story);
      const stands = typeof files === "string" ? ((await sources.standing?.(story.id)) ?? null) : null;
      if (typeof files !== "string") outs.push(story);
      else {
        if (stands) outs.push(stands.story);
        if (!plan.kept.has(story.id))
          for (const lang of LANGS) if (story.versions[lang]) skipped.push({ id: story.id, lang, code: files });
      }
      for (const file of typeof files === "string" ? (stands?.files ?? []) : files) {
        if (given.has(file.path)) continue;
        given.add(file.path);
        yield file;
      }
    }
    made = { ...plan, outs };
    const after = siteOf(made);
    for (const lang of LANGS) yield fileOf(`${lang}/index.html`, languageList(after, lang, rootFrom(1)));
    yield fileOf("index.html", rootList(after, rootFrom(0)));
    yield fileOf("api/index.json", canonicalJson(publishedIndex(after)));
  }

  return {
    get plan() {
      return made;
    },
    files: walk(),
    missing,
    skipped,
  };
}
