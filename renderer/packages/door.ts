/** Stories as a file for a colleague, and such files from others: as other rooms see it. */
export { PackageDialog } from "./package-dialog.tsx";
export { sendStories } from "./send-stories.ts";
export { followPackages } from "./take-packages.ts";
