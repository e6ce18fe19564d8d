/** What the site will get by a publication: asked of the desk before, and again when something of it changed. */
import { useEffect, useState } from "react";
import type { PublishPlan, Request } from "../../shared/contract.ts";
import type { Result } from "../../shared/errors.ts";
import { desk } from "../base/desk-client.ts";
import { hostState } from "../base/desk-state.ts";
import { pauseOf } from "../base/pause.ts";
import { useStore } from "../base/store.ts";
import { storyNow } from "../editor/door.ts";
import { publishing } from "./publish-run.ts";

export interface SitePlan {
  /** The last answer; null until the first. */
  readonly told: Result<PublishPlan> | null;
  /** It is of this very choice. */
  readonly isNow: boolean;
}

/** A burst of changes is asked about once, after so many milliseconds. */
const REST = 250;

/** The plan of a publication; `null` asks for none. It is of what was typed last. */
export function useSitePlan(request: Request<"publish.plan"> | null): SitePlan {
  const folder = useStore(hostState)?.folders.site;
  const isPublishing = useStore(publishing) !== null;
  const asked = request && !isPublishing ? JSON.stringify([request, folder]) : null;
  const [told, setTold] = useState<{ readonly asked: string; readonly answer: Result<PublishPlan> } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the request as its text says it
  useEffect(() => {
    if (asked === null || request === null) return;
    let latest = 0;
    const ask = async () => {
      latest += 1;
      const mine = latest;
      await storyNow()?.session.flush();
      const answer = await desk.call("publish.plan", request);
      if (mine === latest) setTold({ asked, answer });
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
    };
  }, [asked]);
  return { told: told?.answer ?? null, isNow: told !== null && told.asked === asked };
}
