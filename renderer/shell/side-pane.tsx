import { Tabs } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { closesList } from "../base/focus/open-list.ts";
import { focusText } from "../base/focus/return-focus.ts";
import { arrange, layout, ROOM, SIDE_PANES } from "../base/layout-state.ts";
import { useStore } from "../base/store.ts";
import { ChecksPane, openFindings, useFindings, useIsUnwritten } from "../checks/door.ts";
import { DetailsPane } from "../details/door.ts";
import { NotesPane, type OpenStory, useOpenNotes } from "../editor/door.ts";
import { HistoryPane } from "../history/door.ts";

function Count({ of, words }: { readonly of: number; readonly words: string }) {
  return (
    of > 0 && (
      <span className="side-count">
        <span aria-hidden>{of}</span>
        <span className="visually-hidden">{words}</span>
      </span>
    )
  );
}

/** Where it lies over a column Escape folds it, for who would go back to the text; a list that stands open closes first. */
function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
  const { key, target, currentTarget, nativeEvent } = event;
  const isIn = target instanceof HTMLElement && currentTarget.contains(target);
  if (key !== "Escape" || event.defaultPrevented || nativeEvent.isComposing || innerWidth >= ROOM.details) return;
  if (!isIn || closesList(nativeEvent)) return;
  event.preventDefault();
  arrange({ details: false });
  focusText();
}

/** The right of the window: what belongs to the open story beside its text. */
export function SidePane({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { side } = useStore(layout);
  const findings = useFindings(story.session.id);
  const notes = useOpenNotes(story);
  const isUnwritten = useIsUnwritten(story.session.id);
  const open = isUnwritten ? 0 : openFindings(findings.value?.findings ?? []).length;
  return (
    <aside className="side" aria-label={t(`${side}.title`)} onKeyDown={onKeyDown}>
      <Tabs
        value={side}
        keepMounted={false}
        onChange={(to) => arrange({ side: SIDE_PANES.find((one) => one === to) ?? "details" })}
      >
        <Tabs.List aria-label={t("history.panes")}>
          {SIDE_PANES.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`${one}.title`)}
              {one === "checks" && <Count of={open} words={t("checks.open", { count: open })} />}
              {one === "notes" && <Count of={notes} words={t("notes.open", { count: notes })} />}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="details">
          <DetailsPane story={story} />
        </Tabs.Panel>
        <Tabs.Panel value="checks">
          <ChecksPane story={story} list={findings} />
        </Tabs.Panel>
        <Tabs.Panel value="notes">
          <NotesPane story={story} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryPane story={story} />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}
