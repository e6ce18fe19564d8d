/**
 * One run of a desk with its hub: what changed here is told, what others told is taken, and what both changed is made
 * into one. Each step may be cut off anywhere: `ShareState` moves on only once what it says is true, and what is done
 * again comes to the same.
 */
import type { Fetches } from "../../shared/contract.ts";
import { instantNow } from "../../shared/text/dates.ts";
import { kindOf } from "./kinds/kinds.ts";
import { localChanges } from "./local-changes.ts";
import { fetchPictures, notHere, pictureOfPath, sendPictures } from "./pictures.ts";
import { type Held, readable } from "./readable-files.ts";
import { refusedAsHeld, refusedNow } from "./refused-files.ts";
import type { Beyond, Moment, PutFile } from "./remote.ts";
import { libraryAt, MARK_PATH, markBytes } from "./share-mark.ts";
import type { Noticed } from "./share-news.ts";
import type { ShareState } from "./share-state.ts";
import { fail, SyncError } from "./sync-error.ts";
import { type Authors, NOBODY, slices, type TakeParts, take, takeBehind, takeHeld } from "./taking.ts";

/** How often a run tries again where another desk was quicker. */
const TRIES = 20;

export interface Synced {
  /** Files that this desk told others, and that it took from them. */
  readonly sent: number;
  readonly received: number;
  /** Files that both had changed. */
  readonly merged: number;
  /** What could not be told or taken, and why; each is tried again. */
  readonly held: readonly Held[];
  /** The hub stood behind what it had said before: it was restored from a backup, or rewritten. */
  readonly setBack?: true;
  /** The library here stood behind what it had told, as one that was restored from a backup does, and took that again. */
  readonly tookBack?: true;
}

export interface SyncParts extends TakeParts {
  /** How the hub is named to people. */
  readonly hub: string;
  readonly state: ShareState;
  save(state: ShareState): Promise<void>;
  /** Which pictures are fetched once the words went; all, where nothing is said. */
  readonly fetches?: Fetches;
  /** Told of what people are to read, before anything is made of it. */
  noticed?(what: Noticed): Promise<void>;
  /** Told of each picture that came. */
  pictureCame?(name: string): void;
}

/** What both changed, as one; a file that can't be merged here is held, and others keep what they have. */
async function mergedFiles(
  { remote, desk }: SyncParts,
  at: Moment,
  { base, head, theirs, ours }: Beyond & { head: Moment },
  held: Map<string, Held>,
): Promise<{ readonly files: PutFile[]; readonly merged: number; readonly authors: Authors | null }> {
  const mine = new Set(ours);
  const both = theirs.filter((path) => mine.has(path));
  const files: PutFile[] = [];
  const other = new Set(theirs);
  for (const path of ours) if (!other.has(path)) files.push({ path, content: { as: at } });
  let merged = 0;
  const authors = both.length === 0 ? null : await remote.authors(base, head);
  for (const some of slices(both)) {
    const { paths, files: read } = await readable(remote, some, [base, at, head], held);
    const [before = [], here = [], there = []] = read;
    for (const [index, path] of paths.entries()) {
      const [last, own, their] = [before[index] ?? null, here[index] ?? null, there[index] ?? null];
      // What one removed and the other changed stays.
      if (own === null) continue;
      if (their === null) {
        files.push({ path, content: { as: at } });
        continue;
      }
      const kind = kindOf(path);
      if (own.equals(their) || kind === null) continue;
      try {
        const made = kind.merge({
          path,
          base: last,
          own,
          other: their,
          ours: desk,
          theirs: authors?.get(path) ?? NOBODY,
        });
        if (!made.equals(their)) files.push({ path, content: made });
        merged += 1;
      } catch (error) {
        if (!(error instanceof SyncError)) throw error;
        held.set(path, { path, error: error.error });
      }
    }
  }
  return { files, merged, authors };
}

/** What is held, each with the moment before it came. */
const recordOf = (
  before: ShareState["held"],
  held: ReadonlyMap<string, Held>,
  at: Moment | null = null,
): ShareState["held"] => Object.fromEntries([...held.keys()].sort().map((path) => [path, before[path] ?? at]));

/** One run. Throws `SyncError`: what stood between the desk and its hub; the library is whole then as ever. */
export async function syncLibrary(parts: SyncParts): Promise<Synced> {
  const { library, remote, hub, save } = parts;
  let { state } = parts;
  const keep = async (next: ShareState): Promise<void> => {
    if (JSON.stringify(next) !== JSON.stringify(state)) await save(next);
    state = next;
  };
  await goOn(new Map(), null);
  const held = await takeHeld({ ...parts, state });
  const again = Object.keys(state.held).filter((path) => !held.has(path));
  const local = await localChanges(library, remote, { ...state, held: recordOf(state.held, held) }, again);
  for (const [path, error] of local.untold) held.set(path, { path, error });
  const tookBack = local.behind.length > 0;
  if (tookBack) await parts.noticed?.("tookBack");
  await takeBehind(parts, local.behind, held);
  const files = [...local.files];
  if (state.at === null && files.length > 0) files.unshift({ path: MARK_PATH, content: markBytes(library.id) });
  let at = state.at;
  if (files.length > 0) {
    const kept = await remote.put({ files, on: at === null ? [] : [at] });
    if (kept.kind === "moved") return fail("share-store", { detail: "moved" });
    ({ at } = kept);
  }
  const { log, others } = local;
  const unsent = [...new Set([...state.unsent, ...local.pictures])].sort();
  await keep({ ...state, at, log, others, unsent });

  for (let tries = 0; tries < TRIES; tries += 1) {
    const heldNow = new Map(held);
    const found = await tell({ ...parts, state }, at, heldNow);
    if (found === null) continue;
    const { now, sent, merged, setBack } = found;
    let received = 0;
    if (setBack) await keep({ ...state, ...lostAt(state, found.ours) });
    if (now !== at) {
      await keep({ ...state, taking: now });
      received = await goOn(heldNow, found.authors);
    }
    await keep({ ...state, met: true, heard: now, held: recordOf(state.held, heldNow, at) });
    await keep(await withPictures(parts, state, state.at ?? now));
    // What waited may have come in a form that can be read here.
    const still = now === at ? heldNow : await takeHeld({ ...parts, state });
    await keep({ ...state, held: recordOf(state.held, still) });
    const told = [...still.values(), ...refusedAsHeld(state)];
    return { sent, received, merged, held: told, ...(setBack && { setBack }), ...(tookBack && { tookBack }) };
  }
  return fail("hub-busy", { hub });

  /** Takes what is being taken to its end; how many files. */
  async function goOn(holding: Map<string, Held>, authors: Authors | null): Promise<number> {
    const { taking } = state;
    if (taking === null) return 0;
    const { taken, pictures, plain } = await take(parts, state.at, taking, holding, authors);
    const lacking = [...new Set([...state.lacking, ...pictures])].sort();
    const refused = refusedNow(state.refused, plain, remote);
    await keep({ ...state, at: taking, taking: null, lacking, refused, held: recordOf(state.held, holding, state.at) });
    return taken;
  }
}

/** What was found at the hub and made of it; nothing of it is taken yet. */
interface Found {
  readonly now: Moment;
  readonly sent: number;
  readonly merged: number;
  readonly authors: Authors | null;
  readonly setBack: boolean;
  /** What this desk has told beyond what the hub had. */
  readonly ours: readonly string[];
}

/** Whether a hub no longer has what it said that it had. */
async function isSetBack({ remote, state: { heard } }: SyncParts, { head, base }: Beyond): Promise<boolean> {
  if (heard === null || head === null || head === heard || base === heard) return false;
  return (await remote.changes(heard)).base !== heard;
}

/** A hub that was set back may have lost pictures whose marks it gets back. */
function lostAt({ unsent, lost }: ShareState, ours: readonly string[]): Pick<ShareState, "unsent" | "lost"> {
  const names = ours.flatMap((path) => pictureOfPath(path) ?? []);
  return { unsent: [...new Set([...unsent, ...names])].sort(), lost: [...new Set([...lost, ...names])].sort() };
}

/** Asks the hub, and puts what is new here; null where another desk was quicker. */
async function tell(parts: SyncParts, at: Moment | null, held: Map<string, Held>): Promise<Found | null> {
  const { library, remote, hub, state } = parts;
  const beyond = await remote.changes(at);
  const { head, base, theirs } = beyond;
  if (head === null) {
    if (at === null) return fail("hub-nothing", { hub });
    if (state.met) return fail("hub-empty", { hub });
    // What follows what this desk knows may still be another's by now, or a newer one's.
  } else if ((base === null || theirs.includes(MARK_PATH)) && (await libraryAt(remote, head, hub)) !== library.id)
    return fail("hub-other-library", { hub });
  const setBack = await isSetBack(parts, beyond);
  if (setBack) await parts.noticed?.("setBack");
  const { ours } = beyond;
  // Nothing is new here.
  if (head !== null && (at === null || base === at))
    return { now: head, sent: 0, merged: 0, authors: null, setBack, ours };
  if (at === null) return fail("hub-nothing", { hub });
  const own = head !== null && head !== base ? await mergedFiles(parts, at, { ...beyond, head }, held) : null;
  const answer = await remote.put(
    own && head !== null ? { files: own.files, on: [head, at], expects: head } : { files: [], on: [at], expects: head },
  );
  if (answer.kind === "moved") return null;
  const sent = head === null ? (await remote.differing(null, at)).length : beyond.ours.length;
  return { now: answer.at, sent, merged: own?.merged ?? 0, authors: own?.authors ?? null, setBack, ours };
}

/** Pictures, once the words went: what is left of them waits for the next run. */
async function withPictures(
  { library, remote, fetches = "all", pictureCame }: SyncParts,
  state: ShareState,
  at: Moment,
): Promise<ShareState> {
  let now = at;
  let { unsent, lost } = state;
  if (unsent.length > 0) {
    const month = instantNow().slice(0, 7);
    const sent = await sendPictures(library, remote, at, { names: unsent, lost, month });
    const told = sent.marks.length === 0 ? null : await remote.put({ files: sent.marks, on: [at], expects: at });
    if (told?.kind === "put") now = told.at;
    if (told?.kind !== "moved") unsent = [...sent.unsent];
    lost = lost.filter((name) => unsent.includes(name));
  }
  const lacking =
    fetches === "all"
      ? await fetchPictures(library, remote, now, state.lacking, pictureCame)
      : await notHere(library, state.lacking);
  return { ...state, at: now, heard: now, unsent, lost, lacking };
}
