/**
 * One open story: hears what happens to it, and carries out what its state asks for, against the desk,
 * the clock and the editors. What it knows stands in `states/state.ts`, what can happen in
 * `states/events.ts`. Holds no DOM; the two editors lend it their documents.
 */
import type { Article, Details, Lang, Note, RowRecord, Version, Words } from "../../../shared/article/article.ts";
import type { Card } from "../../../shared/article/card.ts";
import type { StoryText } from "../../../shared/article/compare-stories.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { Desk, DeskEvent, Opened, SaveRequest } from "../../../shared/contract.ts";
import type { DeskError } from "../../../shared/errors.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { createStore, type Store } from "../../base/store.ts";
import type { SessionEffect, SessionEvent } from "./states/events.ts";
import { type Caret, isSameCaret, type Ours } from "./states/merged.ts";
import { reduce } from "./states/reduce.ts";
import {
  type Arrival,
  hasUnsaved,
  isBehind,
  isRefused,
  openedState,
  type SessionState,
  statusOf,
} from "./states/state.ts";
import { type Bodies, saveRequest, storyHere, storyText } from "./states/story-text.ts";
import type { Field, SaveStatus, StoryView } from "./story-view.ts";

/** What an editor lends: its body as it is stored, and a way to take another. */
export interface BodyHolder {
  read(): Version["body"];
  replace(body: Version["body"]): void;
  /** Nothing but one empty paragraph. */
  isBlank(): boolean;
  /** Where the caret stands in this language, in a line or a block; null where it is elsewhere. */
  caret(): Caret | null;
}

export interface StorySession {
  readonly id: string;
  readonly readOnly: SessionState["readOnly"];
  readonly view: Store<StoryView>;
  readonly status: Store<SaveStatus>;
  /** The last embargo that the desk refused, as the language is out; the field has what it had before. */
  readonly refused: Store<SessionState["refusedEmbargo"]>;
  /** What others changed last, to be shown for a moment. */
  readonly arrived: Store<Arrival | null>;
  /** The bodies as opened; the editors start from them. */
  readonly opened: Article;
  lend(lang: Lang, holder: BodyHolder): void;
  editField(lang: Lang, field: Field, text: string): void;
  editDetails(change: Partial<Details>): void;
  editRow(row: string, record: RowRecord | null): void;
  editNote(id: string, note: Note | null): void;
  /** Settles cards, which is null, or opens them again. */
  editCards(cards: Readonly<Record<string, Card | null>>): void;
  bodyChanged(lang: Lang): void;
  setRelease(
    lang: Lang,
    change: {
      stage?: Article["release"]["lo"]["stage"];
      publishedAt?: string | null;
      assigned?: { person: string; due: string | null } | null;
      reason?: Words;
    },
  ): Promise<DeskError | null>;
  /** Saves what is unsaved, at once; resolves when nothing is left or it can't be. */
  flush(): Promise<boolean>;
  hasUnsaved(): boolean;
  /** The last try to save was refused, also while the next one is under way. */
  isRefused(): boolean;
  /** There is text that is sent only when a save under way has been answered. */
  isBehind(): boolean;
  /** The desk says that the story changed. */
  follow(event: DeskEvent): void;
  /** The caret is elsewhere: what was held back for its sake is taken in. */
  caretMoved(): void;
  /** This window's text as it would be saved; parts that weren't changed here are as `under` has them. */
  text(under?: StoryText): StoryText;
  /** The whole story as this window has it. */
  story(): Article;
  /** Keeps a revision in history with the next save. */
  because(why: NonNullable<SaveRequest["why"]>): void;
  close(): void;
}

const isSame = (a: SaveStatus, b: SaveStatus): boolean =>
  a.kind === b.kind &&
  (a.kind === "saved" && b.kind === "saved" ? a.at === b.at : true) &&
  ("error" in a && "error" in b ? a.error === b.error : true);

/** `who`: the name of who writes here. */
export function createStorySession(
  desk: Desk,
  opened: Opened,
  libraryReadOnly: boolean,
  who: () => string = () => "",
): StorySession {
  let state = openedState(opened, libraryReadOnly);
  const { id } = state;
  const view = createStore(state.view);
  const status = createStore(statusOf(state));
  const refused = createStore(state.refusedEmbargo);
  const arrived = createStore(state.arrived);
  const holders: Partial<Record<Lang, BodyHolder>> = {};
  const bodies: Bodies = {
    read: (lang) => holders[lang]?.read(),
    // Of a version that the desk has it isn't asked, and to look takes time in a long one.
    unwritten: () => LANGS.filter((lang) => !state.base.versions[lang] && holders[lang]?.isBlank() !== false),
  };
  let telling = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const savers: ((saved: boolean) => void)[] = [];

  /** What happens while another event is still being told comes after it in the state, and before the rest of its effects. */
  const happen = (event: SessionEvent): void => {
    const { state: next, effects } = reduce(state, event);
    state = next;
    view.set(state.view);
    refused.set(state.refusedEmbargo);
    arrived.set(state.arrived);
    const now = statusOf(state);
    if (!isSame(now, status.get())) status.set(now);
    telling += 1;
    for (const effect of effects) carryOut(effect);
    telling -= 1;
  };

  const opens = () => desk.call("articles.open", { id });
  const us = () => ({ by: who(), at: instantNow() });
  const caretNow = () => LANGS.map((lang) => holders[lang]?.caret() ?? null).find((caret) => caret !== null) ?? null;
  const ours = (): Ours => ({ ...us(), article: storyHere(state, bodies), caret: caretNow() });

  const carryOut = (effect: SessionEffect): void => {
    switch (effect.kind) {
      case "save-later":
        clearTimeout(timer);
        if (effect.in !== null) timer = setTimeout(() => void flush(), effect.in);
        return;
      case "save": {
        const from = storyHere(state, bodies);
        const sent = saveRequest(state, effect.taken, effect.without, from, us());
        void desk
          .call("articles.save", sent)
          .then((answer) => happen({ kind: "save-answered", sent, from, answer, unwritten: bodies.unwritten() }));
        return;
      }
      case "save-ended":
        for (const tell of savers.splice(0)) tell(effect.saved);
        return;
      case "show-body":
        holders[effect.lang]?.replace(effect.body);
        return;
      case "read-story":
        void opens().then((answer) => happen({ kind: "story-read", answer, ours: ours() }));
        return;
      case "read-theirs":
        void opens().then((answer) =>
          happen({ kind: "theirs-read", answer, ours: ours(), unwritten: bodies.unwritten() }),
        );
        return;
    }
  };

  const flush = (): Promise<boolean> =>
    new Promise((resolve) => {
      savers.push(resolve);
      happen({ kind: "save-asked", unwritten: bodies.unwritten() });
    });

  const session: StorySession = {
    id,
    readOnly: state.readOnly,
    view,
    status,
    refused,
    arrived,
    opened: opened.article,
    lend(lang, holder) {
      holders[lang] = holder;
    },
    editField: (lang, field, text) => happen({ kind: "field-edited", lang, field, text, at: performance.now() }),
    editDetails: (change) => happen({ kind: "details-edited", change, at: performance.now() }),
    editRow: (row, record) => happen({ kind: "row-edited", row, record, at: performance.now() }),
    editNote: (note, text) => happen({ kind: "note-edited", id: note, note: text, at: performance.now() }),
    editCards: (cards) => happen({ kind: "cards-edited", cards, at: performance.now() }),
    bodyChanged: (lang) => happen({ kind: "body-edited", lang, at: performance.now() }),
    async setRelease(lang, change) {
      await flush();
      const answer = await desk.call("articles.release", { id, lang, ...change });
      if (!answer.ok) return answer.error;
      happen({ kind: "released", release: answer.value.release, changed: answer.value.changed });
      return null;
    },
    flush,
    hasUnsaved: () => hasUnsaved(state),
    isRefused: () => isRefused(state),
    isBehind: () => isBehind(state),
    follow: (news) => happen({ kind: "desk-told", news }),
    // Nearly always there is nothing to take in, and it moves with every key.
    caretMoved: () => {
      const { held } = state.outside;
      // While a story is being shown, one text is new and the other isn't yet.
      if (telling > 0 && held) setTimeout(() => session.caretMoved());
      else if (held && !isSameCaret(held, caretNow())) happen({ kind: "caret-moved", ours: ours() });
    },
    text: (under = state.base) => storyText(state, under, bodies),
    story: () => ({ ...storyHere(state, bodies), notes: state.view.notes }),
    because: (why) => happen({ kind: "reason-given", why }),
    close: () => happen({ kind: "closed" }),
  };
  return session;
}
