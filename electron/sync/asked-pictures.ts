/**
 * Pictures that haven't come with their words, fetched because somebody looks at them now: beside the runs with the
 * hub, which may be long, and without waiting for any.
 */
import { isDiskError } from "../disk/disk-error.ts";
import { readAsset } from "../library/files/assets/assets.ts";
import type { Library } from "../library/library.ts";
import { openHub, type Sharer } from "./hub.ts";
import { fetchPictures, notHere } from "./pictures.ts";
import { readShareState, readToken, shareFolder } from "./share-state.ts";
import { SyncError } from "./sync-error.ts";

export interface AskedPictures {
  /** Those of them that this desk lacks and the hub has; none of a library that isn't shared. */
  lacking(names: Iterable<string>): Promise<ReadonlySet<string>>;
  /** All that it lacks. */
  allLacking(): Promise<ReadonlySet<string>>;
  /** Resolves once each is here, or couldn't be had now. */
  bring(names: Iterable<string>): Promise<void>;
  /** As `readAsset`, brought first where it hasn't come. */
  read(name: string): Promise<Uint8Array | null>;
  /** The hub answered: what couldn't be had before is asked for again. */
  heard(): void;
  /** Gives up what is being fetched, and waits for that. */
  close(): Promise<void>;
}

export interface AskedPicturesParts {
  readonly library: Pick<Library, "id" | "folder" | "readOnly">;
  sharer(): Sharer;
  /** It came. */
  came(name: string): void;
}

/** After a hub couldn't be reached, pictures don't make anybody wait for it again so soon, in milliseconds. */
const QUIET_FOR = 20_000;

export function askedPictures({ library, sharer, came }: AskedPicturesParts): AskedPictures {
  const underWay = new Map<string, Promise<void>>();
  const cut = new AbortController();
  let turn: Promise<unknown> = Promise.resolve();
  let unreached: number | null = null;

  const folder = () => shareFolder(sharer().home, library.id);
  // What can't be read is told by the runs.
  const noted = async (): Promise<readonly string[]> =>
    (await readShareState(folder()).catch(() => null))?.lacking ?? [];
  /** Of a few names, those alone are looked for on the disk. */
  const lacking = async (names: Iterable<string>): Promise<ReadonlySet<string>> => {
    const known = new Set(await noted());
    return new Set(
      await notHere(
        library,
        [...names].filter((name) => known.has(name)),
      ),
    );
  };

  const fetchNow = async (names: readonly string[]): Promise<void> => {
    if (library.readOnly || cut.signal.aborted || (unreached !== null && performance.now() - unreached < QUIET_FOR))
      return;
    try {
      const state = await readShareState(folder());
      const at = state?.taking ?? state?.at;
      if (!state || !at) return;
      const token = (await readToken(folder(), sharer().vault, state.hub)) ?? undefined;
      const hub = { address: state.hub, token, keyFile: state.keyFile, caFile: state.caFile };
      const remote = await openHub(folder(), hub, sharer(), cut.signal);
      try {
        const still = await fetchPictures(library, remote, at, names, came);
        unreached = still.length === names.length ? performance.now() : null;
      } finally {
        await remote.close?.();
      }
    } catch (error) {
      // No line, no program, a disk that is full: the runs tell of it.
      if (!(error instanceof SyncError) && !isDiskError(error) && !cut.signal.aborted) throw error;
      unreached = performance.now();
    }
  };

  const bring = async (names: Iterable<string>): Promise<void> => {
    const wanted = [...new Set(names)];
    const fresh = wanted.filter((name) => !underWay.has(name));
    if (fresh.length > 0) {
      const run = turn.then(() => fetchNow(fresh));
      turn = run.catch(() => undefined);
      for (const name of fresh) underWay.set(name, run);
      void turn.then(() => {
        for (const name of fresh) underWay.delete(name);
      });
    }
    await Promise.all(wanted.map((name) => underWay.get(name)));
  };
  return {
    bring,
    lacking,
    allLacking: async () => new Set(await notHere(library, await noted())),
    async read(name) {
      const here = await readAsset(library.folder, name);
      if (here || !(await lacking([name])).has(name)) return here;
      await bring([name]);
      return readAsset(library.folder, name);
    },
    heard() {
      unreached = null;
    },
    async close() {
      cut.abort();
      await turn;
    },
  };
}
