/** Where pages of stories stood, by what the library's publications noted: redirects follow from it. */
import type { Lang } from "../../../../shared/article/article.ts";
import type { Publication, PublicationChange } from "../../../../shared/article/publication.ts";
import type { LastStood, PastAddresses } from "../site-plan.ts";
import { Layered } from "./layered.ts";

/** An address as publications note it: from the site's root, with a slash at its end. */
export const addressIn = (folder: string): string => `${folder}/`;

const folderIn = (address: string | undefined): string | null =>
  address !== undefined && /^(lo|en)\/\d{4}\/\d\d\/[a-z0-9-]+\/$/.test(address) ? address.slice(0, -1) : null;

export const NO_PAST: PastAddresses = { last: new Layered(), count: 0, holders: new Layered() };

/** What is known once some more changes were made, the oldest first. */
export function withChanges(past: PastAddresses, changes: readonly PublicationChange[]): PastAddresses {
  if (changes.length === 0) return past;
  const last = new Map<string, Partial<Record<Lang, LastStood>>>();
  const holders = new Map<string, LastStood>();
  let { count } = past;
  for (const { id, lang, kind, from, to } of changes) {
    const [before, after] = [folderIn(from), folderIn(to)];
    const folder = after ?? before;
    if (folder === null) continue;
    const is = kind === "withdrawn" || kind === "removed" ? kind : "out";
    const now: LastStood = { id, lang, folder, is };
    if (before !== null) holders.set(before, now);
    if (after !== null) holders.set(after, now);
    const known = last.get(id) ?? { ...past.last.get(id) };
    if (!known[lang]) count += 1;
    known[lang] = now;
    last.set(id, known);
  }
  return { last: past.last.with(last), count, holders: past.holders.with(holders) };
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
