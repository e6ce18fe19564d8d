/**
 * One open story: what the desk last knew of it, what was changed here since, and how the two come
 * together. Holds no DOM; the two editors lend it their documents.
 */
import type { Article, Details, Lang, Note, RowRecord, Version } from "../../../shared/article/article.ts";
import { emptyVersion } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { Answer, Desk, DeskEvent, Opened, Revisions, SaveRequest } from "../../../shared/contract.ts";
import type { DeskError } from "../../../shared/errors.ts";
import type { StoryText } from "../../../shared/merge/choose-rows.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { oneLine } from "../../../shared/text/one-line.ts";
import { createStore, type Store } from "../../base/store.ts";
import { detailsWithout, type RefusedDetail, refusedDetail, saysMore } from "./refused-detail.ts";
import { type Settling, settleConflict } from "./story-conflict.ts";
import { type Field, PARTS, type Part, type SaveStatus, type StoryView, viewOf } from "./story-view.ts";
import { createUnsaved, viewAfter, withEntries, withSaved } from "./unsaved.ts";

/** What an editor lends: its body as it is stored, and a way to take another. */
export interface BodyHolder {
  read(): Version["body"];
  replace(body: Version["body"]): void;
  /** Nothing but one empty paragraph. */
  isBlank(): boolean;
  /** The caret stands where this version would change the text. */
  holdsCaret(version: Version | null): boolean;
}

/** How long typing rests until it is saved, and how long it may go on without a rest; in milliseconds. */
const AUTOSAVE_MS = 500;
const AT_LATEST_MS = 5000;
const RETRY_MS = [2_000, 5_000, 15_000, 30_000];

const sameRevisions = (a: Revisions, b: Revisions): boolean => PARTS.every((part) => a[part] === b[part]);

/** The story was deleted for good: nothing can be saved to it, and the text that the window has is the last there is. */
export const isGone = (status: SaveStatus): boolean => status.kind === "failed" && status.error.reason === "no-article";

export interface StorySession extends Settling {
  readonly id: string;
  readonly readOnly: Opened["readOnly"] | "library" | "trash";
  readonly view: Store<StoryView>;
  readonly status: Store<SaveStatus>;
  /** The last embargo that the desk refused, as the language is out; the field has what it had before. */
  readonly refused: Store<{ readonly error: DeskError; readonly turn: number } | null>;
  /** The bodies as opened; the editors start from them. */
  readonly opened: Article;
  lend(lang: Lang, holder: BodyHolder): void;
  editField(lang: Lang, field: Field, text: string): void;
  editDetails(change: Partial<Details>): void;
  editRow(row: string, record: RowRecord | null): void;
  editNote(id: string, note: Note | null): void;
  bodyChanged(lang: Lang): void;
  setRelease(
    lang: Lang,
    change: { stage?: Article["release"]["lo"]["stage"]; publishedAt?: string | null },
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
  /** Saves mine over theirs, which history keeps. */
  keepMine(): Promise<DeskError | null>;
  /** This window's text as it would be saved; parts that weren't changed here are as `under` has them. */
  text(under?: StoryText): StoryText;
  /** The text that this window's changes began from. */
  base(): StoryText;
  /** Keeps a revision in history with the next save. */
  because(why: NonNullable<SaveRequest["why"]>): void;
  close(): void;
}

export function createStorySession(desk: Desk, opened: Opened, libraryReadOnly: boolean): StorySession {
  const id = opened.article.id;
  let base: Article = opened.article;
  let revs: Revisions = opened.revs;
  const view = createStore<StoryView>(viewOf(opened));
  const status = createStore<SaveStatus>({ kind: "saved", at: opened.article.updatedAt });
  const refused: StorySession["refused"] = createStore<ReturnType<StorySession["refused"]["get"]>>(null);
  const holders: Partial<Record<Lang, BodyHolder>> = {};
  const unsaved = createUnsaved();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<boolean> | null = null;
  /** When the oldest change came that no save has taken yet, as `performance.now()` says it. */
  let unsavedSince: number | null = null;
  let failures = 0;
  let closed = false;
  let edits = 0;
  let nextWhy: SaveRequest["why"];
  /** What the desk told while a save was under way. */
  const awaited: DeskEvent[] = [];
  /** When this window saved last, until the desk has told of it: there is nothing in that to follow. */
  let untold: string | null = null;
  /** A change from outside that waits until the caret has left what it changes. */
  let heldBack: DeskEvent | null = null;

  const readOnly =
    opened.readOnly ?? (libraryReadOnly ? "library" : opened.article.trashedAt === null ? undefined : "trash");
  const pending = () => !unsaved.isEmpty();

  const tellRefused = (error: DeskError) => refused.set({ error, turn: (refused.get()?.turn ?? 0) + 1 });
  const schedule = (wait: number) => {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(() => void flush(), wait);
  };
  const touched = () => {
    if (readOnly) return;
    edits += 1;
    const { kind } = status.get();
    if (kind === "conflict") return;
    if (kind === "saved") status.set({ kind: "unsaved" });
    const now = performance.now();
    unsavedSince ??= now;
    schedule(Math.max(0, Math.min(AUTOSAVE_MS, unsavedSince + AT_LATEST_MS - now)));
  };

  const mine = (lang: Lang): Version | null => {
    const known = base.versions[lang];
    const holder = holders[lang];
    const fields = view.get().fields[lang];
    const body = holder ? holder.read() : (known?.body ?? { type: "doc", content: [] });
    if (!known && !unsaved.has(lang)) return null;
    return { ...(known ?? emptyVersion(lang, instantNow())), ...fields, body };
  };

  /** A version that was never begun stays null: opening a column is no translation. */
  const isBegun = (lang: Lang): boolean => {
    if (base.versions[lang]) return true;
    const { headline, lead } = view.get().fields[lang];
    return headline !== "" || lead !== "" || holders[lang]?.isBlank() === false;
  };

  const request = (parts: readonly Part[], without: readonly RefusedDetail[]): SaveRequest => {
    const save: SaveRequest = { id, base: {} };
    for (const part of parts) {
      if (part === "details") {
        save.base.details = revs.details;
        save.details = detailsWithout(view.get().details, without);
        continue;
      }
      const version = mine(part);
      if (!version) continue;
      const { updatedAt: _derived, ...rest } = version;
      save.base[part] = revs[part];
      save[part] = rest;
    }
    const [rows, notes] = [unsaved.rows(), unsaved.notes()];
    if (Object.keys(rows).length > 0) save.rows = rows;
    if (Object.keys(notes).length > 0) save.notes = notes;
    if (nextWhy) save.why = nextWhy;
    return save;
  };

  const taken = (save: SaveRequest, answer: Answer<"articles.save">) => {
    untold = answer.updatedAt;
    // Of the parts that were sent alone: another one may be new too, and its text isn't here yet.
    for (const part of PARTS) if (save[part]) revs = { ...revs, [part]: answer.revs[part] };
    base = withSaved(base, save, answer.updatedAt);
    const now = view.get();
    const { has, changed } = viewOf({ article: base, changed: answer.changed });
    if (LANGS.some((lang) => has[lang] !== now.has[lang] || changed[lang] !== now.changed[lang]))
      view.set({ ...now, has, changed });
  };

  /** What the desk refused for one detail goes without it: an embargo is put back, an address stays and is told. */
  const saveRest = async (
    detail: RefusedDetail,
    sent: SaveRequest,
    error: DeskError,
    only: readonly Part[],
    without: readonly RefusedDetail[],
  ): Promise<boolean> => {
    const stands = () => view.get().details[detail] === sent.details?.[detail];
    if (detail === "embargoUntil" && stands()) {
      const { details } = view.get();
      view.set({ ...view.get(), details: { ...details, embargoUntil: base.details.embargoUntil } });
      tellRefused(error);
      if (!saysMore(view.get().details, base.details)) unsaved.drop("details");
    }
    const saved = await save(only, [...without, detail]);
    if (saysMore(view.get().details, base.details)) unsaved.add("details");
    if (!saved || !stands()) return saved;
    status.set({ kind: "failed", error });
    failures += 1;
    return false;
  };

  /** Sends what is unsaved, or of it only the parts named; details that were refused stay at home. */
  const save = async (only: readonly Part[] = PARTS, without: readonly RefusedDetail[] = []): Promise<boolean> => {
    for (const lang of LANGS) if (!isBegun(lang)) unsaved.drop(lang);
    if (!pending()) {
      status.set({ kind: "saved", at: base.updatedAt });
      return true;
    }
    const isNews = (part: Part) =>
      part !== "details" || without.length === 0 || saysMore(detailsWithout(view.get().details, without), base.details);
    const parts = only.filter((part) => unsaved.has(part) && isNews(part));
    const sent = request(parts, without);
    if (without.length > 0 && parts.length === 0 && !sent.rows && !sent.notes) return true;
    unsavedSince = null;
    const putBack = unsaved.take(parts);
    status.set({ kind: "saving" });
    const answer = await desk.call("articles.save", sent);
    if (answer.ok) {
      failures = 0;
      if (sent.why) nextWhy = undefined;
      taken(sent, answer.value);
      status.set(pending() ? { kind: "unsaved" } : { kind: "saved", at: answer.value.updatedAt });
      return true;
    }
    putBack();
    const detail = refusedDetail(answer.error);
    if (detail && sent.details && detail in sent.details) return saveRest(detail, sent, answer.error, only, without);
    // One part that is refused for its content must not keep the others from being saved.
    if (answer.error.code === "invalid" && parts.length > 1) {
      let refused: DeskError | null = null;
      for (const part of parts) {
        if (await save([part])) continue;
        const now = status.get();
        if (now.kind === "conflict") return false;
        if (now.kind === "failed") refused = now.error;
      }
      if (refused) status.set({ kind: "failed", error: refused });
      return refused === null;
    }
    if (answer.error.code === "conflict") {
      const theirs = await desk.call("articles.open", { id });
      status.set(
        theirs.ok
          ? { kind: "conflict", error: answer.error, theirs: theirs.value }
          : { kind: "failed", error: theirs.error },
      );
      return false;
    }
    status.set({ kind: "failed", error: answer.error });
    // A refusal for its content comes back the same until the text is changed.
    if (answer.error.code !== "invalid" && !isGone(status.get()))
      schedule(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 30_000);
    failures += 1;
    return false;
  };

  const flush = async (): Promise<boolean> => {
    clearTimeout(timer);
    if (status.get().kind === "conflict" || isGone(status.get())) return false;
    while (running) await running;
    if (!pending()) return true;
    running = save().finally(() => {
      running = null;
      // Any of them has the story read as it is now.
      const event = awaited.splice(0).findLast((one) => !isOwn(one));
      if (event) follow(event);
    });
    const saved = await running;
    return saved && pending() ? flush() : saved;
  };

  const show = (next: Opened, parts: readonly Part[]) => {
    const { article } = next;
    base = article;
    revs = next.revs;
    view.set(viewAfter(view.get(), next, parts, unsaved));
    for (const lang of LANGS) {
      if (parts.includes(lang)) holders[lang]?.replace(article.versions[lang]?.body ?? { type: "doc", content: [] });
    }
  };

  /** Told once of each save: another change in the same second is told of again. */
  const isOwn = (event: DeskEvent): boolean => {
    if (event.event !== "article.changed" || event.at !== untold || !sameRevisions(event.revs, revs)) return false;
    untold = null;
    return true;
  };
  const follow = (event: DeskEvent) => {
    if (event.event === "progress" || (event.event === "article.changed" && event.id !== id) || closed) return;
    if (running) {
      awaited.push(event);
      return;
    }
    if (isOwn(event)) return;
    void desk.call("articles.open", { id }).then((answer) => {
      if (closed) return;
      if (!answer.ok) {
        if (answer.error.reason === "no-article" && !running) status.set({ kind: "failed", error: answer.error });
        return;
      }
      if (isGone(status.get())) {
        // A program that keeps folders alike may put a file away and back.
        status.set({ kind: "unsaved" });
        schedule(0);
      }
      // The desk answers again: what is left unsaved needn't wait for the next try.
      const now = status.get();
      if (now.kind === "failed" && now.error.code !== "invalid" && pending()) schedule(0);
      if (running) {
        // What was read may be older than what is being saved.
        awaited.push(event);
        return;
      }
      const contested = conflict();
      if (contested) {
        // Nothing is saved until somebody takes a side; only what mine is compared with is another now.
        if (!sameRevisions(answer.value.revs, contested.theirs.revs))
          status.set({ ...contested, theirs: answer.value });
        return;
      }
      const changed = PARTS.filter((part) => answer.value.revs[part] !== revs[part]);
      if (changed.some(unsaved.has)) {
        status.set({ kind: "unsaved" });
        schedule(0);
        return;
      }
      const { versions } = answer.value.article;
      if (LANGS.some((lang) => changed.includes(lang) && holders[lang]?.holdsCaret(versions[lang]))) {
        // The base stays as it is, so that typing on here is a conflict and overwrites nothing.
        heldBack = event;
        return;
      }
      if (!sameRevisions(answer.value.revs, revs) || !pending()) {
        show(answer.value, changed);
        if (!pending()) status.set({ kind: "saved", at: answer.value.article.updatedAt });
      }
    });
  };

  const conflict = () => {
    const now = status.get();
    return now.kind === "conflict" ? now : null;
  };

  const text = (under: StoryText = base): StoryText => {
    const version = (lang: Lang) => (unsaved.has(lang) && isBegun(lang) ? mine(lang) : under.versions[lang]);
    return {
      details: unsaved.has("details") ? view.get().details : under.details,
      versions: { lo: version("lo"), en: version("en") },
    };
  };

  const settling = settleConflict({
    desk,
    id,
    conflict,
    stay: (next) => status.set(next),
    mine: text,
    edits: () => edits,
    unsaved,
    refused: tellRefused,
    settled(story) {
      unsaved.clear();
      show(story, PARTS);
      status.set({ kind: "saved", at: story.article.updatedAt });
    },
  });

  return {
    id,
    readOnly,
    view,
    status,
    refused,
    opened: opened.article,
    lend(lang, holder) {
      holders[lang] = holder;
    },
    editField(lang, field, given) {
      const text = oneLine(given);
      const now = view.get();
      if (now.fields[lang][field] === text) return;
      view.set({ ...now, fields: { ...now.fields, [lang]: { ...now.fields[lang], [field]: text } } });
      unsaved.add(lang);
      touched();
    },
    editDetails(change) {
      view.set({ ...view.get(), details: { ...view.get().details, ...change } });
      unsaved.add("details");
      touched();
    },
    editRow(row, record) {
      unsaved.addRow(row, record);
      view.set({ ...view.get(), rows: withEntries(view.get().rows, { [row]: record }) });
      touched();
    },
    editNote(noteId, note) {
      unsaved.addNote(noteId, note);
      view.set({ ...view.get(), notes: withEntries(view.get().notes, { [noteId]: note }) });
      touched();
    },
    bodyChanged(lang) {
      unsaved.add(lang);
      touched();
    },
    async setRelease(lang, change) {
      await flush();
      const answer = await desk.call("articles.release", { id, lang, ...change });
      if (!answer.ok) return answer.error;
      view.set({ ...view.get(), release: answer.value.release, changed: answer.value.changed });
      return null;
    },
    flush,
    caretMoved() {
      if (!heldBack) return;
      const event = heldBack;
      heldBack = null;
      follow(event);
    },
    isRefused: () => failures > 0 || conflict() !== null,
    isBehind: () => running !== null && pending(),
    hasUnsaved: () => !readOnly && (pending() || running !== null),
    follow,
    async keepMine() {
      const now = conflict();
      if (!now) return null;
      // Theirs is set aside as a story of its own before anything is written over it.
      const copy = await desk.call("articles.duplicate", { id });
      if (!copy.ok) return copy.error;
      const untouched = PARTS.filter((part) => !unsaved.has(part));
      show(now.theirs, untouched);
      nextWhy = "conflict";
      status.set({ kind: "unsaved" });
      await flush();
      return null;
    },
    ...settling,
    text,
    base: () => base,
    because(why) {
      nextWhy = why;
    },
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
