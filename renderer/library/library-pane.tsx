import { ActionIcon, CloseButton, Menu, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconDots, IconSearch } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { otherLang, STAGES, type Stage } from "../../shared/article.ts";
import { type ListRequest, SORTS, type Summary } from "../../shared/contract.ts";
import { termIn } from "../../shared/settings.ts";
import { instantNow, shortMoment } from "../../shared/text/dates.ts";
import { ProblemsBanner } from "../problems/problems-banner.tsx";
import { currentStory, duplicateStory, openStoryById, restoreStory, trashStory } from "../shell/current-story.ts";
import { hostState, settingsState } from "../shell/desk-state.ts";
import { useStore } from "../shell/store.ts";
import { EmptyTrash } from "./empty-trash.tsx";
import { useStoryList } from "./story-list.ts";

const HEIGHT = 82;
/** What the list is asked for beside a stage and a category. */
type Filter = "all" | "translation" | "owed" | "stale" | "trash";
const FILTERS: readonly Filter[] = ["all", "translation", "owed", "stale", "trash"];

function requestOf(filter: Filter): ListRequest {
  if (filter === "all") return {};
  return filter === "trash" ? { trashed: true } : { needs: filter };
}

function StoryItem({
  story,
  active,
  selected,
  id,
}: {
  readonly story: Summary;
  readonly active: boolean;
  readonly selected: boolean;
  readonly id: string;
}) {
  const { t } = useTranslation();
  const host = useStore(hostState);
  const { settings } = useStore(settingsState);
  const language = host?.language ?? "en";
  const target = otherLang(story.source);
  const { rows } = story;
  const out = (lang: "lo" | "en") => story.stages[lang] === "published";
  const owed = out("lo") !== out("en") ? (out("lo") ? "en" : "lo") : null;
  const isOwed = owed !== null && story.stages[owed] !== "withdrawn";
  const headline = story.headline[story.source] || t("library.noHeadline");
  const share = (count: number) => `${rows.total === 0 ? 0 : (count / rows.total) * 100}%`;
  const progress = t("library.progress", {
    confirmed: rows.confirmed,
    total: rows.total,
    stale: rows.stale,
    missing: rows.missing,
  });
  return (
    <div
      id={id}
      role="option"
      aria-selected={selected}
      className={`story-item${active ? " active" : ""}`}
      tabIndex={-1}
      data-story={story.id}
    >
      <span className={`first${story.headline[story.source] ? "" : " none"}`} lang={story.source}>
        {headline}
      </span>
      <span className="langs">
        {(["lo", "en"] as const).map((lang) => (
          <span
            key={lang}
            className="lang-mark"
            data-stage={story.stages[lang]}
            title={`${t(`lang.${lang}`)}: ${t(`stage.${story.stages[lang]}`)}`}
          >
            {lang.toUpperCase()}
            <i aria-hidden="true" />
          </span>
        ))}
      </span>
      <span
        className={`second${story.headline[target] ? "" : " none"}`}
        lang={story.headline[target] ? target : language}
      >
        {story.headline[target] || (story.has[target] ? t("library.noHeadline") : t(`library.noVersion.${target}`))}
      </span>
      <span className="meta">
        <span className="words">
          {[
            story.category === null ? null : termIn(settings.categories, story.category, language),
            isOwed && owed ? t(`library.owes.${owed}`) : null,
            story.readOnly ? t("library.readOnly") : null,
            shortMoment(story.updatedAt, settings.timeZone, language, instantNow()),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
        <span className="spring" />
        <span className="bar" role="img" aria-label={progress} title={progress}>
          <i className="done" style={{ width: share(rows.confirmed) }} />
          <i className="stale" style={{ width: share(rows.stale) }} />
        </span>
      </span>
    </div>
  );
}

export function LibraryPane() {
  const { t } = useTranslation();
  const host = useStore(hostState);
  const { settings } = useStore(settingsState);
  const current = useStore(currentStory);
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text, 120);
  const [filter, setFilter] = useState<Filter>("all");
  const [stage, setStage] = useState<Stage | null>(null);
  const [category, setCategory] = useState<string | null>(null);
  const [sort, setSort] = useState<(typeof SORTS)[number]>("updated");
  const [active, setActive] = useState(0);
  const { list, need } = useStoryList({
    ...requestOf(filter),
    sort,
    ...(asked ? { text: asked } : {}),
    ...(stage ? { stage } : {}),
    ...(category ? { category } : {}),
  });
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: list.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT,
    overscan: 6,
  });
  const shown = virtual.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `need` only reads pages that aren't there
  useEffect(() => need(first, last), [first, last]);

  const counts = list.counts;
  const countOf = (one: Filter) => (one === "trash" ? counts?.trashed : counts?.[one]);
  const move = (to: number) => {
    const index = Math.max(0, Math.min(list.total - 1, to));
    setActive(index);
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
  const isFiltered = filter !== "all" || asked !== "" || stage !== null || category !== null;
  return (
    <nav className="library" aria-label={t("library.title")}>
      <div className="library-tools">
        <TextInput
          data-field="search"
          type="search"
          aria-label={t("library.search")}
          placeholder={t("library.search")}
          leftSection={<IconSearch size={15} stroke={1.6} />}
          rightSection={
            text ? <CloseButton size="sm" aria-label={t("library.clearSearch")} onClick={() => setText("")} /> : null
          }
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown") scroller.current?.focus();
            if (event.key === "Enter" && list.items.get(0)) void openStoryById(list.items.get(0)?.id ?? "");
          }}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame of its own */}
        <div className="chips" role="group" aria-label={t("library.filters")}>
          {FILTERS.filter((one) => one === "all" || one === filter || (countOf(one) ?? 0) > 0).map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={filter === one}
              onClick={() => {
                setFilter(one);
                setActive(0);
              }}
            >
              {t(`library.${one}`)} <span className="count">{countOf(one) ?? ""}</span>
            </button>
          ))}
        </div>
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
            value={sort}
            onChange={(value) => setSort(SORTS.find((one) => one === value) ?? "updated")}
            data={SORTS.map((one) => ({ value: one, label: t(`library.sorts.${one}`) }))}
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
          {filter !== "trash" && <p>{t(isFiltered ? "library.nothingFoundHint" : "library.emptyHint")}</p>}
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
        >
          <div className="stories-inner" role="presentation" style={{ height: virtual.getTotalSize() }}>
            {shown.map((item) => {
              const story = list.items.get(item.index);
              return (
                story && (
                  <div
                    key={story.id}
                    className="story-place"
                    role="presentation"
                    style={{ transform: `translateY(${item.start}px)` }}
                  >
                    {/* biome-ignore lint/a11y/noStaticElementInteractions: the listbox handles the keys */}
                    <div
                      role="presentation"
                      onClick={() => {
                        setActive(item.index);
                        void openStoryById(story.id);
                      }}
                    >
                      <StoryItem
                        id={`story-${story.id}`}
                        story={story}
                        active={active === item.index}
                        selected={current.kind !== "none" && current.id === story.id}
                      />
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
            <Menu.Item color="red" onClick={() => void trashStory(story.id)}>
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
