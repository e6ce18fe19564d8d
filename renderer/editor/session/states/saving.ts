/** From a save that is asked for to its end: what is sent, and what becomes of each answer. */
import type { Article, Lang } from "../../../../shared/article/article.ts";
import { cardsOf } from "../../../../shared/article/card.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import type { Answer, Opened, SaveRequest } from "../../../../shared/contract.ts";
import { type DeskError, deskError, type Result } from "../../../../shared/errors.ts";
import { PARTS, type Part, viewOf } from "../story-view.ts";
import { goOn, type Step, step } from "./events.ts";
import type { Ours } from "./merged.ts";
import { owe, read, readIfOwed, takeIn, tryAgain } from "./outside.ts";
import { detailsWithout, refusedDetail, saysMore } from "./refused-detail.ts";
import { isBegun, isStoryGone, revisionsAfter, type Saving, type SessionState } from "./state.ts";
import {
  hasEntries,
  isNothing,
  NOTHING,
  putBack,
  take,
  withChangedCards,
  withoutPart,
  withPart,
  withSaved,
} from "./unsaved.ts";

export function saveAsked(state: SessionState, unwritten: readonly Lang[]): Step {
  if (state.saving)
    return step({ ...state, saving: { ...state.saving, again: true } }, { kind: "save-later", in: null });
  return goOn(step(state, { kind: "save-later", in: null }), (now) => begin(now, unwritten));
}

/** Sends all that is unsaved, where it can be. */
function begin(state: SessionState, unwritten: readonly Lang[]): Step {
  if (state.closed) return ended(state, isNothing(state.unsaved) && !isStoryGone(state));
  if (isStoryGone(state)) return goOn(read(state), (now) => ended(now, false));
  const now = begunOnly(state, unwritten);
  if (isNothing(now.unsaved)) return ended({ ...now, refusal: null }, true);
  const saving: Saving = {
    taken: NOTHING,
    only: PARTS,
    alone: [],
    refusedDetails: [],
    refusedPart: null,
    isBehindDesk: false,
    again: false,
  };
  return send(now, saving, unwritten);
}

/** What was held up by saving is done now. */
const ended = (state: SessionState, saved: boolean): Step =>
  goOn(step(state, { kind: "save-ended", saved }), readIfOwed);

const begunOnly = (state: SessionState, unwritten: readonly Lang[]): SessionState => {
  const unsaved = LANGS.filter((lang) => !isBegun(state, lang, unwritten)).reduce(withoutPart, state.unsaved);
  return unsaved === state.unsaved ? state : { ...state, unsaved };
};

/** The next request of a save, or its end where nothing is left to send. */
function send(given: SessionState, saving: Saving, unwritten: readonly Lang[]): Step {
  const state = begunOnly(given, unwritten);
  const without = saving.refusedDetails.map(({ detail }) => detail);
  const isNews = (part: Part) =>
    part !== "details" ||
    without.length === 0 ||
    saysMore(detailsWithout(state.view.details, without), state.base.details);
  const parts = state.unsaved.parts.filter((part) => saving.only.includes(part) && isNews(part));
  if (parts.length === 0 && !hasEntries(state.unsaved)) {
    const [next, ...alone] = saving.alone;
    return next ? send(state, { ...saving, only: [next], alone }, unwritten) : end(state, saving, null, unwritten);
  }
  const { taken, left } = take(state.unsaved, parts);
  return step(
    { ...state, unsaved: left, unsavedSince: null, saving: { ...saving, taken } },
    { kind: "save", taken, without },
  );
}

export function saveAnswered(
  given: SessionState,
  sent: SaveRequest,
  from: Article,
  answer: Result<Answer<"articles.save">>,
  unwritten: readonly Lang[],
): Step {
  if (!given.saving) return step(given);
  const saving = { ...given.saving, taken: NOTHING };
  if (answer.ok) {
    const [only, ...alone] = saving.alone;
    return send(taken(given, sent, from, answer.value), { ...saving, only: only ? [only] : [], alone }, unwritten);
  }
  const { error } = answer;
  const { parts } = given.saving.taken;
  const state = { ...given, saving, unsaved: putBack(given.unsaved, given.saving.taken) };
  const detail = refusedDetail(error);
  if (detail && sent.details && detail in sent.details) {
    const refusedDetails = [...saving.refusedDetails, { detail, value: sent.details[detail], error }];
    const now = detail === "embargoUntil" ? embargoBack(state, sent.details.embargoUntil, error) : state;
    return send(now, { ...saving, refusedDetails }, unwritten);
  }
  if (error.code === "conflict")
    return step({ ...state, saving: { ...saving, isBehindDesk: true } }, { kind: "read-theirs" });
  if (error.code !== "invalid") return end(state, saving, error, unwritten);
  // One part that is refused for its content must not keep the others from being saved.
  const left = parts.length > 1 ? parts : saving.alone;
  const [only, ...alone] = left;
  const refusedPart = parts.length > 1 ? saving.refusedPart : error;
  if (!only) return end(state, saving, refusedPart, unwritten);
  return send(state, { ...saving, only: [only], alone, refusedPart }, unwritten);
}

function taken(state: SessionState, sent: SaveRequest, from: Article, answer: Answer<"articles.save">): SessionState {
  const desk = withSaved(state.desk, sent, answer.updatedAt);
  const { has, changed } = viewOf({ article: desk, changed: answer.changed });
  const { view } = state;
  const isNew = LANGS.some((lang) => has[lang] !== view.has[lang] || changed[lang] !== view.changed[lang]);
  const cards = sent.cards ? cardsOf(withChangedCards(desk, state.unsaved.cards)) : view.cards;
  return {
    ...state,
    desk,
    base: state.base === state.desk ? desk : baseAfter(state.base, sent, from),
    revs: revisionsAfter(state.revs, sent, answer.revs),
    view: isNew || sent.cards ? { ...view, has, changed, cards } : view,
    why: sent.why ? undefined : state.why,
    refusals: 0,
    outside: { ...state.outside, untold: answer.updatedAt, saves: state.outside.saves + 1 },
  };
}

/** Something is held back, and the desk has it together with what was sent: that came from what the window had. */
function baseAfter(base: Article, sent: SaveRequest, from: Article): Article {
  const versions = { ...base.versions };
  for (const lang of LANGS) if (sent[lang]) versions[lang] = from.versions[lang];
  return { ...base, versions, details: sent.details ? { ...base.details, ...sent.details } : base.details };
}

/** An embargo on what is out isn't kept: unless another was chosen meanwhile, the story has the one that it had. */
function embargoBack(state: SessionState, refused: unknown, error: DeskError): SessionState {
  if (state.view.details.embargoUntil !== refused) return state;
  const { embargoUntil } = state.base.details;
  const details = { ...state.view.details, embargoUntil };
  const now = tellEmbargo({ ...state, view: { ...state.view, details } }, error);
  return saysMore(details, now.base.details) ? now : { ...now, unsaved: withoutPart(now.unsaved, "details") };
}

export const tellEmbargo = (state: SessionState, error: DeskError): SessionState => ({
  ...state,
  refusedEmbargo: { error, turn: (state.refusedEmbargo?.turn ?? 0) + 1 },
});

/** What the desk told meanwhile is looked at now, and details that stayed at home are unsaved. */
function rested(state: SessionState, saving: Saving): SessionState {
  const left = saving.refusedDetails.length > 0 && saysMore(state.view.details, state.base.details);
  const unsaved = left ? withPart(state.unsaved, "details") : state.unsaved;
  return owe({ ...state, saving: null, unsaved });
}

/** A save is over; `error`: what stopped it. */
function end(given: SessionState, saving: Saving, error: DeskError | null, unwritten: readonly Lang[]): Step {
  const state = rested(given, saving);
  const standing = saving.refusedDetails.findLast(({ detail, value }) => state.view.details[detail] === value);
  const refusal = error ?? saving.refusedPart ?? standing?.error ?? null;
  if (refusal) return refused({ ...state, refusal, refusals: state.refusals + 1 }, refusal, saving.again, unwritten);
  const now: SessionState = { ...state, refusal: null, refusals: 0 };
  if (!isNothing(now.unsaved) && !now.closed) return begin(now, unwritten);
  return ended(now, isNothing(now.unsaved));
}

/**
 * Kept in the window, told, and tried again, unless it would come back the same until the text is changed. A story
 * that is gone is looked for again.
 */
function refused(state: SessionState, { code }: DeskError, again: boolean, unwritten: readonly Lang[]): Step {
  // Whoever asked while it was under way has a save of their own.
  if (again) return begin(state, unwritten);
  if (code === "invalid" || state.closed) return ended(state, false);
  return goOn(tryAgain(state), (now) => ended(now, false));
}

/** Theirs was read after a save was refused, as the story was changed elsewhere: it is sent again in one with that. */
export function theirsRead(given: SessionState, answer: Result<Opened>, ours: Ours, unwritten: readonly Lang[]): Step {
  if (!given.saving?.isBehindDesk) return step(given);
  const saving = { ...given.saving, isBehindDesk: false };
  if (!answer.ok) return end(given, saving, answer.error, unwritten);
  if (answer.value.readOnly) return end(given, saving, deskError(answer.value.readOnly), unwritten);
  return goOn(takeIn({ ...given, saving }, answer.value, ours), (state) => send(state, saving, unwritten));
}
