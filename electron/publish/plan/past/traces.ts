/** What stays of pages that went: a word of a withdrawal at the old address, and where an address leads now. */
import type { Lang } from "../../../../shared/article/article.ts";
import { isWithdrawn } from "../../../../shared/article/out.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import type { StoryFacts } from "../../../../shared/article/story-facts.ts";
import { withZoneOffset } from "../../../../shared/text/dates.ts";
import { lastAddress, lastStanding } from "../out-version.ts";
import { type OutStory, type PastAddresses, type SitePlan, versionKey, type WithdrawnPage } from "../site-plan.ts";

/** One address that led somewhere once. */
export interface Redirect {
  readonly lang: Lang;
  /** From the site's root, without slashes at its ends. */
  readonly from: string;
  /** Null: what stood there is gone. */
  readonly to: string | null;
}

const folders = new WeakMap<readonly OutStory[], ReadonlySet<string>>();

/** The folders of the pages of what is out; put together once. */
export function foldersOf(outs: readonly OutStory[]): ReadonlySet<string> {
  const before = folders.get(outs);
  if (before) return before;
  const made = new Set<string>();
  for (const { versions } of outs) for (const lang of LANGS) if (versions[lang]) made.add(versions[lang].folder);
  folders.set(outs, made);
  return made;
}

/** Every language that was withdrawn and stood somewhere, by id. */
export function withdrawnVersions(
  stories: readonly StoryFacts[],
  { zone }: Pick<SitePlan, "zone">,
  past: PastAddresses,
): WithdrawnPage[] {
  const pages: WithdrawnPage[] = [];
  for (const story of stories) {
    for (const lang of LANGS) {
      const release = story.release[lang];
      if (story.trashedAt !== null || !isWithdrawn(release)) continue;
      const stood = past.last.get(story.id)?.[lang];
      const folder = stood && stood.is !== "removed" ? stood.folder : release.out && lastAddress(story, lang, zone);
      if (!folder) continue;
      const then = release.out && lastStanding(story, lang);
      const publishedAt = then?.publishedAt ?? release.publishedAt;
      pages.push({
        id: story.id,
        lang,
        folder,
        headline: then?.headline ?? "",
        category: then?.category ?? null,
        tags: then?.tags ?? [],
        publishedAt: publishedAt && withZoneOffset(publishedAt, zone),
        at: release.withdrawn && withZoneOffset(release.withdrawn.at, zone),
        reason: release.withdrawn?.reason ?? { lo: "", en: "" },
      });
    }
  }
  return pages;
}

/** Those whose pages tell of it: where another story's page stands at the address by now, nothing is told there. */
export function withdrawnPages(
  withdrawn: readonly WithdrawnPage[],
  { outs }: Pick<SitePlan, "outs">,
): readonly WithdrawnPage[] {
  if (withdrawn.length === 0) return [];
  const taken = new Set(foldersOf(outs));
  return withdrawn.filter(({ folder }) => {
    if (taken.has(folder)) return false;
    taken.add(folder);
    return true;
  });
}

/** Every address that a page once had and has no more, by address. A page wins over a redirect. */
export function redirectsOf({ outs, withdrawn, past }: Pick<SitePlan, "outs" | "withdrawn" | "past">): Redirect[] {
  const pages = foldersOf(outs);
  const told = new Map(withdrawn.map(({ id, lang, folder }) => [versionKey(id, lang), folder]));
  const gone = new Set(told.values());
  const redirects: Redirect[] = withdrawn.map(({ lang, folder }) => ({ lang, from: folder, to: null }));
  // Nearly every page stands where it always did.
  let byId: ReadonlyMap<string, OutStory> | null = null;
  for (const [from, { id, lang }] of past.holders) {
    if (pages.has(from) || gone.has(from)) continue;
    const last = past.last.get(id)?.[lang];
    if (!last) continue;
    byId ??= new Map(outs.map((story) => [story.id, story]));
    const to = byId.get(last.id)?.versions[last.lang]?.folder ?? told.get(versionKey(id, lang)) ?? null;
    // Out, and not on this site for a reason of its own: nothing can be said of its old addresses.
    if (to !== null || last.is !== "out") redirects.push({ lang: last.lang, from, to });
  }
  return redirects.sort((a, b) => (a.from < b.from ? -1 : 1));
}
