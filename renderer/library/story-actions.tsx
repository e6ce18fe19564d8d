import { Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Summary } from "../../shared/contract.ts";
import { duplicateStory, openStoryById, restoreStory, trashStory } from "../editor/door.ts";
import { frameStory } from "./templates/framing.ts";

/** The lines of a menu for one story, wherever it is shown. */
export function StoryActions({
  story,
  onBundle,
  onSend,
}: {
  readonly story: Summary;
  onBundle(): void;
  onSend(): void;
}) {
  const { t } = useTranslation();
  return (
    <>
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
    </>
  );
}
