/** The site's style sheet, print script and fonts, as they stand under `assets/`. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";

export interface Theme {
  /** From the site's root; sorted by path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export const STYLE_SHEET = "assets/site.css";
export const PRINT_SCRIPT = "assets/print.js";

/** The style sheet's parts, the ground first: one file on the site. */
const SHEETS: readonly string[] = ["site.css", "article.css"];

/** Font packages with the files taken of each. */
export const SITE_FONTS: Readonly<Record<string, readonly string[]>> = {
  "noto-sans-lao": ["noto-sans-lao-lao-wght-normal", "noto-sans-lao-latin-wght-normal"],
  "noto-serif-lao": ["noto-serif-lao-lao-wght-normal"],
  "source-serif-4": [
    "source-serif-4-latin-ext-wght-normal",
    "source-serif-4-latin-wght-italic",
    "source-serif-4-latin-wght-normal",
    "source-serif-4-vietnamese-wght-normal",
  ],
};

/** The name that a package's licence has beside its fonts, where the SIL Open Font License wants it. */
export const licenceName = (font: string): string => `${font}-licence.txt`;

/** Where the build puts the fonts, seen from these sources and from the built shell. */
function builtFonts(): string {
  const places = ["../../../out/site-fonts", "../site-fonts"].map((place) => path.join(import.meta.dirname, place));
  return places.find((place) => existsSync(place)) ?? path.join(import.meta.dirname, "../../../out/site-fonts");
}

/** Reads the theme from `<resources>/site/` and the fonts from where the build put them. Throws where one is missing. */
export async function readTheme(resources: string, fonts: string = builtFonts()): Promise<Theme> {
  const names = Object.entries(SITE_FONTS).flatMap(([font, files]) => [
    ...files.map((file) => `${file}.woff2`),
    licenceName(font),
  ]);
  const sources = [
    [PRINT_SCRIPT, path.join(resources, "site", "print.js")] as const,
    ...names.map((name) => [`assets/fonts/${name}`, path.join(fonts, name)] as const),
  ].sort(([a], [b]) => (a < b ? -1 : 1));
  const files = new Map<string, Uint8Array>();
  for (const [name, source] of sources) files.set(name, await readFile(source));
  const sheets = await Promise.all(SHEETS.map((sheet) => readFile(path.join(resources, "site", sheet), "utf8")));
  files.set(STYLE_SHEET, Buffer.from(sheets.join("\n")));
  return { files };
}
