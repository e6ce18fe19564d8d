import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeskError } from "../../shared/errors.ts";
import { desk } from "../base/desk-client.ts";
import { hostState } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";
import { closeStory } from "../editor/door.ts";
import { HubFields, HubTest, hubOf, NO_HUB } from "./hub-fields.tsx";
import { Refused } from "./refused.tsx";
import { cancelSync, sharingStep } from "./sharing-state.ts";

/** Makes a library of a shared one in an empty folder, and opens it; its stories come at once. */
export function JoinDialog({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const typed = useStore(hostState)?.host === "browser";
  const [hub, setHub] = useState(NO_HUB);
  const [folder, setFolder] = useState("");
  const [backup, setBackup] = useState("");
  const [refused, setRefused] = useState<DeskError | null>(null);
  const [joining, setJoining] = useState(false);
  const step = useStore(sharingStep);
  const choose = async () => {
    const chosen = await desk.call("host.chooseFolder", { purpose: "library", ...(typed ? { path: folder } : {}) });
    if (!chosen.ok) setRefused(chosen.error);
    else if (chosen.value.path !== null) setFolder(chosen.value.path);
    return chosen.ok ? chosen.value.path : null;
  };
  const join = async () => {
    setRefused(null);
    // What is typed is chosen by that; the dialog's folder was before.
    const path = typed ? await choose() : folder;
    if (path === null) return;
    setJoining(true);
    const joined = await desk.call("sharing.join", {
      hub: hubOf(hub),
      path,
      ...(backup.trim() !== "" && { backup: backup.trim() }),
    });
    setJoining(false);
    if (!joined.ok) return joined.error.reason === "share-cancelled" ? undefined : setRefused(joined.error);
    if (!(await closeStory())) return;
    const used = await desk.call("library.use", { path: joined.value.path });
    if (used.ok) close();
    else setRefused(used.error);
  };
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        void join();
      }}
    >
      <p>{t("sharing.joinText")}</p>
      <HubFields hub={hub} change={setHub} isFirst />
      <HubTest key={JSON.stringify(hub)} hub={hub} />
      <div className="folder-choice">
        <TextInput
          label={t("sharing.joinFolder")}
          description={t("sharing.joinFolderHint")}
          readOnly={!typed}
          value={folder}
          onChange={(event) => setFolder(event.currentTarget.value)}
        />
        {!typed && (
          <Button variant="default" onClick={() => void choose()}>
            {t("folder.choose")}
          </Button>
        )}
      </div>
      <TextInput
        label={t("sharing.joinBackup")}
        description={t("sharing.joinBackupHint")}
        spellCheck={false}
        value={backup}
        onChange={(event) => setBackup(event.currentTarget.value)}
      />
      {refused && <Refused error={refused} />}
      {joining && <p role="status">{step ? t("sharing.taking", { ...step }) : t("sharing.joining")}</p>}
      <div className="dialog-buttons stay">
        {joining && (
          <Button variant="default" onClick={() => void cancelSync()}>
            {t("app.cancel")}
          </Button>
        )}
        <Button type="submit" disabled={joining || hub.address.trim() === "" || folder.trim() === ""}>
          {t("sharing.join")}
        </Button>
      </div>
    </form>
  );
}
