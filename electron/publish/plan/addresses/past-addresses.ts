/** Where pages of stories stood, by what the library's publications noted: redirects follow from it. */
import type { Publication, PublicationChange } from "../../../../shared/article/publication.ts";
import { type PastAddresses, versionKey } from "../site-plan.ts";

/** An address as publications note it: from the site's root, with a slash at its end. */
export const addressIn = (folder: string): string => `${folder}/`;

const folderIn = (address: string | undefined): string | null =>
  address !== undefined && /^(lo|en)\/\d{4}\/\d\d\/[a-z0-9-]+\/$/.test(address) ? address.slice(0, -1) : null;

export const NO_PAST: PastAddresses = { last: new Map(), holders: new Map() };

/** What is known once some more changes were made, the oldest first. */
export function withChanges(past: PastAddresses, changes: readonly PublicationChange[]): PastAddresses {
  if (changes.length === 0) return past;
  const last = new Map(past.last);
  const holders = new Map(past.holders);
  for (const { id, lang, kind, from, to } of changes) {
    const key = versionKey(id, lang);
    const [before, after] = [folderIn(from), folderIn(to)];
    if (before !== null) holders.set(before, key);
    if (after !== null) holders.set(after, key);
    const folder = after ?? before;
    const is = kind === "withdrawn" || kind === "removed" ? kind : "out";
    if (folder !== null) last.set(key, { id, lang, folder, is });
  }
  return { last, holders };
}

interface Known {
  readonly publications: readonly Publication[];
  readonly past: PastAddresses;
}

/** By the first publication of a library: what is known of those that were asked for last. */
const known = new WeakMap<Publication, Known>();

/** `publications` in their turn. Of those that were asked for before, only what came since is gone through. */
export function pastAddresses(publications: readonly Publication[]): PastAddresses {
  const [first] = publications;
  if (!first) return NO_PAST;
  const before = known.get(first);
  const isMore = before?.publications.every((one, at) => one === publications[at]) ?? false;
  const { past, publications: done } = before && isMore ? before : { past: NO_PAST, publications: [] };
  const now = withChanges(
    past,
    publications.slice(done.length).flatMap(({ changes }) => changes),
  );
  known.set(first, { publications, past: now });
  return now;
}
