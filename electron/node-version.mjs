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
