/**
 * A page of the agency, copied as plain text, taken apart: headline, date, the page's buttons, lead
 * with its tag, dateline and body, sign-off, other news. What isn't recognised stays in the body,
 * where it stood, and a warning names it.
 */
import type { ImportWarning } from "../../../shared/contract.ts";
import { asParagraph, joinLines, type Line, paragraphsOf, quoted } from "../../../shared/text/incoming/text-lines.ts";
import type { FoundField } from "../format.ts";
import type { CategoryFinder } from "./category-terms.ts";
import { readPageDate } from "./dates.ts";
import type { RoleLine } from "./line-facts.ts";
import { datelineOf, isOtherNewsHeading, leadTagOf } from "./marks.ts";
import { type NewsItem, otherNewsStart, readOtherNews } from "./other-news.ts";
import { isPageButtons } from "./page-words.ts";
import { type RoleOptions, rolesOf } from "./roles.ts";
import { PAGE, type StoryFields, storyFields } from "./story-fields.ts";

export interface PageReading
  extends Pick<StoryFields, "headline" | "leadTag" | "lead" | "dateline" | "signOff" | "publishedAt" | "bylines"> {
  readonly category: string | null;
  readonly body: readonly Line[];
  readonly otherNews: readonly NewsItem[];
  readonly dropped: readonly string[];
  readonly warnings: readonly ImportWarning[];
  readonly fields: Readonly<Partial<Record<FoundField, "sure" | "look">>>;
}

/** A paragraph that a column broke into lines, as one line of its story. */
interface Part extends RoleLine {
  readonly lines: readonly Line[];
}

function partsOf(lines: readonly Line[], zone: string): Part[] {
  const groups: Line[][] = [];
  // Of the page's head, each line is one by itself, however much it looks like a column's.
  const isApart = ({ text }: Line): boolean =>
    readPageDate(text, zone) !== null || isPageButtons(text) || leadTagOf(text) !== null || datelineOf(text) !== null;
  let wasApart = false;
  for (const line of lines) {
    const last = groups.at(-1);
    const isOwn = isApart(line);
    const opens = isOwn && (leadTagOf(line.text) !== null || datelineOf(line.text) !== null);
    if (line.joins && last && !isOwn && !wasApart) last.push(line);
    else groups.push([line]);
    wasApart = isOwn && !opens;
  }
  return groups.map((group) => ({
    text: group.length === 1 ? (group[0]?.text ?? "") : joinLines(group),
    gap: group[0]?.gap ?? true,
    lines: group,
  }));
}

/** The lines of a part without what its fields took of it. */
function linesLeft(part: Part, from: number, to: number): Line[] {
  if (from === 0 && to === part.text.length) return [...part.lines];
  return [{ text: part.text.slice(from, to), gap: part.gap }];
}

const unrecognised = (lines: readonly Line[]): ImportWarning[] =>
  paragraphsOf(lines).map((paragraph) => ({ code: "unrecognised", text: quoted(joinLines(paragraph)) }));

/** At which line the body begins: a headline that stands twice over its date is no other news. */
function storyBegins(parts: readonly Part[], options: RoleOptions): number {
  const roles = rolesOf(parts, options);
  const at = roles.findIndex(({ role }) => role === "body" || role === "unknown" || role === "signOff");
  return at < 0 ? 0 : parts.slice(0, at).reduce((sum, { lines }) => sum + lines.length, 0);
}

/** The parts of a page, or null where nothing shows that the text is one. Lines: at least the headline. */
export function readPage(lines: readonly Line[], zone: string, finder: CategoryFinder): PageReading | null {
  const isSection = (text: string): boolean => finder.known(text) !== null;
  const hasNews = otherNewsStart(lines, 0) >= 0;
  const start = hasNews ? otherNewsStart(lines, storyBegins(partsOf(lines, zone), { zone, isSection })) : -1;
  const opening = lines[start]?.text ?? "";
  const heading = isOtherNewsHeading(opening) ? [opening] : [];
  const listed = start < 0 ? [] : lines.slice(start + heading.length);
  const parts = partsOf(start < 0 ? lines : lines.slice(0, start), zone);
  const story = storyFields(parts, { zone, isSection });
  if (start < 0 && story.evidence < PAGE) return null;

  const news = readOtherNews(asParagraph(listed), zone, finder);
  let previous = -1;
  const body = story.body.flatMap(({ at, from, to, role }) => {
    const part = parts[at];
    if (!part) return [];
    const isCut = at !== previous + 1 || role === "date";
    previous = at;
    const left = linesLeft(part, from, to);
    return isCut ? asParagraph(left) : left;
  });
  return {
    headline: story.headline,
    publishedAt: story.publishedAt,
    leadTag: story.leadTag,
    lead: story.lead,
    dateline: story.dateline,
    signOff: story.signOff,
    bylines: story.bylines,
    category: story.section === null ? null : finder.known(story.section),
    body: [...asParagraph(body), ...news.unread],
    otherNews: news.items,
    // The page that is made of the story prints the heading again where there is something under it.
    dropped: [...story.dropped, ...(news.items.length > 0 ? [] : heading), ...news.dropped],
    warnings: [...story.warnings, ...unrecognised(news.unread), ...news.warnings],
    fields: {
      ...story.fields,
      ...(news.unread.length > 0 && { body: "look" }),
      ...(start >= 0 && { related: news.warnings.length === 0 ? "sure" : "look" }),
    },
  };
}
