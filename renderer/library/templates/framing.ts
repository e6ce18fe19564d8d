/** What a template's dialog is open for: a story that becomes one, or a template that is changed. */
import type { Answer } from "../../../shared/contract.ts";
import { dialog } from "../../base/layout-state.ts";
import { createStore } from "../../base/store.ts";

export type HeldTemplate = Answer<"templates.list">["templates"][number];

export type Framing =
  | { readonly kind: "story"; readonly id: string }
  | { readonly kind: "template"; readonly held: HeldTemplate };

export const framing = createStore<Framing | null>(null);

/** Opens the dialog in which a person says what of a story stays in its frame. */
export function frameStory(id: string): void {
  framing.set({ kind: "story", id });
  dialog.set("template");
}

export function changeTemplate(held: HeldTemplate): void {
  framing.set({ kind: "template", held });
  dialog.set("template");
}
