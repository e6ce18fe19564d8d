/** What the list is asked for: words, a filter, a stage, a category and an order, as the window holds them. */
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { Stage } from "../../shared/article/article.ts";
import { STAGES } from "../../shared/article/stages.ts";
import { type ListRequest, type Shown, SORTS } from "../../shared/contract.ts";
import { fieldDate, instantInZone } from "../../shared/text/dates.ts";
import { hostState, settingsState } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";

/** What the list is asked for beside a stage and a category. */
export type Filter = "all" | "mine" | "translation" | "owed" | "stale" | "changed" | "held" | "due" | "notes" | "trash";
export const FILTERS: readonly Filter[] = [
  "all",
  "mine",
  "due",
  "held",
  "translation",
  "owed",
  "stale",
  "changed",
  "notes",
  "trash",
];

/** How far back the list goes: so many days, today being the first. */
const DAYS = { today: 1, week: 7, month: 30, year: 365 } as const;
export type Days = keyof typeof DAYS;
export const DAYS_NAMES = ["today", "week", "month", "year"] as const satisfies readonly Days[];

/** The beginning of the desk's day that lies so many days back. */
function beginOf(days: Days, timeZone: string): string {
  const then = new Date(Date.now() - (DAYS[days] - 1) * 86_400_000).toISOString();
  return instantInZone(`${fieldDate(then, timeZone).slice(0, 10)}T00:00`, timeZone);
}

type Sort = (typeof SORTS)[number];

/** The end of the desk's day: what is due by then is due today. */
function endOfToday(timeZone: string): string {
  const today = fieldDate(new Date().toISOString(), timeZone).slice(0, 10);
  return instantInZone(`${today}T23:59`, timeZone);
}

/** The key of nobody: a name's key has no hyphens in a row. */
const NOBODY = "0--0";

/** Milliseconds without a key until words are looked for. */
const TYPING_MS = 120;

function requestOf(filter: Filter, me: string | null): ListRequest {
  if (filter === "all") return {};
  // Nobody has the key of nobody.
  if (filter === "mine") return { assigned: me ?? NOBODY };
  return filter === "trash" ? { trashed: true } : { needs: filter };
}

export interface ListQuery {
  /** As it stands in the search field; what is looked for follows a moment later. */
  readonly text: string;
  type(text: string): void;
  readonly filter: Filter;
  setFilter(filter: Filter): void;
  readonly stage: Stage | null;
  setStage(stage: Stage | null): void;
  readonly category: string | null;
  setCategory(category: string | null): void;
  readonly tag: string | null;
  setTag(tag: string | null): void;
  readonly person: string | null;
  setPerson(person: string | null): void;
  /** Whose work a language is to be, by their key. */
  readonly assigned: string | null;
  setAssigned(assigned: string | null): void;
  readonly days: Days | null;
  setDays(days: Days | null): void;
  readonly sort: Sort;
  setSort(sort: Sort): void;
  /** Words are looked for. */
  readonly isSearch: boolean;
  /** Anything narrows the list. */
  readonly isFiltered: boolean;
  readonly request: ListRequest;
  /** What is looked for now, to be kept. */
  readonly shown: Shown;
  /** Looks for what was kept, as far as this version knows it. */
  show(kept: Shown): void;
  /** The request is for the text as it stands. */
  readonly hasCaughtUp: boolean;
}

const known = <One extends string>(all: readonly One[], name: string | undefined): One | null =>
  all.find((one) => one === name) ?? null;

export function useListQuery(): ListQuery {
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text, TYPING_MS);
  const [filter, setFilter] = useState<Filter>("all");
  const [stage, setStage] = useState<Stage | null>(null);
  const [category, setCategory] = useState<string | null>(null);
  const [tag, setTag] = useState<string | null>(null);
  const [person, setPerson] = useState<string | null>(null);
  const [assigned, setAssigned] = useState<string | null>(null);
  const me = useStore(hostState)?.person ?? null;
  const [days, setDays] = useState<Days | null>(null);
  const { timeZone } = useStore(settingsState).settings;
  const [listSort, setListSort] = useState<Sort>("updated");
  // A search begins with the best match first; another order can be chosen for it.
  const [searchSort, setSearchSort] = useState<Sort>("relevance");
  const isSearch = asked.trim() !== "";
  const [sort, setSort] = isSearch ? [searchSort, setSearchSort] : [listSort, setListSort];
  return {
    text,
    type(words) {
      setText(words);
      if (words.trim() === "") setSearchSort("relevance");
    },
    filter,
    setFilter,
    stage,
    setStage,
    category,
    setCategory,
    tag,
    setTag,
    person,
    setPerson,
    assigned,
    setAssigned,
    days,
    setDays,
    sort,
    setSort,
    isSearch,
    isFiltered:
      filter !== "all" || asked !== "" || [stage, category, tag, person, assigned, days].some((one) => one !== null),
    request: {
      ...(assigned ? { assigned } : {}),
      ...requestOf(filter, me),
      ...(me ? { me: { person: me, due: endOfToday(timeZone) } } : {}),
      sort,
      ...(isSearch ? { text: asked } : {}),
      ...(stage ? { stage } : {}),
      ...(category ? { category } : {}),
      ...(tag ? { tag } : {}),
      ...(person ? { person } : {}),
      ...(days ? { from: beginOf(days, timeZone) } : {}),
    },
    shown: {
      ...(text.trim() ? { text } : {}),
      ...(filter === "all" ? {} : { filter }),
      ...(stage ? { stage } : {}),
      ...(category ? { category } : {}),
      ...(tag ? { tag } : {}),
      ...(person ? { person } : {}),
      ...(assigned ? { assigned } : {}),
      ...(days ? { days } : {}),
      sort,
    },
    show(kept) {
      const isWanted = kept.text !== undefined;
      setText(kept.text ?? "");
      setFilter(known(FILTERS, kept.filter) ?? "all");
      setStage(known(STAGES, kept.stage));
      setCategory(kept.category ?? null);
      setTag(kept.tag ?? null);
      setPerson(kept.person ?? null);
      setAssigned(kept.assigned ?? null);
      setDays(known(DAYS_NAMES, kept.days));
      (isWanted ? setSearchSort : setListSort)(known(SORTS, kept.sort) ?? (isWanted ? "relevance" : "updated"));
    },
    hasCaughtUp: text === asked,
  };
}
