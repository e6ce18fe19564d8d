/** The headline's and lead's fields as the page holds them; what is put in goes through their own undo. */
import type { Lang } from "../../../shared/article.ts";

/** The field of a headline or a lead, or null where it isn't on the page. */
export const textField = (lang: Lang, where: "headline" | "lead"): HTMLTextAreaElement | null =>
  document.querySelector<HTMLTextAreaElement>(`textarea[data-field="${where}.${lang}"]`);

/**
 * Puts text in place of a part of a field, in one step of the field's undo. The focus goes there and
 * comes back: there is no other way to put text in that the undo knows. False where it was refused.
 */
export function replaceInField(field: HTMLTextAreaElement, from: number, to: number, text: string): boolean {
  if (field.readOnly || field.disabled) return false;
  const before = document.activeElement;
  field.focus({ preventScroll: true });
  field.setSelectionRange(from, to);
  const done = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
  if (before instanceof HTMLElement && before !== field) before.focus({ preventScroll: true });
  return done;
}
