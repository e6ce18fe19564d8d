import { Button } from "@mantine/core";
import { IconAlertSquareRounded } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { DeskError } from "../../shared/errors.ts";
import { errorWords } from "../locale/index.ts";

/** What kept a publication from being, and that the site is as it was. */
export function PublishRefused({ error, again }: { readonly error: DeskError; again(): void }) {
  const { t } = useTranslation();
  const isGivenUp = error.reason === "publish-cancelled";
  return (
    <div role="alert" className="publish-refused" data-given-up={isGivenUp || undefined}>
      <IconAlertSquareRounded size={20} stroke={1.8} aria-hidden />
      <div>
        {!isGivenUp && <strong>{t("publish.nothingDone")}</strong>}
        <p>{isGivenUp ? errorWords(error) : `${errorWords(error)} ${t("publish.asItWas")}`}</p>
      </div>
      <Button variant="default" onClick={again}>
        {t("app.tryAgain")}
      </Button>
    </div>
  );
}
