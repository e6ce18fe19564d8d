/** The site's style sheet, print script and fonts, as they stand under `assets/`. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Settings } from "../../../shared/settings.ts";
import { siteLook } from "../../../shared/site-look.ts";
import { colourStyles } from "./colours.ts";

export interface Theme {
  /** From the site's root; sorted by path. The style sheet is as it is without a desk's settings (`styleSheet`). */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export const STYLE_SHEET = "assets/site.css";
export const PRINT_SCRIPT = "assets/print.js";

/** Of the style sheet, in the order in which they are joined. */
const STYLES = ["site.css", "article.css"];

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
  ];
  const files: [string, Uint8Array][] = [];
  for (const [name, source] of sources) files.push([name, await readFile(source)]);
  const styles: string[] = [];
  for (const name of STYLES) styles.push(await readFile(path.join(resources, "site", name), "utf8"));
  files.push([STYLE_SHEET, Buffer.from(styles.join("\n"))]);
  return { files: new Map(files.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** The style sheet of a desk's site: the theme's, the desk's colours, and the desk's own on top. */
export function styleSheet(theme: Theme, settings: Settings): string {
  const look = siteLook(settings);
  const base = Buffer.from(theme.files.get(STYLE_SHEET) ?? []).toString("utf8");
  return [base, colourStyles(look), look.css.trim() && `${look.css.trim()}\n`].filter((one) => one !== "").join("\n");
}
