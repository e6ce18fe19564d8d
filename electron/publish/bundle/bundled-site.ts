/** The site that a bundle leaves behind: what the desk keeps of it, so that a later bundle holds only what changed. */
import { z } from "zod";
import { Lang } from "../../../shared/article/article.ts";
import { Publication } from "../../../shared/article/publication.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { mediaType } from "../../../shared/bundle/media-type.ts";
import { type ListedFile, Sha256 } from "../../../shared/bundle/site-list.ts";
import { pageIn, type SitePlan } from "../plan/site-plan.ts";
import type { SiteManifest } from "../write/site-manifest.ts";

/** A language of a story: its page's folder from the site's root, and the last time that other words went out. */
const StandingVersion = z.object({ folder: z.string(), publishedAt: z.string(), updatedAt: z.string().nullable() });

const StandingStory = z.object({ slug: z.string(), versions: z.partialRecord(Lang, StandingVersion) });
export type StandingStory = z.infer<typeof StandingStory>;

/** As it is kept. */
export const BundledSite = z.object({
  format: z.literal(1),
  baseUrl: z.string().nullable(),
  publication: Publication.pick({ id: true, sequence: true, parents: true, at: true }).nullable(),
  /** By path: bytes, SHA-256, and 1 for the page of a withdrawn story. */
  files: z.record(z.string(), z.tuple([z.int().min(0), Sha256, z.union([z.literal(0), z.literal(1)])])),
  /** Which stories are out, by id. */
  stories: z.record(z.string(), StandingStory),
  /** The pictures that a story's page or data show, by the path of these. */
  pictures: z.record(z.string(), z.array(z.string())),
});
export type BundledSite = z.infer<typeof BundledSite>;

/** What the files of a site were made from (`MadeFile.from`), under which stamp, by path. */
export const MadeNotes = z.object({ stamp: z.string(), from: z.record(z.string(), z.string()) });
export type MadeNotes = z.infer<typeof MadeNotes>;

/** A site with what it was made from, as far as that is known. */
export interface KnownSite {
  readonly site: BundledSite;
  readonly made: MadeNotes;
}

/** Sorted by path, one by one: a large site's list is long. */
export function* filesOf({ files }: Pick<BundledSite, "files">): Generator<ListedFile> {
  // The order of `byPath`.
  for (const path of Object.keys(files).sort()) {
    const record = files[path];
    if (!record) continue;
    const [size, sha256, withdrawn] = record;
    const file = { path, size, type: mediaType(path), sha256 };
    yield withdrawn ? { ...file, withdrawn: true } : file;
  }
}

export const listOf = (site: Pick<BundledSite, "files">): ListedFile[] => [...filesOf(site)];

/** The files of two sites without those that are the same in both, which no change between them is of. */
export function differing(before: BundledSite, after: BundledSite): { had: ListedFile[]; has: ListedFile[] } {
  const others = (of: BundledSite, than: BundledSite): ListedFile[] => {
    const files: BundledSite["files"] = {};
    for (const [path, record] of Object.entries(of.files)) {
      const other = Object.hasOwn(than.files, path) ? than.files[path] : undefined;
      if (!other || record.some((value, at) => value !== other[at])) files[path] = record;
    }
    return listOf({ files });
  };
  return { had: others(before, after), has: others(after, before) };
}

/** A file of one story's data, from the site's root, with the story's id. */
const DATA = /^api\/([0-9A-Z]{26})(?:\.(lo|en)\.ninjs)?\.json$/;

/** Whose data a file is; null where it is no story's. */
export function dataOf(path: string): { readonly id: string; readonly lang: Lang | null } | null {
  const [, id, lang] = DATA.exec(path) ?? [];
  return id === undefined ? null : { id, lang: lang === "lo" || lang === "en" ? lang : null };
}

/** Whose page each file is, by path. */
export function pagesOf({ stories }: Pick<BundledSite, "stories">): ReadonlyMap<string, { id: string; lang: Lang }> {
  const pages = new Map<string, { id: string; lang: Lang }>();
  for (const [id, { versions }] of Object.entries(stories))
    for (const lang of LANGS) {
      const version = versions[lang];
      if (version) pages.set(pageIn(version.folder), { id, lang });
    }
  return pages;
}

/** The stories of a plan, as they stand once it went out. */
export const storiesIn = ({ outs }: Pick<SitePlan, "outs">): BundledSite["stories"] =>
  Object.fromEntries(
    outs.map(({ id, slug, versions }) => {
      const standing: StandingStory["versions"] = {};
      for (const lang of LANGS) {
        const out = versions[lang];
        if (out) standing[lang] = { folder: out.folder, publishedAt: out.publishedAt, updatedAt: out.updatedAt };
      }
      return [id, { slug, versions: standing }];
    }),
  );

/** What a publication is told of a site that stands elsewhere, as a site's own folder would tell it. */
export const asSiteManifest = ({ site, made }: KnownSite): SiteManifest => ({
  format: 1,
  files: new Map(Object.entries(site.files).map(([path, [, sha256]]) => [path, sha256])),
  pending: {},
  stories: new Map([...pagesOf(site)].map(([path, { id }]) => [path, id])),
  images: { recipe: "", of: {} },
  made: { stamp: made.stamp, from: new Map(Object.entries(made.from)) },
});
