/** A save applied to an article: pure, whole or refused. */
import { type Article, emptyVersion, type Node, type Version } from "../../../shared/article/article.ts";
import { withBlockIds } from "../../../shared/article/block-ids.ts";
import { openCard, settleCard } from "../../../shared/article/card.ts";
import { newBlockId } from "../../../shared/article/ids.ts";
import { isOut } from "../../../shared/article/out.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { blocksOf, mapWords, rowOfBlock } from "../../../shared/blocks/body.ts";
import { findBodyProblem } from "../../../shared/blocks/body-problem.ts";
import type { SaveRequest } from "../../../shared/contract.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { withBeside } from "../../../shared/rows/beside.ts";
import { canonicalText } from "../../../shared/text/lao.ts";
import { revisionOf, revisionsOf, sharesRevision } from "./revisions.ts";

/** Every string in a value in canonical form; keys, ids and addresses hold no Lao, so nothing else changes. */
function canonicalValue<T>(value: T): T {
  if (typeof value === "string") return canonicalText(value) as T;
  if (Array.isArray(value)) return value.map(canonicalValue) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, canonicalValue(one)])) as T;
}

const canonicalBody = (body: Node): Node => withBlockIds(mapWords(body, canonicalText), newBlockId);

/** A version with what a request gives, canonical and checked; `null` where it doesn't exist yet. */
export function mergeVersion(
  known: Version | null,
  given: Partial<Version>,
  lang: "lo" | "en",
  now: string,
): Result<Version> {
  const { body, updatedAt: _theirs, ...fields } = given;
  const before = known ?? emptyVersion(lang, now);
  if (body) {
    const problem = findBodyProblem(body);
    if (problem) {
      const block = problem.index === null ? undefined : blocksOf(body)[problem.index];
      return refuse("body-invalid", { detail: problem.detail, lang, ...(block ? { row: rowOfBlock(block) } : {}) });
    }
  }
  const after = {
    ...before,
    ...canonicalValue(fields),
    body: body ? canonicalBody(body) : before.body,
    updatedAt: before.updatedAt,
  };
  const same = known !== null && revisionOf(after) === revisionOf(known);
  return done(same ? known : sharesRevision({ ...after, updatedAt: now }, after));
}

export const mergeDetails = (known: Article["details"], given: Partial<Article["details"]>): Article["details"] => ({
  ...known,
  ...canonicalValue(given),
});

function mergeEntries<T>(
  known: Readonly<Record<string, T>>,
  given: Readonly<Record<string, T | null>> | undefined,
): Record<string, T> {
  const entries = new Map(Object.entries(known));
  for (const [key, value] of Object.entries(given ?? {})) {
    if (value === null) entries.delete(key);
    else entries.set(key, canonicalValue(value));
  }
  return Object.fromEntries(entries);
}

/** A card goes by the id that it has itself. */
const withCards = (article: Article, given: NonNullable<SaveRequest["cards"]>): Article =>
  Object.entries(given).reduce(
    (now, [id, card]) => (card === null ? settleCard(now, id) : openCard(now, { ...canonicalValue(card), id })),
    article,
  );

/** What stands in a field that format 1 got later: an older desk may have been given anything in it. */
const entriesOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};

/**
 * The article after the save. Errors: `part-changed` where a part has another revision than the one
 * it was based on, `bad-request` for a part without its base, `body-invalid`, `is-out` for an embargo
 * ahead on what readers have. Nothing is half applied.
 */
export function mergeSave(article: Article, save: SaveRequest, now: string): Result<Article> {
  const revs = revisionsOf(article);
  for (const part of ["details", ...LANGS] as const) {
    if (save[part] === undefined) continue;
    const base = save.base[part];
    if (base === undefined) return refuse("bad-request", { detail: `${part} has no base` });
    if (base !== revs[part]) return refuse("part-changed", { part });
  }
  const versions = { ...article.versions };
  for (const lang of LANGS) {
    const given = save[lang];
    if (given === undefined) continue;
    const merged = mergeVersion(versions[lang], given, lang, now);
    if (!merged.ok) return merged;
    versions[lang] = merged.value;
  }
  const details = save.details ? mergeDetails(article.details, save.details) : article.details;
  const { embargoUntil } = details;
  if (
    embargoUntil !== null &&
    embargoUntil !== article.details.embargoUntil &&
    Date.parse(embargoUntil) > Date.parse(now) &&
    LANGS.some((lang) => isOut(article.release[lang]))
  )
    return refuse("is-out");
  const changed: Article = {
    ...withBeside(article, save.beside),
    details,
    versions,
    rows: mergeEntries(article.rows, save.rows),
    notes: mergeEntries(article.notes, save.notes),
    ...(save.accepted && { accepted: mergeEntries(entriesOf(article.accepted), save.accepted) }),
  };
  return done(withCards(changed, save.cards ?? {}));
}
