/** Fetches Electron's program where it isn't there, and says how far it is. */
import path from "node:path";
import { cacheFolder, userFolder } from "../desk/user-folder.ts";
import { type FetchedElectron, fetchElectron } from "./fetch-electron.ts";
import { drawProgress } from "./progress-line.ts";

/** Given up after so many milliseconds without a byte. */
const SILENCE = 15_000;

function reasonOf(fetched: Exclude<FetchedElectron, { readonly binary: string }>): string {
  switch (fetched.why) {
    case "stopped":
      return "What was fetched of Electron's program is kept for the next start.";
    case "busy":
      return "Another start is fetching Electron's program.";
    case "silent":
      return `Electron's program can't be had now: nothing came for ${SILENCE / 1000} seconds. What was fetched is kept for the next start.`;
    case "refused":
      return `Electron's program can't be had: the server answered ${fetched.detail}.`;
    case "wrong":
      return "What was fetched is not Electron's program (its checksum is wrong) and was thrown away; the next start tries again.";
    case "failed":
      return `Electron's program can't be had: ${fetched.detail}`;
  }
}

/** The program's path, or null where it can't be had, which is said. A machine that builds or tests (`CI`) fetches nothing. */
export async function getElectron(say: (words: string) => void): Promise<string | null> {
  if (process.env.CI) return null;
  say("Electron's program isn't here yet; it is fetched once.");
  const stop = new AbortController();
  // Never taken off: npm passes the same Ctrl-C on once more, which must not end the desk that opens now.
  process.on("SIGINT", () => stop.abort());
  const progress = drawProgress(process.stderr);
  const fetched = await fetchElectron({
    keepIn: path.join(cacheFolder(userFolder()), "electron"),
    silence: SILENCE,
    signal: stop.signal,
    onProgress: progress.show,
  });
  progress.end();
  if (fetched.binary === null) say(reasonOf(fetched));
  return fetched.binary;
}
