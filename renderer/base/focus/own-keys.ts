import type { KeyboardEvent } from "react";

interface OwnKeys {
  readonly onEnter?: (event: KeyboardEvent) => void;
  readonly onEscape?: () => void;
}

/**
 * Enter and Escape of what floats over the text. They go no further: where they move the focus, the
 * key would otherwise still do in the text what it does there. Not while a word is composed, which
 * takes both.
 */
export const ownKeys =
  ({ onEnter, onEscape }: OwnKeys) =>
  (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const run = event.key === "Enter" ? onEnter : event.key === "Escape" ? onEscape : undefined;
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run(event);
  };
