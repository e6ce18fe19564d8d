/** What carries a library between a desk and its hub: the system's git, or, over HTTPS, what the app brings along. */
import { type GitDesk, type GitHub, openGitRemote } from "./git/git-remote.ts";
import { type SystemGit, systemGit } from "./git/system-git.ts";
import type { Remote } from "./remote.ts";
import { fail } from "./sync-error.ts";

/** `git`: the system's; `own`: what the app brings along. */
export type Carrier = "git" | "own";

/** Throws `SyncError` (`carrier-missing`, `carrier-old`) where the system has no git that will do. */
export async function needGit(look: () => Promise<SystemGit> = systemGit): Promise<void> {
  const { version, isReady } = await look();
  if (version === null) fail("carrier-missing");
  if (!isReady) fail("carrier-old", { version });
}

/** Opens a hub with what there is. Throws `SyncError`: `carrier-…`, `hub-…`, `share-store`. */
export async function openRemote(
  folder: string,
  hub: GitHub,
  desk: GitDesk,
  signal?: AbortSignal,
  look: () => Promise<SystemGit> = systemGit,
): Promise<{ readonly remote: Remote; readonly carrier: Carrier }> {
  if (hub.address.kind === "https" && !(await look()).isReady) {
    // Half a megabyte of code that most desks, and every publication, never need.
    const { openLineRemote } = await import("./git-less/line-remote.ts");
    return { remote: await openLineRemote(folder, hub, desk, signal), carrier: "own" };
  }
  await needGit(look);
  return { remote: await openGitRemote(folder, hub, desk, signal), carrier: "git" };
}
