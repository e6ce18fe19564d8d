/** The library's pane as other rooms see it. */
export { DropHint } from "./drop-hint.tsx";
export { listenForDrops } from "./dropped-files.ts";
export { FolderDialog } from "./folder-dialog.tsx";
export { useIsIntakeOpen } from "./import/intake-run.ts";
export { ImportDialog } from "./import-dialog.tsx";
export { LibraryPane } from "./library-pane.tsx";
export { readingProgress, storyCount, useStoryList } from "./story-list.ts";
