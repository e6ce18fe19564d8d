/** Every command once: the palette, the shortcuts and the shell's menu all run these. */

import { flushSync } from "react-dom";
import type { Lang } from "../../shared/article/article.ts";
import { MENU_ITEMS } from "../../shared/menu.ts";
import { personOf } from "../../shared/settings.ts";
import { boardOpen } from "../base/board-open.ts";
import { desk } from "../base/desk-client.ts";
import { hostState, remember, settingsState } from "../base/desk-state.ts";
import { isMac } from "../base/hotkeys.ts";
import { arrange, dialog, layout } from "../base/layout-state.ts";
import { tell, tellError } from "../base/tell.tsx";
import { focusChecks } from "../checks/door.ts";
import {
  changeTextSize,
  closeStory,
  confirmAllRows,
  confirmCurrentRow,
  convertSelection,
  copyAsText,
  duplicateStory,
  type Format,
  focusNotes,
  formatText,
  goToPlace,
  goToRowThatNeedsWork,
  moveCurrentRow,
  moveInSmallField,
  newStory,
  noteOnCurrentRow,
  type OpenStory,
  openFindBar,
  openLinkForm,
  openPairing,
  printStory,
  storyNow,
  swapSource,
  trashStory,
  undoHere,
} from "../editor/door.ts";
import { focusHistory } from "../history/door.ts";

import { frameStory, showBoard, showFilter } from "../library/door.ts";
import { i18n } from "../locale/index.ts";
import { sendStories } from "../packages/door.ts";
import { publishDue } from "../publish/door.ts";
import { openSettings } from "../settings/door.ts";
import { syncNow } from "../sharing/door.ts";
import { openGuide } from "./open-guide.ts";

export interface Command {
  /** Also its key under `commands.` in the locale. Its keys stand in the menu. */
  readonly id: string;
  readonly needsStory?: boolean;
  /** Needs a story that may be changed. */
  readonly changesStory?: boolean;
  /** Elsewhere there is no such command. */
  readonly isHere?: () => boolean;
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

/** Does something to the text at the caret. */
const formatting = (format: Format): Command => ({
  id: format,
  changesStory: true,
  run: () => onStory((story) => formatText(story, format)),
});

function openPublishing(story: OpenStory): void {
  if (story.session.view.get().trashedAt === null) dialog.set("publish");
  else tell(i18n.t("publish.inTrash"));
}

const FORMATS: readonly Format[] = [
  "textBold",
  "textItalic",
  "clearFormat",
  "textPlain",
  "heading2",
  "heading3",
  "heading4",
  "bulletList",
  "orderedList",
  "quote",
  "insertPicture",
  "insertTable",
  "insertDivider",
];

/** Where nobody has said who sits here, that is asked first. */
function showMine(): void {
  const person = personOf(settingsState.get().settings.people, hostState.get()?.person ?? "");
  if (person) showFilter({ name: i18n.t("library.mine"), filter: "mine" });
  else {
    tell(i18n.t("error.nobody-here"));
    openSettings("you");
  }
}

/** To the field where a language is given to somebody; to the people, where there are none. */
function goToAssign(story: OpenStory, lang: Lang): void {
  const isNobodyThere = settingsState.get().settings.people.length === 0;
  goToPlace(story, { kind: "details", field: isNobodyThere ? "assign.people" : `assign.${lang}` });
}

export const COMMANDS: readonly Command[] = [
  { id: "newEnglish", run: () => void newStory("en") },
  { id: "newLao", run: () => void newStory("lo") },
  { id: "newFromTemplate", run: () => dialog.set("templates") },
  {
    id: "search",
    run: () => {
      // At once: the next letter is the search's already.
      flushSync(() => arrange({ library: true }));
      document.querySelector<HTMLElement>("[data-field='search']")?.focus();
    },
  },
  { id: "board", run: () => showBoard(!boardOpen.get()) },
  { id: "mine", run: showMine },
  { id: "assignLao", changesStory: true, run: () => onStory((story) => goToAssign(story, "lo")) },
  { id: "assignEnglish", changesStory: true, run: () => onStory((story) => goToAssign(story, "en")) },
  { id: "import", run: () => dialog.set("import") },
  { id: "save", needsStory: true, run: () => void storyNow()?.session.flush() },
  { id: "confirmRow", changesStory: true, run: confirmCurrentRow },
  { id: "nextRow", needsStory: true, run: () => goToRowThatNeedsWork(1) },
  { id: "previousRow", needsStory: true, run: () => goToRowThatNeedsWork(-1) },
  { id: "note", changesStory: true, run: noteOnCurrentRow },
  { id: "link", changesStory: true, run: openLinkForm },
  { id: "confirmAll", changesStory: true, run: confirmAllRows },
  { id: "moveRowUp", changesStory: true, run: () => moveCurrentRow(-1) },
  { id: "moveRowDown", changesStory: true, run: () => moveCurrentRow(1) },
  { id: "swapSource", changesStory: true, run: () => onStory(swapSource) },
  { id: "lockSource", needsStory: true, run: () => arrange({ sourceLocked: !layout.get().sourceLocked }) },
  {
    id: "pairParagraphs",
    changesStory: true,
    run: () => {
      const story = storyNow();
      if (story) void openPairing(story);
    },
  },
  { id: "print", needsStory: true, run: () => printStory() },
  { id: "printLao", needsStory: true, run: () => printStory("lo") },
  { id: "printEnglish", needsStory: true, run: () => printStory("en") },
  { id: "copyLao", needsStory: true, run: () => onStory((story) => void copyAsText(story, "lo")) },
  { id: "copyEnglish", needsStory: true, run: () => onStory((story) => void copyAsText(story, "en")) },
  { id: "textLarger", run: () => changeTextSize(1) },
  { id: "textSmaller", run: () => changeTextSize(-1) },
  { id: "preview", needsStory: true, run: () => dialog.set("preview") },
  { id: "publish", changesStory: true, run: () => onStory(openPublishing) },
  { id: "publishSite", run: () => dialog.set("publishSite") },
  { id: "publishDue", run: () => void publishDue() },
  { id: "bundle", run: () => dialog.set("bundle") },
  { id: "sendStory", needsStory: true, run: () => onStory(({ session }) => void sendStories([session.id])) },
  {
    id: "duplicate",
    needsStory: true,
    run: () => {
      const id = storyNow()?.session.id;
      if (id) void duplicateStory(id);
    },
  },
  {
    id: "useAsTemplate",
    needsStory: true,
    run: () => onStory(({ session }) => frameStory(session.id)),
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
    needsStory: true,
    run: () => arrange({ hidden: layout.get().hidden === "lo" ? null : "lo" }),
  },
  {
    id: "toggleEnglish",
    needsStory: true,
    run: () => arrange({ hidden: layout.get().hidden === "en" ? null : "en" }),
  },
  { id: "toggleLibrary", run: () => arrange({ library: !layout.get().library }) },
  { id: "toggleDetails", run: () => arrange({ details: !layout.get().details }) },
  {
    id: "details",
    needsStory: true,
    run: () => onStory((story) => goToPlace(story, { kind: "details", field: "category" })),
  },
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
  { id: "openLibrary", run: () => dialog.set("openLibrary") },
  { id: "showLibrary", run: () => void showLibrary() },
  { id: "settings", run: () => openSettings("you") },
  { id: "siteSettings", run: () => openSettings("site") },
  { id: "backup", run: () => openSettings("backup") },
  { id: "sharing", run: () => openSettings("sharing") },
  { id: "sharingList", run: () => dialog.set("sharing") },
  { id: "syncNow", run: () => void syncNow() },
  { id: "lookLight", run: () => void remember({ theme: "light" }) },
  { id: "lookDark", run: () => void remember({ theme: "dark" }) },
  { id: "lookAuto", run: () => void remember({ theme: "auto" }) },
  { id: "guide", run: openGuide },
  { id: "shortcuts", run: () => dialog.set("shortcuts") },
  { id: "whatsNew", run: () => dialog.set("whatsNew") },
  { id: "updates", isHere: () => (hostState.get()?.updates ?? "none") !== "none", run: () => dialog.set("updates") },
  {
    id: "switchLanguage",
    run: () => void remember({ language: hostState.get()?.language === "lo" ? "en" : "lo" }),
  },
  { id: "find", needsStory: true, run: () => openFindBar(false) },
  { id: "replace", needsStory: true, run: () => openFindBar(true) },
  { id: "convertOldFont", changesStory: true, run: () => onStory(convertSelection) },
  ...FORMATS.map(formatting),
  { id: "undo", needsStory: true, run: () => undoOrRedo("undo") },
  { id: "redo", needsStory: true, run: () => undoOrRedo("redo") },
];

/** Whether this desk has a command at all. */
export const hasCommand = (id: string): boolean => commandNamed(id)?.isHere?.() ?? true;

/** Whether a command has something to work on: a story, or one that may be changed. */
export function canRun(command: Command): boolean {
  if (command.isHere?.() === false) return false;
  const story = storyNow();
  if (command.changesStory) return story !== null && story.session.readOnly === undefined;
  return !command.needsStory || story !== null;
}

export const commandNamed = (id: string): Command | undefined => COMMANDS.find((one) => one.id === id);

/** Runs a command by its id, as the shell's menu names it, or says why not; false where there is none. */
export function runCommand(id: string): boolean {
  const command = commandNamed(id);
  if (!command) return false;
  // What is to be done to the story is to be seen there.
  if ((command.needsStory || command.changesStory) && storyNow()) boardOpen.set(false);
  if (canRun(command)) command.run();
  else if (storyNow()) tell(i18n.t("editor.cannotChange"));
  else return false;
  return true;
}

export const commandLabel = (command: Command): string => i18n.t(`commands.${command.id}` as "commands.save");

/** The keys of a command, where it has any, on this machine: its own, or those that every field listens for. */
export function keysOf(id: string): string | undefined {
  const item = MENU_ITEMS.get(id);
  return (isMac() ? item?.macHotkey : undefined) ?? item?.hotkey;
}

/** The shortcut that the window listens for. */
export const hotkeyOf = ({ id }: Command): string | undefined =>
  MENU_ITEMS.get(id)?.isFields ? undefined : keysOf(id);
