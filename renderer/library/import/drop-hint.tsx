import { IconFileImport } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useStore } from "../../base/store.ts";
import { isDragging } from "./dropped-files.ts";

/** Lies over the window while a file is held over it, and lets the drop through. */
export function DropHint() {
  const { t } = useTranslation();
  if (!useStore(isDragging)) return null;
  return (
    <div className="drop-hint" aria-hidden="true">
      <span>
        <IconFileImport size={22} stroke={1.5} />
        {t("import.dropHere")}
      </span>
    </div>
  );
}
