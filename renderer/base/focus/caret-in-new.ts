import { type RefObject, useLayoutEffect, useRef } from "react";

export interface CaretInNew<T extends HTMLElement> {
  /** For the element that holds the list. */
  readonly place: RefObject<T | null>;
  /** One is about to be added. */
  readonly adding: () => void;
}

/** Has the caret go into what was just added to the end of a list of `count`: into the first field of the last element that `of` selects. */
export function useCaretInNew<T extends HTMLElement>(count: number, of: string): CaretInNew<T> {
  const place = useRef<T>(null);
  const isAdding = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the list is longer
  useLayoutEffect(() => {
    if (!isAdding.current) return;
    isAdding.current = false;
    [...(place.current?.querySelectorAll(of) ?? [])].at(-1)?.querySelector<HTMLElement>("input, textarea")?.focus();
  }, [count]);
  return {
    place,
    adding: () => {
      isAdding.current = true;
    },
  };
}
