import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { desk } from "../base/desk-client.ts";
import { tellError } from "../base/tell.tsx";
import { useMoment } from "./sharing-line.tsx";
import { steer } from "./sharing-state.ts";

/** A hub that was restored from a backup, or rewritten: what became of that, and what the desks do now. */
export function SetBack({ at }: { readonly at: string }) {
  const { t } = useTranslation();
  const moment = useMoment();
  const seen = async () => {
    const answer = await steer(desk.call("sharing.seen", {}));
    if (!answer.ok) tellError(answer.error);
  };
  return (
    <section className="sharing-notice" aria-label={t("sharing.setBack.short")}>
      <p>{t("sharing.setBack.text", { when: moment(at) })}</p>
      <Button variant="default" onClick={() => void seen()}>
        {t("sharing.setBack.seen")}
      </Button>
    </section>
  );
}
