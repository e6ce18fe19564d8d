/** What the window knows of the library's sharing; read again whenever the desk tells that it changed. */
import type { SharingState } from "../../shared/contract.ts";
import type { Result } from "../../shared/errors.ts";
import { desk } from "../base/desk-client.ts";
import { inOrder } from "../base/in-order.ts";
import { createStore } from "../base/store.ts";
import { tellError } from "../base/tell.tsx";

export const sharing = createStore<SharingState | null>(null);
/** How far taking what others sent is; null while nothing is counted. */
export const sharingStep = createStore<{ readonly done: number; readonly total: number } | null>(null);

const take = (answer: Result<SharingState>): void => {
  if (!answer.ok) return;
  sharing.set(answer.value);
  if (!answer.value.running) sharingStep.set(null);
};
const read = inOrder(() => desk.call("sharing.state", {}), take);

/** How long news is gathered before it is read, in milliseconds: many stories at once tell of each. */
const GATHERED = 150;

/** Follows the desk from now on. */
export function followSharing(): void {
  let isOwed = false;
  void read();
  desk.subscribe((event) => {
    if (event.event === "progress" && event.task === "sharing")
      sharingStep.set({ done: event.done, total: event.total });
    if (event.event !== "sharing.changed" && event.event !== "library.changed") return;
    if (isOwed) return;
    isOwed = true;
    setTimeout(() => {
      isOwed = false;
      void read();
    }, GATHERED);
  });
}

/** A call that answers with the state: what it says is shown at once. */
export async function steer(call: Promise<Result<SharingState>>): Promise<Result<SharingState>> {
  const answer = await call;
  take(answer);
  return answer;
}

/** Sends and receives now; why it could not be is told. */
export async function syncNow(): Promise<void> {
  const answer = await steer(desk.call("sharing.run", {}));
  if (!answer.ok && answer.error.reason !== "share-cancelled") tellError(answer.error);
}

export const cancelSync = (): Promise<unknown> => steer(desk.call("sharing.cancel", {}));

/** No line, no stick: as it is for most of a day in many places, and no fault. */
export const isAway = (problem: SharingState["problem"]): boolean =>
  problem !== null && ["hub-away", "hub-name", "hub-missing", "hub-busy"].includes(problem.reason);
