import { IconArrowRight, IconCheck, IconClock, IconMinus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { instantNow, shortMoment } from "../../shared/text/dates.ts";
import { hostState, settingsState } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";
import type { Verdict } from "./verdict.ts";

const ICONS = {
  goes: IconArrowRight,
  update: IconArrowRight,
  same: IconCheck,
  embargo: IconClock,
  date: IconClock,
  stays: IconMinus,
  kept: IconMinus,
  withdrawn: IconMinus,
} as const;

/** What becomes of a language in this publication: shape first, then words. */
export function VerdictWords({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation();
  const { timeZone } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  const Icon = ICONS[verdict.kind];
  const words =
    verdict.kind === "embargo" || verdict.kind === "date"
      ? t(`publish.verdict.${verdict.kind}${verdict.out ? "Out" : ""}`, {
          when: shortMoment(verdict.until, timeZone, language, instantNow()),
        })
      : t(`publish.verdict.${verdict.kind}`);
  return (
    <span className="publish-verdict" data-verdict={verdict.kind}>
      <Icon size={15} stroke={2} aria-hidden />
      {words}
    </span>
  );
}
