import { Button, Progress, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FoundUpdate } from "../../shared/contract.ts";
import type { DeskError, Result } from "../../shared/errors.ts";
import { longDate } from "../../shared/text/dates.ts";
import { desk } from "../base/desk-client.ts";
import { hostState } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";
import { errorWords } from "../locale/index.ts";

type Work = "none" | "choosing" | "looking" | "installing";

const megabytes = (bytes: number): string => (Math.max(bytes, 1e4) / 1e6).toFixed(bytes < 1e7 ? 2 : 0);

/** How far the desk is with an update, from 0 to 100; null while there is nothing to tell. */
function useProgress(): number | null {
  const [part, setPart] = useState<number | null>(null);
  useEffect(
    () =>
      desk.subscribe((event) => {
        if (event.event === "progress" && event.task === "update")
          setPart(event.total > 0 ? (event.done / event.total) * 100 : null);
      }),
    [],
  );
  return part;
}

/** From a file that was brought along, or from an address in the office; or why it is from neither. */
export function UpdatesDialog() {
  const { t } = useTranslation();
  const host = useStore(hostState);
  return (
    <div className="dialog-form">
      <p>{t("updates.own", { version: host?.version ?? "" })}</p>
      {host?.updates === "no-key" ? (
        <>
          <p className="update-none">{t("updates.noKey")}</p>
          <p>{t("updates.noKeyInstead")}</p>
        </>
      ) : (
        <FindUpdate />
      )}
    </div>
  );
}

function FindUpdate() {
  const { i18n, t } = useTranslation();
  const [address, setAddress] = useState("");
  const [kept, setKept] = useState<string | null>(null);
  const [work, setWork] = useState<Work>("none");
  const [found, setFound] = useState<FoundUpdate | null>(null);
  const [isNewest, setIsNewest] = useState(false);
  const [error, setError] = useState<DeskError | null>(null);
  const part = useProgress();
  useEffect(() => {
    void desk.call("updates.state", {}).then((answer) => {
      if (!answer.ok) return setError(answer.error);
      setKept(answer.value.address);
      setAddress(answer.value.address ?? "");
    });
    return () => void desk.call("updates.cancel", {});
  }, []);

  const find = async (how: Exclude<Work, "none">, ask: () => Promise<Result<{ found: FoundUpdate | null }>>) => {
    setWork(how);
    setError(null);
    setFound(null);
    setIsNewest(false);
    const answer = await ask();
    setWork("none");
    if (!answer.ok) return setError(answer.error);
    setFound(answer.value.found);
    setIsNewest(how === "looking" && answer.value.found === null);
  };
  const look = () =>
    find("looking", async () => {
      const set = await desk.call("updates.setAddress", { address: address.trim() === "" ? null : address });
      if (!set.ok) return set;
      setKept(set.value.address);
      setAddress(set.value.address ?? "");
      return desk.call("updates.look", {});
    });
  const turnOff = async () => {
    const set = await desk.call("updates.setAddress", { address: null });
    if (!set.ok) return setError(set.error);
    setKept(null);
    setAddress("");
  };
  const install = async () => {
    setWork("installing");
    setError(null);
    const answer = await desk.call("updates.install", {});
    // Where it is begun the window closes.
    if (answer.ok) return;
    setWork("none");
    setError(answer.error);
  };

  const isBusy = work !== "none";
  return (
    <>
      <Button
        data-autofocus
        style={{ justifySelf: "start" }}
        variant={found ? "default" : "filled"}
        loading={work === "choosing"}
        disabled={isBusy}
        onClick={() => void find("choosing", () => desk.call("updates.choose", {}))}
      >
        {t("updates.fromFile")}
      </Button>
      <p className="soft">{t("updates.fromFileHint")}</p>
      <form
        className="update-address"
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <TextInput
          label={t("updates.address")}
          description={t("updates.addressHint")}
          placeholder="https://"
          spellCheck={false}
          value={address}
          disabled={isBusy}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <div className="dialog-buttons">
          {kept !== null && (
            <Button variant="subtle" disabled={isBusy} onClick={() => void turnOff()}>
              {t("updates.turnOff")}
            </Button>
          )}
          <Button
            type="submit"
            variant="default"
            loading={work === "looking"}
            disabled={isBusy || address.trim() === ""}
          >
            {t("updates.look")}
          </Button>
        </div>
      </form>
      <div role="status" className="update-found">
        {isNewest && <p>{t("updates.newest")}</p>}
        {found && (
          <>
            <p>
              <strong>
                {t("updates.found", {
                  version: found.version,
                  date: longDate(`${found.date}T00:00:00Z`, "UTC", i18n.language === "lo" ? "lo" : "en"),
                })}
              </strong>
            </p>
            <p className="soft">
              {t(found.from === "file" ? "updates.checked" : "updates.toFetch", {
                name: found.name,
                size: megabytes(found.size),
              })}
            </p>
            <p>{t("updates.afterwards")}</p>
          </>
        )}
        {isBusy && part !== null && <Progress value={part} aria-label={t("updates.progress")} />}
      </div>
      {error && (
        <p role="alert" className="refused">
          {errorWords(error)}
        </p>
      )}
      {found && (
        <div className="dialog-buttons">
          {work === "installing" && (
            <Button variant="default" onClick={() => void desk.call("updates.cancel", {})}>
              {t("app.cancel")}
            </Button>
          )}
          <Button loading={work === "installing"} disabled={isBusy} onClick={() => void install()}>
            {t("updates.install")}
          </Button>
        </div>
      )}
    </>
  );
}
