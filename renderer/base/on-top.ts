import { useModals } from "@mantine/modals";

/** Whether a dialog has no question over it, so that Escape is its own. */
export const useIsOnTop = (): boolean => useModals().modals.length === 0;
