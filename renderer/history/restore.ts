import { modals } from "@mantine/modals";
import type { KeptRevision } from "../../shared/contract.ts";
import { instantNow, shortMoment } from "../../shared/text/dates.ts";
import { desk } from "../base/desk-client.ts";
import { hostState, settingsState } from "../base/desk-state.ts";
import { tell, tellError } from "../base/tell.tsx";
import type { OpenStory } from "../editor/door.ts";

import { i18n } from "../locale/index.ts";

/** Asks, then brings a kept version back as a new one; the open editors follow. */
export function askRestore(story: OpenStory, revision: KeptRevision, done: () => void): void {
  const { settings } = settingsState.get();
  const when = shortMoment(revision.at, settings.timeZone, hostState.get()?.language ?? "en", instantNow());
  const restore = async () => {
    story.gaps.leave();
    // What the window holds goes to history before anything takes its place.
    if (!(await story.session.flush())) {
      tell(i18n.t("history.notSaved"));
      return;
    }
    const answer = await desk.call("history.restore", { id: story.session.id, rev: revision.rev });
    if (!answer.ok) {
      tellError(answer.error);
      return;
    }
    tell(i18n.t("history.restored", { when }));
    done();
  };
  modals.openConfirmModal({
    title: i18n.t("history.restoreTitle"),
    children: i18n.t("history.restoreText", { when }),
    labels: { confirm: i18n.t("history.restoreGo"), cancel: i18n.t("app.cancel") },
    closeButtonProps: { "aria-label": i18n.t("app.close") },
    onConfirm: () => void restore(),
  });
}
