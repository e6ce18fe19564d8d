import { Button, Menu, SegmentedControl } from "@mantine/core";
import { IconChevronDown, IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { hostState, libraryInfo, remember } from "../base/desk-state.ts";
import { hotkeyLabel, PALETTE_KEY } from "../base/hotkeys.ts";
import { dialog } from "../base/layout-state.ts";
import { palette } from "../base/palette-state.ts";
import { useStore } from "../base/store.ts";
import { newStory } from "../editor/door.ts";
import { MainMenu } from "./main-menu.tsx";

export function Header() {
  const { t } = useTranslation();
  const host = useStore(hostState);
  const info = useStore(libraryInfo);
  return (
    <header className="header">
      <MainMenu />
      <h1 className="logo">
        Song<span>phasa</span>
      </h1>
      <button type="button" className="find" onClick={() => palette.open()}>
        <span>{t("app.find")}</span>
        <kbd>{hotkeyLabel(PALETTE_KEY)}</kbd>
      </button>
      <SegmentedControl
        aria-label={t("app.language")}
        value={host?.language ?? "en"}
        onChange={(value) => void remember({ language: value === "lo" ? "lo" : "en" })}
        data={[
          { value: "lo", label: "ລາວ" },
          { value: "en", label: "EN" },
        ]}
      />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            disabled={(info?.readOnly ?? false) || info?.gone != null}
            leftSection={<IconPlus size={15} />}
            rightSection={<IconChevronDown size={14} />}
          >
            {t("app.newStory")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void newStory("lo")}>{t("app.newIn.lo")}</Menu.Item>
          <Menu.Item onClick={() => void newStory("en")}>{t("app.newIn.en")}</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => dialog.set("templates")}>{t("commands.newFromTemplate")}</Menu.Item>
          <Menu.Item onClick={() => dialog.set("import")}>{t("commands.import")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </header>
  );
}
