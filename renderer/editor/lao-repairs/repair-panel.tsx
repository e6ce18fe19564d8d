/** Before and after of what was pasted, beside the end of it. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useStore } from "../../base/store.ts";
import { CaretPanel } from "../columns/caret-panel.tsx";
import { leaveAsItIs, repairOffer, takeRepair } from "./offer.ts";

const SIZE = { width: 420, height: 190 } as const;
/** As much of each side as shows what it is, in letters. */
const SHOWN = 140;

const beginning = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN).trimEnd()}…` : text);

export function RepairPanel() {
  const { t } = useTranslation();
  const offer = useStore(repairOffer);
  if (!offer) return null;
  const name = t(`laoRepairs.found.${offer.kind}`);
  const leave = () => {
    leaveAsItIs();
    offer.view.focus();
  };
  return (
    <CaretPanel view={offer.view} offer={offer} name={name} size={SIZE} leave={leaveAsItIs}>
      <div className="repair-panel">
        <p className="repair-name" role="status">
          {name}
        </p>
        <dl>
          <dt>{t("laoRepairs.before")}</dt>
          <dd className="repair-before">{beginning(offer.before)}</dd>
          <dt>{t("laoRepairs.after")}</dt>
          <dd lang="lo">{beginning(offer.after)}</dd>
        </dl>
        <div className="repair-keys">
          <Button size="compact-sm" rightSection={<kbd>Enter</kbd>} onClick={takeRepair}>
            {t(`laoRepairs.take.${offer.kind}`)}
          </Button>
          <Button size="compact-sm" variant="default" rightSection={<kbd>Esc</kbd>} onClick={leave}>
            {t("laoRepairs.leave")}
          </Button>
        </div>
      </div>
    </CaretPanel>
  );
}
