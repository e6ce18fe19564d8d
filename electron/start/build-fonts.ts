/** Copies the site's fonts out of their packages into the build: an app that was packaged has no such packages. */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { licenceName, SITE_FONTS } from "../publish/theme/theme.ts";

const FOLDER = path.join(import.meta.dirname, "..", "..", "out", "site-fonts");

/** The package's file, or null where the package isn't installed. */
function fileOf(name: string): string | null {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND") return null;
    throw error;
  }
}

/** Whole or not there: two builds may copy at once. */
async function put(file: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    await writeFile(temporary, bytes);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Brings the build's fonts to what the packages hold. Where those aren't installed, what was copied before stays. */
export async function buildFonts(folder: string = FOLDER): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [font, files] of Object.entries(SITE_FONTS)) {
    const names = [
      ...files.map((file) => [`${file}.woff2`, `files/${file}.woff2`] as const),
      [licenceName(font), "LICENSE"] as const,
    ];
    for (const [name, inPackage] of names) {
      const source = fileOf(`@fontsource-variable/${font}/${inPackage}`);
      if (source === null) continue;
      const bytes = await readFile(source);
      const there = await readFile(path.join(folder, name)).catch(() => null);
      if (!there?.equals(bytes)) await put(path.join(folder, name), bytes);
    }
  }
}
