import { Progress } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SharingState } from "../../shared/contract.ts";
import { instantNow, shortMoment } from "../../shared/text/dates.ts";
import { hostState, settingsState } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";
import { errorWords, toldError } from "../locale/index.ts";
import { isAway, sharingStep } from "./sharing-state.ts";

/** A moment as the window's language says it. */
export function useMoment(): (at: string) => string {
  const { timeZone } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  return (at) => shortMoment(at, timeZone, language, instantNow());
}

/** What is so with the hub, in a few words each, the most pressing first. */
export function useSharingWords(state: SharingState): readonly string[] {
  const { t } = useTranslation();
  const moment = useMoment();
  const { running, problem, sent, received, heard, waiting, held, apart, setBack, tookBack } = state;
  const words: string[] = [];
  if (running) words.push(t("sharing.running"));
  else if (isAway(problem)) words.push(t("sharing.away"));
  else if (problem) words.push(t("sharing.refused"));
  if (setBack) words.push(t("sharing.setBack.short"));
  if (tookBack) words.push(t("sharing.tookBack.short"));
  if (apart > 0) words.push(t("sharing.apart.short", { count: apart }));
  if (waiting > 0) words.push(t("sharing.waiting", { count: waiting }));
  if (held > 0) words.push(t("sharing.heldBack", { count: held }));
  if (sent) words.push(t("sharing.sent", { when: moment(sent.at) }));
  if (received) words.push(t("sharing.received", { when: moment(received.at) }));
  if (words.length === 0) words.push(heard ? t("sharing.heard", { when: moment(heard) }) : t("sharing.notYet"));
  return words;
}

/** How far a run is, as far as that can be counted. */
export function SharingProgress() {
  const { t } = useTranslation();
  const step = useStore(sharingStep);
  return (
    <div>
      <p role="status">{step ? t("sharing.taking", { ...step }) : t("sharing.running")}</p>
      <Progress
        mt={6}
        aria-label={t("sharing.running")}
        animated={!step}
        value={step && step.total > 0 ? (step.done / step.total) * 100 : 100}
      />
    </div>
  );
}

/** The same in a sentence, and what stands in the way; no line is no fault. */
export function SharingLine({ state }: { readonly state: SharingState }) {
  const words = useSharingWords(state);
  const { running, problem } = state;
  return (
    <div className="sharing-line">
      <p>{words.join(" · ")}</p>
      {running && <SharingProgress />}
      {!running && problem && (
        <p role={isAway(problem) ? "status" : "alert"} className={isAway(problem) ? "soft" : "refused"}>
          {errorWords(toldError(problem))}
        </p>
      )}
    </div>
  );
}
