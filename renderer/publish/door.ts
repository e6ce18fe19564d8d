/** Publishing as other rooms see it. */
export { bundleStories } from "./bundle/bundle-choice.ts";
export { BundleDialog } from "./bundle/bundle-dialog.tsx";
export { PreviewDialog } from "./preview-dialog.tsx";
export { PublishDialog } from "./publish-dialog.tsx";
export { PublishSiteDialog } from "./publish-site-dialog.tsx";
