import { IconAlertTriangle, IconArrowsUpDown, IconCloudOff, IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { SharingState } from "../../shared/contract.ts";
import { dialog } from "../base/layout-state.ts";
import { useStore } from "../base/store.ts";
import { useSharingWords } from "./sharing-line.tsx";
import { isAway, sharing } from "./sharing-state.ts";

function Status({ state }: { readonly state: SharingState }) {
  const { t } = useTranslation();
  const words = useSharingWords(state).join(" · ");
  const { running, problem, held, apart, setBack, tookBack } = state;
  const isAmiss = (problem && !isAway(problem)) || held > 0 || apart > 0 || setBack !== null || tookBack !== null;
  const Shape = running ? IconRefresh : isAmiss ? IconAlertTriangle : problem ? IconCloudOff : IconArrowsUpDown;
  return (
    <button
      type="button"
      className="sharing-status"
      data-amiss={isAmiss || undefined}
      title={t("sharing.openList")}
      onClick={() => dialog.set("sharing")}
    >
      <Shape size={14} stroke={1.8} aria-hidden />
      <span>{words}</span>
    </button>
  );
}

/** Where a library is shared: what was sent and received when, and what waits, in the footer. It opens the list. */
export function SharingStatus() {
  const state = useStore(sharing);
  return state?.hub ? <Status state={state} /> : null;
}
