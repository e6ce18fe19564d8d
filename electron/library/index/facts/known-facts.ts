/**
 * The facts of all stories, kept for a while: who asks again gets the same objects for what is as it was, and what
 * follows from them alone need not be made again.
 */
import type { StoryFacts } from "../../../../shared/article/story-facts.ts";
import { keptAWhile } from "../../../disk/kept-a-while.ts";
import type { Since } from "./stories-since.ts";

/** What the index's thread answers. */
interface Asked {
  readonly since: (mark: number | null) => Promise<Since>;
  /** Of these stories, as far as there are any. */
  readonly of: (ids: readonly string[]) => Promise<readonly StoryFacts[]>;
  /** Of so many after this id, in the order of their ids. */
  readonly after: (id: string, limit: number) => Promise<readonly StoryFacts[]>;
}

export interface KnownFacts {
  /** In the order of their ids. */
  all(): Promise<readonly StoryFacts[]>;
}

/** Stories that are asked for at once: so many are read from their JSON without holding the desk up. */
const TOGETHER = 250;

const byId = (a: StoryFacts, b: StoryFacts): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

export function knownFacts({ since, of, after }: Asked): KnownFacts {
  const known = keptAWhile<{ readonly mark: number; readonly facts: readonly StoryFacts[] }>();

  const everything = async (): Promise<StoryFacts[]> => {
    const facts: StoryFacts[] = [];
    for (;;) {
      const more = await after(facts.at(-1)?.id ?? "", TOGETHER);
      facts.push(...more);
      if (more.length < TOGETHER) return facts;
    }
  };

  const withChanged = async (before: readonly StoryFacts[], ids: readonly string[]): Promise<readonly StoryFacts[]> => {
    if (ids.length === 0) return before;
    const changed: StoryFacts[] = [];
    for (let at = 0; at < ids.length; at += TOGETHER) changed.push(...(await of(ids.slice(at, at + TOGETHER))));
    const gone = new Set(ids);
    return [...before.filter(({ id }) => !gone.has(id)), ...changed].sort(byId);
  };

  const ask = async (): Promise<readonly StoryFacts[]> => {
    const before = known.get();
    // Until the answer is whole, nothing is known: what changed was told once.
    known.forget();
    const { mark, ids } = await since(before?.mark ?? null);
    const facts = before && ids ? await withChanged(before.facts, ids) : await everything();
    known.put({ mark, facts });
    return facts;
  };

  let last: Promise<unknown> = Promise.resolve();
  return {
    all() {
      const mine = last.then(ask);
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
