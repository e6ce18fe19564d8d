/** The end of a process that holds a desk, within five seconds of a signal, whatever the desk still waits for. */
import { setTimeout as wait } from "node:timers/promises";

export const ENDING_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
type EndingSignal = (typeof ENDING_SIGNALS)[number];

/** What is still waited for after a signal, in milliseconds; five seconds are promised. */
export const ENDING_LIMIT = 3500;

/** What is given to what a thread of ours does, in milliseconds, before it passes for stuck. */
const GRACE = 1000;
const LOOK = 20;

/** File operations, and look-ups of a name. */
const ON_A_THREAD = /^(?:FSReq|GetAddrInfo)/;

/**
 * True where the system holds a file operation or a look-up of ours and doesn't give it back (a named pipe without a
 * writer, a network disk that is gone, a line that went). Its thread can't be ended, and a normal exit waits for it.
 */
export async function isStuck(): Promise<boolean> {
  const until = performance.now() + GRACE;
  while (process.getActiveResourcesInfo().some((name) => ON_A_THREAD.test(name))) {
    if (performance.now() >= until) return true;
    await wait(LOOK);
  }
  return false;
}

/** Ends at once, by the signal itself, which waits for no thread; what a desk acknowledged is on the disk. */
export function dieOf(signal: EndingSignal): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

export interface Ending {
  /** True once a signal has come. */
  begun(): boolean;
  /** Leaves the signals to the system again. */
  off(): void;
}

/**
 * From now on a signal closes the desk and ends the process: with `code`, or, where that is null,
 * by the signal, as of a command that was cut short. What doesn't close in time is left behind.
 */
export function endOnSignals(close: () => Promise<void>, code: number | null): Ending {
  let begun = false;
  const end = async (signal: EndingSignal): Promise<void> => {
    const outcome = await Promise.race([
      close().then(
        () => "closed" as const,
        (error: unknown) => {
          process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
          return "closed" as const;
        },
      ),
      wait(ENDING_LIMIT, "late" as const),
    ]);
    if (outcome === "late")
      process.stderr.write("Something did not finish and is left behind; what was saved is on the disk.\n");
    if (outcome === "late" || code === null || (await isStuck())) dieOf(signal);
    else process.exit(code);
  };
  const listeners = ENDING_SIGNALS.map((signal) => {
    const heard = () => {
      if (begun) return;
      begun = true;
      void end(signal);
    };
    process.on(signal, heard);
    return () => process.off(signal, heard);
  });
  return {
    begun: () => begun,
    off: () => {
      for (const off of listeners) off();
    },
  };
}
