import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Summary } from "../../shared/contract.ts";
import { StoryActions } from "./story-actions.tsx";

/** A point of the window, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

interface StoryMenuProps {
  readonly story: Summary;
  /** Where it is open: at its button, at the point where it was asked for, or nowhere. */
  readonly opened: "button" | Point | null;
  onBundle(): void;
  onSend(): void;
  onOpen(): void;
  onClose(): void;
}

/** What can be done with the story that is marked in the list. */
export function StoryMenu({ story, opened, onBundle, onSend, onOpen, onClose }: StoryMenuProps) {
  const { t } = useTranslation();
  const headline = story.headline[story.source] || t("library.noHeadline");
  const name = t("library.actions", { headline });
  const point = opened === "button" ? null : opened;
  const lines = (
    <Menu.Dropdown>
      <StoryActions story={story} onBundle={onBundle} onSend={onSend} />
    </Menu.Dropdown>
  );
  return (
    <div className="story-menu">
      <span className="words" lang={story.source}>
        {headline}
      </span>
      {/* Its first line has the focus, and no nameless place above it. */}
      <Menu
        position="top-end"
        opened={opened === "button"}
        onChange={(now) => (now ? onOpen() : onClose())}
        returnFocus={false}
      >
        <Menu.Target>
          <ActionIcon aria-label={name}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        {lines}
      </Menu>
      <Menu
        position="bottom-start"
        offset={2}
        opened={point !== null}
        onChange={(now) => !now && onClose()}
        returnFocus={false}
      >
        <Menu.Target>
          <span aria-hidden="true" className="story-menu-at" style={{ left: point?.x ?? 0, top: point?.y ?? 0 }}>
            {name}
          </span>
        </Menu.Target>
        {lines}
      </Menu>
    </div>
  );
}
