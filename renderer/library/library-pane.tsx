import { ActionIcon, CloseButton, Menu, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconDots, IconSearch } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { Stage } from "../../shared/article.ts";
import { type ListRequest, SORTS, type Summary } from "../../shared/contract.ts";
import { termIn } from "../../shared/settings.ts";
import { STAGES } from "../../shared/stages.ts";
import { ProblemsBanner } from "../problems/problems-banner.tsx";
import { currentStory, duplicateStory, openStoryById, restoreStory, trashStory } from "../shell/current-story.ts";
import { hostState, libraryInfo, settingsState } from "../shell/desk-state.ts";
import { useStore } from "../shell/store.ts";
import { EmptyTrash } from "./empty-trash.tsx";
import { StoryItem } from "./story-item.tsx";
import { listKey, useStoryList } from "./story-list.ts";

/** A story's place in the list before it was drawn and measured, in pixels; with a line of what was found. */
const HEIGHT = 100;
const FOUND_HEIGHT = 122;
/** What the list is asked for beside a stage and a category. */
type Filter = "all" | "translation" | "owed" | "stale" | "trash";
const FILTERS: readonly Filter[] = ["all", "translation", "owed", "stale", "trash"];

function requestOf(filter: Filter): ListRequest {
  if (filter === "all") return {};
  return filter === "trash" ? { trashed: true } : { needs: filter };
}

/**
 * Keeps the open story in view when a save puts it elsewhere in the list, as long as nobody has
 * scrolled to something else by hand since it was opened; the answer notes that they have.
 */
function useKeptInView(items: ReadonlyMap<number, Summary>, show: (index: number) => void): RefObject<boolean> {
  const handScrolled = useRef(false);
  const before = useRef(-1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `show` is another function each time, and no reason to look
  useEffect(() => {
    let idle = 0;
    const look = () => {
      const now = currentStory.get();
      const index = now.kind === "none" ? -1 : ([...items].find(([, item]) => item.id === now.id)?.[0] ?? -1);
      cancelIdleCallback(idle);
      if (index === before.current) return;
      const keep = () => {
        before.current = index;
        if (index !== -1 && !handScrolled.current) show(index);
      };
      // To look where it stands has the whole window laid out, and a story that opens comes first.
      idle = requestIdleCallback(keep, { timeout: 500 });
    };
    look();
    const leave = currentStory.subscribe(look);
    return () => {
      leave();
      cancelIdleCallback(idle);
    };
  }, [items]);
  return handScrolled;
}

export function LibraryPane() {
  const { t } = useTranslation();
  const host = useStore(hostState);
  const { settings } = useStore(settingsState);
  const info = useStore(libraryInfo);
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text, 120);
  const [filter, setFilter] = useState<Filter>("all");
  const [stage, setStage] = useState<Stage | null>(null);
  const [category, setCategory] = useState<string | null>(null);
  const [sort, setSort] = useState<(typeof SORTS)[number]>("updated");
  // A search begins with the best match first; another order can be chosen for it.
  const [searchSort, setSearchSort] = useState<(typeof SORTS)[number]>("relevance");
  const isSearch = asked.trim() !== "";
  const [active, setActive] = useState(0);
  const request: ListRequest = {
    ...requestOf(filter),
    sort: isSearch ? searchSort : sort,
    ...(isSearch ? { text: asked } : {}),
    ...(stage ? { stage } : {}),
    ...(category ? { category } : {}),
  };
  const { list, need } = useStoryList(request);
  /** Enter while the list still shows what an earlier text found: the first of what is asked for opens. */
  const [opensFirst, setOpensFirst] = useState(false);
  const answersText = text === asked && list.key === listKey(request);
  useEffect(() => {
    if (!opensFirst || !answersText) return;
    setOpensFirst(false);
    const best = list.items.get(0);
    if (best) void openStoryById(best.id);
  }, [opensFirst, answersText, list.items]);
  /** The marked story: a save may put the list in another order under the mark. */
  const marked = useRef<string | null>(null);
  const mark = (index: number) => {
    marked.current = list.items.get(index)?.id ?? null;
    setActive(index);
  };
  useEffect(() => {
    for (const [index, item] of list.items) if (item.id === marked.current) setActive(index);
  }, [list.items]);
  // What is opened, from wherever, is marked: the menu below the list is for the story that one sees.
  const openId = useSyncExternalStore(currentStory.subscribe, () => {
    const now = currentStory.get();
    return now.kind === "none" ? null : now.id;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a list in another order leaves the mark where it is
  useEffect(() => {
    const index = [...list.items].find(([, item]) => item.id === openId)?.[0];
    if (openId === null) return;
    marked.current = openId;
    if (index !== undefined) setActive(index);
  }, [openId]);
  const unmark = () => {
    marked.current = null;
    setActive(0);
  };
  const height = list.items.get(0)?.found ? FOUND_HEIGHT : HEIGHT;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: list.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    // A story keeps its height in whatever place a save puts it.
    getItemKey: (index) => list.items.get(index)?.id ?? index,
    overscan: 6,
  });
  const handScrolled = useKeptInView(list.items, (index) => virtual.scrollToIndex(index));
  const shown = virtual.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => need(first, last), [need, first, last]);

  const counts = list.counts;
  const countOf = (one: Filter) => (one === "trash" ? counts?.trashed : counts?.[one]);
  const move = (to: number) => {
    const index = Math.max(0, Math.min(list.total - 1, to));
    handScrolled.current = true;
    mark(index);
    virtual.scrollToIndex(index);
  };
  const now = list.items.get(active);
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 8,
      PageUp: active - 8,
      Home: 0,
      End: list.total - 1,
    };
    const to = steps[event.key];
    if (to !== undefined && !event.altKey) move(to);
    else if (event.key === "Enter" && now) void openStoryById(now.id);
    else if (event.key === "Delete" && now && now.trashedAt === null) void trashStory(now.id);
    else return;
    event.preventDefault();
  };
  const searchWords = t(info?.search.kind === "headlines" ? "library.search" : "library.searchAll");
  const isFiltered = filter !== "all" || asked !== "" || stage !== null || category !== null;
  return (
    <nav className="library" aria-label={t("library.title")}>
      <div className="library-tools">
        <TextInput
          data-field="search"
          type="search"
          aria-label={searchWords}
          placeholder={searchWords}
          leftSection={<IconSearch size={15} stroke={1.6} />}
          rightSection={
            text ? <CloseButton size="sm" aria-label={t("library.clearSearch")} onClick={() => setText("")} /> : null
          }
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            if (event.currentTarget.value.trim() === "") setSearchSort("relevance");
            setOpensFirst(false);
            unmark();
          }}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown") scroller.current?.focus();
            if (event.key === "Enter") setOpensFirst(true);
          }}
        />
        <fieldset className="chips" aria-label={t("library.filters")}>
          {FILTERS.filter((one) => one === "all" || one === filter || (countOf(one) ?? 0) > 0).map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={filter === one}
              onClick={() => {
                setFilter(one);
                unmark();
              }}
            >
              {t(`library.${one}`)} <span className="count">{countOf(one) ?? ""}</span>
            </button>
          ))}
        </fieldset>
        <div className="library-selects">
          <Select
            aria-label={t("library.stage")}
            placeholder={t("library.anyStage")}
            clearable
            value={stage}
            onChange={(value) => {
              setStage(STAGES.find((one) => one === value) ?? null);
              setActive(0);
            }}
            data={STAGES.map((one) => ({
              value: one,
              label: `${t(`stage.${one}`)} (${counts?.[one] ?? 0})`,
            }))}
          />
          <Select
            aria-label={t("library.category")}
            placeholder={t("library.anyCategory")}
            clearable
            value={category}
            onChange={(value) => {
              setCategory(value);
              setActive(0);
            }}
            data={settings.categories.map(({ key }) => ({
              value: key,
              label: termIn(settings.categories, key, host?.language ?? "en"),
            }))}
          />
        </div>
        <div className="library-found">
          <span role="status">{list.loaded ? t("library.count", { count: list.total }) : ""}</span>
          <Select
            className="library-sort"
            variant="unstyled"
            aria-label={t("library.sort")}
            allowDeselect={false}
            value={isSearch ? searchSort : sort}
            onChange={(value) => (isSearch ? setSearchSort : setSort)(SORTS.find((one) => one === value) ?? "updated")}
            data={SORTS.filter((one) => isSearch || one !== "relevance").map((one) => ({
              value: one,
              label: t(`library.sorts.${one}`),
            }))}
          />
        </div>
      </div>
      {filter === "trash" && <EmptyTrash count={counts?.trashed ?? 0} />}
      <ProblemsBanner />
      {list.error ? (
        <p className="nothing">{t("library.failed")}</p>
      ) : list.loaded && list.total === 0 ? (
        <div className="nothing">
          <strong>
            {t(filter === "trash" ? "library.trashEmpty" : isFiltered ? "library.nothingFound" : "library.empty")}
          </strong>
          {filter !== "trash" && isFiltered && <p>{t("library.nothingFoundHint")}</p>}
        </div>
      ) : (
        <div
          ref={scroller}
          className="stories"
          role="listbox"
          tabIndex={0}
          aria-label={t("library.list")}
          aria-activedescendant={now ? `story-${now.id}` : undefined}
          onKeyDown={onKeyDown}
          onWheel={() => {
            handScrolled.current = true;
          }}
          onTouchMove={() => {
            handScrolled.current = true;
          }}
          onPointerDown={(event) => {
            // On the list itself there is only its scrollbar.
            if (event.target === event.currentTarget) handScrolled.current = true;
          }}
        >
          <div className="stories-inner" role="presentation" style={{ height: virtual.getTotalSize() }}>
            {shown.map((item) => {
              const story = list.items.get(item.index);
              return (
                story && (
                  <div
                    key={story.id}
                    ref={virtual.measureElement}
                    data-index={item.index}
                    className="story-place"
                    role="presentation"
                    style={{ transform: `translateY(${item.start}px)` }}
                  >
                    {/* biome-ignore lint/a11y/noStaticElementInteractions: the listbox handles the keys */}
                    <div
                      role="presentation"
                      onClick={() => {
                        handScrolled.current = false;
                        mark(item.index);
                        void openStoryById(story.id);
                      }}
                    >
                      <StoryItem id={`story-${story.id}`} story={story} active={active === item.index} />
                    </div>
                  </div>
                )
              );
            })}
          </div>
        </div>
      )}
      {now && <StoryMenu story={now} />}
    </nav>
  );
}

/** What can be done with the story that is marked in the list. */
function StoryMenu({ story }: { readonly story: Summary }) {
  const { t } = useTranslation();
  const headline = story.headline[story.source] || t("library.noHeadline");
  return (
    <div className="story-menu">
      <span className="words" lang={story.source}>
        {headline}
      </span>
      <Menu position="top-end">
        <Menu.Target>
          <ActionIcon aria-label={t("library.actions", { headline })}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void duplicateStory(story.id)}>{t("library.duplicate")}</Menu.Item>
          {story.trashedAt === null ? (
            <Menu.Item color="var(--bad)" onClick={() => void trashStory(story.id)}>
              {t("library.toTrash")}
            </Menu.Item>
          ) : (
            <Menu.Item onClick={() => void restoreStory(story.id)}>{t("library.restore")}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
