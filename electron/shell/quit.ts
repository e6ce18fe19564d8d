/** Leaving without losing a word: idle, flushing, flushed. */

type QuitPhase = "idle" | "flushing" | "flushed";

export interface QuitPorts {
  /** Asks the window to save what is typed; false where no window is alive to do it. */
  askWindow(): boolean;
  /** Asks the user whether to leave although the window could not save. */
  confirmLoss(): Promise<boolean>;
  /** Lets the desk finish its writing and give its library back. */
  closeDesk(): Promise<void>;
  /** Quits again; this time it passes. `clean`: everything was saved, and the library given back. */
  leave(clean: boolean): void;
  /** The user stays. */
  stayed(): void;
  log(error: unknown): void;
}

export interface Quit {
  phase(): QuitPhase;
  /**
   * Somebody wants to leave. True where that may pass at once; else it must be held back, and `leave`
   * follows when everything is written. Asking twice waits for the same flush. `quietly` leaves the
   * user unasked, as the whole session ends.
   */
  request(quietly?: boolean): boolean;
  /** The window has answered: everything is saved, or could not be. */
  windowFlushed(saved: boolean): void;
  /** The window died or was closed: it will not answer. */
  windowGone(): void;
  /** The system goes down and won't wait: nothing is held back from now on. */
  systemEnds(): void;
}

/** How long a window may take to save, in milliseconds; autosave has kept all but the last half second by then. */
const FLUSH_CEILING = 3000;
/** How long the desk may take to close, in milliseconds. */
const CLOSE_CEILING = 5000;

function ceiling<T>(work: Promise<T>, milliseconds: number, late: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(late), milliseconds);
  });
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}

export function createQuit({ askWindow, confirmLoss, closeDesk, leave, stayed, log }: QuitPorts): Quit {
  let phase: QuitPhase = "idle";
  let quiet = false;
  let passing = false;
  let answered: ((outcome: "saved" | "unsaved" | "gone") => void) | undefined;

  const flush = async (): Promise<void> => {
    const answer = new Promise<"saved" | "unsaved" | "gone" | "silent">((resolve) => {
      answered = resolve;
    });
    const outcome = askWindow() ? await ceiling(answer, FLUSH_CEILING, "silent") : "gone";
    answered = undefined;
    if (outcome === "silent") log(new Error("The window did not save in time; leaving without it."));
    if (outcome === "unsaved" && !quiet && !(await confirmLoss()) && !quiet) {
      phase = "idle";
      stayed();
      return;
    }
    const closing = closeDesk().then(
      () => true,
      (error: unknown) => {
        log(error);
        return false;
      },
    );
    const closed = await ceiling(closing, CLOSE_CEILING, false);
    phase = "flushed";
    leave(closed && outcome === "saved");
  };
  const begin = () => {
    if (phase !== "idle") return;
    phase = "flushing";
    // A bug on the way must not lock the user in: the next attempt to leave starts anew.
    flush().catch((error: unknown) => {
      log(error);
      phase = "idle";
    });
  };

  return {
    phase: () => phase,
    request(quietly = false) {
      if (quietly) quiet = true;
      if (phase === "flushed") return true;
      begin();
      return passing;
    },
    windowFlushed: (saved) => answered?.(saved ? "saved" : "unsaved"),
    windowGone: () => answered?.("gone"),
    systemEnds() {
      quiet = true;
      passing = true;
      begin();
    },
  };
}
