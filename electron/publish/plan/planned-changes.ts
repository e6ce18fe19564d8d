/** What a publication changes of each language: where it stood, where it stands afterwards, and so what it is. */
import type { Lang } from "../../../shared/article/article.ts";
import { isWithdrawn } from "../../../shared/article/out.ts";
import type { PublicationChange } from "../../../shared/article/publication.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { StoryFacts } from "../../../shared/article/story-facts.ts";
import { addressIn } from "./addresses/past-addresses.ts";
import { lastAddress } from "./out-version.ts";
import type { OnSite } from "./plan-input.ts";
import type { SettledStory } from "./settled/settled-story.ts";
import { type OutStory, type PastAddresses, pageIn, type SitePlan, versionKey } from "./site-plan.ts";

interface Planned extends Pick<SitePlan, "outs" | "kept" | "going" | "zone"> {
  readonly past: PastAddresses;
  /** Stories that can't be read: nothing is known of them, and so nothing is said. */
  readonly unreadable: ReadonlySet<string>;
  readonly stands: ((page: string) => boolean) | undefined;
  /** Those of the stories that stand as they stood in an earlier plan. */
  readonly settled: readonly SettledStory[];
  /** As `PlanInput.onSite`. */
  readonly onSite: OnSite | undefined;
}

interface Before {
  readonly folder: string;
  readonly isOut: boolean;
}

/** Where a language stood; null where no reader was ever led to it. */
function before(
  { id, lang }: { readonly id: string; readonly lang: Lang },
  story: StoryFacts | undefined,
  { past, zone, stands }: Planned,
): Before | null {
  const noted = past.last.get(id)?.[lang];
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
  const noted = before(one, story, planned);
  // A page that nobody noted: of a story that the library never had, or that went out with its stage kept.
  const there = after || noted ? undefined : planned.onSite?.folderOf(one.id, one.lang);
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
  const says = planned.going.has(versionKey(one.id, one.lang)) && story?.changed[one.lang] === true;
  return says ? { ...one, kind: "changed", to } : null;
}

/** What was noted of stories that the library has. */
interface Met {
  /** Those that aren't settled, or of which something else was noted than where they stand. */
  readonly others: readonly string[];
  /** Of how many of their languages something was noted. */
  readonly noted: number;
}

function metAmong(stories: readonly StoryFacts[], { past, onSite, settled }: Planned): Met {
  const others: string[] = [];
  let [at, noted] = [0, 0];
  for (const { id } of stories) {
    const last = past.last.get(id);
    if (last?.lo) noted += 1;
    if (last?.en) noted += 1;
    // They stand in the order of all.
    const versions = settled[at]?.id === id ? settled[at]?.out.versions : undefined;
    if (versions) at += 1;
    const standsAsNoted = (lang: Lang): boolean => {
      const [then, now] = [last?.[lang], versions?.[lang]];
      if (now) return !then || (then.is === "out" && then.folder === now.folder);
      return then ? then.is === "removed" : onSite?.folderOf(id, lang) === undefined;
    };
    if (!versions || !standsAsNoted("lo") || !standsAsNoted("en")) others.push(id);
  }
  return { others, noted };
}

/** The ids of stories that the library doesn't know, and of which something was noted or stands. */
function strangers(known: ReadonlyMap<string, StoryFacts>, noted: number, { past, onSite }: Planned): Set<string> {
  const ids = new Set<string>();
  // Mostly the library has them all.
  if (noted < past.count) for (const [id] of past.last) if (!known.has(id)) ids.add(id);
  for (const id of onSite?.strangers((one) => known.has(one)) ?? []) ids.add(id);
  return ids;
}

/** By id, Lao before English. What stays as it stands because it can't be made anew is no change. */
export function plannedChanges(stories: readonly StoryFacts[], planned: Planned): PublicationChange[] {
  const known = new Map(stories.map((story) => [story.id, story]));
  const { others, noted } = metAmong(stories, planned);
  const ids = new Set([...others, ...strangers(known, noted, planned)].sort());
  const outs = new Map(planned.outs.flatMap((out) => (ids.has(out.id) ? [[out.id, out]] : [])));
  const changes: PublicationChange[] = [];
  for (const id of ids) {
    if (planned.kept.has(id) || planned.unreadable.has(id)) continue;
    for (const lang of LANGS) {
      const change = changeOf({ id, lang }, known.get(id), outs.get(id)?.versions[lang], planned);
      if (change) changes.push(change);
    }
  }
  return changes;
}
