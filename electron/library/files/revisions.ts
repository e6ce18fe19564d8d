/** A part's revision: a hash of its canonical JSON without `updatedAt`; the same on every desk. */
import { createHash } from "node:crypto";
import type { Article } from "../../../shared/article/article.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import type { Revisions } from "../../../shared/contract.ts";

/** Parts are values that nobody changes, and one is asked about several times in a save. */
const known = new WeakMap<object, string>();

/** 32 hex digits of SHA-256. */
export function revisionOf(part: object): string {
  const before = known.get(part);
  if (before !== undefined) return before;
  const { updatedAt: _derived, ...rest } = part as { updatedAt?: unknown };
  const revision = createHash("sha256").update(canonicalJson(rest)).digest("hex").slice(0, 32);
  known.set(part, revision);
  return revision;
}

/** Another value of the same content, but for what a revision leaves out. */
export function sharesRevision<T extends object>(part: T, same: object): T {
  known.set(part, revisionOf(same));
  return part;
}

export function revisionsOf(article: Article): Revisions {
  const { lo, en } = article.versions;
  return { details: revisionOf(article.details), lo: lo && revisionOf(lo), en: en && revisionOf(en) };
}
