/** How this window is arranged; kept for its tab. */
import type { Lang } from "../../shared/article/article.ts";
import { createStore, type Store } from "./store.ts";

/** What the right pane can show. */
export const SIDE_PANES = ["details", "checks", "notes", "history"] as const;
export type SidePaneName = (typeof SIDE_PANES)[number];

export interface Layout {
  readonly hidden: Lang | null;
  /** The right pane is open. */
  readonly details: boolean;
  readonly side: SidePaneName;
  readonly library: boolean;
  /** The source side can't be written, for a translator who must not touch it. */
  readonly sourceLocked: boolean;
}

const KEY = "songphasa-layout";

/**
 * CSS pixels that the window needs before a pane begins open, so that both columns stay 400 wide; below them it lies
 * over the story. The library is 264 wide, the details 300, the gutter and the edges 72. theme.css has them too.
 */
export const ROOM = { details: 1436, library: 1136 } as const;

function start(): Layout {
  const fallback: Layout = {
    hidden: null,
    details: innerWidth >= ROOM.details,
    side: "details",
    library: innerWidth >= ROOM.library,
    sourceLocked: false,
  };
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return typeof kept === "object" && kept !== null ? { ...fallback, ...kept } : fallback;
  } catch {
    return fallback;
  }
}

export const layout: Store<Layout> = createStore(start());

export function arrange(change: Partial<Layout>): void {
  layout.set({ ...layout.get(), ...change });
  sessionStorage.setItem(KEY, JSON.stringify(layout.get()));
}

export type Dialog =
  | "settings"
  | "import"
  | "publish"
  | "publishSite"
  | "bundle"
  | "package"
  | "preview"
  | "openLibrary"
  | "shortcuts"
  | "pairParagraphs"
  | "templates"
  | "template"
  | "updates"
  | "whatsNew"
  | "sharing"
  | "joinLibrary"
  | null;
export const dialog = createStore<Dialog>(null);
