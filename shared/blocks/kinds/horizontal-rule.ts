/** A divider: a line between two parts of a story. */
import { html } from "../../html/template.ts";
import type { BlockKind } from "../block-kind.ts";

export const horizontalRule: BlockKind = {
  rule: { content: [], attrs: {} },
  family: "divider",
  wordless: "divider",
  partner: () => ({ type: "horizontalRule" }),
  savable: () => [],
  published: () => ({ type: "horizontalRule" }),
  html: () => html`<hr>`,
};
