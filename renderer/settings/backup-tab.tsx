import { Button, Progress, Switch, TextInput } from "@mantine/core";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BackupState } from "../../shared/contract.ts";
import type { DeskError } from "../../shared/errors.ts";
import { instantNow, shortMoment } from "../../shared/text/dates.ts";
import { desk } from "../base/desk-client.ts";
import { hostState, settingsState } from "../base/desk-state.ts";
import { inOrder } from "../base/in-order.ts";
import { useStore } from "../base/store.ts";
import { errorWords, toldError } from "../locale/index.ts";

const megabytes = (bytes: number): string => (Math.max(bytes, 1e4) / 1e6).toFixed(bytes < 1e7 ? 2 : 0);

/** Files that are named of those which a backup had to leave out. */
const NAMED = 5;

interface Step {
  readonly done: number;
  readonly total: number;
}

/** The desk's backups, and how far the one under way is. */
function useBackup() {
  const [state, setState] = useState<BackupState | null>(null);
  const [step, setStep] = useState<Step | null>(null);
  const read = useMemo(
    () =>
      inOrder(
        () => desk.call("backup.state", {}),
        (answer) => {
          if (!answer.ok) return;
          setState(answer.value);
          if (!answer.value.running) setStep(null);
        },
      ),
    [],
  );
  useEffect(() => {
    void read();
    return desk.subscribe((event) => {
      if (event.event === "progress" && event.task === "backup") setStep({ done: event.done, total: event.total });
      if (event.event === "backup.changed" || event.event === "library.changed") void read();
    });
  }, [read]);
  return { state, step, read };
}

function LastBackup({ state }: { readonly state: BackupState }) {
  const { t } = useTranslation();
  const { timeZone } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  // Where no folder is chosen, nobody has looked for one.
  if (!state.last) return state.folder === null ? null : <p className="soft">{t("backup.never")}</p>;
  const when = shortMoment(state.last.at, timeZone, language, instantNow());
  const file = `${state.folder ?? ""}/${state.last.file}`;
  return (
    <div>
      <p>{t("backup.last", { when, size: megabytes(state.last.size) })}</p>
      <p className="soft path">{t("backup.lastFile", { path: file })}</p>
      <p className="soft">
        {t("backup.restoring")} <code>{`npm run -s songphasa -- restore "${file}" --library FOLDER`}</code>
      </p>
    </div>
  );
}

/** Where the daily backup goes, when the last one was taken, and one now. */
export function BackupTab() {
  const { t } = useTranslation();
  const typed = useStore(hostState)?.host === "browser";
  const { state, step, read } = useBackup();
  const [folder, setFolder] = useState<string | null>(null);
  const [refused, setRefused] = useState<DeskError | null>(null);
  const [taken, setTaken] = useState(false);
  if (!state) return <p role="status">{t("app.loading")}</p>;
  const path = folder ?? state.folder ?? "";
  const choose = async () => {
    setRefused(null);
    const answer = await desk.call("host.chooseFolder", { purpose: "backup", ...(typed ? { path } : {}) });
    if (!answer.ok) setRefused(answer.error);
    else if (answer.value.path !== null) setFolder(answer.value.path);
    await read();
  };
  const turn = async (on: boolean) => {
    setTaken(false);
    if (on) return choose();
    setRefused(null);
    // The field keeps the path, so that turning it on again is one click.
    setFolder(path);
    const answer = await desk.call("backup.off", {});
    if (!answer.ok) setRefused(answer.error);
    await read();
  };
  const run = async () => {
    setTaken(false);
    setRefused(null);
    const answer = await desk.call("backup.run", {});
    setTaken(answer.ok);
    await read();
  };
  const on = state.folder !== null;
  return (
    <div className="dialog-form">
      <p>{t("backup.text")}</p>
      <Switch
        label={t("backup.daily")}
        checked={on}
        disabled={!on && typed && path.trim() === ""}
        onChange={(event) => void turn(event.currentTarget.checked)}
      />
      <div className="folder-choice">
        <TextInput
          label={t("backup.folder")}
          placeholder={t("backup.noFolder")}
          description={t("backup.folderHint")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          readOnly={!typed}
          value={path}
          error={refused ? errorWords(refused) : null}
          onChange={(event) => setFolder(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={typed && (path.trim() === "" || path === state.folder)}
          onClick={() => void choose()}
        >
          {t(typed ? "folder.keep" : "publish.choose")}
        </Button>
      </div>
      <LastBackup state={state} />
      {state.running && (
        <div>
          <p role="status">{step ? t("backup.running", { ...step }) : t("backup.starting")}</p>
          <Progress
            mt={6}
            aria-label={t("backup.starting")}
            value={step && step.total > 0 ? (step.done / step.total) * 100 : 0}
          />
        </div>
      )}
      {!state.running && state.problem && (
        <p role="alert" className="refused">
          {t("backup.failed", { reason: errorWords(toldError(state.problem)) })}
        </p>
      )}
      {!state.running && state.left && (
        <p role="alert" className="refused">
          {t("backup.left", { count: state.left.length, names: state.left.slice(0, NAMED).join(", ") })}
        </p>
      )}
      {!state.running && taken && !state.problem && <p role="status">{t("backup.taken")}</p>}
      <div className="dialog-buttons">
        <Button disabled={!on || state.running || path !== state.folder} onClick={() => void run()}>
          {t("backup.now")}
        </Button>
      </div>
    </div>
  );
}
