import { ActionIcon, Menu } from "@mantine/core";
import { IconBookmark, IconBookmarkFilled } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { KeptFilter, Shown } from "../../../shared/contract.ts";
import { hostState } from "../../base/desk-state.ts";
import { useStore } from "../../base/store.ts";
import { isShown } from "./filter-words.ts";
import { FiltersDialog } from "./filters-dialog.tsx";
import { KeepDialog } from "./keep-dialog.tsx";

interface KeptFiltersProps {
  /** What the list shows now. */
  readonly shown: Shown;
  /** It is less than all, so that there is something to keep. */
  readonly isFiltered: boolean;
  onShow(kept: KeptFilter): void;
}

const NONE: readonly KeptFilter[] = [];

/** Searches with their filters that are kept under a name: chosen, kept, renamed, deleted. */
export function KeptFilters({ shown, isFiltered, onShow }: KeptFiltersProps) {
  const { t } = useTranslation();
  const filters = useStore(hostState)?.filters ?? NONE;
  const [dialog, setDialog] = useState<"keep" | "manage" | null>(null);
  const now = filters.find((kept) => isShown(kept, shown));
  const label = now ? t("filters.now", { name: now.name }) : t("filters.kept");
  const Shape = now ? IconBookmarkFilled : IconBookmark;
  return (
    <>
      <Menu position="bottom-end" width={260} returnFocus transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <ActionIcon data-field="kept-filters" aria-label={label} title={label}>
            <Shape size={17} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown className="kept-filters">
          <Menu.RadioGroup
            value={now?.name ?? ""}
            onChange={(name) => {
              const kept = filters.find((one) => one.name === name);
              if (kept) onShow(kept);
            }}
          >
            {filters.map(({ name }) => (
              <Menu.RadioItem key={name} value={name} closeMenuOnClick>
                {name}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          {filters.length === 0 ? <Menu.Label>{t("filters.empty")}</Menu.Label> : <Menu.Divider />}
          <Menu.Item disabled={!isFiltered} onClick={() => setDialog("keep")}>
            {t("filters.keep")}
          </Menu.Item>
          {filters.length > 0 && <Menu.Item onClick={() => setDialog("manage")}>{t("filters.manage")}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {dialog === "keep" && <KeepDialog shown={shown} close={() => setDialog(null)} />}
      {dialog === "manage" && <FiltersDialog close={() => setDialog(null)} />}
    </>
  );
}
