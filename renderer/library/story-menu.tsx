import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Summary } from "../../shared/contract.ts";
import { StoryActions } from "./story-actions.tsx";

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
          <StoryActions story={story} onBundle={onBundle} onSend={onSend} />
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
