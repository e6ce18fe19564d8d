/** How a shortcut is written for a person. */

export const isMac = (): boolean => navigator.platform.startsWith("Mac");

/** Opens the palette, which is no command of its own. */
export const PALETTE_KEY = "mod+K";

/** `mod+alt+E` as a person reads it on this machine. */
export function hotkeyLabel(hotkey: string): string {
  const mac = isMac();
  const names: Record<string, string> = mac
    ? { mod: "⌘", alt: "⌥", shift: "⇧", Enter: "↵", ArrowDown: "↓", ArrowUp: "↑", comma: "," }
    : { mod: "Ctrl", alt: "Alt", shift: "Shift", Enter: "↵", ArrowDown: "↓", ArrowUp: "↑", comma: "," };
  return hotkey
    .split("+")
    .map((key) => names[key] ?? key)
    .join(mac ? "" : " ");
}
