/**
 * What each line of a page is in its story, by signals and not by place. A reading of the page is where its headline,
 * its lead and its body's first line stand; what stands between them is then of the page, a date, a byline, a caption
 * or nothing known. The reading with the best sum of signals wins, and how far it is ahead of the best one that says
 * otherwise is how sure a field is.
 */
import { type BodyFacts, bodyFacts, type LineFacts, lineFacts, type RoleLine, saidBy } from "./line-facts.ts";
import { isNamedSignOff, isOtherNewsHeading } from "./marks.ts";
import { A_NUMBER, NEWSROOM } from "./page-words.ts";
import { bodyScore, captionScore, headlineScore, leadScore } from "./signals.ts";

export type Role =
  | "headline"
  | "date"
  | "byline"
  /** A category's name, alone on its line. */
  | "section"
  /** The agency's tag, alone on its line. */
  | "leadTag"
  | "lead"
  /** A photo's; it is no lead and no paragraph. */
  | "caption"
  /** A paragraph, or what only a body holds; the first may begin with a dateline, the last end with a sign-off. */
  | "body"
  | "signOff"
  /** Of the page: buttons, counters, the headline again, places of pictures. */
  | "page"
  /** Nothing known, before the body or behind the sign-off. */
  | "unknown";

export interface FoundRole {
  readonly role: Role;
  readonly sure: boolean;
}

export interface RoleOptions {
  /** IANA time zone of dates. */
  readonly zone: string;
  /** Whether a text names a section of the desk. */
  readonly isSection?: (text: string) => boolean;
}

/** Ahead of any other reading by so much, a field is sure. */
const SURE = 2;
/** In so many lines a story has begun. */
const HEAD = 40;
const [HEADLINES, LEADS, BODIES] = [12, 16, 8];
/** No column breaks a headline so early. */
const SHORT_LINE = 28;
const UNKNOWN = -3;
/** A page has words above its headline seldom. */
const UNKNOWN_ABOVE = -4;
/** Where a date or the buttons may stand under the first line of a headline that something broke in two. */
const BROKEN_HEADLINE = 8;

interface Loose {
  readonly role: Role;
  readonly score: number;
}

interface Reading {
  readonly headline: number;
  /** -1 for none. */
  readonly lead: number;
  readonly body: number;
  readonly score: number;
}

const isAround = (line: BodyFacts | undefined): boolean =>
  line !== undefined && (line.date !== null || isPageWord(line) || line.isButtons);
/** Numbers beside numbers are figures of the story. */
const isPageWord = ({ page }: BodyFacts): boolean => page !== null && page.name !== A_NUMBER;

/** Whether a line is the page's where it stands. */
function isOfPage(lines: readonly BodyFacts[], at: number): boolean {
  const line = lines[at];
  if (!line?.page) return false;
  return !line.page.onlyAmong || isAround(lines[at - 1]) || isAround(lines[at + 1]);
}

const isTagAlone = (line: LineFacts | undefined): boolean => line?.tag?.rest === "";

/**
 * The lines after a headline's first that go on with it: something broke it, and the page's head follows. What stands
 * there a second time is the whole headline again.
 */
function brokenHeadline(lines: readonly LineFacts[], from: number): number {
  const said = new Set([lines[from]?.said]);
  const goesOnIn = (line: LineFacts | undefined): boolean =>
    line !== undefined && !line.gap && isHeadlinePart(line) && !said.has(line.said);
  let end = from + 1;
  for (; goesOnIn(lines[end]); end += 1) said.add(lines[end]?.said);
  const next = lines[end];
  const goesOn = end > from + 1 && end < from + BROKEN_HEADLINE && next && (next.date !== null || next.isButtons);
  return goesOn ? end : from + 1;
}
const isHeadlinePart = (line: LineFacts): boolean =>
  line.width <= 140 && !isAround(line) && line.tag === null && line.dateline === null && line.byline === null;

/** No section has a longer name. */
const LONGEST_SECTION = 40;
const isSection = ({ text }: LineFacts, { isSection: isOne }: RoleOptions): boolean =>
  text.length <= LONGEST_SECTION && isOne?.(text) === true;

function looseRole(lines: readonly LineFacts[], at: number, headline: number, options: RoleOptions): Loose {
  const line = lines[at];
  if (!line) return NOTHING_KNOWN;
  const isSectionAt = (other: number): boolean => {
    const beside = lines[other];
    return beside !== undefined && isSection(beside, options);
  };
  if (line.isBodyOnly) return { role: "body", score: 0 };
  if (line.date) return { role: "date", score: line.date.timed || line.date.worded ? 3 : 2 };
  if (line.said !== "" && line.said === lines[headline]?.said) return { role: "page", score: 2 };
  if (at < headline && line.page?.name === NEWSROOM) return { role: "page", score: 1 };
  const isInMenu =
    line.page?.onlyAmong === true && at < headline && [at - 1, at + 1].some((other) => isSectionAt(other));
  if (isInMenu || isOfPage(lines, at)) return { role: "page", score: line.page?.onlyAmong ? 1 : 2 };
  if (line.byline !== null) return { role: "byline", score: 2 };
  // The agency's name as whose page it is, where the date stands.
  if (at > headline && isTagAlone(line) && [at - 1, at + 1].some((other) => lines[other]?.date != null))
    return { role: "page", score: 1 };
  if (at < headline && isSection(line, options)) return { role: "section", score: 1 };
  const caption = captionScore(line, lines[at + 1] ?? null);
  return caption > UNKNOWN + 1
    ? { role: "caption", score: Math.min(caption, 2) }
    : { role: "unknown", score: at < headline ? UNKNOWN_ABOVE : UNKNOWN };
}

const NOTHING_KNOWN: Loose = { role: "unknown", score: 0 };

/** Every reading that the head of a page allows, with its score. */
function readings(lines: readonly LineFacts[], options: RoleOptions): Reading[] {
  const found: Reading[] = [];
  const counts = new Map<string, number>();
  for (const { said } of lines) if (said !== "") counts.set(said, (counts.get(said) ?? 0) + 1);
  for (let headline = 0; headline < Math.min(HEADLINES, lines.length); headline += 1) {
    const line = lines[headline];
    if (!line) break;
    const own = headlineScore({
      line,
      before: lines[headline - 1] ?? null,
      after: lines[headline + 1] ?? null,
      isFirst: headline === 0,
      isRepeated: (counts.get(line.said) ?? 0) > 1,
      isSection: isSection(line, options),
    });
    const loose = lines.map((_, at) => looseRole(lines, at, headline, options));
    const sum = (from: number, to: number): number => {
      let total = 0;
      let isStory = false;
      for (let at = from; at < to; at += 1) {
        const { role, score } = loose[at] ?? NOTHING_KNOWN;
        // Behind a line of the story's own, what is no part of a page's head proves nothing.
        const isHead = role === "date" || lines[at]?.isButtons === true;
        total += isStory && !isHead ? Math.min(0, score) : score;
        isStory ||= role === "unknown";
      }
      return total;
    };
    const begins = brokenHeadline(lines, headline);
    const top = own + sum(0, headline);
    for (let body = begins; body <= Math.min(lines.length, begins + LEADS); body += 1)
      found.push({ headline, lead: -1, body, score: top + sum(begins, body) + scoreOfBody(lines[body], null) });
    for (let lead = begins; lead < Math.min(lines.length, begins + LEADS); lead += 1) {
      const words = lines[lead];
      if (!words || words.date || words.isBodyOnly) continue;
      const isUnderTag = lead > begins && isTagAlone(lines[lead - 1]);
      const before = top + sum(begins, isUnderTag ? lead - 1 : lead);
      const isHeadlineAgain = words.said !== "" && words.said === line.said;
      for (let body = lead + 1; body <= Math.min(lines.length, lead + BODIES); body += 1) {
        const first = lines[body];
        const place = { line: words, isUnderTag, body: first ?? null, isHeadlineAgain };
        const between = sum(lead + 1, body);
        const score =
          before + leadScore(place) + (words.tag ? between : Math.min(0, between)) + scoreOfBody(first, words);
        found.push({ headline, lead, body, score });
      }
    }
  }
  return found;
}

const scoreOfBody = (first: LineFacts | undefined, lead: LineFacts | null): number =>
  first ? bodyScore(first, lead) : -1;

const NO_READING: Reading = { headline: -1, lead: -1, body: 0, score: 0 };

/** How far the best reading is ahead of the best that says something else. */
function aheadOf(best: Reading, all: readonly Reading[], isOther: (one: Reading) => boolean): number {
  return (
    best.score - all.reduce((most, one) => (isOther(one) ? Math.max(most, one.score) : most), Number.NEGATIVE_INFINITY)
  );
}

/** The last line that may be the story's own. */
const endOf = (lines: readonly BodyFacts[]): number =>
  lines.findLastIndex((line) => line.page === null && line.byline === null && !isOtherNewsHeading(line.text));

/** Wider, a line is a paragraph that a sign-off may stand under. */
const PARAGRAPH = 50;

/** A writer's sign-off at the very end is no tag and no dateline, though it begins like one. */
function withoutEnd(head: readonly LineFacts[], end: number): LineFacts[] {
  const isUnderText = head.slice(1, end).some(({ width }) => width > PARAGRAPH);
  return head.map((line, at) =>
    at === end && isUnderText && isNamedSignOff(line.text) ? { ...line, tag: null, dateline: null } : line,
  );
}

/** The roles of what stands behind the body's first line. */
function bodyRoles(lines: readonly BodyFacts[], from: number, said: string): FoundRole[] {
  const isAgain = (line: BodyFacts): boolean => said !== "" && saidBy(line) === said;
  const plain = lines.findLastIndex((line, at) => at >= from && line.isSignOff);
  const last = plain < 0 ? endOf(lines) : -1;
  const signOff = last > from && isNamedSignOff(lines[last]?.text ?? "") ? last : plain;
  // What is of the page at the body's very end, and before the sign-off, is of the page though the word may not be.
  const edges = new Set<number>();
  for (const end of signOff < 0 ? [lines.length] : [lines.length, signOff]) {
    for (let at = end - 1; at >= from; at -= 1) {
      const line = lines[at];
      if (!line || !(isOfPage(lines, at) || isPageAtEnd(line) || isAgain(line) || isOtherNewsHeading(line.text))) break;
      edges.add(at);
    }
  }
  const isLast = (at: number): boolean => {
    for (let next = at + 1; next < lines.length; next += 1)
      if (!edges.has(next) && next !== signOff && lines[next]?.byline === null && !lines[next]?.isPhotoLine)
        return false;
    return true;
  };
  return lines.slice(from).map((line, index): FoundRole => {
    const at = from + index;
    if (at === signOff) return { role: "signOff", sure: true };
    if (edges.has(at)) return { role: "page", sure: true };
    if (line.isBodyOnly) return { role: "body", sure: true };
    if (line.page && !line.page.onlyAmong) return { role: "page", sure: true };
    if (line.byline !== null && at > from && (isLast(at) || (signOff >= 0 && at > signOff)))
      return { role: "byline", sure: true };
    if (line.isCaption || line.isPhotoLine) return { role: "caption", sure: true };
    return signOff >= 0 && at > signOff ? { role: "unknown", sure: false } : { role: "body", sure: true };
  });
}

const isPageAtEnd = ({ page }: BodyFacts): boolean =>
  page !== null && page.name !== "one button" && page.name !== A_NUMBER;

/**
 * The role of each line, in order, as many as there are lines. The agency's marks within a line (its tag before the
 * lead, a dateline, a sign-off behind the last stop) are found by marks.ts; `storyFields` has all of it as fields.
 */
export function rolesOf(page: readonly RoleLine[], options: RoleOptions): FoundRole[] {
  const begun = page.slice(0, HEAD).map((line) => lineFacts(line, options.zone));
  const rest = page.slice(HEAD).map((line) => bodyFacts(line, options.zone));
  const head = withoutEnd(begun, endOf([...begun, ...rest]));
  const lines = [...head, ...rest];
  const all = readings(head, options);
  const best = all.reduce((one, other) => (other.score > one.score ? other : one), all[0] ?? NO_READING);
  const begins = brokenHeadline(head, best.headline);
  const said = (at: number): string | undefined => head[at]?.said;
  // Two short lines over a date may be a site's name and a headline.
  const isOneHeadline = begins === best.headline + 1 || (head[best.headline]?.width ?? 0) >= SHORT_LINE;
  const isHeadlineSure =
    isOneHeadline && aheadOf(best, all, ({ headline }) => said(headline) !== said(best.headline)) >= SURE;
  const isLeadSure = aheadOf(best, all, ({ lead }) => lead !== best.lead) >= SURE;
  const isUnderTag = best.lead > begins && isTagAlone(head[best.lead - 1]);
  const found = head.slice(0, best.body).map((line, at): FoundRole => {
    if (at >= best.headline && at < begins) return { role: "headline", sure: isHeadlineSure };
    if (at === best.lead) return { role: "lead", sure: isLeadSure };
    if (isUnderTag && at === best.lead - 1) return { role: "leadTag", sure: true };
    const { role, score } = looseRole(head, at, best.headline, options);
    return { role, sure: role === "caption" ? score >= SURE || line.isCaption === true : role !== "unknown" };
  });
  return [...found, ...bodyRoles(lines, best.body, said(best.headline) ?? "")];
}
