/** This window's text: what a save writes, and what stands beside theirs in a conflict. */
import type { Article, Lang, Version } from "../../../../shared/article/article.ts";
import { emptyVersion } from "../../../../shared/article/article.ts";
import type { StoryText } from "../../../../shared/article/compare-stories.ts";
import type { SaveRequest } from "../../../../shared/contract.ts";
import { instantNow } from "../../../../shared/text/dates.ts";
import { PARTS } from "../story-view.ts";
import { type Author, mergedStory } from "./merged.ts";
import { detailsWithout, type RefusedDetail } from "./refused-detail.ts";
import { isBegun, isMine, type SessionState } from "./state.ts";
import { type Unsaved, withCameAbout } from "./unsaved.ts";

/** What the editors hold, read as it is asked for. */
export interface Bodies {
  /** As it is stored; undefined where there is no editor. */
  read(lang: Lang): Version["body"] | undefined;
  /** The columns with nothing in them. */
  unwritten(): readonly Lang[];
}

const withoutDate = ({ updatedAt: _derived, ...rest }: Version) => rest;

function versionHere({ base, view }: SessionState, lang: Lang, bodies: Bodies): Version {
  const known = base.versions[lang];
  const body = bodies.read(lang) ?? known?.body ?? { type: "doc", content: [] };
  return { ...(known ?? emptyVersion(lang, instantNow())), ...view.fields[lang], body };
}

/** A save of these parts, rows and notes as they are now. */
export function saveRequest(
  state: SessionState,
  taken: Unsaved,
  without: readonly RefusedDetail[],
  from: Article,
  us: Author,
): SaveRequest {
  const { id, revs, why } = state;
  // What is held back goes along, in one with what is written here.
  const merged = state.base === state.desk ? null : mergedStory(state.base, from, state.desk, us, themOf(state));
  const { details, versions } = merged?.article ?? from;
  const { cards, beside } = merged ? withCameAbout(taken, merged) : taken;
  const save: SaveRequest = { id, base: {} };
  for (const part of taken.parts) {
    if (part === "details") {
      save.base.details = revs.details;
      save.details = detailsWithout(details, without);
    } else {
      save.base[part] = revs[part];
      const version = versions[part];
      if (version) save[part] = withoutDate(version);
    }
  }
  if (Object.keys(taken.rows).length > 0) save.rows = taken.rows;
  if (Object.keys(taken.notes).length > 0) save.notes = taken.notes;
  if (Object.keys(cards).length > 0) save.cards = cards;
  if (Object.keys(beside).length > 0) save.beside = beside;
  if (why) save.why = why;
  return save;
}

/** The whole text; parts that weren't changed here are as `under` has them. */
export function storyText(state: SessionState, under: StoryText, bodies: Bodies): StoryText {
  const unwritten = bodies.unwritten();
  const version = (lang: Lang) =>
    isMine(state, lang) && isBegun(state, lang, unwritten) ? versionHere(state, lang, bodies) : under.versions[lang];
  return {
    details: isMine(state, "details") ? state.view.details : under.details,
    versions: { lo: version("lo"), en: version("en") },
  };
}

/** The whole story as this window has it. */
export const storyHere = (state: SessionState, bodies: Bodies): Article => ({
  ...state.base,
  ...storyText(state, state.base, bodies),
});

/** Whoever changed the desk's story last, as far as that is known. */
export const themOf = ({ desk, revs, outside }: SessionState): Author & { readonly revision: string } => ({
  by: outside.by ?? "",
  at: desk.updatedAt,
  revision: PARTS.map((part) => revs[part] ?? "").join("."),
});
