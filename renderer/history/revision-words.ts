/** What a version is called, kept or as it stands now: when, why and by whom. */
import type { KeptRevision } from "../../shared/contract.ts";
import { clockTime, longDate, shortMoment } from "../../shared/text/dates.ts";
import { i18n } from "../locale/index.ts";

type Language = "lo" | "en";

const DAY = 86_400_000;

/** Stands for the story's text now among the revisions, whose names are hex. */
export const PRESENT = "now";

/** The story as it stands: when it was changed last, and by whom where that is known. */
export interface Present {
  readonly rev: typeof PRESENT;
  readonly at: string;
  readonly by: string;
}

/** What the list shows. */
export type Shown = KeptRevision | Present;

export const isKept = (shown: Shown): shown is KeptRevision => shown.rev !== PRESENT;

/** A version whose file can't be read: it is told, and there is nothing in it to compare or restore. */
export const isUnreadable = (shown: Shown): boolean => isKept(shown) && shown.unreadable === true;

/** Its day in the newsroom: today, yesterday, or its date. */
export function dayWords(at: string, zone: string, language: Language, now: string): string {
  const day = longDate(at, zone, language);
  if (day === longDate(now, zone, language)) return i18n.t("history.today");
  const before = new Date(Date.parse(now) - DAY).toISOString();
  return day === longDate(before, zone, language) ? i18n.t("history.yesterday") : day;
}

export const whyWords = (revision: Shown): string =>
  !isKept(revision)
    ? i18n.t("history.present")
    : revision.aside
      ? i18n.t("history.aside")
      : i18n.t(`history.why.${revision.why}`);

/** Nobody is named where another program wrote, or a file was mended. */
export const whoWords = (revision: Shown): string => revision.by.trim();

/** One line for headings and questions. */
export function revisionWords(revision: KeptRevision, zone: string, language: Language, now: string): string {
  const when = shortMoment(revision.at, zone, language, now);
  return [when, whyWords(revision), whoWords(revision)].filter(Boolean).join(" · ");
}

/** The versions by their days, newest first. */
export function byDay(
  revisions: readonly Shown[],
  zone: string,
  language: Language,
  now: string,
): { readonly day: string; readonly revisions: readonly Shown[] }[] {
  const days: { day: string; revisions: Shown[] }[] = [];
  for (const revision of revisions) {
    const day = dayWords(revision.at, zone, language, now);
    const last = days.at(-1);
    if (last?.day === day) last.revisions.push(revision);
    else days.push({ day, revisions: [revision] });
  }
  return days;
}

export const timeWords = (revision: Shown, zone: string): string => clockTime(revision.at, zone);
