/** The bundle of this window that is being made: how far it is, and giving it up. */
import { type Answer, PUBLISH_TASKS, type Request } from "../../../shared/contract.ts";
import type { Result } from "../../../shared/errors.ts";
import { desk } from "../../base/desk-client.ts";
import { createStore } from "../../base/store.ts";
import { tellError } from "../../base/tell.tsx";
import { storyNow } from "../../editor/door.ts";
import { mayRemove } from "../publish-now.ts";

export type BundleRequest = Request<"bundle.make">;
type StepKind = keyof typeof PUBLISH_TASKS;

export interface Bundling {
  /** Null until the desk has told. */
  readonly step: { readonly kind: StepKind; readonly done: number; readonly total: number } | null;
  readonly isCancelled: boolean;
}

/** Null where none is. */
export const bundling = createStore<Bundling | null>(null);

const KINDS: ReadonlyMap<string, StepKind> = new Map([
  [PUBLISH_TASKS.photos, "photos"],
  [PUBLISH_TASKS.pages, "pages"],
  [PUBLISH_TASKS.placing, "placing"],
]);

async function followed<T>(work: () => Promise<T>): Promise<T> {
  bundling.set({ step: null, isCancelled: false });
  const unsubscribe = desk.subscribe((event) => {
    const kind = event.event === "progress" ? KINDS.get(event.task) : undefined;
    const now = bundling.get();
    if (event.event === "progress" && kind && now)
      bundling.set({ ...now, step: { kind, done: event.done, total: event.total } });
  });
  try {
    return await work();
  } finally {
    unsubscribe();
    bundling.set(null);
  }
}

async function makeAsking(request: BundleRequest): Promise<Result<Answer<"bundle.make">> | null> {
  const answer = await desk.call("bundle.make", request);
  if (answer.ok || answer.error.reason !== "removals") return answer;
  const { stories, of } = answer.error.values ?? {};
  const goes = await mayRemove(Number(stories), Number(of));
  return goes ? desk.call("bundle.make", { ...request, remove: true }) : null;
}

/** Makes a bundle, with what was typed last; null where none was made, which was told where nobody chose it. */
export async function makeBundle(request: BundleRequest): Promise<Answer<"bundle.make"> | null> {
  await storyNow()?.session.flush();
  const answer = await followed(async () => {
    // Nobody waits for what one would hold any more.
    await desk.call("bundle.cancel", {});
    return makeAsking(request);
  });
  if (answer?.ok) return answer.value;
  if (answer && answer.error.reason !== "publish-cancelled") tellError(answer.error);
  return null;
}

export async function cancelBundle(): Promise<void> {
  const now = bundling.get();
  if (now) bundling.set({ ...now, isCancelled: true });
  const answer = await desk.call("bundle.cancel", {});
  if (answer.ok) return;
  const after = bundling.get();
  if (after) bundling.set({ ...after, isCancelled: false });
  tellError(answer.error);
}
