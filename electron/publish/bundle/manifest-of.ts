/** What a bundle says of itself. */
import type { PublicationChange } from "../../../shared/article/publication.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import {
  BUNDLE_FORMAT,
  type BundleManifest,
  type DeltaManifest,
  type WholeManifest,
} from "../../../shared/bundle/bundle-manifest.ts";
import { changesBetween, type ListedFile, sortedListHash } from "../../../shared/bundle/site-list.ts";
import type { BundlePlan } from "../../../shared/contract.ts";
import { sha256OfAll } from "../apply/sha256.ts";
import { publicAddress } from "../pages/story/surroundings.ts";
import { pageIn } from "../plan/site-plan.ts";
import { type BundledSite, differing, filesOf, listOf } from "./bundled-site.ts";

/** `listHash` of a site. */
export const hashOfSite = (site: BundledSite): string => sortedListHash(filesOf(site), sha256OfAll);

/** What the zip holds beside the manifest and the site's files. */
export type About = BundleManifest["about"];

interface Made {
  readonly part?: boolean | undefined;
  /** Of the program. */
  readonly version: string;
  /** The id of the library. */
  readonly library: string;
  readonly about: About;
}

const commonOf = ({ baseUrl, publication }: BundledSite, { version, library, about }: Made) => ({
  format: BUNDLE_FORMAT as typeof BUNDLE_FORMAT,
  generator: "Songphasa" as const,
  version,
  library,
  baseUrl,
  publication,
  about,
});

const addressOf = (baseUrl: string | null, folder: string): string =>
  baseUrl ? publicAddress(baseUrl, folder) : pageIn(folder);

function storiesOf({ stories, baseUrl }: BundledSite): WholeManifest["stories"] {
  return Object.entries(stories)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { slug, versions }]) => {
      const told: WholeManifest["stories"][number]["versions"] = {};
      for (const lang of LANGS) {
        const version = versions[lang];
        if (version) told[lang] = { url: addressOf(baseUrl, version.folder), publishedAt: version.publishedAt };
      }
      return { id, slug, versions: told };
    });
}

/** The manifest of all files of a site, or of a part of one. */
function listedManifest(kind: "whole" | "part", site: BundledSite, made: Made): BundleManifest {
  const files = listOf(site);
  const mark = { list: sortedListHash(files, sha256OfAll), count: files.length };
  return { kind, ...commonOf(site, made), ...mark, files, stories: storiesOf(site) };
}

/** Of every language of a story what became of it from one site to the other, by id, Lao before English. */
function storyChanges(
  before: BundledSite,
  after: BundledSite,
  withdrawn: ReadonlySet<string>,
): DeltaManifest["stories"] {
  const changes: DeltaManifest["stories"] = [];
  const ids = [...new Set([...Object.keys(before.stories), ...Object.keys(after.stories)])].sort();
  const tell = (
    id: string,
    lang: (typeof LANGS)[number],
    kind: PublicationChange["kind"],
    had?: string,
    has?: string,
  ) => changes.push({ id, lang, kind, ...(had && { from: `${had}/` }), ...(has && { to: `${has}/` }) });
  for (const id of ids)
    for (const lang of LANGS) {
      const had = before.stories[id]?.versions[lang];
      const has = after.stories[id]?.versions[lang];
      if (!has && had) tell(id, lang, withdrawn.has(pageIn(had.folder)) ? "withdrawn" : "removed", had.folder);
      else if (has && !had) tell(id, lang, "new", undefined, has.folder);
      else if (has && had && has.folder !== had.folder) tell(id, lang, "moved", had.folder, has.folder);
      else if (has && had && has.updatedAt !== had.updatedAt) tell(id, lang, "changed", had.folder, has.folder);
    }
  return changes;
}

const markOf = (site: BundledSite) => ({ list: hashOfSite(site), count: Object.keys(site.files).length });

/** The manifest of what makes one site of another. */
function deltaManifest(before: BundledSite, after: BundledSite, made: Made): DeltaManifest {
  const { had, has } = differing(before, after);
  const withdrawn = new Set(Object.entries(after.files).flatMap(([path, [, , is]]) => (is ? [path] : [])));
  return {
    kind: "delta",
    ...commonOf(after, made),
    before: { ...markOf(before), publication: before.publication },
    after: markOf(after),
    changes: changesBetween(had, has),
    stories: storyChanges(before, after, withdrawn),
  };
}

/** The manifest of a part; else of the whole site, or of what changed since `base`. */
export function manifestOf(base: BundledSite | null, site: BundledSite, made: Made): BundleManifest {
  if (made.part) return listedManifest("part", site, made);
  return base ? deltaManifest(base, site, made) : listedManifest("whole", site, made);
}

/** Files of the site whose bytes a bundle holds. */
export function filesIn(manifest: BundleManifest): readonly ListedFile[] {
  if (manifest.kind !== "delta") return manifest.files;
  const { added, changed, withdrawn } = manifest.changes;
  return [...added, ...changed, ...withdrawn];
}

/** What a bundle brings, in numbers: files, and languages of stories. */
export function countsOf(manifest: BundleManifest): Pick<BundlePlan, "files" | "stories"> {
  const stories: BundlePlan["stories"] = { new: 0, changed: 0, moved: 0, withdrawn: 0, removed: 0 };
  if (manifest.kind !== "delta") {
    for (const { versions } of manifest.stories) stories.new += Object.keys(versions).length;
    return { files: { added: manifest.files.length, changed: 0, withdrawn: 0, moved: 0, removed: 0 }, stories };
  }
  for (const { kind } of manifest.stories) stories[kind] += 1;
  const { added, changed, withdrawn, moved, removed } = manifest.changes;
  const files = {
    added: added.length,
    changed: changed.length,
    withdrawn: withdrawn.length,
    moved: moved.length,
    removed: removed.length,
  };
  return { files, stories };
}

/** What is packed already. */
const PACKED_TYPE = /^(?:image\/(?!svg)|font\/)/;
/** What is left of text once it is packed: measured at 100, 1,000 and 10,000 stories, 0.244 to 0.247 of all of it. */
const LEFT_OF_TEXT = 0.25;
/** Bytes that a file costs beside its own, measured there too: its two records in the zip, its packed lines in the manifest. */
const BESIDE = 215;
/** Bytes of the README, the schema and the rest of the manifest. */
const ABOUT = 3300;

/**
 * Bytes of a bundle before it is made, about: pictures and fonts count as they are, text by what is commonly left of it
 * once packed, and each file with what the zip and the manifest say of it. To know it to the byte, one would have to
 * pack it all, which is most of the work of making it; so whoever tells the number says "about". The signature is not
 * in it.
 */
export const sizeOf = (manifest: BundleManifest): number =>
  filesIn(manifest).reduce(
    (sum, { size, type }) => sum + BESIDE + (PACKED_TYPE.test(type) ? size : Math.ceil(size * LEFT_OF_TEXT)),
    ABOUT,
  );
