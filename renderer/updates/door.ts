/** A newer Songphasa, and what it brought, as other rooms see it. */
export { UpdatesDialog } from "./updates-dialog.tsx";
export { showNewsOnce, WhatsNewDialog } from "./whats-new-dialog.tsx";
