import { Extension } from "@tiptap/react";
import { BLOCK_TYPES } from "../../../shared/blocks/kinds.ts";

/** `id` and `row` on every block; nested blocks carry them while editing and lose them on saving. */
export const BlockAttributes = Extension.create({
  name: "blockAttributes",
  addGlobalAttributes() {
    const attribute = (name: string) => ({
      default: null,
      keepOnSplit: true,
      parseHTML: (element: HTMLElement) => element.getAttribute(name),
      renderHTML: (attributes: Record<string, unknown>) =>
        typeof attributes[name.slice(5)] === "string" ? { [name]: attributes[name.slice(5)] } : {},
    });
    return [{ types: [...BLOCK_TYPES], attributes: { id: attribute("data-id"), row: attribute("data-row") } }];
  },
});
