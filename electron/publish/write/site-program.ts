/** Which program makes the site's files: another one may make others of the same stories. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { IS_BUILT, OUT_FOLDER, PROGRAM_FOLDER } from "../../disk/program-places.ts";

/** Where the build notes it, beside the built shell; an app that was packaged has no sources. */
export const PROGRAM_NOTE = "site-program.txt";

/** From the project's folder: what pages are made by, and which packages it takes along. */
const SOURCES = ["electron/publish", "shared"];
const PACKAGES = "package.json";

/** A hash of the sources that make pages, in hex. */
export function hashOfSources(project: string): string {
  const hash = createHash("sha256");
  const names = SOURCES.flatMap((folder) =>
    readdirSync(path.join(project, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => path.posix.join(folder, name.replaceAll("\\", "/"))),
  ).sort();
  for (const name of [PACKAGES, ...names]) hash.update(`${name}\0`).update(readFileSync(path.join(project, name)));
  return hash.digest("hex");
}

let program: string | null = null;

/** The same from the sources and from what was built of them. It is looked at once. */
export function siteProgram(): string {
  if (program !== null) return program;
  program = IS_BUILT ? readFileSync(path.join(OUT_FOLDER, PROGRAM_NOTE), "utf8").trim() : hashOfSources(PROGRAM_FOLDER);
  return program;
}
