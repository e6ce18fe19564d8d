import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Summary } from "../../shared/contract.ts";
import { duplicateStory, openStoryById, restoreStory, trashStory } from "../editor/door.ts";
import { GoneBanner, ProblemsBanner } from "../problems/door.ts";

import { EmptyTrash } from "./empty-trash.tsx";
import { useListQuery } from "./list-query.ts";
import { ListTools } from "./list-tools.tsx";
import { useMarkedStory } from "./marked-story.ts";
import { listKey, useStoryList } from "./story-list.ts";
import { StoryRows } from "./story-rows.tsx";

/** `onBundle` opens the bundle's dialog with a story chosen. */
export function LibraryPane({ onBundle }: { readonly onBundle: (ids: readonly string[]) => void }) {
  const { t } = useTranslation();
  const query = useListQuery();
  const { list, need } = useStoryList(query.request);
  const marked = useMarkedStory(list.items);
  const scroller = useRef<HTMLDivElement>(null);
  /** Enter while the list still shows what an earlier text found: the first of what is asked for opens. */
  const [opensFirst, setOpensFirst] = useState(false);
  const answersText = query.hasCaughtUp && list.key === listKey(query.request);
  useEffect(() => {
    if (!opensFirst || !answersText) return;
    setOpensFirst(false);
    const best = list.items.get(0);
    if (best) void openStoryById(best.id);
  }, [opensFirst, answersText, list.items]);
  const [menuOpen, setMenuOpen] = useState(false);
  const { filter, isFiltered } = query;
  const now = list.items.get(marked.active);
  const nothing = list.error ? (
    <p className="nothing">{t("library.failed")}</p>
  ) : list.loaded && list.total === 0 ? (
    <div className="nothing">
      <strong>
        {t(filter === "trash" ? "library.trashEmpty" : isFiltered ? "library.nothingFound" : "library.empty")}
      </strong>
      {filter !== "trash" && isFiltered && <p>{t("library.nothingFoundHint")}</p>}
    </div>
  ) : null;
  return (
    <nav className="library" aria-label={t("library.title")}>
      <ListTools
        query={query}
        list={list}
        onWords={(words) => {
          setOpensFirst(false);
          marked.search(words);
        }}
        onFilter={marked.restart}
        onLeave={() => scroller.current?.focus()}
        onEnter={() => setOpensFirst(true)}
      />
      {filter === "trash" && <EmptyTrash count={list.counts?.trashed ?? 0} />}
      <GoneBanner />
      <ProblemsBanner />
      <StoryRows
        list={list}
        need={need}
        marked={marked}
        scroller={scroller}
        nothing={nothing}
        onMenu={() => setMenuOpen(true)}
      />
      {now && (
        <StoryMenu
          story={now}
          opened={menuOpen}
          onBundle={() => onBundle([now.id])}
          onChange={(opened) => {
            setMenuOpen(opened);
            if (!opened) scroller.current?.focus({ preventScroll: true });
          }}
        />
      )}
    </nav>
  );
}

/** What can be done with the story that is marked in the list. */
function StoryMenu({
  story,
  opened,
  onBundle,
  onChange,
}: {
  readonly story: Summary;
  readonly opened: boolean;
  onBundle(): void;
  onChange(opened: boolean): void;
}) {
  const { t } = useTranslation();
  const headline = story.headline[story.source] || t("library.noHeadline");
  return (
    <div className="story-menu">
      <span className="words" lang={story.source}>
        {headline}
      </span>
      {/* Its first line has the focus, and no nameless place above it. */}
      <Menu
        position="top-end"
        opened={opened}
        onChange={onChange}
        returnFocus={false}
        withInitialFocusPlaceholder={false}
      >
        <Menu.Target>
          <ActionIcon aria-label={t("library.actions", { headline })}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void openStoryById(story.id)}>{t("library.open")}</Menu.Item>
          <Menu.Item onClick={() => void duplicateStory(story.id)}>{t("library.duplicate")}</Menu.Item>
          {story.trashedAt === null && <Menu.Item onClick={onBundle}>{t("commands.bundle")}</Menu.Item>}
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
