/**
 * A desk that answers when a test says so: each call first waits to be carried out, then to be answered,
 * so that any two can cross. It has the real desk's rules of saving, over one story in memory.
 */
import { mergeSave } from "../../../../electron/library/files/merge-save.ts";
import { revisionsOf } from "../../../../electron/library/files/revisions.ts";
import type { Article, Lang } from "../../../../shared/article/article.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import type { Answer, CallName, Desk, DeskEvent, Opened, Request, SaveRequest } from "../../../../shared/contract.ts";
import { done, type Reason, type Result, refuse } from "../../../../shared/errors.ts";

/** A refusal of the desk; "lost": it does what it was asked, and the answer never comes. */
export type Fault = Reason | "lost" | null;

/** In a field that can't be stored; in an address, one that another story has. */
export const UNSAVABLE = "✗";
export const TAKEN = "taken";

interface Call {
  readonly name: CallName;
  carryOut(fault: Fault): void;
  /** Carries it out, if that wasn't yet, and answers it. */
  answer(fault: Fault): void;
}

export function createModelDesk(first: Article, onSave: (before: Article, save: SaveRequest) => void) {
  let article = first;
  let isGone = false;
  let readRefused = false;
  let changes = 0;
  /** Each text that history has or that was made a story of its own, as it was sent. */
  const kept: string[] = [];
  const news: DeskEvent[] = [];
  const calls: Call[] = [];
  const made: CallName[] = [];

  /** Two changes a second. */
  const become = (next: Article) => {
    changes += 1;
    const updatedAt = `2026-11-28T03:${String(Math.floor(changes / 120)).padStart(2, "0")}:${String(Math.floor(changes / 2) % 60).padStart(2, "0")}Z`;
    article = { ...next, updatedAt };
    const { id } = article;
    news.push({ event: "article.changed", id, revs: revisionsOf(article), origin: "editor", by: null, at: updatedAt });
  };
  const opened = (): Opened => ({ article, revs: revisionsOf(article), changed: { lo: false, en: false } });

  const save = (request: SaveRequest): Result<Answer<"articles.save">> => {
    const next = mergeSave(article, request, article.updatedAt);
    if (!next.ok) return next;
    if (request.details?.slug === TAKEN) return refuse("slug-taken", { slug: TAKEN });
    const unsavable = LANGS.find((lang) => request[lang]?.signOff === UNSAVABLE);
    if (unsavable) return refuse("body-invalid", { lang: unsavable, detail: UNSAVABLE });
    onSave(article, request);
    if (request.why === "conflict") kept.push(JSON.stringify(article), JSON.stringify(next.value));
    become(next.value);
    const { revs, changed } = opened();
    return done({ revs, updatedAt: article.updatedAt, changed });
  };

  const rules = (name: CallName, request: unknown): Result<unknown> => {
    if (isGone) return refuse("no-article", { id: article.id });
    if (name === "articles.open") return done(opened());
    if (name === "articles.save") return save(request as SaveRequest);
    if (name === "articles.duplicate") kept.push(JSON.stringify(article));
    else if (name === "history.keep" || name === "articles.create") kept.push(JSON.stringify(request));
    else throw new Error(`The session never asks for ${name}.`);
    return done(null);
  };

  const desk: Desk = {
    call<C extends CallName>(name: C, request: Request<C>): Promise<Result<Answer<C>>> {
      made.push(name);
      return new Promise((resolve) => {
        let result: Result<unknown> | null = null;
        const call: Call = {
          name,
          carryOut(fault) {
            if (result) return;
            const isDone = fault === null || fault === "lost";
            if (fault !== null && name === "articles.open") readRefused = true;
            const answer = isDone ? rules(name, request) : refuse(fault);
            result = fault === "lost" ? refuse("disk-gone") : answer;
          },
          answer(fault) {
            call.carryOut(fault);
            calls.splice(calls.indexOf(call), 1);
            resolve(result as Result<Answer<C>>);
          },
        };
        calls.push(call);
      });
    },
    subscribe: () => () => undefined,
  };

  return {
    desk,
    calls,
    /** The names of all calls so far. */
    made,
    news,
    opened,
    article: () => article,
    isKept: (word: string) => [JSON.stringify(article), ...kept].some((text) => text.includes(word)),
    /** Another program changes the story. */
    change: (how: (article: Article) => Article) => become(how(article)),
    isGone: () => isGone,
    /** The story is deleted for good, or put back as it was; `isTold`: the desk says so. */
    setGone(gone: boolean, isTold = true) {
      if (gone === isGone) return;
      isGone = gone;
      if (isTold) news.push({ event: "library.changed" });
    },
    /** Back after an absence in which it was asked for the story, it says so. */
    recover() {
      if (readRefused) news.push({ event: "library.changed" });
      readRefused = false;
    },
    publish(lang: Lang) {
      const release = { ...article.release, [lang]: { stage: "published", publishedAt: article.createdAt } };
      become({ ...article, release });
    },
  };
}
