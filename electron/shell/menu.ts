/** The menu: the system's usual items, and our commands, which the window runs by their ids. */
import { app, Menu, type MenuItemConstructorOptions } from "electron";
import { MENU, MENU_ITEMS, type MenuCommand, type MenuSection } from "../../shared/menu.ts";
import type { MenuWords } from "./menu-words.ts";

export interface MenuOptions {
  readonly words: MenuWords;
  /** Sends a command's id to the window. */
  readonly send: (command: string) => void;
  readonly mac: boolean;
  readonly packaged: boolean;
  /** The app can install a newer one. */
  readonly mayUpdate: boolean;
}

const SEPARATOR: MenuItemConstructorOptions = { type: "separator" };

type Items = readonly MenuItemConstructorOptions[];

const SHELL_KEYS: Readonly<Record<string, string>> = {
  mod: "CmdOrCtrl",
  alt: "Alt",
  shift: "Shift",
  ArrowUp: "Up",
  ArrowDown: "Down",
  comma: ",",
};

/** `mod+alt+E` as the shell writes it. */
const acceleratorOf = (hotkey: string): string =>
  hotkey
    .split("+")
    .map((key) => SHELL_KEYS[key] ?? key)
    .join("+");

const parted = (groups: readonly Items[]): MenuItemConstructorOptions[] =>
  groups.filter((group) => group.length > 0).flatMap((group, at) => (at === 0 ? group : [SEPARATOR, ...group]));

/** Undo and redo are our own: the system's know nothing of what the editors did by command. */
function menuTemplate({ words, send, mac, packaged, mayUpdate }: MenuOptions): MenuItemConstructorOptions[] {
  const command = (id: MenuCommand): MenuItemConstructorOptions => {
    const item = MENU_ITEMS.get(id);
    const hotkey = (mac ? item?.macHotkey : undefined) ?? item?.hotkey;
    return {
      id,
      label: words[id],
      ...(hotkey ? { accelerator: acceleratorOf(hotkey) } : {}),
      click: () => send(id),
    };
  };
  const role = (
    name: NonNullable<MenuItemConstructorOptions["role"]>,
    label: keyof MenuWords,
  ): MenuItemConstructorOptions => ({ role: name, label: words[label] });

  const application: MenuItemConstructorOptions = {
    label: app.name,
    submenu: parted([
      [role("about", "about")],
      [command("settings")],
      [role("services", "services")],
      [role("hide", "hide"), role("hideOthers", "hideOthers"), role("unhide", "showAll")],
      [role("quit", "quit")],
    ]),
  };
  /** What the system has beside our commands: behind which group of a section, or behind all of them. */
  const clipboard: Items = [
    role("cut", "cut"),
    role("copy", "copy"),
    role("paste", "paste"),
    role("pasteAndMatchStyle", "pasteAsText"),
    role("selectAll", "selectAll"),
  ];
  const zoom: Items = [role("resetZoom", "actualSize"), role("zoomIn", "zoomIn"), role("zoomOut", "zoomOut")];
  const behind: Readonly<Record<MenuSection["id"], readonly Items[]>> = {
    file: mac ? [] : [[role("quit", "quit")]],
    story: [],
    edit: [],
    format: [],
    view: [
      zoom,
      [role("togglefullscreen", "fullScreen")],
      packaged ? [] : [role("reload", "reload"), role("toggleDevTools", "developerTools")],
    ],
    help: mac ? [] : [[role("about", "about")]],
  };
  const section = ({ id, groups }: MenuSection): MenuItemConstructorOptions => {
    // On a Mac the settings stand in the application's own menu.
    const ours = groups.map((group) =>
      group
        .filter(({ id: one }) => !(mac && one === "settings") && (mayUpdate || one !== "updates"))
        .map((item) => command(item.id)),
    );
    const all = id === "edit" ? [...ours.slice(0, 1), clipboard, ...ours.slice(1)] : ours;
    return {
      ...(id === "help" ? { role: "help" as const } : {}),
      label: words[id],
      submenu: parted([...all, ...behind[id]]),
    };
  };
  const window: MenuItemConstructorOptions = {
    role: "window",
    label: words.window,
    submenu: [role("minimize", "minimise"), role("close", "close")],
  };
  const sections = MENU.map(section);
  return [...(mac ? [application] : []), ...sections.slice(0, -1), window, ...sections.slice(-1)];
}

export function setMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)));
}
