/** The menu: the system's usual items, and our commands, which the window runs by their ids. */
import { app, Menu, type MenuItemConstructorOptions } from "electron";
import type { MenuWords } from "./menu-words.ts";

export interface MenuOptions {
  readonly words: MenuWords;
  /** Sends a command's id to the window. */
  readonly send: (command: string) => void;
  readonly mac: boolean;
  readonly packaged: boolean;
}

const SEPARATOR: MenuItemConstructorOptions = { type: "separator" };

/** Undo and redo are our own: the system's know nothing of what the editors did by command. */
function menuTemplate({ words, send, mac, packaged }: MenuOptions): MenuItemConstructorOptions[] {
  const command = (id: keyof MenuWords, accelerator?: string): MenuItemConstructorOptions => ({
    id,
    label: words[id],
    ...(accelerator ? { accelerator } : {}),
    click: () => send(id),
  });
  const role = (
    name: NonNullable<MenuItemConstructorOptions["role"]>,
    label: keyof MenuWords,
  ): MenuItemConstructorOptions => ({ role: name, label: words[label] });

  const application: MenuItemConstructorOptions = {
    label: app.name,
    submenu: [
      role("about", "about"),
      SEPARATOR,
      command("settings", "Cmd+,"),
      SEPARATOR,
      role("services", "services"),
      SEPARATOR,
      role("hide", "hide"),
      role("hideOthers", "hideOthers"),
      role("unhide", "showAll"),
      SEPARATOR,
      role("quit", "quit"),
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: words.file,
    submenu: [
      command("newEnglish", "CmdOrCtrl+Alt+E"),
      command("newLao", "CmdOrCtrl+Alt+L"),
      command("import", "CmdOrCtrl+Alt+I"),
      SEPARATOR,
      command("openLibrary", "CmdOrCtrl+Alt+O"),
      command("showLibrary"),
      SEPARATOR,
      command("save", "CmdOrCtrl+S"),
      command("preview", "CmdOrCtrl+Shift+P"),
      command("publish", "CmdOrCtrl+Shift+Enter"),
      command("publishSite"),
      command("bundle"),
      ...(mac ? [] : [SEPARATOR, command("settings", "Ctrl+,"), SEPARATOR, role("quit", "quit")]),
    ],
  };
  const edit: MenuItemConstructorOptions = {
    label: words.edit,
    submenu: [
      command("undo", "CmdOrCtrl+Z"),
      command("redo", mac ? "Shift+Cmd+Z" : "Ctrl+Y"),
      SEPARATOR,
      role("cut", "cut"),
      role("copy", "copy"),
      role("paste", "paste"),
      role("pasteAndMatchStyle", "pasteAsText"),
      role("selectAll", "selectAll"),
      SEPARATOR,
      command("find", "CmdOrCtrl+F"),
      command("replace", mac ? "Cmd+Alt+F" : "Ctrl+H"),
      command("search", "CmdOrCtrl+Shift+L"),
      SEPARATOR,
      command("convertOldFont"),
      SEPARATOR,
      command("confirmRow", "CmdOrCtrl+Enter"),
      command("nextRow", "Alt+Down"),
      command("previousRow", "Alt+Up"),
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: words.view,
    submenu: [
      command("toggleLibrary", "CmdOrCtrl+Alt+B"),
      command("toggleDetails", "CmdOrCtrl+Alt+D"),
      command("toggleLao", "CmdOrCtrl+Alt+1"),
      command("toggleEnglish", "CmdOrCtrl+Alt+2"),
      SEPARATOR,
      command("switchLanguage", "CmdOrCtrl+Alt+Y"),
      SEPARATOR,
      role("resetZoom", "actualSize"),
      role("zoomIn", "zoomIn"),
      role("zoomOut", "zoomOut"),
      SEPARATOR,
      role("togglefullscreen", "fullScreen"),
      ...(packaged ? [] : [SEPARATOR, role("reload", "reload"), role("toggleDevTools", "developerTools")]),
    ],
  };
  const window: MenuItemConstructorOptions = {
    role: "window",
    label: words.window,
    submenu: [role("minimize", "minimise"), role("close", "close")],
  };
  const help: MenuItemConstructorOptions = {
    role: "help",
    label: words.help,
    submenu: [command("shortcuts", "CmdOrCtrl+/"), ...(mac ? [] : [role("about", "about")])],
  };
  return [...(mac ? [application] : []), file, edit, view, window, help];
}

export function setMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)));
}
