/** The address of a hub as a person types it: a folder, HTTPS, or SSH; nothing that git would run or follow by itself. */
import path from "node:path";

export interface HubAddress {
  readonly kind: "folder" | "https" | "ssh";
  /** As git takes it. */
  readonly url: string;
}

const HOST = "[0-9A-Za-z](?:[0-9A-Za-z.-]{0,250}[0-9A-Za-z])?|\\[[0-9A-Fa-f:.]+\\]";
const HTTPS = new RegExp(`^https://(?:${HOST})(?::\\d{1,5})?(?:/[\\w.~%+@-]+)*/?$`);
const SSH = new RegExp(`^ssh://(?:[\\w.-]+@)?(?:${HOST})(?::\\d{1,5})?(?:/[\\w.~+-]+)+/?$`);
/** `user@host:path`, as hubs show it for copying. */
const SHORT_SSH = new RegExp(`^([\\w][\\w.-]*)@(${HOST}):([\\w~][\\w.~+-]*(?:/[\\w.~+-]+)*)/?$`);

/** Null for what is no address of a hub. A password in it is refused: it would stand in files and be shown. */
export function hubAddress(typed: string): HubAddress | null {
  const text = typed.trim();
  if (HTTPS.test(text) && !text.includes("@")) return { kind: "https", url: text };
  if (SSH.test(text)) return { kind: "ssh", url: text };
  const [, user, host, place] = SHORT_SSH.exec(text) ?? [];
  if (user && host && place)
    return { kind: "ssh", url: `ssh://${user}@${host}/${place.startsWith("~") ? place : place}` };
  if (path.isAbsolute(text) && !text.includes("\0") && !text.includes("\n"))
    return { kind: "folder", url: path.resolve(text) };
  return null;
}
