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

/** Those of a range in the list's order; null where the list can't be read. */
async function storiesOf(list: StoryList, request: ListRequest, from: number, to: number): Promise<Summary[] | null> {
  const known = [...Array(to - from + 1).keys()].map((at) => list.items.get(from + at));
  if (known.every((story) => story !== undefined)) return known;
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
    setAsking(true);
    const found = await storiesOf(list, request, from, to);
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
