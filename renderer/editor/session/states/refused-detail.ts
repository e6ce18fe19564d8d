/** A save that the desk refuses for one detail: which one, and whether anything is left to be saved beside it. */
import type { Details } from "../../../../shared/article/article.ts";
import { canonicalJson } from "../../../../shared/article/canonical-json.ts";
import type { DeskError, Reason } from "../../../../shared/errors.ts";

export type RefusedDetail = "slug" | "embargoUntil";

const REFUSED: Partial<Record<Reason, RefusedDetail>> = {
  "slug-taken": "slug",
  "slug-device": "slug",
  "is-out": "embargoUntil",
};

/** The detail that a refusal is about; null where it is about something else. */
export const refusedDetail = ({ reason }: DeskError): RefusedDetail | null => REFUSED[reason] ?? null;

/** The details but for some of them: what a save leaves out stays as the desk has it. */
export function detailsWithout(details: Details, without: readonly RefusedDetail[]): Partial<Details> {
  const rest: Partial<Details> = { ...details };
  for (const one of without) delete rest[one];
  return rest;
}

/** Whether these say anything else than what the desk is known to have. */
export const saysMore = (details: Partial<Details>, known: Details): boolean =>
  Object.entries(details).some(([key, value]) => canonicalJson(value) !== canonicalJson(known[key]));
