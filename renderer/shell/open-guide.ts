/** Which page of the guide fits where one is. */
import { type GuidePage, guide } from "../base/guide-state.ts";
import { type Dialog, dialog, layout, type SidePaneName } from "../base/layout-state.ts";
import { currentStory } from "../editor/door.ts";

const OF_DIALOG: Readonly<Record<Exclude<Dialog, null>, GuidePage>> = {
  settings: "backup",
  import: "import",
  publish: "publish",
  publishSite: "publish",
  bundle: "bundle",
  package: "import",
  preview: "publish",
  openLibrary: "backup",
  shortcuts: "keys",
  pairParagraphs: "pairing",
  templates: "first",
  template: "first",
  updates: "backup",
  whatsNew: "first",
  sharing: "backup",
  joinLibrary: "backup",
};
const OF_PANE: Readonly<Record<SidePaneName, GuidePage>> = {
  details: "details",
  checks: "publish",
  notes: "confirm",
  history: "history",
};

function pageHere(): GuidePage | "contents" {
  const open = dialog.get();
  if (open) return OF_DIALOG[open];
  const focused = document.activeElement;
  if (focused?.closest(".side")) return OF_PANE[layout.get().side];
  if (focused?.closest(".library")) return "keys";
  if (currentStory.get().kind !== "open") return "first";
  return focused?.closest(".columns") ? "confirm" : "contents";
}

/** Opens the guide at what fits; in it, the same key closes it. */
export function openGuide(): void {
  const isRead = document.activeElement?.closest(".guide") != null;
  guide.set(isRead ? null : pageHere());
  // It may stand open at that page already.
  if (!isRead) document.querySelector<HTMLElement>(".guide-page")?.focus({ preventScroll: true });
}
