import { Button, Progress } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useStore } from "../base/store.ts";
import { cancelPublication, type PublishCall, type Publishing, publishing } from "./publish-run.ts";

/** How far a step's bar is, in hundredths; the whole bar where nobody knows. */
const part = (step: Publishing["step"]): number =>
  step?.kind === "pages" && step.total > 0 ? (100 * step.done) / step.total : 100;

/** How far the publication is, and the button that gives it up as long as nothing of it is in place. */
export function PublishProgress({ call }: { readonly call: PublishCall }) {
  const { t } = useTranslation();
  const now = useStore(publishing);
  if (now?.call !== call) return null;
  const { step, isCancelled } = now;
  const kind = isCancelled ? "cancelling" : (step?.kind ?? "begun");
  const isPages = kind === "pages" && step !== null;
  return (
    <div className="publish-progress" data-step={kind}>
      <p>
        <span role="status">{t(`publish.step.${kind}`)}</span>
        {isPages && (
          <span className="publish-count">{t("publish.step.of", { count: step.done, total: step.total })}</span>
        )}
      </p>
      <Progress
        value={part(step)}
        animated={!isPages}
        size="sm"
        aria-label={t("publish.step.name")}
        transitionDuration={150}
      />
      <Button
        size="xs"
        variant="default"
        disabled={isCancelled || step?.kind === "placing"}
        onClick={() => void cancelPublication()}
      >
        {t("publish.cancel")}
      </Button>
    </div>
  );
}
