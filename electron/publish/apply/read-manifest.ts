/** A bundle's manifest, read so that its long lists stand in memory once, packed. */
import type { z } from "zod";
import {
  BUNDLE_FORMAT,
  BundledChange,
  BundledStory,
  BundleManifest,
  OtherFormat,
} from "../../../shared/bundle/bundle-manifest.ts";
import { MANIFEST_NAME } from "../../../shared/bundle/bundle-path.ts";
import { ListedFile, MovedFile, RemovedFile } from "../../../shared/bundle/site-list.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { Damage } from "../../disk/archives/archive-damage.ts";
import { readLongLists } from "./long-lists.ts";
import { PATHS, type PackedRows, type RowForm, rowPacker } from "./packed-rows.ts";
import { merged, type SiteFiles, siteFilePacker, siteFiles } from "./site-files.ts";

/** What a delta changes. */
export interface ReadChanges {
  readonly added: SiteFiles;
  readonly changed: SiteFiles;
  readonly withdrawn: SiteFiles;
  readonly moved: SiteFiles;
  /** Where the moved ones stood, in their order. */
  readonly movedFrom: PackedRows<string>;
  readonly removed: PackedRows<RemovedFile>;
}

export interface ReadManifest {
  /** What it says beside its lists of files and stories, which are empty in it. */
  readonly said: BundleManifest;
  /** The files whose bytes the bundle holds. */
  readonly files: SiteFiles;
  /** Of a delta alone. */
  readonly changes: ReadChanges | null;
}

export const REMOVED: RowForm<RemovedFile> = {
  write: ({ sha256, path }) => `${sha256} ${path}`,
  read: (line) => ({ sha256: line.slice(0, 64), path: line.slice(65) }),
};

type Takes = (element: unknown) => string | null;

/** Takes elements of a list that are as `schema` says, and tells what one that isn't lacks. */
const taking =
  <T>(schema: z.ZodType<T>, add: (value: T) => void): Takes =>
  (element) => {
    const parsed = schema.safeParse(element);
    if (parsed.success) {
      add(parsed.data);
      return null;
    }
    const [issue] = parsed.error.issues;
    return issue ? `.${issue.path.join(".")}: ${issue.message}` : "";
  };

/** Every list of a manifest, with what takes its elements. */
function listsOf(count: number) {
  const files = siteFilePacker(count);
  const [added, changed, withdrawn, moved] = [siteFilePacker(), siteFilePacker(), siteFilePacker(), siteFilePacker()];
  const movedFrom = rowPacker(PATHS);
  const removed = rowPacker(REMOVED);
  const takes: Readonly<Record<string, Takes>> = {
    files: taking(ListedFile, files.add),
    "changes.added": taking(ListedFile, added.add),
    "changes.changed": taking(ListedFile, changed.add),
    "changes.withdrawn": taking(ListedFile, withdrawn.add),
    "changes.moved": taking(MovedFile, ({ from, ...file }) => {
      moved.add(file);
      movedFrom.add(from);
    }),
    "changes.removed": taking(RemovedFile, removed.add),
    // For people and databases: nothing is done by them.
    stories: taking(BundledStory.or(BundledChange), () => undefined),
  };
  const changes = (): ReadChanges => ({
    added: added.files(),
    changed: changed.files(),
    withdrawn: withdrawn.files(),
    moved: moved.files(),
    movedFrom: movedFrom.rows(),
    removed: removed.rows(),
  });
  return { takes, files: files.files, changes };
}

const damaged = (what: string) => refuse("bundle-damaged", { detail: `${MANIFEST_NAME}: ${what}` });

/**
 * Reads the bytes of a manifest. Errors: `bundle-foreign`, `-older`, `-newer`, `-damaged` with what is wrong in it; `path`
 * is the bundle's, `count` how many files it holds, about.
 */
export async function readManifest(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  path: string,
  count: number,
): Promise<Result<ReadManifest>> {
  const lists = listsOf(count);
  let misfit: string | null = null;
  const read = await readLongLists(pieces, new Set(Object.keys(lists.takes)), (list, element, index) => {
    // Another version may mean something else by a list: which one it is, is told behind them.
    if (misfit !== null) return;
    try {
      const lacks = lists.takes[list]?.(element) ?? null;
      if (lacks !== null) misfit = `${list}.${index}${lacks}`;
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
      misfit = `${list}: ${error.message}`;
    }
  });
  if ("problem" in read) return damaged(read.problem);
  const other = OtherFormat.safeParse(read.value).data;
  if (!other) return refuse("bundle-foreign", { path });
  if (other.format > BUNDLE_FORMAT) return refuse("bundle-newer", { path });
  if (other.format < BUNDLE_FORMAT) return refuse("bundle-older", { path });
  if (misfit !== null) return damaged(misfit);
  const parsed = BundleManifest.safeParse(read.value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return damaged(issue ? `${issue.path.join(".")}: ${issue.message}` : "");
  }
  if (!read.isOurs) return damaged("it isn't written as a bundle's is");
  const said = parsed.data;
  if (said.kind !== "delta") return done({ said, files: lists.files(), changes: null });
  const changes = lists.changes();
  try {
    return done({ said, files: siteFiles(merged(changes.added, changes.changed, changes.withdrawn)), changes });
  } catch (error) {
    if (error instanceof Damage) return damaged(error.message);
    throw error;
  }
}
