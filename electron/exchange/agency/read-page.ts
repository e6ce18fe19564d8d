/**
 * A page of the agency, copied as plain text, taken apart: headline, date, the page's buttons, lead
 * with its tag, dateline and body, sign-off, other news. What isn't recognised stays in the body,
 * where it stood, and a warning names it.
 */
import type { ImportWarning } from "../../../shared/contract.ts";
import { asParagraph, joinLines, type Line, LONGEST_WRAPPED, paragraphsOf, quoted } from "../text-lines.ts";
import type { CategoryFinder } from "./category-terms.ts";
import { readPageDate } from "./dates.ts";
import {
  datelineOf,
  isAdvertisement,
  isOneButton,
  isOtherNewsHeading,
  isPageButtons,
  isPageEnd,
  isSignOff,
  latinTagOf,
  leadTagOf,
  type Marked,
  signOffAtEnd,
} from "./marks.ts";
import { type NewsItem, otherNewsStart, readOtherNews } from "./other-news.ts";

export interface PageReading {
  readonly headline: string;
  /** ISO 8601 with the zone's offset. */
  readonly publishedAt: string | null;
  readonly leadTag: string;
  readonly lead: string;
  readonly dateline: string;
  readonly body: readonly Line[];
  readonly signOff: string;
  readonly otherNews: readonly NewsItem[];
  readonly dropped: readonly string[];
  readonly warnings: readonly ImportWarning[];
}

const unrecognised = (lines: readonly Line[]): ImportWarning[] =>
  paragraphsOf(lines).map((paragraph) => ({ code: "unrecognised", text: quoted(joinLines(paragraph)) }));

interface Header {
  readonly headline: string;
  readonly publishedAt: string | null;
  /** A date with a time of day, or the page's buttons: no other text begins like this. */
  readonly sure: boolean;
  readonly kept: readonly Line[];
  readonly rest: readonly Line[];
  readonly dropped: readonly string[];
  readonly warnings: readonly ImportWarning[];
}

/** Where a date or the buttons may stand, in lines from the headline. */
const HEADER_LINES = 8;

function readHeader(lines: readonly Line[], zone: string): Header {
  const headline = lines.slice(0, 1);
  const kept: Line[] = [];
  const dropped: string[] = [];
  const warnings: ImportWarning[] = [];
  let publishedAt: string | null = null;
  let dated = false;
  let sure = false;

  const opensStory = ({ text }: Line): boolean => leadTagOf(text) !== null || datelineOf(text) !== null;
  const ofHeader = ({ text }: Line): boolean => isPageButtons(text) || readPageDate(text, zone) !== null;
  const headerGoesOn = (from: number): boolean => {
    const ahead = lines.slice(from, HEADER_LINES);
    const story = ahead.findIndex(opensStory);
    return (story < 0 ? ahead : ahead.slice(0, story)).some(ofHeader);
  };

  let at = 1;
  for (; at < lines.length; at += 1) {
    const line = lines[at];
    if (!line) break;
    const date = dated ? null : readPageDate(line.text, zone);
    if (date) {
      dated = true;
      sure ||= date.timed;
      publishedAt = date.instant;
      if (date.instant === null) {
        kept.push({ ...line, gap: true });
        warnings.push({ code: "date-impossible", text: quoted(line.text) });
      } else if (!date.timed) warnings.push({ code: "date-without-time", text: quoted(line.text) });
      continue;
    }
    if (isPageButtons(line.text) || ((dated || dropped.length > 0) && isOneButton(line.text))) {
      sure ||= isPageButtons(line.text);
      dropped.push(line.text);
      continue;
    }
    const over = dated || dropped.length > 0 || line.text.length > LONGEST_WRAPPED || opensStory(line);
    if (over || !headerGoesOn(at)) break;
    if (!line.gap && kept.length === 0) headline.push(line);
    else {
      kept.push(line);
      warnings.push(...unrecognised([line]));
    }
  }
  if (!dated) warnings.push({ code: "no-date", text: "" });
  const rest = asParagraph(lines.slice(at));
  return { headline: joinLines(headline), publishedAt, sure, kept, rest, dropped, warnings };
}

interface Lead {
  readonly before: readonly Line[];
  readonly tag: string;
  readonly lead: string;
  readonly rest: readonly Line[];
}

/** In how many lines after the header a lead may begin. */
const LEAD_LINES = 5;

/** The lines of the paragraph that begins at a line: to the next gap, or to the body's dateline. */
function paragraphEnd(lines: readonly Line[], from: number): number {
  let end = from + 1;
  if ((lines[from]?.text.length ?? 0) > LONGEST_WRAPPED) return end;
  for (let line = lines[end]; line && !line.gap && !datelineOf(line.text); line = lines[end]) end += 1;
  return end;
}

/** The paragraph with the agency's tag; else the one before the dateline; else none. */
function readLead(lines: readonly Line[]): Lead | null {
  const isDateline = (line: Line): boolean => datelineOf(line.text) !== null;
  const dateline = lines.slice(0, LEAD_LINES * 4).findIndex(isDateline);
  const until = dateline < 0 ? LEAD_LINES : Math.min(dateline, LEAD_LINES);
  const tagAt = (line: Line): Marked | null =>
    leadTagOf(line.text) ?? (dateline > 0 && !isSignOff(line.text) ? latinTagOf(line.text) : null);
  const at = lines.slice(0, until).findIndex((line, index) => (index === 0 || line.gap) && tagAt(line) !== null);
  const tagged = lines[at];
  const tag = tagged ? tagAt(tagged) : null;
  if (tag && tag.rest !== "") {
    const end = paragraphEnd(lines, at);
    const lead = joinLines([{ text: tag.rest, gap: true }, ...lines.slice(at + 1, end)]);
    return { before: lines.slice(0, at), tag: tag.mark, lead, rest: asParagraph(lines.slice(end)) };
  }
  const next = lines[at + 1];
  if (tag && next && !isDateline(next)) {
    const end = paragraphEnd(lines, at + 1);
    const lead = joinLines(lines.slice(at + 1, end));
    return { before: lines.slice(0, at), tag: tag.mark, lead, rest: asParagraph(lines.slice(end)) };
  }
  if (tag || dateline <= 0) return null;
  const paragraphs = paragraphsOf(lines.slice(0, dateline));
  const last = paragraphs.at(-1);
  if (!last || paragraphs.length > 2) return null;
  return {
    before: paragraphs.slice(0, -1).flat(),
    tag: "",
    lead: joinLines(last),
    rest: asParagraph(lines.slice(dateline)),
  };
}

/** The body's first line without its dateline; `KPL –` and `ຂປລ.` without brackets count as one. */
function readDateline(lines: readonly Line[]): { readonly dateline: string; readonly rest: readonly Line[] } {
  const [first, ...others] = lines;
  if (!first || (isSignOff(first.text) && others.length === 0)) return { dateline: "", rest: lines };
  const found = datelineOf(first.text) ?? tagAsDateline(first.text);
  if (!found) return { dateline: "", rest: lines };
  const rest = found.rest === "" ? others : [{ ...first, text: found.rest }, ...others];
  return { dateline: found.mark, rest: asParagraph(rest) };
}

const tagAsDateline = (text: string): Marked | null => {
  const tag = leadTagOf(text) ?? latinTagOf(text);
  return tag && tag.rest !== "" ? tag : null;
};

interface Story {
  readonly body: readonly Line[];
  readonly signOff: string;
  readonly unread: readonly Line[];
}

/** The sign-off is the last line that is nothing else, or stands at the end of the last paragraph. */
function readSignOff(lines: readonly Line[]): Story {
  const at = lines.findLastIndex((line) => isSignOff(line.text));
  if (at >= 0) {
    return { body: lines.slice(0, at), signOff: lines[at]?.text ?? "", unread: asParagraph(lines.slice(at + 1)) };
  }
  const last = lines.at(-1);
  const inside = last ? signOffAtEnd(last.text) : null;
  if (!last || !inside) return { body: lines, signOff: "", unread: [] };
  return { body: [...lines.slice(0, -1), { ...last, text: inside.rest }], signOff: inside.mark, unread: [] };
}

/** The story's own lines, without advertisements and without the page's end. */
function withoutFurniture(lines: readonly Line[]): {
  readonly kept: readonly Line[];
  readonly dropped: readonly string[];
} {
  let end = lines.length;
  const ofPage = (text: string): boolean => isPageEnd(text) || isAdvertisement(text) || isOtherNewsHeading(text);
  while (end > 0 && ofPage(lines[end - 1]?.text ?? "")) end -= 1;
  const kept: Line[] = [];
  const dropped: string[] = [];
  let gap = false;
  lines.forEach((line, at) => {
    const furniture = at >= end || isAdvertisement(line.text);
    if (furniture) dropped.push(line.text);
    else kept.push(gap ? { ...line, gap: true } : line);
    gap = furniture;
  });
  return { kept, dropped };
}

/** The parts of a page, or null where nothing shows that the text is one. Lines: at least the headline. */
export function readPage(lines: readonly Line[], zone: string, finder: CategoryFinder): PageReading | null {
  const header = readHeader(lines, zone);
  const start = otherNewsStart(header.rest);
  const story = withoutFurniture(start < 0 ? header.rest : header.rest.slice(0, start));
  const opening = header.rest[start]?.text ?? "";
  const heading = isOtherNewsHeading(opening) ? [opening] : [];
  const listed = start < 0 ? [] : header.rest.slice(start + heading.length);

  const lead = readLead(story.kept);
  const { dateline, rest } = readDateline(lead ? lead.rest : story.kept);
  const { body, signOff, unread } = readSignOff(rest);
  const isPage = header.sure || start >= 0 || dateline !== "" || signOff !== "" || (lead !== null && lead.tag !== "");
  if (!isPage) return null;

  const news = readOtherNews(asParagraph(listed), zone, finder);
  const before = asParagraph(lead?.before ?? []);
  const after = [...unread, ...news.unread];
  return {
    headline: header.headline,
    publishedAt: header.publishedAt,
    leadTag: lead?.tag ?? "",
    lead: lead?.lead ?? "",
    dateline,
    body: [...header.kept, ...before, ...asParagraph(body), ...after],
    signOff,
    otherNews: news.items,
    // The page that is made of the story prints the heading again where there is something under it.
    dropped: [...header.dropped, ...story.dropped, ...(news.items.length > 0 ? [] : heading), ...news.dropped],
    warnings: [
      ...header.warnings,
      ...(lead ? [] : [{ code: "no-lead" as const, text: "" }]),
      ...unrecognised(before),
      ...unrecognised(after),
      ...news.warnings,
    ],
  };
}
