/** Which story is open, and the way from one to the next without losing a word. */
import { modals } from "@mantine/modals";
import type { Lang } from "../../../shared/article/article.ts";
import type { DeskEvent, Opened } from "../../../shared/contract.ts";
import { type DeskError, deskError, type Result } from "../../../shared/errors.ts";
import { boardOpen } from "../../base/board-open.ts";
import { desk, outlivesPage } from "../../base/desk-client.ts";
import { libraryInfo } from "../../base/desk-state.ts";
import { createStore } from "../../base/store.ts";
import { hideUndoable, tell, tellError, tellUndoable } from "../../base/tell.tsx";
import { errorWords, i18n } from "../../locale/index.ts";
import { openStory } from "./open-story.ts";
import type { OpenStory } from "./story.ts";

export type CurrentStory =
  | { readonly kind: "none" }
  | { readonly kind: "loading"; readonly id: string }
  | { readonly kind: "failed"; readonly id: string; readonly error: DeskError }
  | { readonly kind: "open"; readonly id: string; readonly story: OpenStory };

export const currentStory = createStore<CurrentStory>({ kind: "none" });
const LAST_KEY = "songphasa-story";

export function storyNow(): OpenStory | null {
  const now = currentStory.get();
  return now.kind === "open" ? now.story : null;
}

/** Asks only where text can't be saved; true when the story may be left. */
function mayLeave(story: OpenStory): Promise<boolean> {
  return new Promise((resolve) => {
    const status = story.session.status.get();
    const reason = status.kind === "failed" ? errorWords(status.error) : "";
    modals.openConfirmModal({
      title: i18n.t("leave.title"),
      children: `${reason} ${i18n.t("leave.text")}`.trim(),
      labels: { confirm: i18n.t("leave.leave"), cancel: i18n.t("leave.stay") },
      confirmProps: { color: "red.9" },
      cancelProps: { "data-autofocus": true },
      closeButtonProps: { "aria-label": i18n.t("app.close") },
      onConfirm: () => resolve(true),
      onCancel: () => resolve(false),
      onClose: () => resolve(false),
    });
  });
}

/** What becomes of the open story's text where it is left: all of it is saved, or somebody gave up what isn't. */
type Leave = "saved" | "given-up";

/** Saves what the open story has; asks where that can't be done, null where the user stays. It is left open. */
async function askToLeave(): Promise<Leave | null> {
  const story = storyNow();
  if (!story) return "saved";
  story.gaps.leave();
  const saved = await story.session.flush();
  if (saved || !story.session.hasUnsaved()) return "saved";
  return (await mayLeave(story)) ? "given-up" : null;
}

/**
 * Saves what the window has of a story, if that is the open one, before something else is done to it; why there
 * is text that can't be saved, else null.
 */
export async function saveIfOpen(id: string): Promise<DeskError | null> {
  const story = storyNow();
  if (story?.session.id !== id) return null;
  story.gaps.leave();
  await story.session.flush();
  if (!story.session.hasUnsaved()) return null;
  const status = story.session.status.get();
  return "error" in status ? status.error : deskError("part-changed");
}

async function leaveCurrent(): Promise<boolean> {
  const story = storyNow();
  if ((await askToLeave()) === null) return false;
  // Two ways out at once: the first one closed it.
  if (story && storyNow() === story) story.close();
  return true;
}

/** How long the window stays as it is while a story is read, before it says so; in milliseconds. */
const PATIENCE = 150;
let latest = 0;

/** Opens a story in place of the one that is open. */
export async function openStoryById(id: string): Promise<void> {
  const before = currentStory.get();
  // Whatever stands in its place.
  boardOpen.set(false);
  if (before.kind === "open" && before.id === id) return;
  if (await leaveCurrent()) await showStory(id, before);
}

/** Opens what was just made; whoever gave text up for it isn't asked again. */
async function openMade(id: string, leave: Leave): Promise<void> {
  if (leave === "saved") return openStoryById(id);
  const before = currentStory.get();
  storyNow()?.close();
  await showStory(id, before);
}

async function showStory(id: string, before: CurrentStory): Promise<void> {
  boardOpen.set(false);
  latest += 1;
  const turn = latest;
  const say = () => currentStory.set({ kind: "loading", id });
  if (before.kind === "open") say();
  const patience = setTimeout(say, PATIENCE);
  // What the desk tells meanwhile may be newer than its answer.
  const told: DeskEvent[] = [];
  const stop = desk.subscribe((event) => told.push(event));
  const answer = await desk.call("articles.open", { id });
  stop();
  clearTimeout(patience);
  if (turn !== latest) return;
  if (!answer.ok) {
    currentStory.set({ kind: "failed", id, error: answer.error });
    return;
  }
  sessionStorage.setItem(LAST_KEY, id);
  const story = openStory(desk, answer.value, libraryInfo.get()?.readOnly ?? false);
  // Out of the trash, here or in another window, it is opened again, for writing.
  if (story.session.readOnly === "trash")
    story.session.view.subscribe(() => {
      if (story.session.view.get().trashedAt === null && storyNow() === story) void openAgain(id);
    });
  currentStory.set({ kind: "open", id, story });
  for (const event of told) story.session.follow(event);
}

export async function closeStory(): Promise<boolean> {
  if (!(await leaveCurrent())) return false;
  latest += 1;
  sessionStorage.removeItem(LAST_KEY);
  currentStory.set({ kind: "none" });
  return true;
}

/** The story that this tab had open before it was read again. */
export const lastStory = (): string | null => sessionStorage.getItem(LAST_KEY);

/** Frames that a story may take until it is on the page. */
const FRAMES = 120;

/** Puts the caret into a headline once its story is on the page: until then the one before may still stand there. */
function focusHeadline(story: OpenStory, source: Lang, frames = FRAMES): void {
  requestAnimationFrame(() => {
    if (storyNow() !== story || frames === 0) return;
    if (story.editors[source].view.dom.isConnected)
      document.querySelector<HTMLElement>(`[data-field="headline.${source}"]`)?.focus();
    else focusHeadline(story, source, frames - 1);
  });
}

/** Opens a story that is made only once the open one may be left, with the caret in its headline. */
async function beginStory(make: () => Promise<Result<Opened>>): Promise<void> {
  const leave = await askToLeave();
  if (leave === null) return;
  const made = await make();
  if (!made.ok) {
    tellError(made.error);
    return;
  }
  const { id, details } = made.value.article;
  await openMade(id, leave);
  const story = storyNow();
  if (story?.session.id === id) focusHeadline(story, details.source);
}

/** Begins a story in `source` and opens it. */
export const newStory = (source: Lang): Promise<void> =>
  beginStory(() => desk.call("articles.create", { details: { source }, [source]: {} }));

export const newFromTemplate = (id: string): Promise<void> => beginStory(() => desk.call("templates.use", { id }));

export async function duplicateStory(id: string): Promise<void> {
  const leave = await askToLeave();
  if (leave === null) return;
  const copy = await desk.call("articles.duplicate", { id });
  if (copy.ok) await openMade(copy.value.article.id, leave);
  else tellError(copy.error);
}

/** Makes a story of the text that the window has, in place of one that was deleted for good. */
export async function keepAsNew(story: OpenStory): Promise<void> {
  const { details, versions } = story.session.text();
  const { rows, notes } = story.session.view.get();
  const made = await desk.call("articles.create", {
    details,
    ...(versions.lo ? { lo: versions.lo } : {}),
    ...(versions.en ? { en: versions.en } : {}),
  });
  if (!made.ok) {
    tellError(made.error);
    return;
  }
  const { id } = made.value.article;
  const kept = await desk.call("articles.save", { id, base: {}, rows, notes });
  if (!kept.ok) tellError(kept.error);
  if (storyNow() !== story) return;
  story.close();
  currentStory.set({ kind: "none" });
  await openStoryById(id);
}

export async function trashStory(id: string): Promise<void> {
  if (storyNow()?.session.id === id && !(await closeStory())) return;
  const answer = await desk.call("articles.trash", { id });
  if (!answer.ok) {
    tellError(answer.error);
    return;
  }
  tellUndoable(i18n.t("library.trashed"), () => void restoreStory(id).then(() => openStoryById(id)));
  // Where the story had the focus, or its row that goes from the list, the list takes it.
  const active = document.activeElement;
  if (active === document.body || active?.closest(`[data-story="${id}"]`))
    document.querySelector<HTMLElement>(".library [role=listbox]")?.focus({ preventScroll: true });
}

export async function restoreStory(id: string): Promise<void> {
  const answer = await desk.call("articles.restore", { id });
  if (!answer.ok) {
    tellError(answer.error);
    return;
  }
  hideUndoable(i18n.t("library.trashed"));
  if (storyNow()?.session.id === id) await openAgain(id);
}

async function openAgain(id: string): Promise<void> {
  if (await closeStory()) await openStoryById(id);
}

/** A library that could only be read can be written to: the open story is opened again, for writing. */
function followRights(): void {
  let before = libraryInfo.get();
  libraryInfo.subscribe(() => {
    const now = libraryInfo.get();
    const isFreed = before?.readOnly && now && !now.readOnly && now.path === before.path;
    before = now;
    if (!isFreed) return;
    tell(i18n.t("app.writable"));
    const id = storyNow()?.session.id;
    if (id !== undefined) void openAgain(id);
  });
}

/** Keeps the open story up to date, and asks before a window with unsaved text is closed. */
export function followDesk(): void {
  followRights();
  desk.subscribe((event) => {
    storyNow()?.session.follow(event);
    if (event.event === "library.changed") {
      const now = currentStory.get();
      if (now.kind === "failed") void openStoryById(now.id);
    }
  });
  addEventListener("beforeunload", (event) => {
    const story = storyNow();
    // A block that was only begun isn't left behind in the text.
    story?.gaps.leave();
    const session = story?.session;
    if (!session?.hasUnsaved()) return;
    void session.flush();
    // A save under way finishes by itself; what can't be saved, what waits its turn and what is too long holds the window.
    if (session.isRefused() || session.isBehind() || !outlivesPage(session.text())) event.preventDefault();
  });
  const flush = () => void storyNow()?.session.flush();
  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") flush();
  });
}
