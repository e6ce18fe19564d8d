/**
 * The open library kept in step with its hub: after a save has rested, from time to time, as the machine wakes, and
 * whenever somebody asks. One run at a time; none while the library can't be written.
 */
import type { SharingState } from "../../../shared/contract.ts";
import { type DeskError, deskError, type Result, refuse } from "../../../shared/errors.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { lockedOut } from "../../library/files/lock.ts";
import type { Library } from "../../library/library.ts";
import { type AskedPictures, askedPictures } from "../asked-pictures.ts";
import type { Sharer } from "../hub.ts";
import { sayGoodbye } from "../presence/goodbye.ts";
import type { WindowsSaid } from "../presence/open-windows.ts";
import { keepPresence, type OpenElsewhere, type Presence } from "../presence/presence.ts";
import type { Held } from "../readable-files.ts";
import { setApart } from "../set-apart.ts";
import { stopSharing, syncNow, type Told } from "../share.ts";
import { readShareNews } from "../share-news.ts";
import { hasToken, readShareState, shareFolder } from "../share-state.ts";
import type { Synced } from "../sync-library.ts";
import { type Clock, type Schedule, syncSchedule, WAITS } from "./schedule.ts";
import { watchForWaking } from "./waking.ts";

export interface InStepParts {
  readonly clock: Clock;
  /** Whether runs begin by themselves; a command's desk has none but those that are asked for. */
  readonly byItself: boolean;
  sharer(): Sharer;
  onlyWhenAsked(): boolean;
  /** A picture that wasn't here is now. */
  pictureCame(name: string): void;
  /** The state is another now. */
  changed(): void;
  /** Who has a story open elsewhere is another thing now. */
  presenceChanged(): void;
  /** These paths came; stories tell of themselves. */
  came(paths: readonly string[]): void;
  progress(done: number, total: number): void;
}

/** A run: as it is begun, joined in, or just asked for. */
type Run = (signal: AbortSignal, told: Told) => Promise<Result<Synced>>;

export interface InStep {
  /** Another library is open, or the same one anew. */
  enter(library: Library): Promise<void>;
  /**
   * A library is about to be closed: what is under way for it is given up, and waited for. Others are told that nothing
   * is open here any more; `close` waits for that, and not for long.
   */
  leave(library: Library): Promise<void>;
  /** Something was saved: a story by its id, or, for null, something else. */
  saved(id: string | null): void;
  /** A window has a story open, or none any more. */
  opened(window: string, story: string | null): void;
  /** Stories that are open at other desks, as far as was heard. */
  elsewhere(): readonly OpenElsewhere[];
  /** The machine woke, or it has a line again. */
  woke(): void;
  state(): Promise<Omit<SharingState, "deskName">>;
  /** Pictures of the library that is open, for whoever looks at them. */
  pictures(): AskedPictures;
  /** Changed here and not sent yet, with when: stories by their ids, null for the rest. */
  waiting(): ReadonlyMap<string | null, string>;
  held(): Promise<readonly { readonly path: string; readonly error: DeskError | null }[]>;
  /** Speaks with the hub once what is under way is over. Errors: `library-locked`, `share-…`, `hub-…`, `carrier-…`. */
  run(how?: Run): Promise<Result<Synced>>;
  /** Gives up the run under way. */
  cancel(): Promise<void>;
  stop(): Promise<Result<null>>;
  /** The setting "only when I ask" is another now, or how the hub is reached. */
  again(): Promise<void>;
  /** Throws a bug that came up in what nobody waited for. */
  close(): Promise<void>;
}

/** What is known of an open library's sharing. */
interface Line {
  readonly library: Library;
  readonly pictures: AskedPictures;
  readonly presence: Presence;
  isShared: boolean;
  schedule: Schedule | null;
  cut: AbortController | null;
  /** Resolves once nothing is under way. */
  turn: Promise<unknown>;
  heard: string | null;
  problem: DeskError | null;
  held: readonly Held[] | null;
  /** What two desks set differently; null while it isn't counted. */
  apart: number | null;
  waiting: Map<string | null, string>;
  /** Of them, what was saved since the run under way began. */
  meanwhile: Map<string | null, string>;
}

/** While no library is open: as the desk closes. */
const UNSHARED: Awaited<ReturnType<InStep["state"]>> = {
  hub: null,
  onlyWhenAsked: false,
  fetches: "all",
  running: false,
  heard: null,
  sent: null,
  received: null,
  waiting: 0,
  held: 0,
  pictures: 0,
  apart: 0,
  setBack: null,
  tookBack: null,
  problem: null,
};

/** `turn`: what still speaks for the library. */
const lineOf = (
  library: Library,
  pictures: AskedPictures,
  presence: Presence,
  turn: Promise<unknown> = Promise.resolve(),
): Line => ({
  library,
  pictures,
  presence,
  isShared: false,
  schedule: null,
  cut: null,
  turn,
  heard: null,
  problem: null,
  held: null,
  apart: null,
  waiting: new Map(),
  meanwhile: new Map(),
});

export function keepInStep(parts: InStepParts): InStep {
  const { clock, sharer, onlyWhenAsked, changed } = parts;
  let line: Line | null = null;
  let bug: unknown = null;

  const folderOf = ({ id }: Library): string => shareFolder(sharer().home, id);
  const now = (): Line => {
    if (!line) throw new Error("No library is open.");
    return line;
  };

  const mayNot = ({ library }: Line): DeskError | null =>
    library.gone() ?? (library.readOnly ? lockedOut(library) : null);

  const speak = async (mine: Line, how: Run): Promise<Result<Synced>> => {
    const paths: string[] = [];
    const cut = new AbortController();
    const turn = mine.schedule?.begins();
    let answer: Result<Synced> = refuse("share-cancelled");
    try {
      const refused = mayNot(mine);
      if (refused) answer = { ok: false, error: refused };
      else if (line === mine) {
        mine.cut = cut;
        mine.meanwhile = new Map();
        changed();
        answer = await how(cut.signal, {
          came: (path) => void paths.push(path),
          pictureCame: parts.pictureCame,
          progress: parts.progress,
        });
      }
    } catch (error) {
      if (!cut.signal.aborted) {
        mine.problem = deskError("bug");
        throw error;
      }
    } finally {
      mine.cut = null;
      turn?.end(answer.ok);
      if (answer.ok) {
        const { held } = answer.value;
        mine.pictures.heard();
        Object.assign(mine, { heard: instantNow(), problem: null, held, apart: null, waiting: mine.meanwhile });
      } else if (answer.error.reason !== "share-cancelled") mine.problem = answer.error;
      if (paths.length > 0) parts.came(paths);
      changed();
    }
    return answer;
  };
  /** `how`: one run with the hub as it is known, where nothing else is said. */
  const inTurn = (mine: Line, how?: Run): Promise<Result<Synced>> => {
    const { library, presence } = mine;
    const usual: Run = (signal, told) => syncNow(library, sharer(), signal, { ...told, presence });
    const run = mine.turn.then(() => speak(mine, how ?? usual));
    mine.turn = run.catch(() => undefined);
    return run;
  };
  /** A run that nobody waits for. */
  const byItself = (mine: Line): void => {
    inTurn(mine).catch((error: unknown) => {
      bug ??= error;
    });
  };

  /** Begins, or ends, what runs by itself: the first time in so many milliseconds. */
  const plan = async (mine: Line, first: number): Promise<void> => {
    mine.schedule?.stop();
    mine.schedule = null;
    // What can't be read is told by the next run.
    const state = await readShareState(folderOf(mine.library)).catch(() => null);
    mine.isShared = state !== null;
    if (line !== mine || !state || mine.library.readOnly || !parts.byItself) return;
    if (!onlyWhenAsked()) mine.schedule = syncSchedule(clock, first, () => byItself(mine));
    // Whoever joined asked for the first run, which brings the pictures.
    else if (state.at !== null && state.log === null) byItself(mine);
  };
  /** Before the first run everything waits, or, of a library that was joined, nothing: that isn't counted. */
  const lookForWaiting = async (mine: Line): Promise<void> => {
    const state = await readShareState(folderOf(mine.library)).catch(() => null);
    if (!state || state.log === null) return;
    const { changes } = await mine.library.changesSince(state.log);
    for (const { id, at, origin } of changes) if (origin !== "remote") mine.waiting.set(id, at);
  };

  /** Goodbyes under way, by the library's id. */
  const partings = new Map<string, Promise<void>>();
  const part = ({ library: { id }, presence }: Line): void => {
    const parting = sayGoodbye(id, sharer(), presence, clock)
      .catch((error: unknown) => {
        bug ??= error;
      })
      .finally(() => partings.get(id) === parting && partings.delete(id));
    partings.set(id, parting);
  };

  /** What windows said of the library that was open last: another one has other stories. */
  let said: { readonly library: string; readonly windows: WindowsSaid } | null = null;
  const windowsOf = ({ id }: Library): WindowsSaid => {
    if (said?.library !== id) said = { library: id, windows: new Map() };
    return said.windows;
  };

  const lines = new Map<Library, Line>();
  const leave = async (library: Library): Promise<void> => {
    const mine = lines.get(library);
    if (!mine) return;
    if (line === mine) line = null;
    lines.delete(library);
    mine.schedule?.stop();
    mine.presence.close();
    mine.cut?.abort();
    await mine.pictures.close();
    await mine.turn;
    // One that was opened anew says itself what is open.
    if (line?.library.id !== library.id && !onlyWhenAsked()) part(mine);
  };
  const woke = (): void => line?.schedule?.woke();
  const stopWatching = parts.byItself ? watchForWaking(clock, woke) : () => undefined;

  return {
    async enter(library) {
      const presence = keepPresence({
        clock,
        windows: windowsOf(library),
        sharer,
        toSay: () => line?.library === library && line.schedule?.hinted(),
        changed: () => line?.library === library && parts.presenceChanged(),
      });
      const pictures = askedPictures({ library, sharer, came: parts.pictureCame });
      const mine = lineOf(library, pictures, presence, partings.get(library.id));
      line = mine;
      lines.set(library, mine);
      try {
        await lookForWaiting(mine);
        await plan(mine, WAITS.wake);
      } catch (error) {
        // A library that went meanwhile has nothing that waits.
        if (line === mine && !library.gone()) bug ??= error;
      }
      changed();
    },
    leave,
    saved(id) {
      if (!line?.isShared) return;
      const at = instantNow();
      line.waiting.set(id, at);
      line.meanwhile.set(id, at);
      if (id === null) line.apart = null;
      line.schedule?.changed();
      changed();
    },
    opened(window, story) {
      if (line) return line.presence.opened(window, story);
      // While none is open the last one is being opened anew.
      if (story === null) said?.windows.delete(window);
      else said?.windows.set(window, { story, at: clock.now() });
    },
    elsewhere: () => (line?.isShared ? line.presence.elsewhere() : []),
    woke,
    async state() {
      if (!line) return UNSHARED;
      const { library, heard, problem, cut, waiting, held } = line;
      line.apart ??= (await setApart(library)).length;
      const { apart } = line;
      const folder = folderOf(library);
      const shared = await readShareState(folder);
      const { sent, received, setBack, tookBack } = await readShareNews(folder);
      const { fetches = "all" } = sharer();
      return {
        hub: shared && {
          address: shared.hub,
          token: await hasToken(folder),
          keyFile: shared.keyFile ?? null,
          caFile: shared.caFile ?? null,
        },
        onlyWhenAsked: onlyWhenAsked(),
        fetches,
        running: cut !== null,
        heard,
        sent: shared && sent,
        received: shared && received,
        waiting: waiting.size,
        held: held?.length ?? Object.keys(shared?.held ?? {}).length,
        pictures: shared ? shared.unsent.length + (fetches === "all" ? shared.lacking.length : 0) : 0,
        apart: shared ? apart : 0,
        setBack: shared && setBack,
        tookBack: shared && tookBack,
        problem: problem && { ...problem },
      };
    },
    pictures: () => now().pictures,
    waiting: () => line?.waiting ?? new Map(),
    async held() {
      const mine = line;
      if (!mine) return [];
      if (mine.held) return mine.held;
      const shared = await readShareState(folderOf(mine.library));
      return Object.keys(shared?.held ?? {}).map((path) => ({ path, error: null }));
    },
    async run(how) {
      const mine = now();
      const answer = await inTurn(mine, how);
      // It is shared since.
      if (how) await plan(mine, WAITS.idle);
      return answer;
    },
    async cancel() {
      const mine = now();
      mine.cut?.abort();
      await mine.turn;
    },
    async stop() {
      const mine = now();
      mine.schedule?.stop();
      mine.cut?.abort();
      const stopped = mine.turn.then(async () => {
        // Nobody would take it back once the hub is forgotten.
        await sayGoodbye(mine.library.id, sharer(), mine.presence, clock);
        return stopSharing(mine.library, sharer());
      });
      mine.turn = stopped.catch(() => undefined);
      const answer = await stopped;
      if (answer.ok) Object.assign(mine, { heard: null, problem: null, held: null, waiting: new Map() });
      await plan(mine, WAITS.idle);
      changed();
      return answer;
    },
    async again() {
      await plan(now(), 0);
      changed();
    },
    async close() {
      stopWatching();
      for (const library of lines.keys()) await leave(library);
      await Promise.all(partings.values());
      if (bug !== null) throw bug;
    },
  };
}
