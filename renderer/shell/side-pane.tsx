import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { arrange, layout, SIDE_PANES } from "../base/layout-state.ts";
import { useStore } from "../base/store.ts";
import { ChecksPane, openFindings, useFindings } from "../checks/door.ts";
import { DetailsPane } from "../details/door.ts";
import type { OpenStory } from "../editor/door.ts";
import { HistoryPane } from "../history/door.ts";

/** The right of the window: what belongs to the open story beside its text. */
export function SidePane({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { side } = useStore(layout);
  const findings = useFindings(story.session.id);
  const open = openFindings(findings.value?.findings ?? []).length;
  return (
    <aside className="side" aria-label={t(`${side}.title`)}>
      <Tabs
        value={side}
        keepMounted={false}
        onChange={(to) => arrange({ side: SIDE_PANES.find((one) => one === to) ?? "details" })}
      >
        <Tabs.List aria-label={t("history.panes")}>
          {SIDE_PANES.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`${one}.title`)}
              {one === "checks" && open > 0 && (
                <span className="side-count">
                  <span aria-hidden>{open}</span>
                  <span className="visually-hidden">{t("checks.open", { count: open })}</span>
                </span>
              )}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="details">
          <DetailsPane story={story} />
        </Tabs.Panel>
        <Tabs.Panel value="checks">
          <ChecksPane story={story} list={findings} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryPane story={story} />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}
