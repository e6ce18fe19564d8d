import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, type SpotlightActionGroupData, useSpotlight } from "@mantine/spotlight";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { otherLang } from "../../../shared/article/stages.ts";
import { type Answer, type KeptFilter, LIMITS, type Summary } from "../../../shared/contract.ts";
import { desk } from "../../base/desk-client.ts";
import { hostState, libraryInfo } from "../../base/desk-state.ts";
import { guide, guideWords } from "../../base/guide-state.ts";
import { hotkeyLabel } from "../../base/hotkeys.ts";
import { palette, paletteState } from "../../base/palette-state.ts";
import { useStore } from "../../base/store.ts";
import { tell } from "../../base/tell.tsx";
import { currentStory, newFromTemplate, openStoryById, storyNow } from "../../editor/door.ts";
import { showFilter } from "../../library/door.ts";
import { COMMANDS, type Command, canRun, commandLabel, hasCommand, keysOf } from "../commands.ts";
import { findCommands, findNamed } from "./find-commands.ts";

/** The other headline; or where it was found, if in neither headline. */
function describe({ headline, source, found }: Summary): string {
  const inHeadline = !found || found.headline.lo.length > 0 || found.headline.en.length > 0;
  return (inHeadline ? undefined : found.snippet?.text) ?? headline[otherLang(source)];
}

function keysBeside(id: string): { readonly rightSection?: ReactNode } {
  const keys = keysOf(id);
  return keys === undefined ? {} : { rightSection: <kbd>{hotkeyLabel(keys)}</kbd> };
}

type Action = SpotlightActionGroupData["actions"][number];

/** The palette is closed, and the focus back in the text, before anything is done: a dialog notes where it was. */
const doing = (run: () => void) => () => {
  palette.close();
  run();
};

/** Takes from an action that the keys choose it; the pointer still does. */
const UNCHOSEN: object = { "data-action": null };

type Template = Answer<"templates.list">["templates"][number]["template"];

/** What is read while the palette is open: stories that a text finds, and the library's templates. */
function useRead(asked: string, opened: boolean) {
  const [found, setFound] = useState<{ readonly of: string; readonly items: readonly Summary[] }>({
    of: "",
    items: [],
  });
  const [templates, setTemplates] = useState<readonly Template[]>([]);
  // Both come and change while it is closed.
  useEffect(() => {
    if (!opened) return;
    let latest = true;
    void desk.call("articles.list", { text: asked, limit: 8 }).then((answer) => {
      if (latest) setFound({ of: asked, items: answer.ok ? answer.value.items : [] });
    });
    return () => {
      latest = false;
    };
  }, [asked, opened]);
  useEffect(() => {
    if (!opened) return;
    let latest = true;
    void desk.call("templates.list", {}).then((answer) => {
      if (latest && answer.ok) setTemplates(answer.value.templates.map(({ template }) => template));
    });
    return () => {
      latest = false;
    };
  }, [opened]);
  return { found, templates };
}

function lookInGuide(words: string): void {
  if (guide.get() === null) guide.set("contents");
  guideWords.set(words);
}

const NO_FILTERS: readonly KeptFilter[] = [];

/** Ctrl K: stories by their words, what people gave a name to, every command, and the guide for the rest. */
export function Palette() {
  const { i18n, t } = useTranslation();
  // Which commands there are follows from it.
  useStore(currentStory);
  const filters = useStore(hostState)?.filters ?? NO_FILTERS;
  const isReadOnly = useStore(libraryInfo)?.readOnly ?? false;
  const [query, setQuery] = useState("");
  const [asked] = useDebouncedValue(query, 120);
  const { opened } = useSpotlight(paletteState);
  const { found, templates } = useRead(asked, opened);
  const wanted = query.trim();
  const { commands, isMeant } = findCommands(
    COMMANDS.filter(({ id }) => hasCommand(id)),
    query,
    i18n.language === "lo" ? "lo" : "en",
  );
  const kept = findNamed(filters, query);
  const frames = findNamed(isReadOnly ? [] : templates, query);
  const isCommandMeant = isMeant && commands[0] !== undefined && canRun(commands[0]);
  // Until the stories of these words have come, those of other words stand there: no key means one of them.
  const waits = wanted !== found.of.trim() && !kept.isMeant && !frames.isMeant && !isCommandMeant;
  const entered = useRef<string | null>(null);
  // What was typed chooses the first that it finds, also where that comes a moment later, as after an Enter.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the list is another
  useLayoutEffect(() => {
    const list = document.querySelector(".mantine-Spotlight-actionsList");
    if (entered.current !== wanted) entered.current = null;
    if (wanted === "" || !list) return;
    for (const marked of list.querySelectorAll("[data-selected]")) marked.removeAttribute("data-selected");
    const first = list.querySelector<HTMLElement>("[data-action]");
    first?.setAttribute("data-selected", "true");
    if (waits || entered.current === null) return;
    entered.current = null;
    first?.click();
  }, [found, wanted, waits]);
  const commandAction = (command: Command): Action => ({
    id: command.id,
    label: commandLabel(command),
    ...keysBeside(command.id),
    onClick: doing(command.run),
  });
  // Whoever looks for it learns that it is there, and what it waits for.
  const why = t(storyNow() ? "editor.cannotChange" : "palette.needsStory");
  const waiting = wanted === "" ? [] : commands.filter((command) => !canRun(command));
  const commandActions = [
    ...commands.filter(canRun).map(commandAction),
    ...waiting.map((command) => ({ ...commandAction(command), description: why, onClick: doing(() => tell(why)) })),
  ];
  const stories: SpotlightActionGroupData = {
    group: t("palette.stories"),
    actions: found.items.map((story) => ({
      id: story.id,
      label: story.headline[story.source] || t("library.noHeadline"),
      description: describe(story),
      onClick: () => void openStoryById(story.id),
    })),
  };
  const all = { group: t("palette.commands"), actions: commandActions };
  const filterGroup = {
    group: t("filters.kept"),
    actions: kept.named.map((one) => ({
      id: `filter ${one.name}`,
      label: t("palette.show", { name: one.name }),
      onClick: doing(() => showFilter(one)),
    })),
  };
  const frameGroup = {
    group: t("templates.title"),
    actions: frames.named.map(({ id, name }) => ({
      id: `template ${id}`,
      label: t("templates.useNamed", { name }),
      onClick: doing(() => void newFromTemplate(id)),
    })),
  };
  // A name that people gave outranks a command's other words.
  const meant = [
    ...(kept.isMeant ? [filterGroup] : []),
    ...(frames.isMeant ? [frameGroup] : []),
    ...(isCommandMeant ? [all] : []),
  ];
  const inGuide = { id: "in-guide", label: t("palette.guide", { words: wanted }) };
  const groups: readonly SpotlightActionGroupData[] = [
    ...meant,
    stories,
    ...[all, filterGroup, frameGroup].filter((group) => !meant.includes(group)),
    {
      group: t("guide.title"),
      actions: wanted === "" ? [] : [{ ...inGuide, onClick: doing(() => lookInGuide(wanted)) }],
    },
  ];
  const filled = groups
    .filter(({ actions }) => actions.length > 0)
    .map(({ group, actions }) => ({
      group,
      actions: waits ? actions.map((action) => ({ ...action, ...UNCHOSEN })) : actions,
    }));
  return (
    <Spotlight
      store={paletteState}
      actions={filled}
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
        onKeyDown: ({ key, nativeEvent }) => {
          if (key === "Enter" && waits && !nativeEvent.isComposing) entered.current = wanted;
        },
      }}
    />
  );
}
