/** A site on its way into a bundle: each file looked at once, and packed only where the bundle's reader lacks it. */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { isBundlePath } from "../../../shared/bundle/bundle-path.ts";
import { letGo } from "../../disk/let-go.ts";
import type { SiteBuild } from "../build-site.ts";
import { IMAGES_FOLDER } from "../images/published-image.ts";
import { pageIn, versionKey } from "../plan/site-plan.ts";
import type { MadeBefore } from "../write/made-before.ts";
import { areStanding, isKept, type MadeFile } from "../write/site-file.ts";
import { hashOf } from "../write/site-folder.ts";
import { type BundledSite, dataOf, type KnownSite, pagesOf, storiesIn } from "./bundled-site.ts";
import type { PackedFile, PackedFiles } from "./packed-files.ts";

export interface WalkOptions {
  /** The site that the bundle's reader has; null: none. */
  readonly base: BundledSite | null;
  /** What this desk made last: a file that follows from the same isn't made again. */
  readonly known: KnownSite | null;
  /** Only the pages, data and pictures of these languages of stories, by `versionKey`; null: the whole site. */
  readonly part: ReadonlySet<string> | null;
}

export interface WalkedSite {
  readonly site: Omit<BundledSite, "publication">;
  readonly from: Record<string, string>;
  /** By path. */
  readonly packed: ReadonlyMap<string, PackedFile>;
}

const IMAGE_NAMES = new RegExp(`${IMAGES_FOLDER}[A-Za-z0-9._-]+`, "g");

/** The pictures that a page or its data name, by their paths, which are of ASCII: most name none, and are no text then. */
function picturesIn({ buffer, byteOffset, length }: Uint8Array): readonly string[] {
  const bytes = Buffer.from(buffer, byteOffset, length);
  return bytes.includes(IMAGES_FOLDER) ? (bytes.toString("latin1").match(IMAGE_NAMES) ?? []) : [];
}

/**
 * What need not be made: files that the bundle's reader has as this desk made them last, and of a part what wasn't
 * chosen.
 */
export function madeForReader({ base, known, part }: Pick<WalkOptions, "base" | "known" | "part">): MadeBefore {
  if (!known) return { stamp: "", from: () => null };
  const { site, made } = known;
  const pages = part && pagesOf(site);
  const isUnneeded = (path: string) => {
    if (pages) return !isChosen(path, pages.get(path)?.id, part);
    const has = own(base?.files, path);
    return has !== undefined && has[1] === own(site.files, path)?.[1];
  };
  return { stamp: made.stamp, from: (path) => (isUnneeded(path) ? (own(made.from, path) ?? null) : null) };
}

const own = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  record && Object.hasOwn(record, name) ? record[name] : undefined;

function isChosen(path: string, story: string | undefined, part: ReadonlySet<string>): boolean {
  const data = dataOf(path);
  const id = story ?? data?.id;
  if (id === undefined) return false;
  const langs: readonly Lang[] = data?.lang ? [data.lang] : data ? LANGS : [path.startsWith("lo/") ? "lo" : "en"];
  return langs.some((lang) => part.has(versionKey(id, lang)));
}

/** A story that can't be made anew keeps what its readers have. */
const KEEPS: readonly string[] = ["unreadable", "read-only"];

/** Walks a build; `packing` null: nothing is packed, only looked at. */
export async function walkSite(
  build: SiteBuild,
  packing: PackedFiles | null,
  { base, known, part }: WalkOptions,
): Promise<WalkedSite> {
  const files: BundledSite["files"] = {};
  const from: Record<string, string> = {};
  const packed = new Map<string, PackedFile>();
  const pictures = new Map<string, readonly string[]>();
  const kept = new Set<string>();
  const names = new Map<string, string>();
  /** Pictures of a part wait until a chosen page shows them. */
  const waiting = new Map<string, MadeFile>();
  const isSameProgram = known?.made.stamp === build.stamp;

  /** Each name stands in memory once. */
  const show = (path: string, shown: readonly string[]) => {
    const once = new Set(shown.map((one) => names.get(one) ?? one));
    for (const one of once) names.set(one, one);
    if (once.size > 0) pictures.set(path, [...once]);
  };
  /** Where its reader has it, a file stays as it is. */
  const keep = (path: string, site: BundledSite) => {
    const record = own(site.files, path);
    if (!record) return;
    files[path] = record;
    show(path, own(site.pictures, path) ?? []);
    kept.add(path);
  };

  /** What is as this desk made it last stands in memory once. */
  const note = (path: string, size: number, sha256: string) => {
    const last = own(known?.site.files, path);
    files[path] = last && last[0] === size && last[1] === sha256 && last[2] === 0 ? last : [size, sha256, 0];
  };

  async function look(file: MadeFile): Promise<void> {
    const { path } = file;
    const isOfStory = file.story !== undefined || dataOf(path) !== null;
    const follows = own(known?.made.from, path);
    if (file.from !== undefined) from[path] = follows === file.from ? follows : file.from;
    // What this desk made of the same before, it need not make again where the reader has it too.
    const made =
      isSameProgram && file.from !== undefined && follows === file.from ? own(known?.site.files, path) : undefined;
    const has = own(base?.files, path);
    const sha256 = file.sha256 ?? made?.[1];
    if (has && sha256 === has[1]) {
      note(path, has[0], has[1]);
      show(path, own((made ? known?.site : base)?.pictures, path) ?? []);
      return;
    }
    const bytes = await file.bytes();
    // Whoever says the hash beforehand has looked at the bytes themselves.
    const hash = file.sha256 ?? hashOf(bytes);
    note(path, bytes.length, hash);
    if (isOfStory) show(path, picturesIn(bytes));
    if (hash !== has?.[1] && packing) packed.set(path, await packing.add(path, bytes));
    if (file.isOnce) letGo(bytes, bytes.length);
  }

  for await (const file of build.files) {
    const { path } = file;
    if (!isBundlePath(path)) throw new Error(`"${path}" is no path of a bundle`);
    if (areStanding(file)) throw new Error("In a bundle nothing stands.");
    if (isKept(file)) {
      if (base) keep(path, base);
    } else if (!part || isChosen(path, file.story, part)) await look(file);
    else if (path.startsWith(IMAGES_FOLDER)) waiting.set(path, file);
  }
  const { plan, skipped } = build;
  const stories = storiesIn(plan);
  if (base)
    for (const { id, code } of [...plan.skipped, ...skipped])
      if (KEEPS.includes(code) && !Object.hasOwn(stories, id)) keepStory(id, base);
  for (const name of new Set([...pictures.values()].flat())) {
    const picture = waiting.get(name);
    if (picture) await look(picture);
  }
  // A page that stays goes on showing what it shows; any other has its pictures from the build.
  for (const name of [...kept].flatMap((path) => pictures.get(path) ?? []))
    if (base && !Object.hasOwn(files, name)) keep(name, base);
  for (const { folder } of plan.withdrawn) {
    const record = own(files, pageIn(folder));
    if (record) files[pageIn(folder)] = [record[0], record[1], 1];
  }
  const site = {
    format: 1 as const,
    baseUrl: plan.baseUrl || null,
    files,
    stories: part ? chosenOf(stories, part) : stories,
    pictures: Object.fromEntries([...pictures].map(([path, some]) => [path, [...some]])),
  };
  return { site, from, packed };

  function keepStory(id: string, site: BundledSite): void {
    const story = own(site.stories, id);
    if (!story) return;
    stories[id] = story;
    const pages = Object.values(story.versions).map((version) => pageIn(version.folder));
    for (const path of [...pages, `api/${id}.json`, `api/${id}.lo.ninjs.json`, `api/${id}.en.ninjs.json`])
      if (!Object.hasOwn(files, path)) keep(path, site);
  }
}

function chosenOf(stories: BundledSite["stories"], part: ReadonlySet<string>): BundledSite["stories"] {
  const chosen: BundledSite["stories"] = {};
  for (const [id, { slug, versions }] of Object.entries(stories)) {
    const { lo, en } = versions;
    const some = {
      ...(lo && part.has(versionKey(id, "lo")) && { lo }),
      ...(en && part.has(versionKey(id, "en")) && { en }),
    };
    if (some.lo || some.en) chosen[id] = { slug, versions: some };
  }
  return chosen;
}
