/** A kept filter that the list is to show, asked for from elsewhere in the window. */
import type { KeptFilter } from "../../../shared/contract.ts";
import { arrange } from "../../base/layout-state.ts";
import { createStore } from "../../base/store.ts";

/** Null once the list shows it. */
export const askedFilter = createStore<KeptFilter | null>(null);

/** Shows the list, with this filter. */
export function showFilter(kept: KeptFilter): void {
  askedFilter.set(kept);
  arrange({ library: true });
}
