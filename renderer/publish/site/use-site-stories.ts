/** The stories that the site's dialog is about, read whole and again when one changed. */
import { useEffect, useState } from "react";
import type { ListRequest, Summary } from "../../../shared/contract.ts";
import { type DeskError, done, type Result } from "../../../shared/errors.ts";
import { desk } from "../../base/desk-client.ts";
import { pauseOf } from "../../base/pause.ts";

/** Stories in one answer. */
const MOST = 1000;
/** A burst of changes is read once, after so many milliseconds. */
const REST = 250;

/** All stories of a list; `isEnough` ends it early. */
async function listed(
  request: ListRequest,
  isEnough: (found: number) => boolean = () => false,
  wanted: (story: Summary) => boolean = () => true,
): Promise<Result<readonly Summary[]>> {
  const found: Summary[] = [];
  for (let offset = 0; ; offset += MOST) {
    const answer = await desk.call("articles.list", { ...request, offset, limit: MOST });
    if (!answer.ok) return answer;
    found.push(...answer.value.items.filter(wanted));
    if (offset + MOST >= answer.value.total || isEnough(found.length)) return done(found);
  }
}

/** These stories; null stands for all that is ready, and all that changed since it went out. */
export async function storiesOf(ids: readonly string[] | null): Promise<Result<readonly Summary[]>> {
  if (ids) {
    const named = new Set(ids);
    return listed(
      { sort: "updated" },
      (found) => found >= named.size,
      ({ id }) => named.has(id),
    );
  }
  const ready = await listed({ stage: "ready", sort: "updated" });
  if (!ready.ok) return ready;
  const changed = await listed({ needs: "changed", sort: "updated" });
  if (!changed.ok) return changed;
  return done([...new Map([...ready.value, ...changed.value].map((story) => [story.id, story])).values()]);
}

export interface SiteStories {
  /** Null until they were read once. */
  readonly stories: readonly Summary[] | null;
  readonly error: DeskError | null;
}

/** `ids` null: all that is ready, and all that changed since it went out. */
export function useSiteStories(ids: readonly string[] | null): SiteStories {
  const [known, setKnown] = useState<SiteStories>({ stories: null, error: null });
  useEffect(() => {
    let latest = 0;
    const read = async () => {
      latest += 1;
      const mine = latest;
      const found = await storiesOf(ids);
      if (mine !== latest) return;
      setKnown((before) => (found.ok ? { stories: found.value, error: null } : { ...before, error: found.error }));
    };
    void read();
    const again = pauseOf(REST, () => void read());
    const leave = desk.subscribe(({ event }) => {
      if (event === "article.changed" || event === "library.changed") again.put();
    });
    return () => {
      latest = -1;
      again.stop();
      leave();
    };
  }, [ids]);
  return known;
}
