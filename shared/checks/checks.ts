/**
 * Every check, by its id, and what they find in a story. One list for the window, for publishing and for the
 * command line: whatever holds a language back, or is asked before it goes out, stands here.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";
import { type Article, Instant, type Lang } from "../article/article.ts";
import { type Check, type Checked, type Found, SEVERITIES, type Severity } from "./check.ts";
import { address, category, deviceName, imageComing, imageDescription, imageFile, links } from "./details-checks.ts";
import { beside, conflict, missingRows, openNotes, staleRows } from "./pairing-checks.ts";
import { body, headline, lead, leadRepeatsHeadline, longHeadline, otherLanguage } from "./words-checks.ts";
import { late } from "./work-checks.ts";

export const CHECKS = {
  headline,
  body,
  "image-file": imageFile,
  "image-coming": imageComing,
  conflict,
  beside,
  address,
  "device-name": deviceName,
  category,
  lead,
  "image-description": imageDescription,
  "missing-rows": missingRows,
  "stale-rows": staleRows,
  "open-notes": openNotes,
  links,
  "other-language": otherLanguage,
  "long-headline": longHeadline,
  "lead-repeats-headline": leadRepeatsHeadline,
  late,
} as const satisfies Readonly<Record<string, Check>>;
export type CheckId = keyof typeof CHECKS;
export const CHECK_IDS = Object.keys(CHECKS) as readonly CheckId[];

/** A person's word that a finding may stand, while what it looked at has this hash. */
export const Acceptance = z.looseObject({ hash: z.string(), reason: z.string(), by: z.string(), at: Instant });
export type Acceptance = z.infer<typeof Acceptance>;

export interface Finding extends Omit<Found, "seen"> {
  readonly check: CheckId;
  readonly severity: Severity;
  /** Under which a story keeps that it was accepted: `<check>:<language>/<place>`. */
  readonly key: string;
  /** SHA-256 in hex of what it looked at. */
  readonly hash: string;
  /** Null where nobody accepted it, or what it looked at has changed since. A stop is never accepted. */
  readonly accepted: Acceptance | null;
}

const keyOf = (check: string, lang: Lang | null, place: string): string =>
  `${check}:${lang === null ? "" : `${lang}/`}${place}`;

/** What people accepted in a story; what isn't as it should be counts as absent. */
function acceptedIn(article: Article, key: string): Acceptance | null {
  const { accepted } = article;
  if (typeof accepted !== "object" || accepted === null || !Object.hasOwn(accepted, key)) return null;
  return Acceptance.safeParse(Reflect.get(accepted, key)).data ?? null;
}

/** All findings in a story: what stops first, then what asks, then what is told, each in the order of the list. */
export function findingsOf(story: Checked): readonly Finding[] {
  const all = CHECK_IDS.flatMap((check) => {
    const { severity, find }: Check = CHECKS[check];
    return find(story).map(({ seen, ...found }): Finding => {
      const key = keyOf(check, found.lang, found.place);
      const hash = bytesToHex(sha256(utf8ToBytes(seen)));
      const known = severity === "stop" ? null : acceptedIn(story.article, key);
      return { ...found, check, severity, key, hash, accepted: known?.hash === hash ? known : null };
    });
  });
  return all.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

/** Whether something keeps this language at home. */
export const isStopped = (findings: readonly Finding[], lang: Lang): boolean =>
  findings.some((one) => one.severity === "stop" && (one.lang === null || one.lang === lang));
