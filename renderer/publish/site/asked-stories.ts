/** Which stories the site's dialog is about: all, or those that another room names. */
import { dialog } from "../../base/layout-state.ts";
import { createStore } from "../../base/store.ts";

/** Null: all that is ready, and what changed. */
export const askedStories = createStore<readonly string[] | null>(null);

/**
 * Opens the dialog for these stories alone: what of them is ready is ticked, what changed since it went out is
 * listed, and what stays says why.
 */
export function publishStories(ids: readonly string[]): void {
  askedStories.set(ids);
  dialog.set("publishSite");
}
