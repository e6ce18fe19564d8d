import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import { hashOfSources, PROGRAM_NOTE } from "./electron/publish/write/site-program.ts";

const root = import.meta.dirname;
/** The licences of what is bundled go with it. */
const LICENCES = { fileName: "licences.md" };

export default defineConfig({
  main: {
    plugins: [
      {
        name: "site-program",
        generateBundle() {
          mkdirSync(join(root, "out"), { recursive: true });
          writeFileSync(join(root, "out", PROGRAM_NOTE), hashOfSources(root));
        },
      },
    ],
    // What package.json names under "dependencies" stays a package, for it brings a library of the system; the rest is bundled.
    build: {
      outDir: join(root, "out/main"),
      license: LICENCES,
      rolldownOptions: {
        // The threads of the index and of the intake are files of their own, beside the shell's.
        input: {
          main: join(root, "electron/main.ts"),
          "index-worker": join(root, "electron/library/index/index-worker.ts"),
          "index-reader": join(root, "electron/library/index/reading/index-reader.ts"),
          "intake-worker": join(root, "electron/calls/intake/intake-worker.ts"),
        },
        // What finds its folders from where it stands must not stand deeper: shared chunks lie beside the entries.
        output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name].js" },
      },
    },
  },
  preload: {
    build: {
      outDir: join(root, "out/preload"),
      // A sandboxed preload script is CommonJS, one file, and may require nothing but the shell's own modules.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: join(root, "electron/preload.ts") },
        output: { format: "cjs", entryFileNames: "[name].cjs", codeSplitting: false },
      },
    },
  },
  renderer: {
    root: join(root, "renderer"),
    // The same files are served from app://songphasa/ and from http://127.0.0.1.
    base: "./",
    plugins: [react()],
    build: {
      outDir: join(root, "out/renderer"),
      emptyOutDir: true,
      license: LICENCES,
      // The policy allows no data: script, and fonts are better cached as files.
      assetsInlineLimit: 0,
      // A third of the size: the window is there sooner on a small laptop.
      minify: true,
      // From the disk or from this machine: one file is as quick as several.
      chunkSizeWarningLimit: 2500,
      rolldownOptions: {
        input: { index: join(root, "renderer/index.html") },
        // One Lao letter in it, and a browser keeps the whole script in two bytes a letter.
        output: { charset: "ascii" },
      },
    },
    server: { host: "127.0.0.1" },
  },
});
