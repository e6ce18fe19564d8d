/** What others do to the story: read again where the desk tells of it, and shown where nothing of it is lost. */
import type { Lang } from "../../../../shared/article/article.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import type { DeskEvent, Opened } from "../../../../shared/contract.ts";
import type { Result } from "../../../../shared/errors.ts";
import { PARTS, type Part } from "../story-view.ts";
import { goOn, type SessionEffect, type Step, step } from "./events.ts";
import { isStoryGone, type SessionState, sameRevisions } from "./state.ts";
import { isNothing, viewAfter } from "./unsaved.ts";

export function deskTold(state: SessionState, news: DeskEvent): Step {
  if (news.event === "progress" || (news.event === "article.changed" && news.id !== state.id) || state.closed)
    return step(state);
  const { outside } = state;
  if (state.saving) return step({ ...state, outside: { ...outside, told: [...outside.told, news] } });
  // Told once of each save: another change in the same second is told of again.
  if (isOwn(state, news)) return step({ ...state, outside: { ...outside, untold: null } });
  return read(state);
}

const isOwn = ({ outside, revs }: SessionState, news: DeskEvent): boolean =>
  news.event === "article.changed" && news.at === outside.untold && sameRevisions(news.revs, revs);

/** Of what was told during a save that is over now, all but the save itself is a reason to read. */
export function owe(state: SessionState): SessionState {
  const { outside } = state;
  if (outside.told.length === 0) return state;
  const own = outside.told.findLast((news) => isOwn(state, news));
  const owed = outside.owed || outside.told.some((news) => news !== own);
  return { ...state, outside: { ...outside, told: [], owed, untold: own ? null : outside.untold } };
}

export const readIfOwed = (state: SessionState): Step =>
  state.outside.owed && !state.closed ? read(state) : step(state);

/** One at a time, so that an older answer never comes after a newer one. */
function read(state: SessionState): Step {
  const { outside } = state;
  if (outside.reading || state.saving) return step({ ...state, outside: { ...outside, owed: true } });
  const reading = { saves: outside.saves };
  return step({ ...state, outside: { ...outside, reading, owed: false } }, { kind: "read-story" });
}

export function caretMoved(state: SessionState): Step {
  if (!state.outside.heldBack || state.closed) return step(state);
  return read({ ...state, outside: { ...state.outside, heldBack: false } });
}

export function storyRead(given: SessionState, answer: Result<Opened>, caretIn: readonly Lang[]): Step {
  const asked = given.outside.reading;
  const state = { ...given, outside: { ...given.outside, reading: null } };
  if (given.closed || !asked) return step(state);
  return goOn(taken(state, answer, asked.saves < state.outside.saves, caretIn), (now) =>
    now.outside.reading ? step(now) : readIfOwed(now),
  );
}

function taken(state: SessionState, answer: Result<Opened>, isOld: boolean, caretIn: readonly Lang[]): Step {
  if (!answer.ok) {
    const { error } = answer;
    if (error.reason !== "no-article" || state.saving) return step(state);
    // There is no side to take any more.
    const gone = { ...state, refusal: error, conflict: null };
    return state.conflict?.settling ? step(gone, { kind: "choice-ended", error }) : step(gone);
  }
  const { refusal } = state;
  // A program that keeps folders alike may put a file away and back.
  if (isStoryGone(state))
    return goOn(step({ ...state, refusal: null }, { kind: "save-later", in: 0 }), (now) =>
      follow(now, answer.value, isOld, caretIn),
    );
  // The desk answers again: what is left unsaved needn't wait for the next try.
  if (refusal && refusal.code !== "invalid" && !state.conflict && !isNothing(state.unsaved))
    return goOn(step(state, { kind: "save-later", in: 0 }), (now) => follow(now, answer.value, isOld, caretIn));
  return follow(state, answer.value, isOld, caretIn);
}

function follow(state: SessionState, theirs: Opened, isOld: boolean, caretIn: readonly Lang[]): Step {
  // What was read may be older than what is being saved, or was saved since.
  if (state.saving || isOld) return read(state);
  const { conflict, outside, unsaved } = state;
  if (conflict) {
    // Nothing is saved until somebody takes a side; only what mine is compared with is another now.
    if (sameRevisions(theirs.revs, conflict.theirs.revs)) return step(state);
    return step({ ...state, conflict: { ...conflict, theirs } });
  }
  const changed = PARTS.filter((part) => theirs.revs[part] !== state.revs[part]);
  // The save is refused, and the two are shown beside each other.
  if (changed.some((part) => unsaved.parts.includes(part))) return step(state, { kind: "save-later", in: 0 });
  // The base stays as it is, so that typing on here is a conflict and overwrites nothing.
  if (LANGS.some((lang) => changed.includes(lang) && caretIn.includes(lang)))
    return step({ ...state, outside: { ...outside, heldBack: true } });
  const shown = show(state, theirs, changed);
  if (!isNothing(unsaved)) return shown;
  return { ...shown, state: { ...shown.state, refusal: null } };
}

/** The story as given is what this window's changes begin from; of these parts it is what the window shows as well. */
export function show(state: SessionState, story: Opened, parts: readonly Part[]): Step {
  const { article, revs } = story;
  const bodies = LANGS.filter((lang) => parts.includes(lang)).map(
    (lang): SessionEffect => ({
      kind: "show-body",
      lang,
      body: article.versions[lang]?.body ?? { type: "doc", content: [] },
    }),
  );
  const view = viewAfter(state.view, story, parts, state.unsaved);
  return step({ ...state, base: article, revs, view }, ...bodies);
}
