import module from "node:module";
import path from "node:path";

// Plain JavaScript that any Node reads: says what to do where the right one is missing.
const WANTED = 24;

/** Ends with one sentence and exit code 2 where this Node is too old to run the desk. */
export function checkNode() {
  if (Number(process.versions.node.split(".")[0]) >= WANTED) return;
  process.stderr.write(
    `Songphasa needs Node ${WANTED}, which "npm ci" brings with it, but its install script did not run: run "npm rebuild node --foreground-scripts", then try again through npm.\n`,
  );
  process.exit(2);
}

/** Keeps the compiled sources for the next start, and for the threads and children of this one: a third of a start's time. */
export function keepCompiled() {
  const folder = path.join(import.meta.dirname, "..", "..", ".cache", "compiled");
  process.env.NODE_COMPILE_CACHE ??= folder;
  module.enableCompileCache(folder);
}
