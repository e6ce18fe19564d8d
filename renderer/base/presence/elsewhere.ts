/** Which stories are open at other desks, as the window knows it. A hint, never a lock. */
import type { OpenElsewhere } from "../../../shared/contract.ts";
import { personOf } from "../../../shared/settings.ts";
import { hostState, settingsState } from "../desk-state.ts";
import { createStore, useStore } from "../store.ts";

export const elsewhere = createStore<readonly OpenElsewhere[]>([]);

/** Somebody who has a story open, at one desk or at several. */
export interface Reader {
  readonly name: string;
  /** How their desks are called, where that says more than the name. */
  readonly desks: readonly string[];
  /** When it was last heard that they have. */
  readonly heard: string;
}

/** Who has a story open elsewhere, whoever was heard last first; in the window's language where the settings know them. */
export function useReaders(story: string): readonly Reader[] {
  const all = useStore(elsewhere);
  const { people } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  const readers = new Map<string, Reader>();
  const here = all.filter((one) => one.story === story).sort((a, b) => (a.heard < b.heard ? 1 : -1));
  for (const { by, person, deskName, heard } of here) {
    const known = personOf(people, person ?? "");
    const other = language === "lo" ? known?.en : known?.lo;
    const name = known?.[language] || other || by || deskName;
    const before = readers.get(name);
    const desks = [...(before?.desks ?? []), ...(deskName === "" || deskName === name ? [] : [deskName])];
    readers.set(name, { name, desks, heard: before?.heard ?? heard });
  }
  return [...readers.values()];
}
