/** Publishing as other rooms see it. */
export { bundleStories } from "./bundle/bundle-choice.ts";
export { BundleDialog } from "./bundle/bundle-dialog.tsx";
export { sizeWords } from "./bundle/bundle-words.ts";
export { useMoment } from "./bundle/made-bundles.tsx";
export { followDue, publishDue } from "./due/due.ts";
export { DueNotice } from "./due/due-notice.tsx";
export { PreviewDialog } from "./preview-dialog.tsx";
export { FolderChoice } from "./publish-result.tsx";
export { publishStories } from "./site/asked-stories.ts";
export { PublishSiteDialog } from "./site/publish-site-dialog.tsx";
export { PublishDialog } from "./story/publish-dialog.tsx";
