/** Which links a story may hold: the web, mail and telephone; never a script, a file or a share. */
export const LINK_SCHEMES = ["http:", "https:", "mailto:", "tel:"];

/** True for an absolute link of an allowed scheme (WHATWG URL parsing, so no leading-space or tab tricks). */
export function isSafeLink(href: string): boolean {
  if (!URL.canParse(href)) return false;
  return LINK_SCHEMES.includes(new URL(href).protocol);
}

const SCHEME = /^[a-z][a-z\d+.-]*:/i;
/** A scheme that stands before another one: it was there when an address was pasted behind it. */
const SCHEME_TWICE = /^(?:https?:\/*)+(?=(?:https?|mailto|tel):)/i;
const EMAIL = /^[^\s/@:]+@[^\s/@:]+\.[^\s/@:]+$/;
const WEB = /^(?:[^\s/@:]+\.)+[^\s/@:.]{2,}(?::\d+)?(?:[/?#]|$)/;

/** The address that a person means by what they typed or pasted: `kpl.gov.la` is on the web, and one scheme is enough. */
export function linkAddress(typed: string): string {
  const address = typed.trim().replace(SCHEME_TWICE, "");
  if (EMAIL.test(address)) return `mailto:${address}`;
  return WEB.test(address) && !(SCHEME.test(address) && isSafeLink(address)) ? `https://${address}` : address;
}
