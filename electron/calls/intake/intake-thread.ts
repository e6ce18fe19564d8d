/** The thread that reads what comes in, as the desk holds it: begun at the first question, the same one for all. */
import { Worker } from "node:worker_threads";
import { threadFile } from "../../disk/program-places.ts";
import type { FromIntake, IntakeCall, IntakeCalls, ToIntake } from "./intake-messages.ts";

const THREAD = threadFile("calls/intake/intake-worker");
/** As the desk's own thread where `npm start` bounds it: three halves of 16 MB. An app that is installed bounds no other way. */
const LIMITS = { maxYoungGenerationSizeMb: 48 };

/** No file that an import takes is read for so long, in milliseconds. */
const PATIENCE = 5 * 60_000;

/** The thread was ended before it answered: somebody cancelled, or it took too long or too much memory. */
export class ThreadEnded extends Error {
  readonly why: "cancelled" | "too-much";
  constructor(why: ThreadEnded["why"]) {
    super(`The intake's thread was ended: ${why}.`);
    this.why = why;
  }
}

export interface IntakeThread {
  /** Rejects with `ThreadEnded`, or with a bug of ours. `moved` are given away, not copied. */
  ask<C extends IntakeCall>(
    call: C,
    ask: IntakeCalls[C]["ask"],
    moved?: readonly ArrayBuffer[],
  ): Promise<IntakeCalls[C]["answer"]>;
  /** Ends what is under way; the next question begins another thread. */
  end(why: ThreadEnded["why"]): Promise<void>;
}

interface Pending {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

export function openIntakeThread(): IntakeThread {
  const pending = new Map<number, Pending>();
  let thread: Worker | null = null;
  let turns = 0;

  const fail = (error: Error): void => {
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  };
  const end = async (why: ThreadEnded["why"]): Promise<void> => {
    const ending = thread;
    thread = null;
    fail(new ThreadEnded(why));
    await ending?.terminate();
  };
  const begin = (): Worker => {
    const mine = new Worker(THREAD, { resourceLimits: LIMITS });
    const gone = (error: Error): void => {
      if (thread !== mine) return;
      thread = null;
      fail(error);
    };
    mine.on("message", (message: FromIntake) => {
      const one = pending.get(message.turn);
      pending.delete(message.turn);
      // A thread that nothing waits for keeps no program alive.
      if (pending.size === 0) mine.unref();
      if ("failed" in message) one?.reject(new Error(message.failed));
      else one?.resolve(message.answer);
    });
    mine.on("error", (error: unknown) => {
      const isFull = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
      gone(isFull ? new ThreadEnded("too-much") : new Error(String(error), { cause: error }));
    });
    mine.on("exit", () => gone(new ThreadEnded("too-much")));
    return mine;
  };
  return {
    async ask(call, ask, moved = []) {
      thread ??= begin();
      const mine = thread;
      turns += 1;
      const turn = turns;
      const timer = setTimeout(() => void end("too-much"), PATIENCE);
      try {
        return await new Promise((resolve, reject) => {
          pending.set(turn, { resolve: resolve as Pending["resolve"], reject });
          mine.ref();
          mine.postMessage({ turn, call, ask } as ToIntake, [...moved]);
        });
      } finally {
        clearTimeout(timer);
      }
    },
    end,
  };
}
