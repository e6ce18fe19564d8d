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

const foldersOf = (outs: readonly OutStory[]): Set<string> =>
  new Set(outs.flatMap(({ versions }) => LANGS.flatMap((lang) => versions[lang]?.folder ?? [])));

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
      const stood = past.last.get(versionKey(story.id, lang));
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
  const taken = foldersOf(outs);
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
  for (const [from, key] of past.holders) {
    if (pages.has(from) || gone.has(from)) continue;
    const last = past.last.get(key);
    if (!last) continue;
    byId ??= new Map(outs.map((story) => [story.id, story]));
    const to = byId.get(last.id)?.versions[last.lang]?.folder ?? told.get(key) ?? null;
    // Out, and not on this site for a reason of its own: nothing can be said of its old addresses.
    if (to !== null || last.is !== "out") redirects.push({ lang: last.lang, from, to });
  }
  return redirects.sort((a, b) => (a.from < b.from ? -1 : 1));
}
