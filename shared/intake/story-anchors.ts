/** What tells one story from others of the same day: its numbers, and names in either language. */
import { readText } from "../pairing/anchors.ts";

/** Without the words that any story may have. */
export const storyAnchors = (text: string): ReadonlySet<string> =>
  new Set([...readText(text).anchors].filter((anchor) => !/^(?:word|sound) /.test(anchor)));
