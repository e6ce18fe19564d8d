/** What the desk knows of bundles: those that were made, and what the next one would hold. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { BundlePlan, ListedBundle } from "../../../shared/contract.ts";
import { done, type Result } from "../../../shared/errors.ts";
import { desk } from "../../base/desk-client.ts";
import { useStore } from "../../base/store.ts";
import { type BundleRequest, bundling } from "./bundle-run.ts";

/** Newest first; null until the desk has answered. */
export function useMadeBundles() {
  const [bundles, setBundles] = useState<readonly ListedBundle[] | null>(null);
  const read = useCallback(async () => {
    const answer = await desk.call("bundle.list", {});
    if (answer.ok) setBundles(answer.value.bundles);
  }, []);
  useEffect(() => void read(), [read]);
  return { bundles, read };
}

/**
 * What a bundle would hold; null while the desk reckons. Asked anew for each `request` (null: none yet) and each
 * `turn`; nothing is asked while one is being made, and what is asked no more is given up.
 */
export function useBundlePlan(request: BundleRequest | null, turn: number): Result<BundlePlan> | null {
  const [plan, setPlan] = useState<Result<BundlePlan> | null>(null);
  const isMaking = useStore(bundling) !== null;
  const asked = request && JSON.stringify(request);
  const latest = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once more for each turn
  useEffect(() => {
    latest.current += 1;
    const mine = latest.current;
    setPlan(null);
    if (asked === null || isMaking) return;
    let over = false;
    const asking = JSON.parse(asked) as BundleRequest;
    void desk.call("bundle.plan", asking).then((answer) => {
      over = true;
      if (latest.current !== mine) return;
      if (!answer.ok) setPlan(answer);
      else if (answer.value.plan) setPlan(done(answer.value.plan));
    });
    return () => {
      // Whoever makes one gives this up first.
      if (!over && bundling.get() === null) void desk.call("bundle.cancel", {});
    };
  }, [asked, turn, isMaking]);
  return plan;
}
