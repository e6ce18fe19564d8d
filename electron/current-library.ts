/** The library that is open: entered at the start, left for another one, and opened anew once it can be written to. */
import type { Result } from "../shared/errors.ts";
import { type ArticleChange, type Library, type OpenLibraryOptions, openLibrary } from "./library/library.ts";
import { isLockFree } from "./library/lock.ts";

export interface CurrentLibraryParts {
  /** What a library is opened with, at each opening. */
  options(): OpenLibraryOptions;
  /** A story of the open library was changed. */
  changed(change: ArticleChange): void;
  /** The library that could only be read can be written to now. */
  writable(): void;
}

export interface CurrentLibrary {
  /** Good once `enter` was. */
  now(): Library;
  /** Opens a library in place of the one that is open, which stays where that fails. */
  enter(folder: string): Promise<Result<Library>>;
  /** Looks whether a library that is open for reading only, because its lock was not to be had, can be had now. */
  lookAgain(): Promise<void>;
  close(): Promise<void>;
}

/** A library without its lock is looked at again this often, in milliseconds. */
const AGAIN = 10_000;

export function currentLibrary({ options, changed, writable }: CurrentLibraryParts): CurrentLibrary {
  let open: { readonly library: Library; leave(): void } | null = null;
  let looking: Promise<void> | null = null;

  /** Opens a library, and puts it in the place of the one that is open where it is worth it. */
  const enter = async (folder: string, worthIt: (library: Library) => boolean = () => true) => {
    const opened = await openLibrary(folder, options());
    if (!opened.ok) return opened;
    const library = opened.value;
    if (!worthIt(library)) {
      await library.close();
      return opened;
    }
    const before = open;
    open = { library, leave: library.subscribe(changed) };
    before?.leave();
    await before?.library.close();
    return opened;
  };
  const look = async (): Promise<void> => {
    const library = open?.library;
    if (!library?.readOnly || options().readOnly || !(await isLockFree(library.folder))) return;
    let isNew = false;
    try {
      await enter(library.folder, (again) => {
        isNew = !again.readOnly && open?.library === library;
        return isNew;
      });
    } finally {
      if (isNew) writable();
    }
  };
  const lookAgain = (): Promise<void> => {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  };
  // What goes wrong is no worse than before, and is tried again.
  const timer = setInterval(() => void lookAgain().catch(() => undefined), AGAIN);
  timer.unref();
  return {
    now() {
      if (!open) throw new Error("No library is open.");
      return open.library;
    },
    enter: (folder) => enter(folder),
    lookAgain,
    async close() {
      clearInterval(timer);
      await looking?.catch(() => undefined);
      open?.leave();
      await open?.library.close();
    },
  };
}
