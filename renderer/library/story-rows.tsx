import { IconDots } from "@tabler/icons-react";
import { type KeyboardEvent, type MouseEvent, type ReactNode, type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Summary } from "../../shared/contract.ts";
import { RowsInView, useRowsInView } from "../base/rows-in-view.tsx";
import { currentStory, openStoryById, trashStory } from "../editor/door.ts";
import type { MarkedStory } from "./marked-story.ts";
import type { ChosenStories } from "./several/chosen-stories.ts";
import { StoryItem } from "./story-item.tsx";
import type { StoryList } from "./story-list.ts";
import type { Point } from "./story-menu.tsx";

/** A story's place in the list before it was drawn and measured, in pixels; with a line of what was found. */
const HEIGHT = 100;
const FOUND_HEIGHT = 122;

/**
 * Keeps the open story in view when a save puts it elsewhere in the list, as long as nobody has
 * scrolled to something else by hand since it was opened; the answer notes that they have.
 */
function useKeptInView(items: ReadonlyMap<number, Summary>, show: (index: number) => void): RefObject<boolean> {
  const handScrolled = useRef(false);
  const before = useRef(-1);
  const open = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `show` is another function each time, and no reason to look
  useEffect(() => {
    let idle = 0;
    const look = () => {
      const now = currentStory.get();
      const id = now.kind === "none" ? null : now.id;
      if (id !== open.current) handScrolled.current = false;
      open.current = id;
      const index = [...items].find(([, item]) => item.id === id)?.[0] ?? -1;
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

interface StoryRowsProps {
  readonly list: StoryList;
  /** These are looked at. */
  need(from: number, to: number): void;
  readonly marked: MarkedStory;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** What is said in their place where there are none; where one stood in the list is known all the same. */
  readonly nothing: ReactNode;
  readonly chosen: ChosenStories;
  /** Those that are chosen go. */
  onTrash(): void;
  /** The actions of the marked story are asked for, at a point of the window, or of those that are chosen. */
  onMenu(ofChosen: boolean, at: Point | null): void;
}

/** Tells where a story's actions open by a key: below it, in view, once it is drawn; null where it never is. */
function belowStory(id: string, tell: (at: Point | null) => void, frames = 10): void {
  const story = document.getElementById(`story-${id}`);
  if (!story && frames > 0) {
    requestAnimationFrame(() => belowStory(id, tell, frames - 1));
    return;
  }
  story?.scrollIntoView({ block: "nearest" });
  const box = story?.getBoundingClientRect();
  tell(box ? { x: box.left + 12, y: box.bottom - 6 } : null);
}

/**
 * The stories, of which only those in view are drawn. The arrows walk and choose nothing; Shift with them chooses up
 * to where they go, Space one more, Ctrl A all, as ARIA has it for a list out of which several are chosen.
 */
export function StoryRows({ list, need, marked, scroller, nothing, chosen, onTrash, onMenu }: StoryRowsProps) {
  const { t } = useTranslation();
  const { active, mark } = marked;
  const height = list.items.get(0)?.found ? FOUND_HEIGHT : HEIGHT;
  const virtual = useRowsInView({ list, need, scroller, height, overscan: 6 });
  const handScrolled = useKeptInView(list.items, (index) => virtual.scrollToIndex(index));
  const move = (to: number) => {
    const index = Math.max(0, Math.min(list.total - 1, to));
    handScrolled.current = true;
    mark(index);
    virtual.scrollToIndex(index);
    return index;
  };
  const hasChosen = chosen.stories.size > 0 || chosen.isAsking;
  const now = list.items.get(active);
  const isDrawn = virtual.getVirtualItems().some(({ index }) => index === active);
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
    if (to !== undefined && !event.altKey) {
      if (!event.shiftKey) chosen.anchor(move(to));
      else chosen.extend(move(to), event.ctrlKey || event.metaKey);
    } else if (event.key === " ") chosen.toggle(active);
    // By its place on the keyboard: a Lao one has another letter there.
    else if (event.code === "KeyA" && (event.ctrlKey || event.metaKey)) chosen.all();
    else if (event.key === "Escape" && hasChosen) chosen.clear();
    else if (event.key === "Enter" && now) void openStoryById(now.id);
    else if ((event.key === "ContextMenu" || (event.shiftKey && event.key === "F10")) && now) {
      // It may have been scrolled away.
      move(active);
      belowStory(now.id, (at) => onMenu(hasChosen, at));
    } else if (event.key === "Delete" && hasChosen) onTrash();
    else if (event.key === "Delete" && now && now.trashedAt === null) void trashStory(now.id);
    else return;
    event.preventDefault();
  };
  const press = (event: MouseEvent, story: Summary, index: number) => {
    handScrolled.current = false;
    const isMore = event.ctrlKey || event.metaKey;
    mark(index);
    if (event.shiftKey) chosen.extend(index, isMore);
    else if (isMore) chosen.toggle(index);
    else {
      chosen.clear();
      chosen.anchor(index);
      void openStoryById(story.id).then(marked.markOpen);
    }
  };
  /** The actions of those that are chosen, if it is one of them; else its own. */
  const askFor = ({ clientX, clientY }: MouseEvent, story: Summary, index: number) => {
    // One looks at this one, not at the one that is open.
    handScrolled.current = true;
    mark(index);
    const isChosen = chosen.stories.has(story.id);
    if (!isChosen) {
      chosen.clear();
      chosen.anchor(index);
    }
    onMenu(isChosen, { x: clientX, y: clientY });
  };
  if (nothing) return nothing;
  return (
    <div
      ref={scroller}
      className="stories"
      role="listbox"
      aria-multiselectable="true"
      tabIndex={0}
      aria-label={t("library.list")}
      aria-activedescendant={now && isDrawn ? `story-${now.id}` : undefined}
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
      <RowsInView list={list} virtual={virtual}>
        {(story, index) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the listbox handles the keys
          <div
            role="presentation"
            className="story-place"
            onContextMenu={(event) => {
              event.preventDefault();
              askFor(event, story, index);
            }}
            onClick={(event) => press(event, story, index)}
          >
            <StoryItem
              id={`story-${story.id}`}
              story={story}
              active={active === index}
              chosen={chosen.stories.has(story.id)}
            />
            {/* For the pointer alone; the keys have the menu key. */}
            <span
              aria-hidden="true"
              className="story-dots"
              onClick={(event) => {
                event.stopPropagation();
                askFor(event, story, index);
              }}
            >
              <IconDots size={15} />
            </span>
          </div>
        )}
      </RowsInView>
    </div>
  );
}
