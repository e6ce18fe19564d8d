/** Every command once: the palette, the shortcuts and the shell's menu all run these. */

import { flushSync } from "react-dom";
import { desk } from "../base/desk-client.ts";
import { hostState, remember } from "../base/desk-state.ts";
import { isMac } from "../base/hotkeys.ts";
import { arrange, dialog, layout } from "../base/layout-state.ts";
import { tell, tellError } from "../base/tell.tsx";
import { focusChecks } from "../checks/door.ts";
import {
  closeStory,
  confirmAllRows,
  confirmCurrentRow,
  convertSelection,
  duplicateStory,
  focusNotes,
  goToRowThatNeedsWork,
  moveCurrentRow,
  moveInSmallField,
  newStory,
  noteOnCurrentRow,
  type OpenStory,
  openFindBar,
  openLinkForm,
  openPairing,
  storyNow,
  swapSource,
  trashStory,
  undoHere,
} from "../editor/door.ts";
import { focusHistory } from "../history/door.ts";

import { i18n } from "../locale/index.ts";

export interface Command {
  /** Also its key under `commands.` in the locale. */
  readonly id: string;
  /** In Mantine's notation; none on Ctrl+N, T or W, which browsers keep. */
  readonly hotkey?: string;
  /** The one on a Mac, where that differs. */
  readonly macHotkey?: string;
  readonly needsStory?: boolean;
  /** Needs a story that may be changed. */
  readonly changesStory?: boolean;
  readonly run: () => void;
}

async function showLibrary(): Promise<void> {
  const answer = await desk.call("host.showLibrary", {});
  if (!answer.ok) tellError(answer.error);
  else if (!answer.value.shown) tell(answer.value.path);
}

function undoOrRedo(what: "undo" | "redo"): void {
  const active = document.activeElement;
  if (moveInSmallField(what)) return;
  // What is no field of words, as the digits of a clock, has the browser's undo alone.
  if (active instanceof HTMLInputElement && !active.closest(".ProseMirror")) {
    document.execCommand(what);
    return;
  }
  const story = storyNow();
  if (story) undoHere(story, what);
}

function onStory(work: (story: OpenStory) => void): void {
  const story = storyNow();
  if (story) work(story);
}

function openPublishing(story: OpenStory): void {
  if (story.session.view.get().trashedAt === null) dialog.set("publish");
  else tell(i18n.t("publish.inTrash"));
}

export const COMMANDS: readonly Command[] = [
  { id: "newEnglish", hotkey: "mod+alt+E", run: () => void newStory("en") },
  { id: "newLao", hotkey: "mod+alt+L", run: () => void newStory("lo") },
  {
    id: "search",
    hotkey: "mod+shift+L",
    run: () => {
      // At once: the next letter is the search's already.
      flushSync(() => arrange({ library: true }));
      document.querySelector<HTMLElement>("[data-field='search']")?.focus();
    },
  },
  { id: "import", hotkey: "mod+alt+I", run: () => dialog.set("import") },
  { id: "save", hotkey: "mod+S", needsStory: true, run: () => void storyNow()?.session.flush() },
  { id: "confirmRow", hotkey: "mod+Enter", changesStory: true, run: confirmCurrentRow },
  { id: "nextRow", hotkey: "alt+ArrowDown", needsStory: true, run: () => goToRowThatNeedsWork(1) },
  { id: "previousRow", hotkey: "alt+ArrowUp", needsStory: true, run: () => goToRowThatNeedsWork(-1) },
  { id: "note", hotkey: "alt+N", changesStory: true, run: noteOnCurrentRow },
  { id: "link", hotkey: "mod+shift+K", changesStory: true, run: openLinkForm },
  { id: "confirmAll", changesStory: true, run: confirmAllRows },
  { id: "moveRowUp", hotkey: "alt+shift+ArrowUp", changesStory: true, run: () => moveCurrentRow(-1) },
  { id: "moveRowDown", hotkey: "alt+shift+ArrowDown", changesStory: true, run: () => moveCurrentRow(1) },
  { id: "swapSource", changesStory: true, run: () => onStory(swapSource) },
  { id: "lockSource", needsStory: true, run: () => arrange({ sourceLocked: !layout.get().sourceLocked }) },
  {
    id: "pairParagraphs",
    hotkey: "mod+alt+P",
    changesStory: true,
    run: () => {
      const story = storyNow();
      if (story) void openPairing(story);
    },
  },
  { id: "preview", hotkey: "mod+shift+P", needsStory: true, run: () => dialog.set("preview") },
  { id: "publish", hotkey: "mod+shift+Enter", changesStory: true, run: () => onStory(openPublishing) },
  { id: "publishSite", run: () => dialog.set("publishSite") },
  { id: "bundle", run: () => dialog.set("bundle") },
  {
    id: "duplicate",
    needsStory: true,
    run: () => {
      const id = storyNow()?.session.id;
      if (id) void duplicateStory(id);
    },
  },
  {
    id: "trash",
    changesStory: true,
    run: () => {
      const id = storyNow()?.session.id;
      if (id) void trashStory(id);
    },
  },
  { id: "closeStory", needsStory: true, run: () => void closeStory() },
  {
    id: "toggleLao",
    hotkey: "mod+alt+1",
    needsStory: true,
    run: () => arrange({ hidden: layout.get().hidden === "lo" ? null : "lo" }),
  },
  {
    id: "toggleEnglish",
    hotkey: "mod+alt+2",
    needsStory: true,
    run: () => arrange({ hidden: layout.get().hidden === "en" ? null : "en" }),
  },
  { id: "toggleLibrary", hotkey: "mod+alt+B", run: () => arrange({ library: !layout.get().library }) },
  { id: "toggleDetails", hotkey: "mod+alt+D", run: () => arrange({ details: !layout.get().details }) },
  {
    id: "checks",
    needsStory: true,
    run: () => {
      arrange({ details: true, side: "checks" });
      requestAnimationFrame(focusChecks);
    },
  },
  {
    id: "notes",
    needsStory: true,
    run: () => {
      arrange({ details: true, side: "notes" });
      requestAnimationFrame(focusNotes);
    },
  },
  {
    id: "history",
    needsStory: true,
    run: () => {
      arrange({ details: true, side: "history" });
      requestAnimationFrame(focusHistory);
    },
  },
  { id: "openLibrary", hotkey: "mod+alt+O", run: () => dialog.set("openLibrary") },
  { id: "showLibrary", run: () => void showLibrary() },
  { id: "settings", hotkey: "mod+comma", run: () => dialog.set("settings") },
  { id: "shortcuts", hotkey: "mod+/", run: () => dialog.set("shortcuts") },
  {
    id: "switchLanguage",
    hotkey: "mod+alt+Y",
    run: () => void remember({ language: hostState.get()?.language === "lo" ? "en" : "lo" }),
  },
  { id: "find", hotkey: "mod+F", needsStory: true, run: () => openFindBar(false) },
  { id: "replace", hotkey: "mod+H", macHotkey: "mod+alt+F", needsStory: true, run: () => openFindBar(true) },
  { id: "convertOldFont", changesStory: true, run: () => onStory(convertSelection) },
  { id: "undo", needsStory: true, run: () => undoOrRedo("undo") },
  { id: "redo", needsStory: true, run: () => undoOrRedo("redo") },
];

/** Whether a command has something to work on: a story, or one that may be changed. */
export function canRun(command: Command): boolean {
  const story = storyNow();
  if (command.changesStory) return story !== null && story.session.readOnly === undefined;
  return !command.needsStory || story !== null;
}

/** Runs a command by its id, as the shell's menu names it, or says why not; false where there is none. */
export function runCommand(id: string): boolean {
  const command = COMMANDS.find((one) => one.id === id);
  if (!command) return false;
  if (canRun(command)) command.run();
  else if (storyNow()) tell(i18n.t("editor.cannotChange"));
  else return false;
  return true;
}

export const commandLabel = (command: Command): string => i18n.t(`commands.${command.id}` as "commands.save");

/** A command's shortcut on this machine. */
export const hotkeyOf = (command: Command): string | undefined =>
  (isMac() ? command.macHotkey : undefined) ?? command.hotkey;
