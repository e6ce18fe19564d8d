/** How many stories the library has, whether its list is on the screen or folded away. */
import { useEffect } from "react";
import { desk } from "../base/desk-client.ts";
import { createStore, useStore } from "../base/store.ts";

/** Outside the trash; null until it was read once. */
export const storyCount = createStore<number | null>(null);

/** Lists on the screen: they read the count with their pages. */
let lists = 0;
const unread = new Set<() => void>();

/** A list is on the screen until what is returned is called. */
export function tellsStoryCount(): () => void {
  lists += 1;
  return () => {
    lists -= 1;
    // It may have gone before it was read.
    if (lists === 0) for (const read of unread) read();
  };
}

/** Milliseconds in which changes that follow each other are one. */
const PATIENCE = 200;

/** The count, read where no list reads it: once, and again when something changed. */
export function useStoryCount(): number | null {
  const count = useStore(storyCount);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async () => {
      if (lists > 0) return;
      const answer = await desk.call("articles.list", { limit: 1 });
      if (answer.ok && lists === 0) storyCount.set(answer.value.counts.all);
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void read(), PATIENCE);
    };
    const leave = desk.subscribe((event) => {
      if (event.event !== "progress") later();
    });
    later();
    unread.add(later);
    return () => {
      unread.delete(later);
      clearTimeout(timer);
      leave();
    };
  }, []);
  return count;
}
