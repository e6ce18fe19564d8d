/** The list as the window holds it: the filters, and the pages read so far. */
import { useCallback, useEffect, useState } from "react";
import type { Counts, ListRequest, Summary } from "../../shared/contract.ts";
import type { DeskError } from "../../shared/errors.ts";
import { desk } from "../base/desk-client.ts";
import { createStore } from "../base/store.ts";
import { timeCame } from "../base/time-came.ts";
import { storyCount, tellsStoryCount } from "./story-count.ts";

export const PAGE = 50;

export interface StoryList {
  readonly total: number;
  readonly counts: Counts | null;
  /** By position; what hasn't been read yet is missing. */
  readonly items: ReadonlyMap<number, Summary>;
  readonly error: DeskError | null;
  readonly loaded: boolean;
  /** What was asked for, as `listKey` writes it. */
  readonly key: string;
}

const nothing: StoryList = { total: 0, counts: null, items: new Map(), error: null, loaded: false, key: "" };

/** One text for one set of filters. */
export const listKey = (filters: ListRequest): string => JSON.stringify(filters);

/** How far the reading of a library has come whose index is being built; null where it is done. */
export const readingProgress = createStore<{ readonly done: number; readonly total: number } | null>(null);

/** Reads the pages that are looked at, and reads them again when something changed. */
export function useStoryList(filters: ListRequest): { list: StoryList; need: (from: number, to: number) => void } {
  const [list, setList] = useState<StoryList>(nothing);
  const key = listKey(filters);
  const [pages, setPages] = useState<readonly number[]>([0]);
  const [turn, setTurn] = useState(0);

  useEffect(tellsStoryCount, []);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = desk.subscribe((event) => {
      if (event.event === "progress") {
        const { task, done, total } = event;
        if (task === "index") readingProgress.set(done < total ? { done, total } : null);
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(() => setTurn((now) => now + 1), 200);
    });
    // What was held is due.
    const forget = timeCame.subscribe(() => setTurn((now) => now + 1));
    return () => {
      clearTimeout(timer);
      leave();
      forget();
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the filters begins at the first page again
  useEffect(() => setPages([0]), [key]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` only asks for the same pages again
  useEffect(() => {
    let latest = true;
    const request = JSON.parse(key) as ListRequest;
    void Promise.all(
      pages.map((page) => desk.call("articles.list", { ...request, offset: page * PAGE, limit: PAGE })),
    ).then((answers) => {
      if (!latest) return;
      const items = new Map<number, Summary>();
      let next: StoryList = { ...nothing, loaded: true, key };
      for (const [index, answer] of answers.entries()) {
        if (!answer.ok) {
          setList((now) => ({ ...now, error: answer.error, loaded: true, key }));
          return;
        }
        const offset = (pages[index] ?? 0) * PAGE;
        for (const [at, item] of answer.value.items.entries()) items.set(offset + at, item);
        next = { total: answer.value.total, counts: answer.value.counts, items, error: null, loaded: true, key };
      }
      if (next.counts) storyCount.set(next.counts.all);
      setList(next);
    });
    return () => {
      latest = false;
    };
  }, [key, pages, turn]);

  const need = useCallback(
    (from: number, to: number) => {
      const wanted = [Math.floor(from / PAGE), Math.floor(Math.max(from, to) / PAGE)];
      if (wanted.every((page) => pages.includes(page))) return;
      setPages([...new Set([...pages, ...wanted])].sort((a, b) => a - b));
    },
    [pages],
  );
  return { list, need };
}
