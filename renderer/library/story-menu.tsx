import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Summary } from "../../shared/contract.ts";
import { duplicateStory, openStoryById, restoreStory, trashStory } from "../editor/door.ts";
import { frameStory } from "./templates/framing.ts";

/** What can be done with the story that is marked in the list. */
export function StoryMenu({
  story,
  opened,
  onBundle,
  onSend,
  onChange,
}: {
  readonly story: Summary;
  readonly opened: boolean;
  onBundle(): void;
  onSend(): void;
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
      <Menu position="top-end" opened={opened} onChange={onChange} returnFocus={false}>
        <Menu.Target>
          <ActionIcon aria-label={t("library.actions", { headline })}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void openStoryById(story.id)}>{t("library.open")}</Menu.Item>
          <Menu.Item onClick={() => void duplicateStory(story.id)}>{t("library.duplicate")}</Menu.Item>
          {story.trashedAt === null && (
            <Menu.Item onClick={() => frameStory(story.id)}>{t("commands.useAsTemplate")}</Menu.Item>
          )}
          {story.trashedAt === null && <Menu.Item onClick={onBundle}>{t("commands.bundle")}</Menu.Item>}
          {story.trashedAt === null && <Menu.Item onClick={onSend}>{t("commands.sendStory")}</Menu.Item>}
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
