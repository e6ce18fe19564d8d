/** What the whole window knows: who sits here, which library is open, and its settings. */
import type { Lang } from "../../shared/article/article.ts";
import type { HostState, Info } from "../../shared/contract.ts";
import type { DeskError } from "../../shared/errors.ts";
import { defaultSettings, type Settings } from "../../shared/settings.ts";
import { spellingOf } from "../../shared/text/spelling.ts";
import { i18n, spell } from "../locale/index.ts";
import { desk } from "./desk-client.ts";
import { inOrder } from "./in-order.ts";
import { createStore } from "./store.ts";
import { tellError } from "./tell.tsx";

export const hostState = createStore<HostState | null>(null);
export const libraryInfo = createStore<Info | null>(null);
export const settingsState = createStore<{ readonly settings: Settings; readonly rev: string }>({
  settings: defaultSettings(),
  rev: "",
});
export const startError = createStore<DeskError | null>(null);

settingsState.subscribe(() => spell(spellingOf(settingsState.get().settings)));

hostState.subscribe(() => {
  document.documentElement.dataset.textSize = hostState.get()?.textSize;
});

function speak(language: Lang): void {
  document.documentElement.lang = language;
  void i18n.changeLanguage(language);
}

const readLibrary = inOrder(
  () => Promise.all([desk.call("library.info", {}), desk.call("settings.read", {})]),
  ([info, settings]) => {
    if (!info.ok) {
      startError.set(info.error);
      return;
    }
    startError.set(null);
    libraryInfo.set(info.value);
    if (settings.ok) settingsState.set(settings.value);
  },
);

/** Reads everything once and follows the desk from then on. */
export async function startDeskState(): Promise<void> {
  const host = await desk.call("host.state", {});
  if (!host.ok) {
    startError.set(host.error);
    return;
  }
  hostState.set(host.value);
  speak(host.value.language);
  await readLibrary();
  desk.subscribe((event) => {
    if (event.event === "library.changed") void readLibrary();
  });
}

/** Remembers a choice of the person who sits here; shown at once, told if it can't be kept. */
export async function remember(
  change: Partial<Pick<HostState, "by" | "person" | "language" | "theme" | "textSize">>,
): Promise<void> {
  const before = hostState.get();
  if (before) hostState.set({ ...before, ...change });
  if (change.language) speak(change.language);
  const answer = await desk.call("host.remember", change);
  if (answer.ok) hostState.set(answer.value);
  else tellError(answer.error);
}

/** Saves settings; true when they are kept. */
export async function saveSettings(settings: Settings): Promise<boolean> {
  const answer = await desk.call("settings.save", { base: settingsState.get().rev, settings });
  if (answer.ok) {
    settingsState.set(answer.value);
    return true;
  }
  if (answer.error.code === "conflict") await readLibrary();
  tellError(answer.error);
  return false;
}

let lastChange: Promise<unknown> = Promise.resolve();

/**
 * Changes the settings from what they are when its turn comes, so that two changes in quick succession
 * both stay; once more where another desk was quicker. True when it is kept.
 */
export function changeSettings(change: (settings: Settings) => Settings): Promise<boolean> {
  const turn = lastChange.then(async () => {
    const { rev, settings } = settingsState.get();
    const answer = await desk.call("settings.save", { base: rev, settings: change(settings) });
    if (answer.ok) {
      settingsState.set(answer.value);
      return true;
    }
    if (answer.error.code !== "conflict") {
      tellError(answer.error);
      return false;
    }
    await readLibrary();
    return saveSettings(change(settingsState.get().settings));
  });
  lastChange = turn;
  return turn;
}
