import { Button } from "@mantine/core";
import { IconClockExclamation } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../shared/contract.ts";
import { instantNow, longDate } from "../../shared/text/dates.ts";
import { desk } from "../base/desk-client.ts";
import { hostState, libraryInfo, settingsState } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";
import { tellError } from "../base/tell.tsx";
import { readProblems } from "./problems-state.ts";

/** The machine's date is doubted, so that nothing goes by its age. */
export const isClock = ({ kind }: Problem): boolean => kind === "clock";

/** A moment's day, as the person who sits here writes it. */
function useDay(): (instant: string) => string {
  const { timeZone } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  return (instant) => longDate(instant, timeZone, language);
}

export function DateIsRight({ size }: { readonly size?: "compact-xs" }) {
  const { t } = useTranslation();
  const info = useStore(libraryInfo);
  const trust = async () => {
    const answer = await desk.call("clock.trust", {});
    if (!answer.ok) tellError(answer.error);
    await readProblems();
  };
  return (
    <Button
      disabled={info?.readOnly ?? false}
      variant={size ? "subtle" : "default"}
      {...(size ? { size } : {})}
      onClick={() => void trust()}
    >
      {t("problems.dateIsRight")}
    </Button>
  );
}

/** The question in one line, with its answer beside it. */
export function ClockBanner({ more }: { readonly more: () => void }) {
  const { t } = useTranslation();
  const day = useDay();
  return (
    <div className="problems-banner" role="status">
      <IconClockExclamation size={16} stroke={1.6} aria-hidden />
      <p>{t("problems.clock", { date: day(instantNow()) })}</p>
      <Button size="compact-xs" variant="subtle" onClick={more}>
        {t("problems.show")}
      </Button>
      <DateIsRight size="compact-xs" />
    </div>
  );
}

/** What the date is compared with, and what comes of it. */
export function ClockItem({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation();
  const day = useDay();
  const now = instantNow();
  const at = problem.at ?? now;
  const values = { now: day(now), at: day(at) };
  return (
    <li className="problem">
      <h3>{t("problems.clockTitle")}</h3>
      <p>{t(Date.parse(at) > Date.parse(now) ? "problems.kind.clockBehind" : "problems.kind.clockAhead", values)}</p>
      <div className="problem-actions">
        <DateIsRight />
      </div>
    </li>
  );
}
