/** The site's style sheet, print script and fonts, as they stand under `assets/`. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { Settings } from "../../../shared/settings.ts";
import { siteLook } from "../../../shared/site-look.ts";
import { colourStyles } from "./colours.ts";

export interface Theme {
  /** From the site's root; sorted by path. The style sheet is as it is without a desk's settings (`styleSheet`). */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Outlines of letters, as SVG paths of 1,000 units an em whose y grows upwards. */
  readonly letters: ReadonlyMap<string, string>;
}

export const STYLE_SHEET = "assets/site.css";
export const PRINT_SCRIPT = "assets/print.js";

/** Of the style sheet, in the order in which they are joined. */
const STYLES = ["fonts.css", "pictures.css", "site.css", "article.css"];

const Letters = z.record(z.string(), z.string());

/** Where the fonts stand, with their licences: below the theme's own files, and below `assets/` on the site. */
const FONTS = "fonts";

/** Reads the theme from `<resources>/site/`. Throws where a file is missing. */
export async function readTheme(resources: string): Promise<Theme> {
  const folder = path.join(resources, "site");
  const sources = [
    [PRINT_SCRIPT, path.join(folder, "print.js")] as const,
    ...(await readdir(path.join(folder, FONTS)))
      .filter((name) => /\.(woff2|txt)$/.test(name))
      .map((name) => [`assets/${FONTS}/${name}`, path.join(folder, FONTS, name)] as const),
  ];
  const files: [string, Uint8Array][] = [];
  for (const [name, source] of sources) files.push([name, await readFile(source)]);
  const styles: string[] = [];
  for (const name of STYLES) styles.push(await readFile(path.join(folder, name), "utf8"));
  files.push([STYLE_SHEET, Buffer.from(styles.join("\n"))]);
  const letters = Letters.parse(JSON.parse(await readFile(path.join(folder, "letters.json"), "utf8")));
  return { files: new Map(files.sort(([a], [b]) => (a < b ? -1 : 1))), letters: new Map(Object.entries(letters)) };
}

/** The style sheet of a desk's site: the theme's, the desk's colours, and the desk's own on top. */
export function styleSheet(theme: Theme, settings: Settings): string {
  const look = siteLook(settings);
  const base = Buffer.from(theme.files.get(STYLE_SHEET) ?? []).toString("utf8");
  return [base, colourStyles(look), look.css.trim() && `${look.css.trim()}\n`].filter((one) => one !== "").join("\n");
}
