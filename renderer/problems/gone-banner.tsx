import { IconAlertCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { libraryInfo } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";
import { errorWords, toldError } from "../locale/index.ts";

/** Says that the library is gone from where it stood, and that what is written meanwhile isn't lost. */
export function GoneBanner() {
  const { t } = useTranslation();
  const info = useStore(libraryInfo);
  if (!info?.gone) return null;
  const isGone = info.gone.reason === "disk-gone";
  return (
    <div className="problems-banner" role="status">
      <IconAlertCircle size={16} stroke={1.6} aria-hidden />
      <p>
        {isGone ? t("library.gone", { path: info.path }) : errorWords(toldError(info.gone))} {t("library.goneKept")}
      </p>
    </div>
  );
}
