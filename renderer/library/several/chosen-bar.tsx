import { ActionIcon, CloseButton, Menu, Popover, Select } from "@mantine/core";
import {
  IconArrowBackUp,
  IconCategory,
  IconMailForward,
  IconPackage,
  IconProgressCheck,
  IconSend,
  IconTag,
  IconTrash,
} from "@tabler/icons-react";
import { type ComponentType, type ReactNode, type RefObject, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { LANGS } from "../../../shared/article/stages.ts";
import type { Summary } from "../../../shared/contract.ts";
import { termIn } from "../../../shared/settings.ts";
import { hostState, libraryInfo, settingsState } from "../../base/desk-state.ts";
import { useStore } from "../../base/store.ts";
import { AssignTool } from "./assign-tool.tsx";
import { changeStories, isChanging } from "./running.ts";
import { outOfTrash, toCategory, toStage, toTrash, withoutTag, withTag } from "./story-changes.ts";

/** Going out is an act of its own. */
const STAGES_TO_SET = ["draft", "translating", "review", "ready"] as const;

type Icon = ComponentType<{ size: number; stroke: number }>;

interface ToolProps {
  readonly label: string;
  readonly icon: Icon;
  readonly disabled: boolean;
  onClick?(): void;
}

function Tool({ label, icon: Shape, ...button }: ToolProps) {
  return (
    <ActionIcon size="lg" aria-label={label} title={label} {...button}>
      <Shape size={18} stroke={1.6} />
    </ActionIcon>
  );
}

/** A button with lines to choose from; the keys go back to it. */
function Choices({ children, ...tool }: ToolProps & { readonly children: ReactNode }) {
  return (
    <Menu position="top-start" returnFocus transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon size="lg" aria-label={tool.label} title={tool.label} disabled={tool.disabled}>
          <tool.icon size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className="chosen-choices">{children}</Menu.Dropdown>
    </Menu>
  );
}

/** The bar stands at the foot of the window. */
const ABOVE = { withinPortal: false, position: "top" } as const;

interface TagToolProps extends Pick<ChosenBarProps, "stories" | "put"> {
  readonly disabled: boolean;
}

function TagTool({ stories, disabled, put }: TagToolProps) {
  const { t } = useTranslation();
  const { settings } = useStore(settingsState);
  const language = useStore(hostState)?.language ?? "en";
  const [opened, setOpened] = useState(false);
  const wordsOf = (key: string) => termIn(settings.tags, key, language);
  const line = (key: string) => ({ value: key, label: wordsOf(key) });
  // Of many thousand stories not with each key in the list.
  const theirs = useMemo(() => [...new Set(stories.flatMap(({ tags }) => tags))], [stories]);
  const change = (which: "tagAdded" | "tagRemoved", tag: string | null) => {
    if (tag === null) return;
    setOpened(false);
    const said = (count: number) => t(`several.${which}`, { count, tag: wordsOf(tag) });
    void changeStories({ stories, change: (which === "tagAdded" ? withTag : withoutTag)(tag), said, went: put });
  };
  return (
    <Popover position="top" shadow="md" trapFocus returnFocus opened={opened} onChange={setOpened}>
      <Popover.Target>
        <ActionIcon
          size="lg"
          aria-label={t("several.tag")}
          title={t("several.tag")}
          aria-expanded={opened}
          disabled={disabled}
          onClick={() => setOpened(!opened)}
        >
          <IconTag size={18} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className="chosen-tags" aria-label={t("several.tag")}>
        <Select
          label={t("several.addTag")}
          searchable
          selectFirstOptionOnChange
          value={null}
          nothingFoundMessage={t("several.noTag")}
          comboboxProps={ABOVE}
          data={settings.tags.map(({ key }) => line(key))}
          onChange={(tag) => change("tagAdded", tag)}
        />
        <Select
          label={t("several.removeTag")}
          searchable
          selectFirstOptionOnChange
          value={null}
          nothingFoundMessage={t("several.noTag")}
          comboboxProps={ABOVE}
          data={theirs.map(line)}
          onChange={(tag) => change("tagRemoved", tag)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChosenBarProps {
  readonly stories: readonly Summary[];
  /** They are in the trash. */
  readonly isTrash: boolean;
  /** The list's own knowledge of stories is as old as its last reading. */
  put(stories: readonly Summary[]): void;
  clear(): void;
  onBundle(ids: readonly string[]): void;
  onPublish(ids: readonly string[]): void;
  onSend(ids: readonly string[]): void;
}

interface Placed extends ChosenBarProps {
  readonly isAsking: boolean;
  readonly bar: RefObject<HTMLElement | null>;
  /** The keys go back to the list. */
  leave(): void;
}

/** Below the list while several stories are chosen: what can be done with all of them. */
export function ChosenBar(props: Placed) {
  const { stories, isTrash, isAsking, put, clear, onBundle, onPublish, onSend, bar, leave } = props;
  const { t } = useTranslation();
  const { settings } = useStore(settingsState);
  const language = useStore(hostState)?.language ?? "en";
  const isReadOnly = useStore(libraryInfo)?.readOnly ?? false;
  const disabled = useStore(isChanging) || isAsking || stories.length === 0;
  const isFixed = disabled || isReadOnly;
  const count = stories.length;
  const trash = () =>
    void changeStories({
      stories,
      change: isTrash ? outOfTrash : toTrash,
      said: (gone) => t(isTrash ? "several.restored" : "several.trashed", { count: gone }),
      went: () => {
        clear();
        leave();
      },
    });
  const category = (key: string | null) => {
    const words = key === null ? t("several.noCategory") : termIn(settings.categories, key, language);
    const said = (gone: number) => t("several.categorySet", { count: gone, category: words });
    void changeStories({ stories, change: toCategory(key), said, went: put });
  };
  const stage = (lang: (typeof LANGS)[number], one: (typeof STAGES_TO_SET)[number]) => {
    const said = (gone: number) => t(`several.stageSet.${lang}`, { count: gone, stage: t(`stage.${one}`) });
    void changeStories({ stories, change: toStage(lang, one), said, went: put });
  };
  return (
    <section
      ref={bar}
      className="chosen-bar"
      aria-label={t("several.bar")}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        clear();
        leave();
      }}
    >
      <div className="chosen-count">
        <span role="status">{isAsking ? t("several.asking") : t("several.count", { count })}</span>
        <CloseButton
          size="sm"
          aria-label={t("several.clear")}
          title={t("several.clear")}
          onClick={() => {
            clear();
            leave();
          }}
        />
      </div>
      <div className="chosen-tools">
        {isTrash ? (
          <Tool label={t("library.restore")} icon={IconArrowBackUp} disabled={isFixed} onClick={trash} />
        ) : (
          <>
            <Choices label={t("several.stage")} icon={IconProgressCheck} disabled={isFixed}>
              {LANGS.map((lang) => (
                <div key={lang} className="menu-group">
                  <Menu.Label>{t(`lang.${lang}`)}</Menu.Label>
                  {STAGES_TO_SET.map((one) => (
                    <Menu.Item
                      key={one}
                      aria-label={`${t(`lang.${lang}`)}: ${t(`stage.${one}`)}`}
                      onClick={() => stage(lang, one)}
                    >
                      {t(`stage.${one}`)}
                    </Menu.Item>
                  ))}
                </div>
              ))}
            </Choices>
            <Choices label={t("several.category")} icon={IconCategory} disabled={isFixed}>
              {settings.categories.map(({ key }) => (
                <Menu.Item key={key} onClick={() => category(key)}>
                  {termIn(settings.categories, key, language)}
                </Menu.Item>
              ))}
              <Menu.Divider />
              <Menu.Item onClick={() => category(null)}>{t("several.noCategory")}</Menu.Item>
            </Choices>
            <TagTool stories={stories} disabled={isFixed} put={put} />
            <AssignTool stories={stories} disabled={isFixed} put={put} />
            <Tool
              label={t("several.publish")}
              icon={IconSend}
              disabled={isFixed}
              onClick={() => onPublish(stories.map(({ id }) => id))}
            />
            <Tool
              label={t("commands.bundle")}
              icon={IconPackage}
              disabled={disabled}
              onClick={() => onBundle(stories.map(({ id }) => id))}
            />
            <Tool
              label={t("commands.sendStory")}
              icon={IconMailForward}
              disabled={isFixed}
              onClick={() => onSend(stories.map(({ id }) => id))}
            />
            <Tool label={t("library.toTrash")} icon={IconTrash} disabled={isFixed} onClick={trash} />
          </>
        )}
      </div>
    </section>
  );
}
