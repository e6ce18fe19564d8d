import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, type SpotlightActionGroupData } from "@mantine/spotlight";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Summary } from "../../shared/contract.ts";
import { COMMANDS, commandLabel, hotkeyOf } from "./commands.ts";
import { currentStory, openStoryById } from "./current-story.ts";
import { desk } from "./desk-client.ts";
import { hotkeyLabel } from "./hotkeys.ts";
import { useStore } from "./store.ts";

/** Ctrl K: stories by their words, and every command. */
export function Palette() {
  const { t } = useTranslation();
  const current = useStore(currentStory);
  const [query, setQuery] = useState("");
  const [asked] = useDebouncedValue(query, 120);
  const [found, setFound] = useState<readonly Summary[]>([]);
  useEffect(() => {
    let latest = true;
    void desk.call("articles.list", { text: asked, limit: 8 }).then((answer) => {
      if (latest && answer.ok) setFound(answer.value.items);
    });
    return () => {
      latest = false;
    };
  }, [asked]);
  const wanted = query.trim().toLowerCase();
  const commands = COMMANDS.filter(
    (command) =>
      (!command.needsStory || current.kind === "open") && commandLabel(command).toLowerCase().includes(wanted),
  );
  const actions: SpotlightActionGroupData[] = [
    {
      group: t("palette.stories"),
      actions: found.map((story) => ({
        id: story.id,
        label: story.headline[story.source] || t("library.noHeadline"),
        description: story.headline[story.source === "lo" ? "en" : "lo"],
        onClick: () => void openStoryById(story.id),
      })),
    },
    {
      group: t("palette.commands"),
      actions: commands.map((command) => ({
        id: command.id,
        label: commandLabel(command),
        ...(command.hotkey ? { rightSection: <kbd>{hotkeyLabel(hotkeyOf(command) ?? "")}</kbd> } : {}),
        onClick: () => command.run(),
      })),
    },
  ];
  return (
    <Spotlight
      actions={actions}
      query={query}
      onQueryChange={setQuery}
      filter={(_query, all) => all}
      shortcut={null}
      scrollable
      maxHeight={420}
      nothingFound={t("palette.nothing")}
      searchProps={{ placeholder: t("palette.placeholder"), "aria-label": t("palette.placeholder") }}
    />
  );
}
