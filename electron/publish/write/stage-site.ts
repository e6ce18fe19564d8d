/** What a build changes in a site's folder: looked at file by file, and what changed written aside. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { done, type Result } from "../../../shared/errors.ts";
import { letGo } from "../../disk/let-go.ts";
import { slices } from "../../disk/sliced-work.ts";
import type { SiteBuild } from "../build-site.ts";
import { IMAGES_FOLDER } from "../images/published-image.ts";
import { asideFolder } from "./aside-folder.ts";
import { type ChangedByHand, keepByHand } from "./by-hand.ts";
import { type NextNotes, nextNotes } from "./manifest/next-notes.ts";
import { areStanding, isKept, type MadeFile, type SiteFile, type StandingTogether } from "./site-file.ts";
import { type Found, hashOf, lookingIn } from "./site-folder.ts";
import { hashesOf, isKnown, isSitePath, type SiteManifest, settledHash } from "./site-manifest.ts";

const IMAGE_NAMES = new RegExp(`${IMAGES_FOLDER}[A-Za-z0-9._-]+`, "g");

/** What is written; the rest of a build is told by it. */
export type WrittenBuild = Pick<SiteBuild, "files"> & Partial<Pick<SiteBuild, "stamp">>;

/** Which files have to move, in the build's order; each one's place is its number among those that wait (`asidePath`). */
export interface Staged {
  readonly paths: readonly string[];
  /** Where something stands already. */
  readonly replacing: ReadonlySet<string>;
}

export interface Ready {
  /** The hashes of all the site's files, by path. */
  readonly files: NextNotes;
  /** Whose page a file is, by path. */
  readonly stories: NextNotes;
  /** What files were made from, by the path that it is noted under. */
  readonly from: NextNotes;
  readonly staged: Staged;
  readonly byHand: readonly ChangedByHand[];
  /** Paths of files that yield to someone else's, which stays. */
  readonly left: readonly string[];
  /** Paths where something stands that isn't ours. Where there are any, nothing more is written aside. */
  readonly foreign: readonly string[];
}

/** Milliseconds of work in a stretch. */
const SLICE = 12;

export interface Looking {
  /** Every file is made and read, and none is taken to stand because the manifest says so. */
  readonly verify?: boolean | undefined;
}

/** Writes what changed aside. */
export async function stage(
  root: string,
  aside: string,
  manifest: SiteManifest,
  build: WrittenBuild,
  { verify = false }: Looking = {},
): Promise<Result<Ready>> {
  const files = nextNotes(manifest.files);
  const stories = nextNotes(manifest.stories);
  const from = nextNotes(manifest.made.from);
  const paths: string[] = [];
  const replacing = new Set<string>();
  const byHand: ChangedByHand[] = [];
  const left: string[] = [];
  const foreign = new Set<string>();
  const shownByKept = new Set<string>();
  const waiting = asideFolder(aside);
  const find = lookingIn(root);
  const isOurs = (name: string, sha256: string) => hashesOf(manifest, name).includes(sha256);
  const isSameProgram = build.stamp !== undefined && build.stamp === manifest.made.stamp;

  /** Where it stands and is ours, the file stays as it is. */
  const keep = async (name: string): Promise<boolean> => {
    const found = await find(name);
    if (found.kind !== "file" || !isOurs(name, found.sha256)) return false;
    files.note(name, found.sha256);
    return true;
  };
  /** By the manifest's word alone, with nothing made or read. */
  const standsAsMade = (file: MadeFile): string | null => {
    const settled = verify ? null : settledHash(manifest, file.path);
    if (settled === null) return null;
    if (file.sha256 !== undefined && file.from === undefined) return file.sha256 === settled ? settled : null;
    const { from: word, noted = file.path } = file;
    return isSameProgram && word !== undefined && word === manifest.made.from.get(noted) ? settled : null;
  };
  /** Whether another file than ours is in the way. */
  const isForeign = (name: string, found: Found): boolean => {
    if (found.kind === "obstacle") foreign.add(found.path);
    else if (found.kind === "file" && !isKnown(manifest, name)) foreign.add(name);
    else return false;
    return true;
  };

  const stay = ({ together }: StandingTogether): void => {
    let [all, pages] = [0, 0];
    for (const one of together) {
      all += one.count;
      pages += one.pages;
    }
    files.stay(all, () => together.flatMap(({ stand }) => stand.map(({ path: one }) => one)));
    stories.stay(pages, () =>
      together.flatMap(({ stand }) => stand.flatMap(({ path: one, isPage }) => (isPage ? [one] : []))),
    );
    from.stay(together.length, () => together.map(({ path: one }) => one));
  };

  /** Notes a file that stands as it would be made; false where it has to be looked at. Most do, and none of them waits for anything. */
  const passes = (file: SiteFile): boolean => {
    const name = file.path;
    if (areStanding(file)) {
      stay(file);
      return true;
    }
    if (!isSitePath(name)) throw new Error(`"${name}" is no path of a site`);
    if (isKept(file)) return false;
    if (file.story) stories.note(name, file.story);
    // Where a story's page stood as well, each name counts once.
    else if (manifest.stories.has(name)) files.names();
    if (file.from !== undefined) from.note(file.noted ?? name, file.from);
    const standing = standsAsMade(file);
    if (standing !== null) files.note(name, standing);
    return standing !== null;
  };

  const look = async (file: Exclude<SiteFile, StandingTogether>): Promise<Result<null>> => {
    const name = file.path;
    if (isKept(file)) {
      if (!(await keep(name))) return done(null);
      const text = await readFile(path.join(root, name), "utf8");
      for (const [image] of text.matchAll(IMAGE_NAMES)) shownByKept.add(image);
      if (file.story) stories.note(name, file.story);
      return done(null);
    }
    const found = await find(name);
    let bytes = file.sha256 === undefined ? await file.bytes() : null;
    const sha256 = file.sha256 ?? hashOf(bytes ?? new Uint8Array());
    const standsSo = found.kind === "file" && found.sha256 === sha256;
    const isTheirs = found.kind === "obstacle" || (found.kind === "file" && !isOurs(name, found.sha256));
    if (file.yields && isTheirs && !standsSo) {
      left.push(name);
      from.drop(name);
      return done(null);
    }
    files.note(name, sha256);
    if (standsSo) return done(null);
    if (isForeign(name, found) || foreign.size > 0) return done(null);
    if (found.kind === "file" && !isOurs(name, found.sha256)) {
      const kept = await keepByHand(root, aside, name, found.sha256);
      if (!kept.ok) return kept;
      byHand.push(kept.value);
    }
    bytes ??= await file.bytes();
    const number = await waiting.put(bytes);
    if (number !== paths.length) throw new Error(`"${name}" waits as ${number}, and is the ${paths.length}th to wait`);
    paths.push(name);
    if (found.kind !== "nothing") replacing.add(name);
    // Left to the next collection, those of two thousand stories lie there at once.
    if (file.isOnce) letGo(bytes, bytes.length);
    return done(null);
  };

  const breathe = slices(SLICE);
  try {
    for await (const file of build.files) {
      if (passes(file) || areStanding(file)) continue;
      const looked = await look(file);
      if (!looked.ok) return looked;
      await breathe();
    }
  } finally {
    await waiting.flush();
  }
  for (const name of shownByKept) if (!files.has(name)) await keep(name);
  return done({ files, stories, from, staged: { paths, replacing }, byHand, left, foreign: [...foreign] });
}
