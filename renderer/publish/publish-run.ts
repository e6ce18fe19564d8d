/** The publication of this window that is under way: how far it is, and giving it up. */
import { PUBLISH_TASKS } from "../../shared/contract.ts";
import { desk } from "../base/desk-client.ts";
import { createStore } from "../base/store.ts";
import { tellError } from "../base/tell.tsx";

export type PublishCall = "publish.site" | "bundle.make";
type StepKind = keyof typeof PUBLISH_TASKS;

export interface Publishing {
  readonly call: PublishCall;
  /** Null until the desk has told. */
  readonly step: { readonly kind: StepKind; readonly done: number; readonly total: number } | null;
  /** Somebody gave it up, and it isn't over yet. */
  readonly isCancelled: boolean;
}

/** Null where none is. */
export const publishing = createStore<Publishing | null>(null);

const KINDS: ReadonlyMap<string, StepKind> = new Map([
  [PUBLISH_TASKS.photos, "photos"],
  [PUBLISH_TASKS.pages, "pages"],
  [PUBLISH_TASKS.placing, "placing"],
]);

/** Follows the publication that `work` asks for. */
export async function followed<T>(call: PublishCall, work: () => Promise<T>): Promise<T> {
  publishing.set({ call, step: null, isCancelled: false });
  const unsubscribe = desk.subscribe((event) => {
    const kind = event.event === "progress" ? KINDS.get(event.task) : undefined;
    const now = publishing.get();
    if (event.event === "progress" && kind && now)
      publishing.set({ ...now, step: { kind, done: event.done, total: event.total } });
  });
  try {
    return await work();
  } finally {
    unsubscribe();
    publishing.set(null);
  }
}

export async function cancelPublication(): Promise<void> {
  const now = publishing.get();
  if (now) publishing.set({ ...now, isCancelled: true });
  const answer = await desk.call(now?.call === "bundle.make" ? "bundle.cancel" : "publish.cancel", {});
  if (answer.ok) return;
  const after = publishing.get();
  if (after) publishing.set({ ...after, isCancelled: false });
  tellError(answer.error);
}
