/** How the app itself is asked to be the command line: it can't be run as Node. */

/** Opens no window. What comes after it, and after one `--`, is the command. */
const CLI = "--cli";

/**
 * The command that the app's arguments hold; null where they ask for a window. Chromium reads no argument after `--`,
 * so that nothing of a command (an address, `--version`) is taken for one of its own.
 */
export function commandLine(argv: readonly string[]): readonly string[] | null {
  const end = argv.indexOf("--");
  const at = argv.indexOf(CLI);
  if (at === -1 || (end !== -1 && end < at)) return null;
  const rest = argv.slice(at + 1);
  return rest[0] === "--" ? rest.slice(1) : rest;
}
