/** What stands of a story in a site's folder, for one that can't be made anew: it stays as it is. */
import { createHash } from "node:crypto";
import { lstat, readFile } from "node:fs/promises";
import path from "node:path";
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { isDiskError } from "../../disk/disk-error.ts";
import { ninjsPath } from "../outputs/data/addresses.ts";
import { PublishedStory } from "../outputs/data/published-data.ts";
import type { OutStory, OutVersion } from "../plan/site-plan.ts";
import type { MadeFile } from "./site-file.ts";
import { hashesOf, isSitePath, type SiteManifest } from "./site-manifest.ts";

export interface StandingStory {
  readonly story: OutStory;
  /** As the manifest has them: page by page, the data, the pictures. */
  readonly files: readonly MadeFile[];
}

/** A file that is ours and unchanged; null where it isn't. */
async function ownFile(root: string, name: string, known: readonly string[]): Promise<MadeFile | null> {
  if (known.length === 0 || !isSitePath(name)) return null;
  const file = path.join(root, name);
  let sha256: string;
  try {
    if (!(await lstat(file)).isFile()) return null;
    sha256 = createHash("sha256")
      .update(await readFile(file))
      .digest("hex");
    if (!known.includes(sha256)) return null;
  } catch (error) {
    if (isDiskError(error)) return null;
    throw error;
  }
  return { path: name, sha256, bytes: () => readFile(file) };
}

const folderIn = (url: string, lang: Lang): string | null =>
  new RegExp(`(?:^|/)(${lang}/\\d{4}/\\d\\d/[a-z0-9-]+)(?:/|/index\\.html)?$`).exec(url)?.[1] ?? null;

const pathIn = (src: string): string | null => /(?:^|\/)(assets\/images\/[^/]+)$/.exec(src)?.[1] ?? null;

/** The pictures that a story's data name, from the site's root. */
function picturesOf({ details, versions }: PublishedStory): string[] {
  const found = new Set<string>();
  const add = (src: unknown) => {
    const name = typeof src === "string" ? pathIn(src) : null;
    if (name) found.add(name);
  };
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (typeof value === "object" && value !== null)
      for (const [key, one] of Object.entries(value)) key === "src" ? add(one) : walk(one);
  };
  walk(details?.image);
  for (const lang of LANGS) walk(versions[lang]?.body);
  return [...found];
}

function storyOf(data: PublishedStory): OutStory | null {
  const versions: Partial<Record<Lang, OutVersion>> = {};
  for (const lang of LANGS) {
    const version = data.versions[lang];
    const folder = version && folderIn(version.url, lang);
    if (!version || !folder) continue;
    const { headline, lead, publishedAt, updatedAt } = version;
    const { category = null, tags = [], bylines: people = [] } = data.details ?? {};
    const bylines = people.flatMap(({ kind, ...names }) =>
      names[lang] === undefined ? [] : [{ kind, name: names[lang] }],
    );
    versions[lang] = {
      id: data.id,
      lang,
      headline,
      lead,
      category: category?.key ?? null,
      tags: tags.map(({ key }) => key),
      bylines,
      // Its picture is known here by its published name alone.
      image: null,
      shown: [],
      related: [],
      publishedAt,
      corrections: [],
      updatedAt: updatedAt === publishedAt ? null : updatedAt,
      folder,
      rev: null,
    };
  }
  const langs = LANGS.filter((lang) => versions[lang]);
  const last = langs.find((lang) => versions[lang]?.folder.endsWith(`/${data.slug}`)) ?? langs[0];
  return last ? { id: data.id, versions, last, slug: data.slug } : null;
}

/** What stands in the folder `root` of stories, as their own data there tell it; null of one that isn't there. */
export function standingIn(root: string, manifest: SiteManifest): (id: string) => Promise<StandingStory | null> {
  const own = (name: string) => ownFile(root, name, hashesOf(manifest, name));
  return async (id) => {
    const json = await own(`api/${id}.json`);
    if (!json) return null;
    const data = PublishedStory.safeParse(JSON.parse(Buffer.from(await json.bytes()).toString("utf8")));
    const story = data.success && data.data.id === id ? storyOf(data.data) : null;
    if (!data.success || !story) return null;
    const pages = LANGS.flatMap((lang) => story.versions[lang]?.folder ?? []).map((folder) => `${folder}/index.html`);
    const files: MadeFile[] = [];
    const newsData = LANGS.map((lang) => ninjsPath(id, lang));
    for (const name of [...picturesOf(data.data), ...pages, ...newsData]) {
      const file = await own(name);
      if (file) files.push(pages.includes(name) ? { ...file, story: id } : file);
    }
    return { story, files: [...files, json] };
  };
}
