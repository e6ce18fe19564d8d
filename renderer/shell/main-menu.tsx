import { Button, Menu } from "@mantine/core";
import {
  IconAdjustments,
  IconArchive,
  IconDeviceFloppy,
  IconDownload,
  IconFileImport,
  IconFolder,
  IconFolderOpen,
  IconHelpCircle,
  IconKeyboard,
  IconMailForward,
  IconMenu2,
  IconPackage,
  IconPalette,
  IconPencilPlus,
  IconSend,
  IconSparkles,
  IconUsers,
} from "@tabler/icons-react";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { MENU, type MenuCommand, type MenuSection } from "../../shared/menu.ts";
import { hostState } from "../base/desk-state.ts";
import { hotkeyLabel } from "../base/hotkeys.ts";
import { mainMenu } from "../base/palette-state.ts";
import { useStore } from "../base/store.ts";
import { currentStory } from "../editor/door.ts";
import { canRun, commandNamed, hasCommand, keysOf, runCommand } from "./commands.ts";

const ICONS: Readonly<Partial<Record<MenuCommand, ComponentType<{ size: number; stroke: number }>>>> = {
  newLao: IconPencilPlus,
  newEnglish: IconPencilPlus,
  import: IconFileImport,
  publishSite: IconSend,
  bundle: IconPackage,
  sendStory: IconMailForward,
  openLibrary: IconFolderOpen,
  showLibrary: IconFolder,
  backup: IconArchive,
  sharing: IconUsers,
  siteSettings: IconPalette,
  settings: IconAdjustments,
  save: IconDeviceFloppy,
  guide: IconHelpCircle,
  shortcuts: IconKeyboard,
  whatsNew: IconSparkles,
  updates: IconDownload,
};

const LOOKS = { lookLight: "light", lookDark: "dark", lookAuto: "auto" } as const;
const isLook = (id: MenuCommand): id is keyof typeof LOOKS => Object.hasOwn(LOOKS, id);

function CommandItem({ id }: { readonly id: MenuCommand }) {
  const { t } = useTranslation();
  const host = useStore(hostState);
  const keys = keysOf(id);
  const command = commandNamed(id);
  const right = keys ? <kbd>{hotkeyLabel(keys)}</kbd> : null;
  if (isLook(id))
    return (
      <Menu.RadioItem
        value={id}
        checked={host?.theme === LOOKS[id]}
        rightSection={right}
        closeMenuOnClick
        onChange={() => runCommand(id)}
      >
        {t(`commands.${id}`)}
      </Menu.RadioItem>
    );
  const Icon = ICONS[id];
  return (
    <Menu.Item
      disabled={!command || !canRun(command)}
      leftSection={Icon ? <Icon size={16} stroke={1.6} /> : <span className="menu-icon" />}
      rightSection={right}
      // The focus is back in the text before a command asks for it.
      onClick={() => {
        mainMenu.set(false);
        runCommand(id);
      }}
    >
      {t(`commands.${id}`)}
    </Menu.Item>
  );
}

const Groups = ({ section }: { readonly section: MenuSection }) =>
  section.groups.map((group, at) => (
    <div key={group[0].id} className="menu-group">
      {at > 0 && <Menu.Divider />}
      {group.map(({ id }) => hasCommand(id) && <CommandItem key={id} id={id} />)}
    </div>
  ));

/** One visible home of everything that the desk can do; each line teaches its shortcut. */
export function MainMenu() {
  const { t } = useTranslation();
  const opened = useStore(mainMenu);
  // What can be done follows from it.
  useStore(currentStory);
  const [file, story, edit, format, view, help] = MENU;
  return (
    <Menu
      opened={opened}
      onChange={mainMenu.set}
      position="bottom-start"
      width={320}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <Button
          data-field="menu"
          variant="default"
          leftSection={<IconMenu2 size={16} stroke={1.6} />}
          // The text keeps the focus and its caret: half of the commands are about it.
          onMouseDown={(event) => event.preventDefault()}
        >
          {t("menu.open")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className="main-menu">
        <Groups section={file} />
        <Menu.Divider />
        {([story, edit, format, view] as const).map((section) => (
          <Menu.Sub key={section.id}>
            <Menu.Sub.Target>
              <Menu.Sub.Item leftSection={<span className="menu-icon" />}>{t(`menu.${section.id}`)}</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown className="main-menu">
              <Groups section={section} />
            </Menu.Sub.Dropdown>
          </Menu.Sub>
        ))}
        <Menu.Divider />
        <Groups section={help} />
      </Menu.Dropdown>
    </Menu>
  );
}
