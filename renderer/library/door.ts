/** The library's pane as other rooms see it. */

export { Board } from "./board/board.tsx";
export { showBoard } from "./board/board-state.ts";
export { FolderDialog } from "./folder-dialog.tsx";
export { followHanded } from "./handed-over.ts";
export { DropHint } from "./import/drop-hint.tsx";
export { listenForDrops } from "./import/dropped-files.ts";
export { ImportDialog } from "./import/import-dialog.tsx";
export { useIsIntakeOpen } from "./import/intake-run.ts";
export { showFilter } from "./kept-filters/asked-filter.ts";
export { LibraryPane } from "./library-pane.tsx";
export { storyCount, useStoryCount } from "./story-count.ts";
export { readingProgress, useStoryList } from "./story-list.ts";
export { frameStory } from "./templates/framing.ts";
export { TemplateForm } from "./templates/template-form.tsx";
export { TemplatesDialog } from "./templates/templates-dialog.tsx";
