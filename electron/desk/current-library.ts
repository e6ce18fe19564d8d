/**
 * The library that is open: entered at the start, left for another one, opened anew once it can be written
 * to, and once it is back after it was gone.
 */
import { type DeskError, deskError, type Result } from "../../shared/errors.ts";
import { isDiskError } from "../disk/disk-error.ts";
import { isLockFree } from "../library/files/lock.ts";
import { type ArticleChange, type Library, type OpenLibraryOptions, openLibrary } from "../library/library.ts";

export interface CurrentLibraryParts {
  /** What a library is opened with, at each opening. */
  options(): OpenLibraryOptions;
  /** A story of the open library was changed. */
  changed(change: ArticleChange): void;
  /** The library that could only be read can be written to now. */
  writable(): void;
  /** The library is gone from where it stood, or is back. */
  ground(): void;
  /** A library is open in place of the one before it. */
  entered(library: Library): void;
  /** Waited for before a library is closed. */
  leaving(library: Library): Promise<void>;
}

export interface CurrentLibrary {
  /** Good once `enter` was. */
  now(): Library;
  /** Why the library can't be used; null while it stands. Once gone, until it was opened anew. */
  gone(): DeskError | null;
  /** Opens a library in place of the one that is open, which stays where that fails. */
  enter(folder: string, how?: { readonly existing?: boolean }): Promise<Result<Library>>;
  /** Looks whether a library that is open for reading only, because its lock was not to be had, can be had now. */
  lookAgain(): Promise<void>;
  /** Looks whether the library still stands where it was opened, and opens it anew where it is back. */
  lookAtGround(): Promise<void>;
  close(): Promise<void>;
}

/** A library without its lock is looked at again this often, in milliseconds. */
const AGAIN = 10_000;
/** Whether the library still stands is looked at this often, in milliseconds. */
const GROUND = 2_000;

export function currentLibrary({
  options,
  changed,
  writable,
  ground,
  entered,
  leaving,
}: CurrentLibraryParts): CurrentLibrary {
  let open: { readonly library: Library; leave(): void; isClosed: boolean } | null = null;
  let away: DeskError | null = null;
  let looking: Promise<void> | null = null;
  let standing: Promise<void> | null = null;
  /** Libraries are opened and closed one after the other. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  const put = (library: Library): void => {
    open = { library, leave: library.subscribe(changed), isClosed: false };
    entered(library);
  };
  const close = async (library: Library): Promise<void> => {
    await leaving(library);
    await library.close();
  };
  /** Opens a library, and puts it in the place of the one that is open where it is worth it. */
  const enter = async (
    folder: string,
    how: { readonly existing?: boolean },
    worthIt: (library: Library) => boolean = () => true,
  ) => {
    const opened = await openLibrary(folder, { ...options(), ...how });
    if (!opened.ok) return opened;
    const library = opened.value;
    if (!worthIt(library)) {
      await library.close();
      return opened;
    }
    const before = open;
    put(library);
    away = null;
    before?.leave();
    if (before && !before.isClosed) await close(before.library);
    return opened;
  };
  const look = async (): Promise<void> => {
    const library = open?.library;
    if (away || !library?.readOnly || options().readOnly || !(await isLockFree(library.folder))) return;
    let isNew = false;
    try {
      await enter(library.folder, { existing: true }, (again) => {
        isNew = !again.readOnly && open?.library === library;
        return isNew;
      });
    } finally {
      if (isNew) writable();
    }
  };
  const lookAgain = (): Promise<void> => {
    looking ??= inTurn(look).finally(() => {
      looking = null;
    });
    return looking;
  };

  const gone = (): DeskError | null => {
    if (away || !open) return away;
    away = open.library.gone();
    if (away) ground();
    return away;
  };
  /**
   * It is back: with other stories perhaps, another desk's lock, and none of the files that were open and
   * watched. So it is opened as at a start.
   */
  const comeBack = async (): Promise<void> => {
    const before = open;
    if (!before || !away) return;
    const still = before.library.gone();
    if (still) {
      away = still;
      return;
    }
    if (!before.isClosed) {
      before.leave();
      before.isClosed = true;
      await close(before.library).catch((error: unknown) => {
        if (!isDiskError(error)) throw error;
      });
    }
    const opened = await openLibrary(before.library.folder, { ...options(), existing: true });
    if (!opened.ok) {
      away = opened.error;
      return;
    }
    if (opened.value.id !== before.library.id) {
      await opened.value.close();
      away = deskError("library-replaced", { path: before.library.folder });
      return;
    }
    put(opened.value);
    away = null;
    ground();
  };
  const lookAtGround = (): Promise<void> => {
    standing ??= (async () => {
      if (gone()) await inTurn(comeBack);
    })().finally(() => {
      standing = null;
    });
    return standing;
  };

  // What goes wrong is no worse than before, and is tried again.
  const timer = setInterval(() => void lookAgain().catch(() => undefined), AGAIN);
  const watch = setInterval(() => void lookAtGround().catch(() => undefined), GROUND);
  for (const one of [timer, watch]) one.unref();
  return {
    now() {
      if (!open) throw new Error("No library is open.");
      return open.library;
    },
    gone,
    enter: (folder, how = {}) => inTurn(() => enter(folder, how)),
    lookAgain,
    lookAtGround,
    async close() {
      for (const one of [timer, watch]) clearInterval(one);
      await looking?.catch(() => undefined);
      await standing?.catch(() => undefined);
      await turn;
      open?.leave();
      if (open && !open.isClosed) await close(open.library);
    },
  };
}
