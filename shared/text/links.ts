/** Which links a story may hold: the web, mail and telephone; never a script, a file or a share. */
export const LINK_SCHEMES = ["http:", "https:", "mailto:", "tel:"];

/** True for an absolute link of an allowed scheme (WHATWG URL parsing, so no leading-space or tab tricks). */
export function isSafeLink(href: string): boolean {
  if (!URL.canParse(href)) return false;
  return LINK_SCHEMES.includes(new URL(href).protocol);
}
