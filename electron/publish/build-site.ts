/** Every file of the site, made from a plan; nothing is written here. */
import { createHash } from "node:crypto";
import type { Article, Lang } from "../../shared/article/article.ts";
import { canonicalJson } from "../../shared/article/canonical-json.ts";
import { LANGS } from "../../shared/article/stages.ts";
import { bodyProblem } from "../../shared/blocks/body-problem.ts";
import { type ImageSources, siteImages } from "./images/site-images.ts";
import { type OutTexts, publishedIndex, publishedStory } from "./outputs/json.ts";
import { languageList, rootList } from "./outputs/lists.ts";
import { type Site, siteOf, storyPage } from "./outputs/page.ts";
import type { Surroundings } from "./outputs/page-frame.ts";
import { assetsShown, withoutPages } from "./plan/no-image.ts";
import {
  type OutStory,
  type OutVersion,
  type SitePlan,
  type SkipCode,
  type SkippedVersion,
  versionKey,
} from "./plan/plan-site.ts";
import type { Theme } from "./theme/theme.ts";
import type { MadeFile, SiteFile } from "./write/site-file.ts";
import type { StandingStory } from "./write/standing-story.ts";

export interface BuildSources extends ImageSources {
  /**
   * The text that a language is out with: of a revision, or without one the story as it stands. Null
   * where it can't be read. Called for each language that is out.
   */
  readonly readText: (id: string, lang: Lang, rev: string | null) => Promise<Article | null>;
  /** What stands in the site's folder of a story that can't be made anew; without a folder nothing does. */
  readonly standing?: ((id: string) => Promise<StandingStory | null>) | undefined;
  /** Whether a page, by its path, stands in the site's folder from before; without it, none does. */
  readonly stands?: ((path: string) => boolean) | undefined;
  /** The plan once more, where languages (by `versionKey`) turn out not to go with their present text. */
  readonly replan: (failed: ReadonlyMap<string, SkipCode>) => SitePlan;
  readonly theme: Theme;
}

export interface SiteBuild {
  /** As it was made, and once `files` was walked, as it went. */
  readonly plan: SitePlan;
  /** To be walked once. Their order is the same for the same library: theme, stories by id, lists. */
  readonly files: AsyncIterable<SiteFile>;
  /**
   * What could not be made, found while `files` is walked. Its pages stay as they stand in the site's
   * folder, and it doesn't go out with its present text.
   */
  readonly skipped: readonly SkippedVersion[];
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
  let made = plan;
  const skipped: SkippedVersion[] = [];
  const given = new Set<string>();
  const isNew = ({ path }: SiteFile): boolean => {
    if (given.has(path)) return false;
    given.add(path);
    return true;
  };

  /** The image files of the languages that can show all of theirs, and which these are. */
  async function imagesOf(texts: OutTexts) {
    const shown = new Map<Lang, readonly string[]>();
    for (const lang of LANGS) if (texts[lang]) shown.set(lang, assetsShown(texts[lang], lang));
    const files = await images.files([...new Set([...shown.values()].flat())]);
    const whole = [...shown.keys()].filter((lang) => shown.get(lang)?.every((asset) => files.get(asset)));
    const assets = new Set(whole.flatMap((lang) => shown.get(lang) ?? []));
    return { whole, files: [...assets].flatMap((asset) => files.get(asset) ?? []) };
  }

  /** The text of each of these languages; why there is none of one, where there isn't. */
  async function textsOf({ id, versions }: OutStory, langs: readonly Lang[] = LANGS): Promise<OutTexts | SkipCode> {
    const texts: Partial<Record<Lang, Article>> = {};
    for (const lang of langs) {
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

  /**
   * Pages that don't stand yet, or get another text, have their images looked at first: what stays at
   * home for want of one is in no list and behind no link.
   */
  async function* newImages(): AsyncGenerator<SiteFile> {
    const failed = new Map<string, SkipCode>();
    const homeless = new Set<string>();
    const looked = new Set<string>();
    for (let before = -1; before < failed.size; ) {
      before = failed.size;
      for (const story of made.outs) {
        if (made.kept.has(story.id)) continue;
        const goes = (lang: Lang) => made.going.has(versionKey(story.id, lang));
        const langs = LANGS.filter((lang) => {
          const out = story.versions[lang];
          const text = `${versionKey(story.id, lang)} ${goes(lang) ? "" : out?.rev}`;
          if (!out || looked.has(text) || !(goes(lang) || !stands(pageOf(out)))) return false;
          looked.add(text);
          return true;
        });
        const texts = langs.length > 0 ? await textsOf(story, langs).catch(() => null) : null;
        // What can't be read is told when its turn comes.
        if (texts === null || typeof texts === "string") continue;
        const { whole, files } = await imagesOf(texts);
        yield* files.filter(isNew);
        for (const lang of langs.filter((one) => !whole.includes(one))) {
          const key = versionKey(story.id, lang);
          if (!isSkipped(story.id, lang)) skipped.push({ id: story.id, lang, code: "no-image" });
          if (goes(lang)) failed.set(key, "no-image");
          else homeless.add(key);
        }
      }
      if (failed.size === before) break;
      const again = sources.replan(failed);
      // Told already; the plan tells of the rest as it did before.
      made = { ...again, skipped: again.skipped.filter(({ code }) => code !== "no-image") };
    }
    made = withoutPages(made, homeless);
  }

  /** All files of a story, or why they can't be made: the failure of one is no other's. */
  async function storyFiles(story: OutStory, site: Site): Promise<readonly SiteFile[] | SkipCode> {
    const { id } = story;
    try {
      const texts = await textsOf(story);
      if (typeof texts === "string") return texts;
      const { whole, files } = await imagesOf(texts);
      const pages: SiteFile[] = [];
      for (const lang of LANGS) {
        const out = story.versions[lang];
        const text = texts[lang];
        const version = text?.versions[lang];
        if (!out || !version) continue;
        const path = pageOf(out);
        if (whole.includes(lang))
          pages.push(fileOf(path, storyPage(text, version, out, site, images.known, rootFrom(4)), id));
        else {
          // Its image went since it was published: the page stays.
          if (!isSkipped(id, lang)) skipped.push({ id, lang, code: "no-image" });
          pages.push({ path, story: id, kept: true });
        }
      }
      const data = `api/${id}.json`;
      const isWhole = whole.length === Object.keys(texts).length;
      return [
        ...files,
        ...pages,
        isWhole
          ? fileOf(data, canonicalJson(publishedStory(texts, id, site, images.known)))
          : { path: data, kept: true },
      ];
    } catch {
      return "unreadable";
    }
  }
  const isSkipped = (id: string, lang: Lang) => skipped.some((one) => one.id === id && one.lang === lang);

  async function* walk(): AsyncGenerator<SiteFile> {
    for (const [path, bytes] of sources.theme.files) yield fileOf(path, bytes);
    yield* newImages();
    const site = siteOf(made);
    const outs: OutStory[] = [];
    for (const story of made.outs) {
      const isKept = made.kept.has(story.id);
      const files = isKept ? "unreadable" : await storyFiles(story, site);
      if (typeof files !== "string") {
        outs.push(story);
        yield* files.filter(isNew);
        continue;
      }
      const standing = (await sources.standing?.(story.id)) ?? null;
      if (standing) outs.push(standing.story);
      if (!isKept)
        for (const lang of LANGS) if (story.versions[lang]) skipped.push({ id: story.id, lang, code: files });
      yield* (standing?.files ?? []).filter(isNew);
    }
    made = { ...made, outs };
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
    skipped,
  };
}
