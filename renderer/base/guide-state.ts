/** Which page of the guide is open; its words and pictures are read when they are asked for. */
import { createStore } from "./store.ts";

export const GUIDE_PAGES = [
  "first",
  "pairing",
  "confirm",
  "import",
  "details",
  "publish",
  "bundle",
  "history",
  "backup",
  "keys",
] as const;
export type GuidePage = (typeof GUIDE_PAGES)[number];

/** What is looked for in it; empty while a page is read. */
export const guideWords = createStore("");

/** "contents" is the list of all; null is a closed guide. */
export const guide = createStore<GuidePage | "contents" | null>(null);
