import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { instantNow, shortMoment } from "../../../shared/text/dates.ts";
import { hostState, settingsState } from "../../base/desk-state.ts";
import { useStore } from "../../base/store.ts";
import { tell, tellError } from "../../base/tell.tsx";
import type { OpenStory } from "../session/story.ts";
import type { Conflict } from "../session/story-view.ts";
import { ChooseRows } from "./choose-rows.tsx";

/** The story was changed elsewhere while it was written here: whose text stands is asked, nothing is lost. */
export function ConflictBanner({ story, conflict }: { readonly story: OpenStory; readonly conflict: Conflict }) {
  const { t } = useTranslation();
  const { timeZone } = useStore(settingsState).settings;
  const host = useStore(hostState);
  const [both, setBoth] = useState(false);
  const at = String(conflict.error.values?.at ?? conflict.theirs.article.updatedAt);
  const by = conflict.error.values?.by;
  const when = shortMoment(at, timeZone, host?.language ?? "en", instantNow());
  const settle = async (how: "keepMine" | "takeTheirs") => {
    const error = await story.session[how]();
    if (error) tellError(error);
    else if (story.session.status.get().kind === "saved") tell(t("conflict.setAsideCopy"));
  };
  return (
    <div className="banner bad" role="alert">
      <p>{by ? t("conflict.text", { when, who: String(by) }) : t("conflict.textNoOne", { when })}</p>
      <Button title={t("conflict.keepMineHint")} onClick={() => void settle("keepMine")}>
        {t("conflict.keepMine")}
      </Button>
      <Button variant="default" title={t("conflict.takeTheirsHint")} onClick={() => void settle("takeTheirs")}>
        {t("conflict.takeTheirs")}
      </Button>
      <Button variant="default" onClick={() => setBoth(true)}>
        {t("conflict.showBoth")}
      </Button>
      <Modal
        opened={both}
        onClose={() => setBoth(false)}
        size="76rem"
        title={t("conflict.chooseTitle")}
        closeButtonProps={{ "aria-label": t("app.close") }}
      >
        {both && <ChooseRows story={story} conflict={conflict} close={() => setBoth(false)} />}
      </Modal>
    </div>
  );
}
