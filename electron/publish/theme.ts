/** The site's style sheet, print script and fonts, as they stand under `assets/`. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

export interface Theme {
  /** From the site's root; sorted by path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export const STYLE_SHEET = "assets/site.css";
export const PRINT_SCRIPT = "assets/print.js";

/** Package, files of it, and each package's licence, which the SIL Open Font License wants beside the fonts. */
const FONTS: Readonly<Record<string, readonly string[]>> = {
  "noto-sans-lao": ["noto-sans-lao-lao-wght-normal", "noto-sans-lao-latin-wght-normal"],
  "noto-serif-lao": ["noto-serif-lao-lao-wght-normal"],
  "source-serif-4": [
    "source-serif-4-latin-ext-wght-normal",
    "source-serif-4-latin-wght-italic",
    "source-serif-4-latin-wght-normal",
    "source-serif-4-vietnamese-wght-normal",
  ],
};

/** Reads the theme from `<resources>/site/` and the installed font packages. Throws where one is not installed. */
export async function readTheme(resources: string): Promise<Theme> {
  const { resolve } = createRequire(import.meta.url);
  const sources: [string, string][] = [
    [PRINT_SCRIPT, path.join(resources, "site", "print.js")],
    [STYLE_SHEET, path.join(resources, "site", "site.css")],
  ];
  for (const [name, files] of Object.entries(FONTS)) {
    for (const file of files)
      sources.push([`assets/fonts/${file}.woff2`, resolve(`@fontsource-variable/${name}/files/${file}.woff2`)]);
    sources.push([`assets/fonts/${name}-licence.txt`, resolve(`@fontsource-variable/${name}/LICENSE`)]);
  }
  sources.sort(([a], [b]) => (a < b ? -1 : 1));
  const files = new Map<string, Uint8Array>();
  for (const [name, source] of sources) files.set(name, await readFile(source));
  return { files };
}
