/** How stories stood that the desks of a hub told each other: what a merge may begin with, though no history kept it. */
import { keptRev } from "../../library/history/kept-text.ts";
import { openHub, type Sharer } from "../hub.ts";
import { storyPath } from "../kinds/stories.ts";
import type { Moment, Remote } from "../remote.ts";
import { readShareState, shareFolder } from "../share-state.ts";
import { SyncError } from "../sync-error.ts";

export interface ToldPast {
  /** Hashes of a story's canonical texts as revisions have them that came from nothing, newest first. */
  revs(id: string): Promise<readonly string[]>;
  /** The text of one that `revs` told; null for another. */
  text(id: string, rev: string): Promise<string | null>;
  close(): Promise<void>;
}

/** Of a library that isn't shared. */
export const NOTHING_TOLD: ToldPast = { revs: async () => [], text: async () => null, close: async () => undefined };

/** Texts that are read at once. */
const AT_ONCE = 16;

function pastOf(remote: Remote, stood: ReadonlyMap<string, readonly Moment[]>): ToldPast {
  /** The moments at which a story had each of its texts. */
  const known = new Map<string, ReadonlyMap<string, Moment>>();
  const of = async (id: string): Promise<ReadonlyMap<string, Moment>> => {
    const found = known.get(id);
    if (found) return found;
    const path = storyPath(id);
    const moments = stood.get(path) ?? [];
    const texts = new Map<string, Moment>();
    for (let first = 0; first < moments.length; first += AT_ONCE) {
      const some = moments.slice(first, first + AT_ONCE);
      const files = await remote.get(some.map((at) => ({ at, path })));
      for (const [index, at] of some.entries()) {
        const bytes = files[index];
        const rev = bytes ? keptRev(bytes, []) : null;
        if (rev !== null && !texts.has(rev)) texts.set(rev, at);
      }
    }
    known.set(id, texts);
    return texts;
  };
  return {
    revs: async (id) => [...(await of(id)).keys()],
    async text(id, rev) {
      const at = (await of(id)).get(rev);
      const [bytes] = at === undefined ? [] : await remote.get([{ at, path: storyPath(id) }]);
      return bytes?.toString("utf8") ?? null;
    },
    close: async () => remote.close?.(),
  };
}

/**
 * As this desk's own copy of the hub has it; the hub isn't asked. Whoever opens it closes it. A story goes and comes
 * without it too, so that a copy which can't be read is in nobody's way: nothing was told then.
 */
export async function openToldPast(library: string, sharer: Sharer, ids: readonly string[]): Promise<ToldPast> {
  try {
    const folder = shareFolder(sharer.home, library);
    const state = await readShareState(folder);
    if (!state || state.at === null) return NOTHING_TOLD;
    const remote = await openHub(folder, { address: state.hub, keyFile: state.keyFile }, sharer);
    try {
      const stood = await remote.stood?.(state.at, ids.map(storyPath));
      return unlessUnreadable(pastOf(remote, stood ?? new Map()));
    } catch (error) {
      await remote.close?.();
      throw error;
    }
  } catch (error) {
    if (error instanceof SyncError) return NOTHING_TOLD;
    throw error;
  }
}

/** What can't be read of it was not told. */
function unlessUnreadable(past: ToldPast): ToldPast {
  const otherwise = async <T>(work: Promise<T>, nothing: T): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (error instanceof SyncError) return nothing;
      throw error;
    }
  };
  return {
    revs: (id) => otherwise(past.revs(id), []),
    text: (id, rev) => otherwise(past.text(id, rev), null),
    close: past.close,
  };
}
