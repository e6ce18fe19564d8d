/** The system's git, looked for: which one it is, and whether it knows what is asked of it here. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** The oldest git that knows what is asked of it here. */
const OLDEST = [2, 30] as const;
/** Milliseconds after which one that says nothing is none. */
const SILENT = 20_000;

export interface SystemGit {
  /** Null where there is none. */
  readonly version: string | null;
  readonly isReady: boolean;
}

/** Where one was found that is ready: it stays while nothing else is to be found there. */
const found = new Map<string, SystemGit>();

export async function systemGit(): Promise<SystemGit> {
  const places = process.env.PATH ?? "";
  const known = found.get(places);
  if (known) return known;
  const said = await promisify(execFile)("git", ["version"], { timeout: SILENT, windowsHide: true }).then(
    ({ stdout }) => /^git version (\S+)/.exec(stdout)?.[1] ?? null,
    // One that doesn't start, or says that it can't, is none.
    () => null,
  );
  const [major = 0, minor = 0] = (said ?? "").split(".").map(Number);
  const git = { version: said, isReady: major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]) };
  if (git.isReady) found.set(places, git);
  return git;
}
