/**
 * A package (`.songphasa`): stories with their pictures and the history that a merge needs, as one zip file, for a desk
 * that no hub connects. It holds `manifest.json`, `stories/<id>.json` (canonical JSON, format 1),
 * `history/<id>/<revision>.gz` (a revision's file as history keeps it) and `pictures/<name>`, and nothing else.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import { ArticleId, AssetName, Instant, Words } from "../../../shared/article/article.ts";
import { KeptRev } from "../../../shared/contract.ts";
import { Term } from "../../../shared/settings.ts";
import { Damage } from "../../disk/archives/archive-damage.ts";
import { openZip } from "../../disk/archives/zip-archive.ts";
import { isMissing } from "../../disk/disk-error.ts";
import { parseJsonBytes } from "../../disk/json-text.ts";
import { fail } from "../sync-error.ts";

export const PACKAGE_FORMAT = 1;
export const MANIFEST_NAME = "manifest.json";

/** Stories in one package. */
export const MOST_STORIES = 500;
/** Bytes of a package, and of the manifest in it. */
const MOST_BYTES = 2 * 1024 * 1024 * 1024;
const MOST_MANIFEST = 32 * 1024 * 1024;

const OtherFormat = z.looseObject({
  format: z.number(),
  generator: z.literal("Songphasa"),
  kind: z.literal("package"),
});

const PackagedStory = z.looseObject({
  id: ArticleId,
  /** For people. */
  headline: Words,
  /** The revision that holds it. */
  rev: KeptRev,
  /** What its revisions came from, newest first; `text`: a hash of the text alone. */
  lineage: z.array(z.looseObject({ rev: KeptRev, parents: z.array(KeptRev), text: KeptRev })),
});
export type PackagedStory = z.infer<typeof PackagedStory>;

export const PackageManifest = z.looseObject({
  format: z.literal(PACKAGE_FORMAT),
  generator: z.literal("Songphasa"),
  kind: z.literal("package"),
  /** Of the program. */
  version: z.string(),
  at: Instant,
  /** Who gave it away, and from which desk. */
  from: z.looseObject({ by: z.string().max(200), desk: z.string().max(100) }),
  stories: z.array(PackagedStory).min(1).max(MOST_STORIES),
  /** What the settings say of the keys that the stories use. */
  terms: z.looseObject({
    categories: z.array(Term),
    tags: z.array(Term),
    people: z.array(Words),
  }),
  files: z.array(
    z.looseObject({
      path: z.string(),
      size: z.int().min(0),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
export type PackageManifest = z.infer<typeof PackageManifest>;

export const storyName = (id: string): string => `stories/${id}.json`;
export const revisionName = (id: string, rev: string): string => `history/${id}/${rev}.gz`;
export const pictureName = (asset: string): string => `pictures/${asset}`;

const REVISION = /^history\/([^/]+)\/([^/]+)\.gz$/;

/** Whether a file belongs to one of some stories, or is a picture. */
function isOurs(name: string, ids: ReadonlySet<string>): boolean {
  const [, id, rev] = REVISION.exec(name) ?? [];
  if (id !== undefined) return ids.has(id) && KeptRev.safeParse(rev).success;
  if (name.startsWith("pictures/")) return AssetName.safeParse(name.slice("pictures/".length)).success;
  return name.startsWith("stories/") && ids.has(name.slice("stories/".length, -".json".length));
}

export interface OpenPackage {
  readonly manifest: PackageManifest;
  /** The bytes of a file of its list, as they were checked; null for a name that isn't in it. Throws `SyncError`. */
  read(name: string): Promise<Buffer | null>;
  /** Names in it that begin so. */
  named(start: string): readonly string[];
  close(): Promise<void>;
}

const damaged = (detail: string): never => fail("package-damaged", { detail });

/** A package that was read through and checked against its list. Whoever opens it closes it. Throws `SyncError` (`package-…`, `file-…`). */
export async function openPackage(file: string, name: string): Promise<OpenPackage> {
  let zip: Awaited<ReturnType<typeof openZip>>;
  try {
    zip = await openZip(file);
  } catch (error) {
    if (error instanceof Damage) return damaged(error.message);
    return isMissing(error) ? fail("file-missing", { name }) : Promise.reject(error);
  }
  if (!zip) return fail("package-foreign", { name });
  const archive = zip;
  const readEntry = async ({ index }: { readonly index: number }): Promise<Buffer> => {
    try {
      return await archive.read(index);
    } catch (error) {
      return error instanceof Damage ? damaged(error.message) : Promise.reject(error);
    }
  };
  try {
    if (archive.size > MOST_BYTES) return fail("file-too-large", { name, limit: "2 GiB" });
    const entries = new Map<string, { readonly index: number; readonly size: number }>();
    for (let index = 0; index < archive.count; index += 1) {
      const { name: entry, size } = archive.at(index);
      entries.set(entry, { index, size });
    }
    const manifestEntry = entries.get(MANIFEST_NAME);
    if (!manifestEntry || manifestEntry.size > MOST_MANIFEST) return fail("package-foreign", { name });
    const read = parseJsonBytes(await readEntry(manifestEntry));
    if ("problem" in read) return fail("package-foreign", { name });
    const other = OtherFormat.safeParse(read.value);
    if (!other.success) return fail("package-foreign", { name });
    if (other.data.format > PACKAGE_FORMAT) return fail("package-newer");
    const parsed = PackageManifest.safeParse(read.value);
    if (!parsed.success) return damaged(parsed.error.issues[0]?.message ?? "its list is not understood");
    const manifest = parsed.data;
    const ids = new Set(manifest.stories.map(({ id }) => id));
    if (ids.size !== manifest.stories.length) return damaged("a story that is in it twice");
    const listed = new Map(manifest.files.map((one) => [one.path, one]));
    if (listed.size !== manifest.files.length || listed.size !== entries.size - 1)
      return damaged("it holds other files than its list");
    for (const { path, size, sha256 } of manifest.files) {
      const entry = entries.get(path);
      if (!entry || entry.size !== size || !isOurs(path, ids)) return damaged("it holds other files than its list");
      if (
        createHash("sha256")
          .update(await readEntry(entry))
          .digest("hex") !== sha256
      )
        return damaged(`${path} differs`);
    }
    for (const id of ids) if (!listed.has(storyName(id))) return damaged(`${storyName(id)} is missing`);
    return {
      manifest,
      read: async (path) => {
        const [entry, one] = [entries.get(path), listed.get(path)];
        if (!entry || !one) return null;
        const bytes = await readEntry(entry);
        // The file may be another one by now.
        return createHash("sha256").update(bytes).digest("hex") === one.sha256 ? bytes : damaged(`${path} differs`);
      },
      named: (start) => [...listed.keys()].filter((path) => path.startsWith(start)).sort(),
      close: () => archive.close(),
    };
  } catch (error) {
    await archive.close();
    throw error;
  }
}
