import { isMac } from "../../base/hotkeys.ts";

/** Whether a key is undo's or redo's: by its position, as on a Lao layout no key is a z. */
export function undoKey(event: KeyboardEvent): "undo" | "redo" | null {
  const mod = isMac() ? event.metaKey : event.ctrlKey;
  if (!mod || event.altKey || event.isComposing) return null;
  if (event.code === "KeyZ") return event.shiftKey ? "redo" : "undo";
  return event.code === "KeyY" && !event.shiftKey ? "redo" : null;
}

/** What the browser's own undo would do, or null for any other input: it has one undo for all that is on the page. */
export function nativeUndo({ inputType }: InputEvent): "undo" | "redo" | null {
  if (inputType === "historyUndo") return "undo";
  return inputType === "historyRedo" ? "redo" : null;
}
