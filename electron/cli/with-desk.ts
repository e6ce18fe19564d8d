/** The desk that a command asks. */
import path from "node:path";
import type { Answer, CallName, Desk, Request } from "../../shared/contract.ts";
import { type OpenedDesk, openDesk } from "../desk/desk.ts";
import { endOnSignals } from "../desk/ending.ts";
import { userFolder } from "../desk/user-folder.ts";
import type { OnLibrary } from "./command.ts";
import { must } from "./refused.ts";

export const ask = async <C extends CallName>(desk: Desk, name: C, request: Request<C>): Promise<Answer<C>> =>
  must(await desk.call(name, request));

/**
 * Opens the library for one command and closes it, whatever comes; a signal too gives it back. Where `make`
 * isn't given, one that isn't there is refused: what reads an empty one in its place would say that there are
 * no stories.
 */
export async function withDesk<T>(
  given: OnLibrary,
  work: (opened: OpenedDesk, cut: AbortSignal) => Promise<T>,
  { make = false, gives = false } = {},
): Promise<T> {
  const ports = { host: "browser" as const, chooseFolder: async () => null, showFolder: async () => false };
  const library = path.resolve(given.library);
  const opened = await openDesk({ ports, home: userFolder(), library, existing: !make, syncs: false });
  const cut = new AbortController();
  let working: Promise<unknown> = Promise.resolve();
  const ending = endOnSignals(async () => {
    cut.abort();
    if (gives) await Promise.allSettled([working]);
    await opened.close();
  }, null);
  try {
    const doing = work(opened, cut.signal);
    working = doing;
    return await doing;
  } finally {
    // Once a signal has come, what the command says of a library that closes under it is no answer.
    if (ending.begun()) await new Promise<never>(() => undefined);
    await opened.close();
    ending.off();
  }
}
