/** What a publication changes of each language: where it stood, where it stands afterwards, and so what it is. */
import type { Lang } from "../../../shared/article/article.ts";
import { isWithdrawn } from "../../../shared/article/out.ts";
import type { PublicationChange } from "../../../shared/article/publication.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { StoryFacts } from "../../../shared/article/story-facts.ts";
import { addressIn } from "./addresses/past-addresses.ts";
import { lastAddress } from "./out-version.ts";
import type { SettledStory } from "./settled/settled-story.ts";
import { idOf, type OutStory, type PastAddresses, pageIn, type SitePlan, versionKey } from "./site-plan.ts";

interface Planned extends Pick<SitePlan, "outs" | "kept" | "going" | "zone"> {
  readonly past: PastAddresses;
  /** Stories that can't be read: nothing is known of them, and so nothing is said. */
  readonly unreadable: ReadonlySet<string>;
  readonly stands: ((page: string) => boolean) | undefined;
  /** Those of the stories that stand as they stood in an earlier plan. */
  readonly settled: readonly SettledStory[];
  /** As `PlanInput.onSite`. */
  readonly onSite: ReadonlyMap<string, string>;
}

interface Before {
  readonly folder: string;
  readonly isOut: boolean;
}

/** Where a language stood; null where no reader was ever led to it. */
function before(
  story: StoryFacts | undefined,
  key: string,
  lang: Lang,
  { past, zone, stands }: Planned,
): Before | null {
  const noted = past.last.get(key);
  if (noted) return noted.is === "removed" ? null : { folder: noted.folder, isOut: noted.is === "out" };
  const folder = story && lastAddress(story, lang, zone);
  if (!story || !folder) return null;
  // Said to be out by an import or an older desk: only the site knows whether it is there.
  const isThere = story.release[lang].out !== null || stands?.(pageIn(folder)) === true;
  return isThere ? { folder, isOut: true } : null;
}

function changeOf(
  one: { readonly id: string; readonly lang: Lang },
  story: StoryFacts | undefined,
  after: OutStory["versions"]["lo"],
  planned: Planned,
): PublicationChange | null {
  const key = versionKey(one.id, one.lang);
  const noted = before(story, key, one.lang, planned);
  // A page that nobody noted: of a story that the library never had, or that went out with its stage kept.
  const there = after || noted ? undefined : planned.onSite.get(key);
  const was = there === undefined ? noted : { folder: there, isOut: true };
  if (!after) {
    if (!was) return null;
    const isTold = !!story && story.trashedAt === null && isWithdrawn(story.release[one.lang]);
    if (isTold && !was.isOut) return null;
    return { ...one, kind: isTold ? "withdrawn" : "removed", from: addressIn(was.folder) };
  }
  const to = addressIn(after.folder);
  if (!was?.isOut && (!was || was.folder === after.folder)) return { ...one, kind: "new", to };
  if (!was?.isOut) return { ...one, kind: "new", from: addressIn(was?.folder ?? after.folder), to };
  if (was.folder !== after.folder) return { ...one, kind: "moved", from: addressIn(was.folder), to };
  const says = planned.going.has(key) && story?.changed[one.lang] === true;
  return says ? { ...one, kind: "changed", to } : null;
}

/** The ids of stories that the library doesn't know, and of which something was noted or stands. */
function strangers(known: ReadonlyMap<string, StoryFacts>, { past, onSite }: Planned): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { id } of past.last.values()) if (!known.has(id)) ids.add(id);
  for (const key of onSite.keys()) if (!known.has(idOf(key))) ids.add(idOf(key));
  return ids;
}

/** Whether nothing was noted of a settled story but where it stands. */
function standsAsNoted({ id, out }: SettledStory, { past, onSite }: Planned): boolean {
  return LANGS.every((lang) => {
    const key = versionKey(id, lang);
    const noted = past.last.get(key);
    const after = out.versions[lang];
    if (after) return !noted || (noted.is === "out" && noted.folder === after.folder);
    return noted ? noted.is === "removed" : !onSite.has(key);
  });
}

/** By id, Lao before English. What stays as it stands because it can't be made anew is no change. */
export function plannedChanges(stories: readonly StoryFacts[], planned: Planned): PublicationChange[] {
  const outs = new Map(planned.outs.map((out) => [out.id, out]));
  const known = new Map(stories.map((story) => [story.id, story]));
  const ids = [...known.keys(), ...strangers(known, planned)].sort();
  const changes: PublicationChange[] = [];
  const same = new Set<string>();
  for (const story of planned.settled) if (standsAsNoted(story, planned)) same.add(story.id);
  for (const id of ids) {
    if (same.has(id) || planned.kept.has(id) || planned.unreadable.has(id)) continue;
    for (const lang of LANGS) {
      const change = changeOf({ id, lang }, known.get(id), outs.get(id)?.versions[lang], planned);
      if (change) changes.push(change);
    }
  }
  return changes;
}
