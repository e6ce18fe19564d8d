/** Which stories a front shows where: each once, and once more among the latest. */
import { MOST_SECONDS, type SiteLook } from "../../../../shared/site-look.ts";
import { type Listed, newest, type SiteLists } from "./site-lists.ts";

export interface FrontSection {
  readonly key: string;
  /** The newest first, at least one. */
  readonly stories: readonly Listed[];
}

export interface FrontChoice {
  readonly lead: Listed | null;
  /** In the column of the lead's words: the newest without a picture. */
  readonly beside: Listed | null;
  readonly seconds: readonly Listed[];
  readonly latest: readonly Listed[];
  /** Sections in the desk's order. */
  readonly sections: readonly FrontSection[];
}

/** How far back a front looks for stories with a picture. */
const LOOKED_AT = 60;

/** Stories of a section's block. */
const IN_SECTION = 3;

/** How many of the newest stories a front may need to know, in all and of each section: those used above don't count there. */
export const FRONT_NEEDS = { all: LOOKED_AT, section: IN_SECTION + MOST_SECONDS + 2 };

/**
 * The lead is the desk's choice where it is out, else the newest with a picture, else the newest. One without a
 * picture stands in its column; below come the newest others, those with a picture first.
 */
export function frontChoice(
  { all, sections }: SiteLists,
  look: Pick<SiteLook, "front" | "sections">,
  chosen: string | null,
  hasPicture: (story: Listed) => boolean,
): FrontChoice {
  const recent = newest(all, LOOKED_AT);
  const wanted = chosen === null ? null : (all.find(({ id }) => id === chosen)?.story ?? null);
  const lead = wanted ?? recent.find(hasPicture) ?? recent[0] ?? null;
  const isWide = lead !== null && hasPicture(lead) && look.front.seconds > 0;
  const beside = (isWide && recent.find((story) => story !== lead && !hasPicture(story))) || null;
  const others = recent.filter((story) => story !== lead && story !== beside);
  const pictured = others.filter(hasPicture).slice(0, look.front.seconds);
  const bare = others.filter((story) => !hasPicture(story)).slice(0, look.front.seconds - pictured.length);
  const order = (story: Listed) => others.indexOf(story);
  const seconds = [...pictured, ...bare].sort((a, b) => order(a) - order(b));
  const used = new Set([lead, beside, ...seconds]);
  const blocks = look.front.sections ? look.sections : [];
  return {
    lead,
    beside,
    seconds,
    latest: recent.slice(0, look.front.latest),
    sections: blocks.flatMap((key) => {
      const stories = newest(sections.get(key) ?? [], IN_SECTION + used.size).filter((story) => !used.has(story));
      return stories.length > 0 ? [{ key, stories: stories.slice(0, IN_SECTION) }] : [];
    }),
  };
}
