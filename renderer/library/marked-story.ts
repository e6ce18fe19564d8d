/** The story in the list that the keys and the menu below it are for. */

import { useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Summary } from "../../shared/contract.ts";
import { currentStory } from "../editor/door.ts";

export interface MarkedStory {
  /** Its place in the list. */
  readonly active: number;
  mark(index: number): void;
  /** Back to the story that is open: what was marked could not be opened. */
  markOpen(): void;
  /** The list is another: the mark stays where its story is in it, else goes to the first. */
  restart(): void;
  /** Another search: to the first that it finds, whichever it is; with no words, back to the story that is open. */
  search(words: string): void;
}

const openIdNow = (): string | null => {
  const now = currentStory.get();
  return now.kind === "none" ? null : now.id;
};

/** The mark stays with its story where a save puts the list in another order, and goes to what is opened. */
export function useMarkedStory(items: ReadonlyMap<number, Summary>): MarkedStory {
  const [active, setActive] = useState(0);
  const marked = useRef<string | null>(null);
  useLayoutEffect(() => {
    for (const [index, item] of items) if (item.id === marked.current) setActive(index);
  }, [items]);
  // From wherever it is opened: the menu below the list is for the story that one sees.
  const openId = useSyncExternalStore(currentStory.subscribe, openIdNow);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a list in another order leaves the mark where it is
  useLayoutEffect(() => {
    const index = [...items].find(([, item]) => item.id === openId)?.[0];
    if (openId === null) return;
    marked.current = openId;
    if (index !== undefined) setActive(index);
  }, [openId]);
  const markOpen = () => {
    const open = openIdNow();
    if (open === null) return;
    marked.current = open;
    for (const [index, item] of items) if (item.id === open) setActive(index);
  };
  return {
    active,
    markOpen,
    mark(index) {
      marked.current = items.get(index)?.id ?? null;
      setActive(index);
    },
    restart: () => setActive(0),
    search(words) {
      marked.current = words === "" ? openIdNow() : null;
      setActive(0);
    },
  };
}
