/**
 * Addresses that stand written out in a text: `https://…`, `www.…`, `name@host`. A bare `word.word` is none: it is
 * more often a missing space. Only what everybody would take for the same address is found.
 */
import { isSafeLink, linkAddress } from "./links.ts";

export interface FoundLink {
  /** Where the address stands, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  /** Where the run of letters ends that it stands in: punctuation may follow the address. */
  readonly end: number;
  readonly href: string;
}

/** What an address may hold (RFC 3986): Lao beside it ends it. */
const RUN = /[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+/g;
const BEGINNING = /(?<![\w.@/-])(?:https?:\/\/|www\.)/i;
const LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
const WEB = new RegExp(
  `^(?:https?://(?:${LABEL}\\.)+(?:${LABEL})|www\\.(?:${LABEL}\\.)+[a-z]{2,})(?::\\d{1,5})?(?:[/?#].*)?$`,
  "i",
);
const MAIL = new RegExp(`^[a-z0-9](?:[\\w.%+-]*[a-z0-9])?@(?:${LABEL}\\.)+[a-z]{2,}$`, "i");
/** In UTF-16 units; browsers take no longer ones for sure. */
const LONGEST = 2000;
const TRAILING = /[.,;:!?'*]$/;
const BRACKETS: Readonly<Record<string, string>> = { ")": "(", "]": "[" };
/** Behind one of these an address may go on, in letters of any script. */
const GOES_ON = /[/?#=&%_-]$/;
/** The front page of a site: nothing has to follow. */
const FRONT = /^(?:https?:\/\/)?[^/?#]+\/$/i;
const LAO = /^[\u0e80-\u0eff]/;
const OTHER_LETTER = /^[\p{L}\p{M}\p{N}]/u;

const count = (text: string, letter: string): number => text.split(letter).length - 1;

/** Without the sentence's punctuation, and without brackets that were opened before the address. */
function withoutTrailing(run: string): string {
  let address = run;
  for (;;) {
    const last = address.at(-1) ?? "";
    const opening = BRACKETS[last];
    const isForeign = opening !== undefined && count(address, last) > count(address, opening);
    if (!isForeign && !TRAILING.test(address)) return address;
    address = address.slice(0, -1);
  }
}

/** Whether letters behind an address may belong to it, so that nobody can tell where it ends. */
function isCutOff(address: string, behind: string): boolean {
  if (LAO.test(behind)) return GOES_ON.test(address) && !FRONT.test(address);
  return OTHER_LETTER.test(behind);
}

function linkIn(run: string, behind: string): { readonly at: number; readonly address: string } | null {
  if (run.length > LONGEST) return null;
  const web = BEGINNING.exec(run);
  const at = web ? web.index : run.search(/[A-Za-z0-9]/);
  const address = withoutTrailing(run.slice(Math.max(0, at)));
  if (!(web ? WEB : MAIL).test(address)) return null;
  return at + address.length === run.length && isCutOff(address, behind) ? null : { at, address };
}

/** What every address has somewhere; a text without it is looked at no further. */
const SIGN = /[:@]|www\./i;

export function findLinks(text: string): readonly FoundLink[] {
  if (!SIGN.test(text)) return [];
  return Array.from(text.matchAll(RUN)).flatMap(({ 0: run, index }) => {
    const end = index + run.length;
    const found = linkIn(run, text.slice(end, end + 2));
    if (!found) return [];
    const from = index + found.at;
    const href = linkAddress(found.address);
    return isSafeLink(href) ? [{ from, to: from + found.address.length, end, href }] : [];
  });
}
