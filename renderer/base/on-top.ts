import { useModals } from "@mantine/modals";
import { useEffect, useState } from "react";

/**
 * Whether a dialog has no question over it, so that Escape is its own. The key that closes the question
 * is heard by both, so the dialog is on top from the next task on.
 */
export function useIsOnTop(): boolean {
  const isAlone = useModals().modals.length === 0;
  const [wasAlone, setWasAlone] = useState(isAlone);
  useEffect(() => {
    const later = setTimeout(() => setWasAlone(isAlone));
    return () => clearTimeout(later);
  }, [isAlone]);
  return isAlone && wasAlone;
}
