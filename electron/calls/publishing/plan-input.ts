/** What a publication is planned with: every story as the list knows it, and what stands of those that can't be read. */
import { isArticleId } from "../../../shared/article/article.ts";
import type { Publication } from "../../../shared/article/publication.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { StoryFacts } from "../../../shared/article/story-facts.ts";
import type { UnreadableStory } from "../../../shared/contract.ts";
import { done, type Result } from "../../../shared/errors.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { shelfOf } from "../../library/files/article-paths.ts";
import type { Library } from "../../library/library.ts";
import type { BuildSources } from "../../publish/outputs/site.ts";
import { pastAddresses } from "../../publish/plan/addresses/past-addresses.ts";
import { manifestPages } from "../../publish/plan/past/removals.ts";
import type { OnSite, PlanInput } from "../../publish/plan/plan-input.ts";
import { cannotBeMade } from "../../publish/plan/refusals.ts";
import { SettledStory } from "../../publish/plan/settled/settled-story.ts";
import { type OutStory, versionKey } from "../../publish/plan/site-plan.ts";
import { type SiteManifest, storiesOf } from "../../publish/write/site-manifest.ts";
import { plannedFacts } from "./settled.ts";

export interface PublishOptions extends Pick<PlanInput, "chosen" | "also" | "changed" | "keepStages" | "baseUrl"> {
  /** Pages may go off the site that nobody withdrew: whoever publishes was asked. */
  readonly remove?: boolean | undefined;
  /** Nothing is taken to be as an earlier publication had it. */
  readonly verify?: boolean | undefined;
}

/** What is known beside the library's stories: of the site's folder, and of earlier publications. */
export interface Known {
  readonly standing?: Standing;
  readonly stands?: PlanInput["stands"];
  readonly manifest?: SiteManifest | undefined;
  readonly publications: readonly Publication[];
}

type Standing = BuildSources["standing"];

/**
 * The stories that can't be read, those included that are known of a shelf which can't be. A shelf of which
 * nothing is known may hold anything: its own error is the answer then, and never that it holds nothing.
 */
async function unreadableIn(
  library: Library,
  manifest: SiteManifest | undefined,
): Promise<Result<readonly UnreadableStory[]>> {
  const shelves = await library.unreadableShelves();
  const isThere = (id: string) => shelves.has(shelfOf(id));
  // What was found damaged may be mended by now, or is as it is opened; what was read once may be out of reach.
  const lost = shelves.size > 0 ? (await library.facts()).map(({ id }) => id).filter(isThere) : [];
  for (const id of [...(await library.unreadable()).keys(), ...lost]) await library.open(id);
  const errors = new Map(await library.unreadable());
  const onSite = manifest && shelves.size > 0 ? storiesOf(manifest).filter(isThere) : [];
  for (const id of onSite) {
    const error = errors.get(id) ?? shelves.get(shelfOf(id));
    if (error) errors.set(id, error);
  }
  const known = new Set([...errors.keys()].map(shelfOf));
  for (const [shelf, error] of shelves) if (!known.has(shelf)) return { ok: false, error };
  return done([...errors].map(([id, { reason }]) => ({ id, reason })));
}

/** The pages of those whose story was noted. Mostly nobody asks where they are: the library's stories all are where it has them. */
function pagesIn(manifest: SiteManifest): OnSite {
  let folders: Map<string, string> | null = null;
  const read = () => {
    const pages = new Map<string, string>();
    for (const { path, lang, story } of manifestPages(manifest))
      if (story !== null && isArticleId(story))
        pages.set(versionKey(story, lang), path.slice(0, path.lastIndexOf("/")));
    return pages;
  };
  const folderOf: OnSite["folderOf"] = (id, lang) => {
    folders ??= read();
    return folders.get(versionKey(id, lang));
  };
  return {
    folderOf,
    *strangers(isKnown) {
      for (const id of manifest.stories.values())
        if (!isKnown(id) && LANGS.some((lang) => folderOf(id, lang) !== undefined)) yield id;
    },
  };
}

/** What a publication is planned from, and what of the library it can't read. */
export interface Asked {
  readonly input: PlanInput;
  readonly unreadable: readonly UnreadableStory[];
}

const isStuck = (story: StoryFacts): boolean => !(story instanceof SettledStory) && cannotBeMade(story);

export async function planInput(
  library: Library,
  options: PublishOptions,
  { standing, stands, manifest, publications }: Known,
): Promise<Result<Asked>> {
  const { chosen, also, changed, keepStages, baseUrl } = options;
  await library.complete();
  const found = await unreadableIn(library, manifest);
  if (!found.ok) return found;
  const unreadable = found.value.map(({ id }) => id);
  const stories = await (options.verify ? library.facts() : plannedFacts(library));
  const kept = new Map<string, OutStory>();
  for (const id of [...unreadable, ...stories.filter(isStuck).map((story) => story.id)]) {
    const one = await standing?.(id);
    if (one) kept.set(id, one.story);
  }
  const { settings } = library.settings();
  const now = instantNow();
  const past = pastAddresses(publications);
  const onSite = manifest && pagesIn(manifest);
  const given = { chosen, also, changed, keepStages, baseUrl };
  const input: PlanInput = { stories, unreadable, standing: kept, stands, onSite, past, settings, now, ...given };
  return done({ input, unreadable: found.value });
}
