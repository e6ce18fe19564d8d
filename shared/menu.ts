/** The menu: of the window's button and of the shell, one list. A command stands in it once, with its keys. */

export interface MenuItem {
  /** The command's id, and its key in the words of the window and of the shell. */
  readonly id: string;
  /** In Mantine's notation; none on Ctrl+N, T or W, which browsers keep. */
  readonly hotkey?: string;
  /** The one on a Mac, where that differs. */
  readonly macHotkey?: string;
  /** The text fields and the editors listen for it themselves; the window doesn't. */
  readonly isFields?: true;
}

/** Opens the window's menu. */
export const MENU_KEY = "F10";

/** Each section's groups, which a line parts. */
export const MENU = [
  {
    id: "file",
    groups: [
      [
        { id: "newLao", hotkey: "mod+alt+L" },
        { id: "newEnglish", hotkey: "mod+alt+E" },
        { id: "newFromTemplate" },
        { id: "import", hotkey: "mod+alt+I" },
      ],
      [{ id: "publishSite" }, { id: "publishDue", hotkey: "mod+alt+U" }, { id: "bundle" }],
      [{ id: "openLibrary", hotkey: "mod+alt+O" }, { id: "showLibrary" }, { id: "backup" }],
      [{ id: "sharing" }, { id: "sharingList" }, { id: "syncNow" }],
      [{ id: "siteSettings" }, { id: "settings", hotkey: "mod+comma" }],
    ],
  },
  {
    id: "story",
    groups: [
      [
        { id: "save", hotkey: "mod+S" },
        { id: "preview", hotkey: "mod+shift+P" },
        { id: "publish", hotkey: "mod+shift+Enter" },
      ],
      [{ id: "print", hotkey: "mod+P" }, { id: "printLao" }, { id: "printEnglish" }],
      [{ id: "copyLao" }, { id: "copyEnglish" }, { id: "sendStory" }],
      [{ id: "assignLao" }, { id: "assignEnglish" }],
      [{ id: "details" }, { id: "checks" }, { id: "notes" }, { id: "history" }],
      [{ id: "pairParagraphs", hotkey: "mod+alt+P" }, { id: "swapSource" }, { id: "lockSource" }],
      [{ id: "duplicate" }, { id: "useAsTemplate" }, { id: "closeStory" }, { id: "trash" }],
    ],
  },
  {
    id: "edit",
    groups: [
      [
        { id: "undo", hotkey: "mod+Z", isFields: true },
        { id: "redo", hotkey: "mod+Y", macHotkey: "shift+mod+Z", isFields: true },
      ],
      [
        { id: "find", hotkey: "mod+F" },
        { id: "replace", hotkey: "mod+H", macHotkey: "mod+alt+F" },
        { id: "search", hotkey: "mod+shift+L" },
      ],
      [
        { id: "confirmRow", hotkey: "mod+Enter" },
        { id: "confirmAll" },
        { id: "nextRow", hotkey: "alt+ArrowDown" },
        { id: "previousRow", hotkey: "alt+ArrowUp" },
        { id: "note", hotkey: "alt+N" },
        { id: "moveRowUp", hotkey: "alt+shift+ArrowUp" },
        { id: "moveRowDown", hotkey: "alt+shift+ArrowDown" },
      ],
      [{ id: "link", hotkey: "mod+shift+K" }, { id: "convertOldFont" }],
    ],
  },
  {
    id: "format",
    groups: [
      [{ id: "textBold" }, { id: "textItalic" }, { id: "clearFormat" }],
      [{ id: "textPlain" }, { id: "heading2" }, { id: "heading3" }, { id: "heading4" }],
      [{ id: "bulletList" }, { id: "orderedList" }, { id: "quote" }],
      [{ id: "insertPicture" }, { id: "insertTable" }, { id: "insertDivider" }],
    ],
  },
  {
    id: "view",
    groups: [
      [
        { id: "board", hotkey: "mod+alt+K" },
        { id: "mine", hotkey: "mod+alt+M" },
        { id: "toggleLibrary", hotkey: "mod+alt+B" },
        { id: "toggleDetails", hotkey: "mod+alt+D" },
        { id: "toggleLao", hotkey: "mod+alt+1" },
        { id: "toggleEnglish", hotkey: "mod+alt+2" },
      ],
      [
        { id: "textLarger", hotkey: "mod+alt+=" },
        { id: "textSmaller", hotkey: "mod+alt+-" },
      ],
      [{ id: "switchLanguage", hotkey: "mod+alt+Y" }],
      [{ id: "lookLight" }, { id: "lookDark" }, { id: "lookAuto" }],
    ],
  },
  {
    id: "help",
    groups: [
      [
        { id: "guide", hotkey: "F1", macHotkey: "mod+shift+/" },
        { id: "shortcuts", hotkey: "mod+/" },
      ],
      [{ id: "whatsNew" }, { id: "updates" }],
    ],
  },
] as const satisfies readonly {
  readonly id: string;
  readonly groups: readonly (readonly MenuItem[])[];
}[];

export type MenuSection = (typeof MENU)[number];
export type MenuCommand = MenuSection["groups"][number][number]["id"];

/** Every command of the menu, with its keys. */
export const MENU_ITEMS: ReadonlyMap<string, MenuItem> = new Map(
  MENU.flatMap(({ groups }) => groups.flat()).map((item) => [item.id, item]),
);
