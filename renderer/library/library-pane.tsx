import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { openStoryById } from "../editor/door.ts";
import { GoneBanner, ProblemsBanner } from "../problems/door.ts";

import { EmptyTrash } from "./empty-trash.tsx";
import { useListQuery } from "./list-query.ts";
import { ListTools } from "./list-tools.tsx";
import { useMarkedStory } from "./marked-story.ts";
import { ChosenBar } from "./several/chosen-bar.tsx";
import { useChosenStories } from "./several/chosen-stories.ts";
import { OutcomeDialog } from "./several/outcome-dialog.tsx";
import { changeStories } from "./several/running.ts";
import { toTrash } from "./several/story-changes.ts";
import { listKey, useStoryList } from "./story-list.ts";
import { type Point, StoryMenu } from "./story-menu.tsx";
import { StoryRows } from "./story-rows.tsx";

interface LibraryPaneProps {
  /** Opens the bundle's dialog with stories chosen. */
  onBundle(ids: readonly string[]): void;
  /** Opens the dialog in which what is to go out of some stories is said first. */
  onPublish(ids: readonly string[]): void;
  /** Makes a file of some stories for a colleague. */
  onSend(ids: readonly string[]): void;
}

export function LibraryPane({ onBundle, onPublish, onSend }: LibraryPaneProps) {
  const { t } = useTranslation();
  const query = useListQuery();
  const { list, need } = useStoryList(query.request);
  const marked = useMarkedStory(list.items);
  const chosen = useChosenStories(list, query.request);
  const scroller = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLElement>(null);
  const focusList = () => scroller.current?.focus({ preventScroll: true });
  /** Enter while the list still shows what an earlier text found: the first of what is asked for opens. */
  const [opensFirst, setOpensFirst] = useState(false);
  const answersText = query.hasCaughtUp && list.key === listKey(query.request);
  useEffect(() => {
    if (!opensFirst || !answersText) return;
    setOpensFirst(false);
    const best = list.items.get(0);
    if (best) void openStoryById(best.id);
  }, [opensFirst, answersText, list.items]);
  const [menuAt, setMenuAt] = useState<"button" | Point | null>(null);
  const { filter, isFiltered } = query;
  const now = list.items.get(marked.active);
  const several = useMemo(() => [...chosen.stories.values()], [chosen.stories]);
  const hasChosen = several.length > 0 || chosen.isAsking;
  const trashChosen = () =>
    void changeStories({
      stories: several,
      change: toTrash,
      said: (count) => t("several.trashed", { count }),
      went: chosen.clear,
    });
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
        onLeave={focusList}
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
        chosen={chosen}
        onTrash={filter === "trash" ? () => undefined : trashChosen}
        onMenu={(ofChosen, at) => {
          if (ofChosen) bar.current?.querySelector<HTMLElement>(".chosen-tools button")?.focus();
          else setMenuAt(at ?? "button");
        }}
      />
      <OutcomeDialog onClosed={focusList} />
      {hasChosen && (
        <ChosenBar
          bar={bar}
          stories={several}
          isTrash={filter === "trash"}
          isAsking={chosen.isAsking}
          put={chosen.put}
          clear={chosen.clear}
          leave={focusList}
          onBundle={onBundle}
          onSend={onSend}
          onPublish={onPublish}
        />
      )}
      {now && !hasChosen && (
        <StoryMenu
          story={now}
          opened={menuAt}
          onBundle={() => onBundle([now.id])}
          onSend={() => onSend([now.id])}
          onOpen={() => setMenuAt("button")}
          onClose={() => {
            setMenuAt(null);
            focusList();
          }}
        />
      )}
    </nav>
  );
}
