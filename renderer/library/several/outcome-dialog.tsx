import { Button, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useStore } from "../../base/store.ts";
import { errorWords } from "../../locale/index.ts";
import type { Undone } from "./change-stories.ts";
import { canUndo, told, tryAgain, undo } from "./running.ts";

/** Stories that are listed; the rest is counted. */
const LISTED = 100;

const close = () => told.set(null);

function Stayed({ story, error }: Undone) {
  const { t } = useTranslation();
  const headline = story.headline[story.source];
  return (
    <li>
      <span className="headline" lang={headline ? story.source : undefined}>
        {headline || t("library.noHeadline")}
      </span>
      <span className="why">{error === "cancelled" ? t("several.cancelled") : errorWords(error)}</span>
    </li>
  );
}

/** What went and what didn't, where not all did. */
export function OutcomeDialog({ onClosed }: { readonly onClosed: () => void }) {
  const { t } = useTranslation();
  const now = useStore(told);
  if (!now) return null;
  const { asked, outcome } = now;
  const done = outcome.went.length;
  return (
    <Modal
      opened
      size="lg"
      returnFocus={false}
      title={t("several.outcome")}
      closeButtonProps={{ "aria-label": t("app.close") }}
      onClose={() => {
        close();
        onClosed();
      }}
    >
      <div className="dialog-form several-outcome">
        <p>{done > 0 ? asked.said(done) : t("several.none")}</p>
        <h3>{t("several.stayed", { count: outcome.stayed.length })}</h3>
        <ul>
          {outcome.stayed.slice(0, LISTED).map((one) => (
            <Stayed key={one.story.id} {...one} />
          ))}
          {outcome.stayed.length > LISTED && (
            <li className="why">{t("several.more", { count: outcome.stayed.length - LISTED })}</li>
          )}
        </ul>
        <div className="dialog-buttons">
          {canUndo(outcome) && (
            <Button variant="default" onClick={() => void undo(now)}>
              {t("several.undo", { count: done })}
            </Button>
          )}
          <Button variant="default" onClick={() => void tryAgain(now)}>
            {t("several.again")}
          </Button>
          <Button
            data-autofocus
            onClick={() => {
              close();
              onClosed();
            }}
          >
            {t("app.close")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
