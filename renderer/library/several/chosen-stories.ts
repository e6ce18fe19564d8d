/** Which stories of the list are chosen together, whether or not they were ever drawn. */
import { useEffect, useRef, useState } from "react";
import type { ListRequest, Summary } from "../../../shared/contract.ts";
import { desk } from "../../base/desk-client.ts";
import { libraryInfo } from "../../base/desk-state.ts";
import { useStore } from "../../base/store.ts";
import { tellError } from "../../base/tell.tsx";
import { listKey, type StoryList } from "../story-list.ts";

/** As many as one call gives. */
const AT_ONCE = 1000;

export interface ChosenStories {
  /** By id, in the order in which they were chosen; as the list knew them last. */
  readonly stories: ReadonlyMap<string, Summary>;
  /** A range of the list is being asked for. */
  readonly isAsking: boolean;
  /** A range begins here: the story was opened, or walked to. */
  anchor(index: number): void;
  /** One more, or one less. */
  toggle(index: number): void;
  /** All from the anchor to here, in place of what was chosen; beside it with `more`. */
  extend(index: number, more?: boolean): void;
  all(): void;
  clear(): void;
  /** Some of them stand otherwise now. */
  put(stories: readonly Summary[]): void;
}

/** What was read of a list for a range, by position; it holds until a story changes or another list is asked for. */
type ReadAhead = Map<number, Summary>;

/** Those of a range in the list's order, a promise only where some have to be asked for; null where they can't be read. */
function storiesOf(
  known: (index: number) => Summary | undefined,
  request: ListRequest,
  read: ReadAhead,
  [from, to]: readonly [number, number],
): readonly Summary[] | Promise<readonly Summary[] | null> {
  const found: Summary[] = [];
  for (let at = from; at <= to; at += 1) {
    const story = known(at) ?? read.get(at);
    if (!story) return askedFor(request, read, [from, to]);
    found.push(story);
  }
  return found;
}

async function askedFor(
  request: ListRequest,
  read: ReadAhead,
  [from, to]: readonly [number, number],
): Promise<readonly Summary[] | null> {
  const found: Summary[] = [];
  for (let offset = from; offset <= to; offset += AT_ONCE) {
    const answer = await desk.call("articles.list", {
      ...request,
      offset,
      limit: Math.min(AT_ONCE, to - offset + 1),
    });
    if (!answer.ok) {
      tellError(answer.error);
      return null;
    }
    for (const [at, story] of answer.value.items.entries()) read.set(offset + at, story);
    found.push(...answer.value.items);
  }
  return found;
}

const byId = (stories: readonly Summary[]): ReadonlyMap<string, Summary> =>
  new Map(stories.map((story) => [story.id, story]));

/** `request`: what the list is asked for; with another search or filter nothing is chosen any more. */
export function useChosenStories(list: StoryList, request: ListRequest): ChosenStories {
  const [stories, setStories] = useState<ReadonlyMap<string, Summary>>(new Map());
  const [isAsking, setAsking] = useState(false);
  const anchored = useRef({ index: 0, id: "" });
  /** The last range that was asked for: the answer to an earlier one comes too late. */
  const turn = useRef(0);
  const readAhead = useRef<ReadAhead>(new Map());
  const asked = `${useStore(libraryInfo)?.path ?? ""} ${listKey(request)}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list, or the same in another order
  useEffect(() => {
    const forget = () => {
      readAhead.current = new Map();
    };
    forget();
    return desk.subscribe(({ event }) => {
      if (event !== "progress") forget();
    });
  }, [asked]);
  const { sort: _, ...narrows } = request;
  const key = `${useStore(libraryInfo)?.path ?? ""} ${listKey(narrows)}`;
  const set = (next: ReadonlyMap<string, Summary>) => {
    turn.current += 1;
    setAsking(false);
    setStories(next);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen is chosen out of one list
  useEffect(() => set(new Map()), [key]);

  const put = (fresh: Iterable<Summary>) =>
    setStories((now) => {
      const changed = [...fresh].filter((story) => now.has(story.id) && now.get(story.id) !== story);
      return changed.length === 0 ? now : new Map([...now, ...byId(changed)]);
    });
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the list was read anew
  useEffect(() => put(list.items.values()), [list.items]);

  const anchor = (index: number) => {
    anchored.current = { index, id: list.items.get(index)?.id ?? "" };
  };
  /** A save may have put it elsewhere meanwhile. */
  const anchorNow = (): number => {
    const { index, id } = anchored.current;
    if (list.items.get(index)?.id === id) return index;
    return [...list.items].find(([, story]) => story.id === id)?.[0] ?? Math.min(index, list.total - 1);
  };
  const range = async (from: number, to: number, also: ReadonlyMap<string, Summary>) => {
    turn.current += 1;
    const mine = turn.current;
    const known = storiesOf((at) => list.items.get(at), request, readAhead.current, [from, to]);
    setAsking(known instanceof Promise);
    const found = await known;
    if (mine !== turn.current) return;
    setAsking(false);
    if (found) setStories(new Map([...also, ...byId(found)]));
  };
  return {
    stories,
    isAsking,
    anchor,
    toggle(index) {
      const story = list.items.get(index);
      if (!story) return;
      anchor(index);
      const next = new Map(stories);
      if (!next.delete(story.id)) next.set(story.id, story);
      set(next);
    },
    extend(index, more = false) {
      const from = anchorNow();
      void range(Math.min(from, index), Math.max(from, index), more ? stories : new Map());
    },
    all() {
      if (list.total > 0) void range(0, list.total - 1, new Map());
    },
    clear: () => set(new Map()),
    put,
  };
}
