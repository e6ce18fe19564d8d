/** The shortcuts of every command, in one place. By key position, so that they work on a Lao layout too. */

import { MENU_KEY } from "../../shared/menu.ts";
import { isMac, PALETTE_KEY } from "../base/hotkeys.ts";
import { palette } from "../base/palette-state.ts";
import { COMMANDS, hotkeyOf, runCommand } from "./commands.ts";

const CODES: Readonly<Record<string, string>> = {
  "/": "Slash",
  comma: "Comma",
  "=": "Equal",
  "-": "Minus",
  F1: "F1",
  Enter: "Enter",
  ArrowUp: "ArrowUp",
  ArrowDown: "ArrowDown",
};
const FUNCTION_KEY = /^F\d+$/;
const codeOf = (key: string): string => CODES[key] ?? (/^\d$/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`);

function matches(hotkey: string, event: KeyboardEvent): boolean {
  const keys = hotkey.split("+");
  const mod = isMac() ? event.metaKey : event.ctrlKey;
  return (
    mod === keys.includes("mod") &&
    event.altKey === keys.includes("alt") &&
    event.shiftKey === keys.includes("shift") &&
    event.code === codeOf(keys.at(-1) ?? "")
  );
}

/** Taken before the editor sees the key: it has meanings of its own for some of them. */
export function listenForShortcuts(): void {
  addEventListener(
    "keydown",
    (event) => {
      if (event.code === MENU_KEY && !event.shiftKey && !document.querySelector(".mantine-Modal-content")) {
        event.preventDefault();
        // An open menu closes at a key beside it, and would at this one.
        event.stopPropagation();
        document.querySelector<HTMLElement>("[data-field=menu]")?.click();
        return;
      }
      // Every other shortcut holds one of these or is a function key; a letter that is typed doesn't look through them all.
      const isLetter = !(event.ctrlKey || event.metaKey || event.altKey) && !FUNCTION_KEY.test(event.code);
      if (event.isComposing || isLetter) return;
      if (matches(PALETTE_KEY, event)) {
        event.preventDefault();
        palette.toggle();
        return;
      }
      const command = COMMANDS.find((one) => {
        const hotkey = hotkeyOf(one);
        return hotkey !== undefined && matches(hotkey, event);
      });
      // The guide is about the dialog too, and stands beside it.
      if (!command || (command.id !== "guide" && document.querySelector(".mantine-Modal-content"))) return;
      if (!runCommand(command.id)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
}
