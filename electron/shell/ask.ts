/** A box of the system's that asks, in the window's language. */
import { type BrowserWindow, dialog } from "electron";
import type { MenuWords } from "./menu-words.ts";

/** The number of the button that was pressed; the first one where the box was closed. */
export type Ask = (
  message: keyof MenuWords,
  detail: keyof MenuWords,
  buttons: readonly (keyof MenuWords)[],
  signal?: AbortSignal,
) => Promise<number>;

export const asker =
  (window: () => BrowserWindow | null, words: () => MenuWords): Ask =>
  async (message, detail, buttons, signal) => {
    const options = {
      type: "warning" as const,
      message: words()[message],
      detail: words()[detail],
      buttons: buttons.map((button) => words()[button]),
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      ...(signal ? { signal } : {}),
    };
    const parent = window();
    const answer = await (parent && !parent.isDestroyed()
      ? dialog.showMessageBox(parent, options)
      : dialog.showMessageBox(options));
    return answer.response;
  };
