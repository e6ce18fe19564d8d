/** Working with other desks, as other rooms see it. */
export { PackageDialog } from "./package/package-dialog.tsx";
export { sendStories } from "./package/send-stories.ts";
export { followPackages } from "./package/take-packages.ts";
