import { Button, CloseButton } from "@mantine/core";
import { IconClock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { instantNow, shortMoment } from "../../../shared/text/dates.ts";
import { hostState, settingsState } from "../../base/desk-state.ts";
import { hotkeyLabel } from "../../base/hotkeys.ts";
import { useStore } from "../../base/store.ts";
import { publishing } from "../publish-run.ts";
import { dismissDue, dismissed, due, lookAtDue, publishDue, undismissed } from "./due.ts";

/** Says what is due, until it is published or put away; in nobody's way. */
export function DueNotice({ keys }: { readonly keys: string | undefined }) {
  const { t } = useTranslation();
  const all = undismissed(useStore(due), useStore(dismissed));
  const { timeZone } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  const isPublishing = useStore(publishing) !== null;
  const [first] = all;
  if (!first) return null;
  const stories = new Set(all.map(({ id }) => id)).size;
  const langs = all.filter(({ id }) => id === first.id).map(({ lang }) => lang);
  const when = shortMoment(first.at, timeZone, language, instantNow());
  return (
    <div className="banner due-notice" role="status">
      <IconClock size={16} stroke={1.8} aria-hidden />
      <p>
        <strong>{t("due.since", { when })}</strong>{" "}
        {stories > 1
          ? t("due.stories", { count: stories, headline: first.headline })
          : t("due.story", {
              headline: first.headline || t("library.noHeadline"),
              langs: t(`publish.langs.${langs.length > 1 ? "both" : first.lang}`),
            })}
      </p>
      <Button variant="subtle" disabled={isPublishing} onClick={lookAtDue}>
        {t("due.look")}
      </Button>
      <Button
        variant="default"
        loading={isPublishing}
        rightSection={keys && <kbd>{hotkeyLabel(keys)}</kbd>}
        onClick={() => void publishDue()}
      >
        {t("due.publish")}
      </Button>
      <CloseButton size="sm" aria-label={t("due.dismiss")} title={t("due.dismiss")} onClick={dismissDue} />
    </div>
  );
}
