/** `npm run bundle-tool`: `out/songphasa-bundle.mjs`, one file that any Node from 20 on runs, with nothing beside it. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { BUNDLE_TOOL, PROGRAM_FOLDER } from "../disk/program-places.ts";

const NAME = path.basename(BUNDLE_TOOL);

/** The licences of what is in the file, which go wherever it goes. */
async function licences(): Promise<string> {
  const texts = ["LICENSE", "node_modules/zod/LICENSE"].map((file) =>
    readFile(path.join(PROGRAM_FOLDER, file), "utf8"),
  );
  return `/*! Songphasa\n${(await Promise.all(texts)).join("\nWith zod:\n")}*/`;
}

/** Builds the program into a folder; the answer is its path. */
export async function buildBundleTool(folder: string): Promise<string> {
  await build({
    configFile: false,
    root: PROGRAM_FOLDER,
    logLevel: "warn",
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: path.join(PROGRAM_FOLDER, "electron/publish/apply/tool.ts"),
      target: "node20",
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        output: {
          format: "es",
          entryFileNames: NAME,
          codeSplitting: false,
          banner: `#!/usr/bin/env node\n${await licences()}`,
        },
      },
    },
  });
  return path.join(folder, NAME);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildBundleTool(path.dirname(BUNDLE_TOOL));
