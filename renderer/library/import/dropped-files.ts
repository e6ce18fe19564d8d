/** Files dropped anywhere on the window, where no place of its own takes them: they are imported. */
import { dialog } from "../../base/layout-state.ts";
import { withoutPackages } from "../../base/package-files.ts";
import { createStore } from "../../base/store.ts";
import { filesDropped } from "./files-dropped.ts";
import { endIntake } from "./intake-run.ts";

/** Files that wait for the import dialog. */
export const droppedFiles = createStore<readonly File[]>([]);

/** Something that could be imported is held over the window. */
export const isDragging = createStore(false);

/** Images have places of their own: an editor, the story's photo. */
const bringsText = (data: DataTransfer | null): boolean =>
  [...(data?.items ?? [])].some((item) => item.kind === "file" && !item.type.startsWith("image/"));

/** Files from outside, however they came: the import dialog takes them, but for colleagues' packages. */
function bringIn(files: readonly File[]): void {
  const texts = withoutPackages(files);
  if (texts.length === 0) return;
  // Those of a moment ago may still wait there.
  droppedFiles.set([...droppedFiles.get(), ...texts]);
  dialog.set("import");
}

/** Follows drags over the whole window; none may replace the window's page. */
export function listenForDrops(): void {
  // What was read waits no longer than its table stands.
  dialog.subscribe(() => {
    if (dialog.get() !== "import") void endIntake();
  });
  addEventListener("dragover", (event) => {
    if (!event.defaultPrevented) event.preventDefault();
    isDragging.set(bringsText(event.dataTransfer));
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) isDragging.set(false);
  });
  addEventListener("dragend", () => isDragging.set(false));
  // Seen on the way down too, for a place that keeps the event to itself.
  addEventListener("drop", () => isDragging.set(false), { capture: true });
  addEventListener("drop", (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (!event.dataTransfer) return;
    void filesDropped(event.dataTransfer).then(bringIn);
  });
}
