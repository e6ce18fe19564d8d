import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Request } from "../../shared/contract.ts";
import { desk } from "../base/desk-client.ts";
import { tellError } from "../base/tell.tsx";
import { useMoment } from "./sharing-line.tsx";
import { steer } from "./sharing-state.ts";

interface NoticeProps {
  readonly what: Request<"sharing.seen">["what"];
  readonly at: string;
}

/** The hub, or the library here, that was restored from a backup: what became of that, and what the desks do now. */
export function Notice({ what, at }: NoticeProps) {
  const { t } = useTranslation();
  const moment = useMoment();
  const seen = async () => {
    const answer = await steer(desk.call("sharing.seen", { what }));
    if (!answer.ok) tellError(answer.error);
  };
  return (
    <section className="sharing-notice" aria-label={t(`sharing.${what}.short`)}>
      <p>{t(`sharing.${what}.text`, { when: moment(at) })}</p>
      <Button variant="default" onClick={() => void seen()}>
        {t("sharing.seen")}
      </Button>
    </section>
  );
}
