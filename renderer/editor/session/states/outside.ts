/** What others do to the story: read again where the desk tells of it, and taken in as one merged story. */
import { LANGS } from "../../../../shared/article/stages.ts";
import type { DeskEvent, Opened } from "../../../../shared/contract.ts";
import { deskError, type Result } from "../../../../shared/errors.ts";
import { PARTS } from "../story-view.ts";
import { goOn, type SessionEffect, type Step, step } from "./events.ts";
import { isSameCaret, type Ours, rowsThatDiffer, takenIn } from "./merged.ts";
import { isStoryGone, type SessionState, sameRevisions } from "./state.ts";
import { themOf } from "./story-text.ts";
import { isNothing, viewAfter, withCameAbout } from "./unsaved.ts";

/** How long after a refusal it is tried again, each time later; in milliseconds. */
const RETRY_MS = [2_000, 5_000, 15_000, 30_000];

export const tryAgain = (state: SessionState): Step =>
  step(state, { kind: "save-later", in: RETRY_MS[Math.min(state.refusals, RETRY_MS.length) - 1] ?? null });

export function deskTold(state: SessionState, news: DeskEvent): Step {
  if (news.event === "progress" || (news.event === "article.changed" && news.id !== state.id) || state.closed)
    return step(state);
  const { outside } = state;
  if (state.saving) return step({ ...state, outside: { ...outside, told: [...outside.told, news] } });
  // Told once of each save: another change in the same second is told of again.
  if (isOwn(state, news)) return step({ ...state, outside: { ...outside, untold: null } });
  const by = news.event === "article.changed" ? news.by : outside.by;
  return read({ ...state, outside: { ...outside, by } });
}

const isOwn = ({ outside, revs }: SessionState, news: DeskEvent): boolean =>
  news.event === "article.changed" && news.at === outside.untold && sameRevisions(news.revs, revs);

/** Of what was told during a save that is over now, all but the save itself is a reason to read. */
export function owe(state: SessionState): SessionState {
  const { outside } = state;
  if (outside.told.length === 0) return state;
  const own = outside.told.findLast((news) => isOwn(state, news));
  const others = outside.told.filter((news) => news !== own);
  const named = others.findLast((news) => news.event === "article.changed");
  const by = named?.event === "article.changed" ? named.by : outside.by;
  return {
    ...state,
    outside: {
      ...outside,
      told: [],
      by,
      owed: outside.owed || others.length > 0,
      untold: own ? null : outside.untold,
    },
  };
}

export const readIfOwed = (state: SessionState): Step =>
  state.outside.owed && !state.closed ? read(state) : step(state);

/** One at a time, so that an older answer never comes after a newer one. */
export function read(state: SessionState): Step {
  const { outside } = state;
  if (outside.reading || state.saving) return step({ ...state, outside: { ...outside, owed: true } });
  const reading = { saves: outside.saves };
  return step({ ...state, outside: { ...outside, reading, owed: false } }, { kind: "read-story" });
}

/** The caret left what a change was held back for. */
export function caretMoved(state: SessionState, ours: Ours): Step {
  const { held } = state.outside;
  if (!held || state.closed || isSameCaret(held, ours.caret)) return step(state);
  // What is on its way came from what the window shows: it comes in behind that.
  if (state.saving) return step({ ...state, outside: { ...state.outside, owed: true } });
  return takeIn(state, { article: state.desk, revs: state.revs, changed: state.view.changed }, ours);
}

export function storyRead(given: SessionState, answer: Result<Opened>, ours: Ours): Step {
  const asked = given.outside.reading;
  const state = { ...given, outside: { ...given.outside, reading: null } };
  if (given.closed || !asked) return step(state);
  return goOn(taken(state, answer, asked.saves < state.outside.saves, ours), (now) =>
    now.outside.reading ? step(now) : readIfOwed(now),
  );
}

function taken(state: SessionState, answer: Result<Opened>, isOld: boolean, ours: Ours): Step {
  if (!answer.ok) {
    const { error } = answer;
    if (error.reason !== "no-article" || state.saving) return isStoryGone(state) ? tryAgain(state) : step(state);
    // Its file may have been away for a moment that the desk tells nothing of.
    return tryAgain({ ...state, refusal: error, refusals: state.refusals + 1 });
  }
  const { refusal } = state;
  const follows = (now: SessionState) => follow(now, answer.value, isOld, ours);
  // A program that keeps folders alike may put a file away and back; and the desk answers again, so that what is left
  // unsaved needn't wait for the next try.
  if (isStoryGone(state)) return goOn(step({ ...state, refusal: null }, { kind: "save-later", in: 0 }), follows);
  if (refusal && refusal.code !== "invalid" && !isNothing(state.unsaved))
    return goOn(step(state, { kind: "save-later", in: 0 }), follows);
  return follows(state);
}

function follow(state: SessionState, theirs: Opened, isOld: boolean, ours: Ours): Step {
  // What was read may be older than what is being saved, or was saved since.
  if (state.saving || isOld) return read(state);
  if (theirs.readOnly && !state.readOnly) return step({ ...state, refusal: deskError(theirs.readOnly) });
  const shown = takeIn(state, theirs, ours);
  if (!isNothing(shown.state.unsaved)) return shown;
  return { ...shown, state: { ...shown.state, refusal: null } };
}

/** The desk's story as it is now, in one with what is written here. What came about in two ways is left to be saved. */
export function takeIn(state: SessionState, theirs: Opened, ours: Ours): Step {
  const { article, revs } = theirs;
  const { outside } = state;
  const isKnown = state.base === state.desk && sameRevisions(revs, state.revs);
  if (isKnown) {
    const base = { ...article, details: state.base.details, versions: state.base.versions };
    const view = viewAfter(state.view, theirs, [], state.unsaved);
    return step({ ...state, base, desk: base, view });
  }
  const came = takenIn(state.base, ours, article, themOf({ ...state, desk: article, revs }));
  const { shown, base, held } = came;
  const isMore = came.cards.length > 0 || Object.keys(came.beside).length > 0;
  const unsaved = isMore ? withCameAbout(state.unsaved, came) : state.unsaved;
  const view = viewAfter(state.view, { article: shown, changed: theirs.changed }, PARTS, unsaved);
  const rows = rowsThatDiffer(ours.article, shown);
  const bodies = LANGS.filter((lang) => ours.article.versions[lang] !== shown.versions[lang]).map(
    (lang): SessionEffect => ({
      kind: "show-body",
      lang,
      body: shown.versions[lang]?.body ?? { type: "doc", content: [] },
    }),
  );
  const arrived = rows.length > 0 ? { by: outside.by, rows, turn: (state.arrived?.turn ?? 0) + 1 } : state.arrived;
  const next: SessionState = {
    ...state,
    base,
    desk: held ? article : base,
    revs,
    view,
    unsaved,
    arrived,
    outside: { ...outside, held },
  };
  return isMore ? step(next, ...bodies, { kind: "save-later", in: 0 }) : step(next, ...bodies);
}
