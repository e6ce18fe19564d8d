import { Button, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Request, SharingState } from "../../shared/contract.ts";
import type { DeskError } from "../../shared/errors.ts";
import { desk } from "../base/desk-client.ts";
import { hostState, libraryInfo } from "../base/desk-state.ts";
import { dialog } from "../base/layout-state.ts";
import { useStore } from "../base/store.ts";
import { tellError } from "../base/tell.tsx";
import { NameField, WhoField } from "../base/who-fields.tsx";
import { HubFields, HubTest, hubOf, NO_HUB } from "./hub-fields.tsx";
import { Refused } from "./refused.tsx";
import { SharedHub } from "./shared-hub.tsx";
import { SharingLine, SharingProgress } from "./sharing-line.tsx";
import { cancelSync, sharing, steer } from "./sharing-state.ts";

/** How others see this desk, and who sits at it. */
function ThisDesk({ state }: { readonly state: SharingState }) {
  const { t } = useTranslation();
  const [deskName, setDeskName] = useState(state.deskName);
  const keepDeskName = async () => {
    const wanted = deskName.trim();
    if (wanted === "" || wanted === state.deskName) return;
    const answer = await steer(desk.call("sharing.remember", { deskName: wanted }));
    if (!answer.ok) tellError(answer.error);
  };
  return (
    <>
      <WhoField />
      <div className="two">
        <NameField hint={t("sharing.nameHint")} />
        <TextInput
          label={t("sharing.deskName")}
          description={t("sharing.deskNameHint")}
          value={deskName}
          maxLength={80}
          onChange={(event) => setDeskName(event.currentTarget.value)}
          onBlur={() => void keepDeskName()}
        />
      </div>
    </>
  );
}

/** A library that is this desk's alone: shared at a hub, or left for one that is shared. */
function Alone() {
  const { t } = useTranslation();
  const host = useStore(hostState);
  const isReadOnly = useStore(libraryInfo)?.readOnly ?? false;
  const [hub, setHub] = useState(NO_HUB);
  const [refused, setRefused] = useState<DeskError | null>(null);
  const [made, setMade] = useState<string | null>(null);
  const [beginning, setBeginning] = useState(false);
  const typed = host?.host === "browser";
  const isFolder = hub.address.trim() === "" || hubOf(hub).address.startsWith("/") || /^[A-Za-z]:/.test(hub.address);
  const begin = async () => {
    setRefused(null);
    setBeginning(true);
    const answer = await steer(desk.call("sharing.begin", hubOf(hub)));
    setBeginning(false);
    if (!answer.ok && answer.error.reason !== "share-cancelled") setRefused(answer.error);
  };
  const make = async () => {
    setRefused(null);
    const answer = await desk.call("sharing.makeHub", typed ? { path: hub.address.trim() } : {});
    if (!answer.ok) setRefused(answer.error);
    else if (answer.value.address !== null) {
      setHub({ ...NO_HUB, address: answer.value.address });
      setMade(answer.value.address);
    }
  };
  if (beginning)
    return (
      <div className="dialog-form">
        <SharingProgress />
        <div className="dialog-buttons">
          <Button variant="default" onClick={() => void cancelSync()}>
            {t("app.cancel")}
          </Button>
        </div>
      </div>
    );
  return (
    <div className="dialog-form">
      <HubFields
        hub={hub}
        change={(next) => {
          setHub(next);
          setMade(null);
        }}
      />
      <HubTest key={JSON.stringify(hub)} hub={hub} />
      {made !== null && <p role="status">{t("sharing.hubMade", { path: made })}</p>}
      {refused && <Refused error={refused} />}
      <div className="dialog-buttons stay">
        <Button variant="default" onClick={() => dialog.set("joinLibrary")}>
          {t("sharing.joinInstead")}
        </Button>
        {isFolder && (
          <Button variant="default" disabled={typed && hub.address.trim() === ""} onClick={() => void make()}>
            {t("sharing.makeHub")}
          </Button>
        )}
        <Button disabled={hub.address.trim() === "" || isReadOnly} onClick={() => void begin()}>
          {t("sharing.begin")}
        </Button>
      </div>
    </div>
  );
}

/** The settings' page on which a library is shared with other desks. */
export function SharingTab() {
  const { t } = useTranslation();
  const state = useStore(sharing);
  if (!state) return <p role="status">{t("app.loading")}</p>;
  const { hub } = state;
  const keep = async (change: Request<"sharing.remember">) => {
    const answer = await steer(desk.call("sharing.remember", change));
    if (!answer.ok) tellError(answer.error);
  };
  return (
    <div className="dialog-form">
      <p>{t(hub ? "sharing.sharedText" : "sharing.text")}</p>
      {hub && <SharingLine state={state} />}
      <ThisDesk state={state} />
      {hub ? (
        <SharedHub key={hub.address} hub={hub} state={state}>
          <Switch
            label={t("sharing.onlyWhenAsked")}
            description={t("sharing.onlyWhenAskedHint")}
            checked={state.onlyWhenAsked}
            onChange={(event) => void keep({ onlyWhenAsked: event.currentTarget.checked })}
          />
          <Switch
            label={t("sharing.picturesOpened")}
            description={t("sharing.picturesOpenedHint")}
            checked={state.fetches === "opened"}
            onChange={(event) => void keep({ fetches: event.currentTarget.checked ? "opened" : "all" })}
          />
        </SharedHub>
      ) : (
        <Alone />
      )}
    </div>
  );
}
