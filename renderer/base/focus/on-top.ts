import { useModals } from "@mantine/modals";
import { useLayoutEffect } from "react";

/** How many questions stand over the page. */
let questions = 0;

/** Whether the Escape that is being heard is for a question over the page, or for the guide beside it. */
let isElsewhere = false;

// Registered before any dialog's, so that it is heard first.
window.addEventListener(
  "keydown",
  ({ key, target }) => {
    if (key !== "Escape") return;
    isElsewhere = questions > 0 || (target instanceof Element && target.closest(".guide") !== null);
    setTimeout(() => {
      isElsewhere = false;
    });
  },
  { capture: true },
);

/**
 * What closes a dialog, but by the Escape that a question over it takes: both hear the key, and the question is
 * gone before the dialog is asked. Whose an Escape is, is looked at as it is pressed, so that none is lost.
 */
export function useCloseOnTop(close: () => void): () => void {
  const count = useModals().modals.length;
  useLayoutEffect(() => {
    questions = count;
  }, [count]);
  return () => {
    if (!isElsewhere) close();
  };
}
