/** How a shortcut is written for a person. */

/** `mod+alt+E` as a person reads it on this machine. */
export function hotkeyLabel(hotkey: string): string {
  const mac = navigator.platform.startsWith("Mac");
  const names: Record<string, string> = mac
    ? { mod: "⌘", alt: "⌥", shift: "⇧", Enter: "↵", ArrowDown: "↓", ArrowUp: "↑", comma: "," }
    : { mod: "Ctrl", alt: "Alt", shift: "Shift", Enter: "↵", ArrowDown: "↓", ArrowUp: "↑", comma: "," };
  return hotkey
    .split("+")
    .map((key) => names[key] ?? key)
    .join(mac ? "" : " ");
}
