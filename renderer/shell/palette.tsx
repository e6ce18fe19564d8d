import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, type SpotlightActionGroupData, useSpotlight } from "@mantine/spotlight";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { otherLang } from "../../shared/article/stages.ts";
import { LIMITS, type Summary } from "../../shared/contract.ts";
import { desk } from "../base/desk-client.ts";
import { hotkeyLabel } from "../base/hotkeys.ts";
import { palette, paletteState } from "../base/palette-state.ts";
import { useStore } from "../base/store.ts";
import { currentStory, openStoryById } from "../editor/door.ts";

import { COMMANDS, canRun, commandLabel, keysOf } from "./commands.ts";
import { findCommands } from "./find-commands.ts";

/** The other headline; or where it was found, if in neither headline. */
function describe({ headline, source, found }: Summary): string {
  const inHeadline = !found || found.headline.lo.length > 0 || found.headline.en.length > 0;
  return (inHeadline ? undefined : found.snippet?.text) ?? headline[otherLang(source)];
}

function keysBeside(id: string): { readonly rightSection?: ReactNode } {
  const keys = keysOf(id);
  return keys === undefined ? {} : { rightSection: <kbd>{hotkeyLabel(keys)}</kbd> };
}

/** Ctrl K: stories by their words, and every command. */
export function Palette() {
  const { i18n, t } = useTranslation();
  // Which commands there are follows from it.
  useStore(currentStory);
  const [query, setQuery] = useState("");
  const [asked] = useDebouncedValue(query, 120);
  const [found, setFound] = useState<readonly Summary[]>([]);
  const { opened } = useSpotlight(paletteState);
  useEffect(() => {
    // Stories come and change while it is closed.
    if (!opened) return;
    let latest = true;
    void desk.call("articles.list", { text: asked, limit: 8 }).then((answer) => {
      if (latest && answer.ok) setFound(answer.value.items);
    });
    return () => {
      latest = false;
    };
  }, [asked, opened]);
  const wanted = query.trim();
  const { commands, isMeant } = findCommands(COMMANDS.filter(canRun), query, i18n.language === "lo" ? "lo" : "en");
  // What was typed chooses the first that it finds, also where that comes a moment later.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the list is another
  useEffect(() => {
    const list = document.querySelector(".mantine-Spotlight-actionsList");
    if (wanted === "" || !list) return;
    for (const marked of list.querySelectorAll("[data-selected]")) marked.removeAttribute("data-selected");
    list.querySelector("[data-action]")?.setAttribute("data-selected", "true");
  }, [found, wanted]);
  const groups: SpotlightActionGroupData[] = [
    {
      group: t("palette.stories"),
      actions: found.map((story) => ({
        id: story.id,
        label: story.headline[story.source] || t("library.noHeadline"),
        description: describe(story),
        onClick: () => void openStoryById(story.id),
      })),
    },
    {
      group: t("palette.commands"),
      actions: commands.map((command) => ({
        id: command.id,
        label: commandLabel(command),
        ...keysBeside(command.id),
        // The focus is back in the text before a command asks for it, or a dialog notes it.
        onClick: () => {
          palette.close();
          command.run();
        },
      })),
    },
  ];
  const filled = groups.filter(({ actions }) => actions.length > 0);
  return (
    <Spotlight
      store={paletteState}
      actions={isMeant ? filled.toReversed() : filled}
      query={query}
      onQueryChange={setQuery}
      filter={(_query, all) => all}
      shortcut={null}
      scrollable
      maxHeight={420}
      centered={false}
      yOffset="12vh"
      // Whoever types on at once must not type into the story: the field is there, and has the caret, immediately.
      transitionProps={{ duration: 0 }}
      attributes={{ content: { "aria-label": t("palette.placeholder") } }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      returnFocus={false}
      nothingFound={t("palette.nothing")}
      searchProps={{
        autoFocus: true,
        maxLength: LIMITS.search,
        placeholder: t("palette.placeholder"),
        "aria-label": t("palette.placeholder"),
      }}
    />
  );
}
