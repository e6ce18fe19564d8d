/**
 * What the shell tells the process that started it: words in a private file. A channel of descriptors
 * would be simpler, but on Linux Chromium takes descriptor 3 for its own, and its windows then stay empty.
 */
import { appendFileSync, readFileSync } from "node:fs";

/** The environment's name for the file. */
export const NEWS_FILE = "SONGPHASA_NEWS";

const NEWS = ["awake", "opened", "ready", "elsewhere", "refused", "left"] as const;
/**
 * `awake`: Electron runs. `opened`: the library is open. `ready`: the window is there. `elsewhere`: a
 * desk that ran already comes forward. `refused`: the library can't be opened, and the user was told. `left`: everything is closed, and the app ends without waiting for a thread that hangs.
 */
export type ShellNews = (typeof NEWS)[number];

/** Tells the starter, where there is one. */
export function tellStarter(news: ShellNews): void {
  const file = process.env[NEWS_FILE];
  if (file) appendFileSync(file, `${news}\n`);
}

/** All that was told so far, in order; a word cut in the middle is not told yet. */
export function readNews(file: string): readonly ShellNews[] {
  const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
  return lines.flatMap((line) => NEWS.find((news) => news === line) ?? []);
}
