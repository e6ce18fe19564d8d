/** This window's text: what a save writes, and what stands beside theirs in a conflict. */
import type { Lang, Version } from "../../../../shared/article/article.ts";
import { emptyVersion } from "../../../../shared/article/article.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import type { Opened, Request, SaveRequest } from "../../../../shared/contract.ts";
import type { StoryText } from "../../../../shared/merge/choose-rows.ts";
import { instantNow } from "../../../../shared/text/dates.ts";
import { detailsWithout, type RefusedDetail } from "./refused-detail.ts";
import { isBegun, isMine, type SessionState } from "./state.ts";
import type { Unsaved } from "./unsaved.ts";

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
  bodies: Bodies,
): SaveRequest {
  const { id, revs, view, why } = state;
  const save: SaveRequest = { id, base: {} };
  for (const part of taken.parts) {
    if (part === "details") {
      save.base.details = revs.details;
      save.details = detailsWithout(view.details, without);
    } else {
      save.base[part] = revs[part];
      save[part] = withoutDate(versionHere(state, part, bodies));
    }
  }
  if (Object.keys(taken.rows).length > 0) save.rows = taken.rows;
  if (Object.keys(taken.notes).length > 0) save.notes = taken.notes;
  if (Object.keys(taken.cards).length > 0) save.cards = { ...taken.cards };
  if (why) save.why = why;
  return save;
}

/** A text that was made of both sides, on top of theirs, with the rows and notes that are unsaved here. */
export function requestOfBoth({ id, unsaved }: SessionState, { revs }: Opened, text: StoryText): SaveRequest {
  const { rows, notes } = unsaved;
  const save: SaveRequest = {
    id,
    base: { details: revs.details },
    details: text.details,
    rows,
    notes,
    why: "conflict",
  };
  for (const lang of LANGS) {
    const version = text.versions[lang];
    if (!version) continue;
    save.base[lang] = revs[lang];
    save[lang] = withoutDate(version);
  }
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

/** What is unsaved, for the story's history. */
export function historyRequest(state: SessionState, bodies: Bodies): Request<"history.keep"> {
  const { id, unsaved, view } = state;
  const unwritten = bodies.unwritten();
  const langs = LANGS.filter((lang) => unsaved.parts.includes(lang) && isBegun(state, lang, unwritten));
  return {
    id,
    ...(unsaved.parts.includes("details") ? { details: view.details } : {}),
    ...Object.fromEntries(langs.map((lang) => [lang, withoutDate(versionHere(state, lang, bodies))])),
  };
}

/** This window's text as a story of its own, with an address of its own; what wasn't changed here is as in `under`. */
export function copyRequest(state: SessionState, under: StoryText, bodies: Bodies): Request<"articles.create"> {
  const { details, versions } = storyText(state, under, bodies);
  return {
    details: { ...details, slug: null },
    ...(versions.lo ? { lo: withoutDate(versions.lo) } : {}),
    ...(versions.en ? { en: withoutDate(versions.en) } : {}),
  };
}
