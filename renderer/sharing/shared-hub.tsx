import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SharingState } from "../../shared/contract.ts";
import type { DeskError } from "../../shared/errors.ts";
import { desk } from "../base/desk-client.ts";
import { libraryInfo } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";
import { AccessFields, HubTest, type HubText, wayOf } from "./hub-fields.tsx";
import { Refused } from "./refused.tsx";
import { cancelSync, steer, syncNow } from "./sharing-state.ts";

type Hub = NonNullable<SharingState["hub"]>;

const textOf = ({ address, keyFile, caFile }: Hub): HubText => ({
  address,
  token: "",
  keyFile: keyFile ?? "",
  caFile: caFile ?? "",
});

interface SharedHubProps {
  readonly hub: Hub;
  readonly state: SharingState;
  /** Stands before the buttons. */
  readonly children: ReactNode;
}

/** The hub at which the library is shared: how this desk is let in, a run now, and the end of sharing. */
export function SharedHub({ hub, state, children }: SharedHubProps) {
  const { t } = useTranslation();
  const isReadOnly = useStore(libraryInfo)?.readOnly ?? false;
  const [text, setText] = useState(() => textOf(hub));
  const [refused, setRefused] = useState<DeskError | null>(null);
  const [asked, setAsked] = useState(false);
  const known = textOf(hub);
  const isOther = text.token.trim() !== "" || text.keyFile !== known.keyFile || text.caFile !== known.caFile;
  const keep = async () => {
    const token = text.token.trim();
    const answer = await steer(
      desk.call("sharing.access", {
        ...(token !== "" && { token }),
        keyFile: text.keyFile.trim() || null,
        caFile: text.caFile.trim() || null,
      }),
    );
    setRefused(answer.ok ? null : answer.error);
    if (answer.ok) setText({ ...text, token: "" });
  };
  const stop = async () => {
    const answer = await steer(desk.call("sharing.stop", {}));
    setAsked(false);
    setRefused(answer.ok ? null : answer.error);
  };
  return (
    <div className="dialog-form">
      <div>
        <p className="label">{t("sharing.address")}</p>
        <p className="hub-address">{hub.address}</p>
      </div>
      <AccessFields hub={text} hasToken={hub.token} disabled={isReadOnly} change={setText} />
      <HubTest key={JSON.stringify(text)} hub={text} />
      {children}
      {refused && <Refused error={refused} />}
      {asked ? (
        <div role="alert" className="dialog-form">
          <p>{t("sharing.stopText")}</p>
          <div className="dialog-buttons">
            <Button variant="default" data-autofocus onClick={() => setAsked(false)}>
              {t("app.cancel")}
            </Button>
            <Button color="red.9" onClick={() => void stop()}>
              {t("sharing.stop")}
            </Button>
          </div>
        </div>
      ) : (
        <div className="dialog-buttons stay">
          <Button variant="default" disabled={isReadOnly} onClick={() => setAsked(true)}>
            {t("sharing.stop")}
          </Button>
          {wayOf(hub.address) !== "folder" && (
            <Button variant="default" disabled={!isOther || isReadOnly} onClick={() => void keep()}>
              {t("sharing.keepAccess")}
            </Button>
          )}
          {state.running ? (
            <Button onClick={() => void cancelSync()}>{t("app.cancel")}</Button>
          ) : (
            <Button disabled={isReadOnly} onClick={() => void syncNow()}>
              {t("sharing.now")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
