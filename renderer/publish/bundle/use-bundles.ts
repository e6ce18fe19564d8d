/** What the desk knows of bundles: those that were made, and what the next one would hold. */
import { useCallback, useEffect, useState } from "react";
import type { BundlePlan, ListedBundle, Request } from "../../../shared/contract.ts";
import { done, type Result } from "../../../shared/errors.ts";
import { desk } from "../../base/desk-client.ts";
import { pauseOf } from "../../base/pause.ts";
import { useStore } from "../../base/store.ts";
import { storyNow } from "../../editor/door.ts";
import { publishing } from "../publish-run.ts";

type BundleRequest = Request<"bundle.plan">;

/** Newest first; null until the desk has answered. `problem`: why they can't be read. */
export function useMadeBundles() {
  const [answer, setAnswer] = useState<Result<readonly ListedBundle[]> | null>(null);
  const read = useCallback(async () => {
    const told = await desk.call("bundle.list", {});
    setAnswer(told.ok ? done(told.value.bundles) : told);
  }, []);
  useEffect(() => void read(), [read]);
  return { bundles: answer?.ok ? answer.value : null, problem: answer && !answer.ok ? answer.error : null, read };
}

/** A burst of changes is asked about once, after so many milliseconds. */
const REST = 250;

/**
 * What a bundle would hold, by what was typed last; null while the desk reckons. Asked anew for another `request`
 * (null: none) and where a story changed; not while a publication is under way. What nobody waits for is given up.
 */
export function useBundlePlan(request: BundleRequest | null): Result<BundlePlan> | null {
  const [plan, setPlan] = useState<Result<BundlePlan> | null>(null);
  const isPublishing = useStore(publishing) !== null;
  const asked = request && !isPublishing ? JSON.stringify(request) : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the request as its text says it
  useEffect(() => {
    setPlan(null);
    if (asked === null || request === null) return;
    let latest = 0;
    let waiting = 0;
    const ask = async () => {
      latest += 1;
      const mine = latest;
      await storyNow()?.session.flush();
      waiting += 1;
      const answer = await desk.call("bundle.plan", request);
      waiting -= 1;
      if (latest !== mine) return;
      if (!answer.ok) setPlan(answer);
      else if (answer.value.plan) setPlan(done(answer.value.plan));
    };
    void ask();
    const again = pauseOf(REST, () => void ask());
    const unsubscribe = desk.subscribe(({ event }) => {
      if (event === "article.changed" || event === "library.changed") again.put();
    });
    return () => {
      latest = -1;
      again.stop();
      unsubscribe();
      // Whoever makes one gives this up first.
      if (waiting > 0 && publishing.get() === null) void desk.call("bundle.cancel", {});
    };
  }, [asked]);
  return plan;
}
