/** `assets/`: the style sheet, the print script and the fonts. */
import { madeFile } from "../write/site-file.ts";
import type { Output } from "./site.ts";

export const themeFiles: Output = async function* ({ sources }) {
  for (const [path, bytes] of sources.theme.files) yield madeFile(path, bytes);
};
