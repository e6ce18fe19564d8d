/** Sharing as other rooms see it. */
export { followPresence } from "./follow-presence.ts";
export { JoinDialog } from "./join-dialog.tsx";
export { SharingList } from "./sharing-list.tsx";
export { followSharing, sharing, syncNow } from "./sharing-state.ts";
export { SharingStatus } from "./sharing-status.tsx";
export { SharingTab } from "./sharing-tab.tsx";
