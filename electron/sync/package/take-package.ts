/** What a package brings, merged into the library. */
import { createHash } from "node:crypto";
import { AssetName, type Words } from "../../../shared/article/article.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { cardsOf } from "../../../shared/article/card.ts";
import type { DeskError, Result } from "../../../shared/errors.ts";
import { type Settings, type Term, withKeys } from "../../../shared/settings.ts";
import { addAsset, assetSize } from "../../library/files/assets/assets.ts";
import { lockedOut } from "../../library/files/lock.ts";
import type { Library } from "../../library/library.ts";
import { answered } from "../answered.ts";
import { mergedStories, storyOf } from "../kinds/stories.ts";
import type { Author } from "../remote.ts";
import { fail, SyncError } from "../sync-error.ts";
import { baseOf } from "./package-base.ts";
import {
  type OpenPackage,
  openPackage,
  type PackagedStory,
  type PackageManifest,
  revisionName,
  storyName,
} from "./package-file.ts";
import { NOTHING_TOLD, type ToldPast } from "./told-past.ts";

export interface TakenStory {
  readonly id: string;
  readonly headline: Words;
  /** "new": it wasn't here. "taken": nobody had changed it here. "merged": both had. "known": all of it was here. */
  readonly how: "new" | "taken" | "merged" | "known";
  /** What is to be settled in it now. */
  readonly cards: number;
}

export interface TakenPackage {
  /** Who gave it away, and when. */
  readonly by: string;
  readonly at: string;
  readonly stories: readonly TakenStory[];
  /** Stories that could not be taken; the others were. */
  readonly refused: readonly { readonly id: string; readonly headline: Words; readonly error: DeskError }[];
}

function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new SyncError(result.error);
}

/** Revisions that other desks gave come in before what follows them; what the hub's past has here need not be kept. */
async function takeRevisions(library: Library, opened: OpenPackage, id: string, told: ToldPast): Promise<void> {
  const known = new Set((await told.revs(id)).map((rev) => revisionName(id, rev)));
  for (const name of opened.named(`history/${id}/`)) {
    if (known.has(name)) continue;
    const bytes = await opened.read(name);
    if (bytes && !must(await library.takeRevision(id, bytes))) fail("package-damaged", { detail: name });
  }
}

async function takePictures(library: Library, opened: OpenPackage): Promise<void> {
  for (const name of opened.named("pictures/")) {
    const asset = AssetName.parse(name.slice("pictures/".length));
    if ((await assetSize(library.folder, asset)) !== null) continue;
    const bytes = await opened.read(name);
    if (!bytes) continue;
    // Its name is its hash, so that no other picture can come in its place.
    if (createHash("sha256").update(bytes).digest("hex") !== asset.slice(0, 64))
      fail("package-damaged", { detail: name });
    must(await addAsset(library.folder, asset, bytes));
  }
}

/** Keys that stories use and these settings don't know; no word that is here is changed. */
export function withTerms(settings: Settings, { categories, tags, people }: PackageManifest["terms"]): Settings {
  const lacking = (here: readonly Term[], there: readonly Term[]) =>
    there.filter(({ key }) => !here.some((one) => one.key === key));
  const keys = new Set(settings.people.map((one) => one.key));
  return {
    ...settings,
    categories: [...settings.categories, ...lacking(settings.categories, categories)],
    tags: [...settings.tags, ...lacking(settings.tags, tags)],
    people: withKeys([
      ...settings.people,
      ...people.filter((one) => typeof one.key === "string" && !keys.has(one.key)),
    ]),
  };
}

async function takeStory(
  library: Library,
  opened: OpenPackage,
  story: PackagedStory,
  ours: Author,
  told: ToldPast,
): Promise<TakenStory> {
  const { id, headline, rev } = story;
  const bytes = (await opened.read(storyName(id))) ?? fail("package-damaged", { detail: storyName(id) });
  const came = storyOf(bytes, id);
  const here = must(await library.lineage(id));
  await takeRevisions(library, opened, id, told);
  const base = await baseOf(library, story, here, told);
  const { by, desk } = opened.manifest.from;
  let how: TakenStory["how"] = "new";
  let cards = 0;
  const isThere = must(await library.revisionFile(id, rev)) !== null;
  const writer = { origin: "remote" as const, by, ...(isThere && { from: rev }) };
  const last = base && canonicalJson(base.article);
  const isKnown = base !== null && (base.rev === rev || last === canonicalJson(came));
  must(
    await library.take(id, writer, (now) => {
      const isHere = now !== null && isKnown;
      const made = isHere
        ? null
        : now === null || canonicalJson(now) === last
          ? came
          : mergedStories(base?.article ?? null, now, came, { ours, theirs: { name: by, desk } });
      how = isHere ? "known" : now === null ? "new" : made === came ? "taken" : "merged";
      cards = cardsOf(made ?? now ?? came).length;
      return made;
    }),
  );
  return { id, headline, how, cards };
}

/**
 * Takes a package: what is new comes in, what both desks changed is merged as between desks that share a library, and
 * what was here stays in history. Read through and checked before anything is written; done again, it changes nothing.
 * `name`: what people call the file;
 * `open`: how the stories stood at a hub, left out where the library isn't shared. Errors: `package-…`, `file-…`, `library-locked`, `disk-…`.
 */
export function takePackage(
  library: Library,
  file: string,
  name: string,
  ours: Author,
  open?: (ids: readonly string[]) => Promise<ToldPast>,
): Promise<Result<TakenPackage>> {
  return answered(library.folder, async () => {
    if (library.readOnly) throw new SyncError(lockedOut(library));
    const opened = await openPackage(file, name);
    let told = NOTHING_TOLD;
    try {
      const { manifest } = opened;
      told = (await open?.(manifest.stories.map(({ id }) => id))) ?? told;
      await takePictures(library, opened);
      const now = library.settings().settings;
      if (canonicalJson(withTerms(now, manifest.terms)) !== canonicalJson(now))
        must(await library.changeSettings((settings) => withTerms(settings, manifest.terms)));
      const stories: TakenStory[] = [];
      const refused: TakenPackage["refused"][number][] = [];
      for (const story of manifest.stories) {
        try {
          stories.push(await takeStory(library, opened, story, ours, told));
        } catch (error) {
          if (!(error instanceof SyncError)) throw error;
          const { id, headline } = story;
          refused.push({ id, headline, error: error.error });
        }
      }
      return { by: manifest.from.by, at: manifest.at, stories, refused };
    } finally {
      await told.close();
      await opened.close();
    }
  });
}
