import { IconMessage } from "@tabler/icons-react";
import type { DragEvent } from "react";
import { useTranslation } from "react-i18next";
import { termIn } from "../../../shared/settings.ts";
import { instantNow, shortMoment } from "../../../shared/text/dates.ts";
import { hostState, settingsState } from "../../base/desk-state.ts";
import { Readers } from "../../base/presence/readers.tsx";
import { useStore } from "../../base/store.ts";
import { DueWords, TaskWords } from "../../base/task-words.tsx";
import { BoardMenu } from "./board-menu.tsx";
import type { BoardActions, Card } from "./board-state.ts";

interface BoardCardProps extends BoardActions {
  readonly card: Card;
  /** In the columns of people the stage is said, in those of stages the person. */
  readonly by: "stage" | "person";
  /** The keys stand at it. */
  readonly isMarked: boolean;
  readonly isMenuOpen: boolean;
  onMark(): void;
  onOpen(): void;
  onMenu(isOpen: boolean): void;
  onDrag(isDragged: boolean): void;
}

/** One language of a story: its headline, what is amiss with it, by when and by whom. */
export function BoardCard({
  card,
  by,
  isMarked,
  isMenuOpen,
  onMark,
  onOpen,
  onMenu,
  onDrag,
  ...actions
}: BoardCardProps) {
  const { t } = useTranslation();
  const { settings } = useStore(settingsState);
  const language = useStore(hostState)?.language ?? "en";
  const { story, lang } = card;
  const shown = story.headline[lang] ? lang : story.source;
  const headline = story.headline[shown];
  const other = lang === "lo" ? "en" : "lo";
  const isOwed = story.out[other] && !story.out[lang];
  const task = story.assigned[lang];
  const start = (event: DragEvent) => {
    event.dataTransfer.setData("text/plain", headline);
    event.dataTransfer.effectAllowed = "move";
    onDrag(true);
  };
  return (
    <li
      className="board-place"
      draggable
      onDragStart={start}
      onDragEnd={() => onDrag(false)}
      onContextMenu={(event) => {
        event.preventDefault();
        onMark();
        onMenu(true);
      }}
    >
      <button
        type="button"
        className="board-card"
        data-card={card.key}
        tabIndex={isMarked ? 0 : -1}
        onFocus={onMark}
        onClick={onOpen}
      >
        <span className="board-head">
          <span className="lang-mark" data-stage={story.out[lang] ? "published" : story.stages[lang]}>
            {lang.toUpperCase()}
            <i aria-hidden="true" />
          </span>
          {story.conflicts > 0 && (
            <span className="mark-conflict">
              <i aria-hidden="true" />
              {t("library.conflict")}
            </span>
          )}
          {isOwed && <span className="owes">{t(`library.owes.${lang}`)}</span>}
          {!story.has[lang] && !isOwed && <span className="owes">{t(`library.noVersion.${lang}`)}</span>}
          {story.changed[lang] && <span className="owes">{t("library.changed")}</span>}
        </span>
        <span className={`first${headline ? "" : " none"}`} lang={headline ? shown : language}>
          {headline || t("library.noHeadline")}
        </span>
        <Readers story={story.id} />
        {by === "stage"
          ? task && <TaskWords task={task} />
          : task?.due && (
              <span className="task">
                <DueWords due={task.due} />
              </span>
            )}
        <span className="board-foot">
          <span>
            {[
              by === "person" ? t(`stage.${story.out[lang] ? "published" : story.stages[lang]}`) : null,
              story.category === null ? null : termIn(settings.categories, story.category, language),
              shortMoment(story.updatedAt, settings.timeZone, language, instantNow()),
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
          {story.notes > 0 && (
            <span className="mark-notes" role="img" aria-label={t("library.openNotes", { count: story.notes })}>
              <IconMessage size={13} stroke={1.8} aria-hidden />
              {story.notes}
            </span>
          )}
        </span>
      </button>
      {isMenuOpen && <BoardMenu card={card} close={() => onMenu(false)} {...actions} />}
    </li>
  );
}
