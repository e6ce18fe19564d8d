/** A part's revision: a hash of its canonical JSON without `updatedAt`; the same on every desk. */
import { createHash } from "node:crypto";
import type { Article } from "../../shared/article.ts";
import { canonicalJson } from "../../shared/canonical-json.ts";
import type { Revisions } from "../../shared/contract.ts";

/** 32 hex digits of SHA-256. */
export function revisionOf(part: object): string {
  const { updatedAt: _derived, ...rest } = part as { updatedAt?: unknown };
  return createHash("sha256").update(canonicalJson(rest)).digest("hex").slice(0, 32);
}

export function revisionsOf(article: Article): Revisions {
  const { lo, en } = article.versions;
  return { details: revisionOf(article.details), lo: lo && revisionOf(lo), en: en && revisionOf(en) };
}
