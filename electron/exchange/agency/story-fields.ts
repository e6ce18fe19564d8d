/** The fields of a story from its lines, for every format: text, HTML and Word call this one. */
import type { ImportWarning } from "../../../shared/contract.ts";
import { quoted } from "../../../shared/text/incoming/text-lines.ts";
import type { FoundField } from "../format.ts";
import { readPageDate } from "./dates.ts";
import { type RoleLine, saidBy } from "./line-facts.ts";
import {
  datelineOf,
  isAgencyAlone,
  isSignOff,
  latinTagOf,
  leadTagOf,
  type Marked,
  signOffAtEnd,
  tagBeforeSentence,
} from "./marks.ts";
import { bylineOf, pageWords, WAYS_ON } from "./page-words.ts";
import { type FoundRole, type RoleOptions, rolesOf } from "./roles.ts";

/** From so much evidence on, lines are a page of news. */
export const PAGE = 2;

/** A line that stays in the body. */
export interface BodyLine {
  /** Its place among the lines that came in. */
  readonly at: number;
  /** In UTF-16 units, what its field took of its beginning (the dateline) and of its end (a sign-off). */
  readonly from: number;
  readonly to: number;
  /** `caption` and `unknown` stand in the body for want of a better place, and are warned of. */
  readonly role: "body" | "caption" | "unknown" | "date";
}

export interface StoryFields {
  readonly headline: string;
  readonly leadTag: string;
  readonly lead: string;
  readonly dateline: string;
  readonly signOff: string;
  /** ISO 8601 with the zone's offset. */
  readonly publishedAt: string | null;
  /** Names as they stand. */
  readonly bylines: readonly string[];
  /** What stands beside the date, or alone above the headline, and names a section of the desk. */
  readonly section: string | null;
  readonly body: readonly BodyLine[];
  readonly dropped: readonly string[];
  /** Of what is doubtful and of what stands in the body without belonging there. */
  readonly warnings: readonly ImportWarning[];
  readonly fields: Readonly<Partial<Record<FoundField, "sure" | "look">>>;
  /** How much shows that the lines are a page of news, beyond their being text: from 2 on they are one. */
  readonly evidence: number;
}

const tagAsDateline = (text: string): Marked | null => {
  const tag = leadTagOf(text) ?? latinTagOf(text);
  return tag && tag.rest !== "" ? tag : null;
};

interface TakenLead {
  readonly leadTag: string;
  readonly lead: string;
  /** A dateline that stands behind the tag, before the lead's words. */
  readonly dateline: string;
}

/** So many letters that two lines begin with are no chance. */
const BEGINNING = 20;

/** KPL without a sign behind it is no subject where the body begins like the rest without it. */
function tagSaidOnce(text: string, body: RoleLine | undefined): Marked | null {
  const rest = /^KPL\s+(.+)$/s.exec(text)?.[1] ?? "";
  if (!body || rest.length <= BEGINNING) return null;
  const [mine, theirs] = [saidBy({ ...body, text: rest }), saidBy(body)];
  return mine === theirs || mine.slice(0, BEGINNING) === theirs.slice(0, BEGINNING) ? { mark: "KPL", rest } : null;
}

/** The agency before a lead, in brackets or bare, where the body has a dateline of its own. */
function tagBesideDateline(text: string, body: RoleLine | undefined): Marked | null {
  const dateline = body ? datelineOf(body.text) : null;
  const mark = datelineOf(text);
  if (mark) return isAgencyAlone(mark) && dateline ? mark : null;
  return dateline && isAgencyAlone(dateline) ? tagBeforeSentence(text) : null;
}

/** `ຂປລ Laos and…`, `KPL (KPL) Laos and…`. */
function takeLead(text: string, tagAbove: string, body: RoleLine | undefined): TakenLead {
  const tag =
    tagAbove === ""
      ? (leadTagOf(text) ?? latinTagOf(text) ?? tagSaidOnce(text, body) ?? tagBesideDateline(text, body))
      : null;
  const words = tag && tag.rest !== "" ? tag.rest : text;
  const dateline = datelineOf(words);
  const leadTag = tag && tag.rest !== "" ? tag.mark : tagAbove;
  if (!dateline || dateline.rest === "" || leadTag === "") return { leadTag, lead: words, dateline: "" };
  return { leadTag, lead: dateline.rest, dateline: dateline.mark };
}

const joined = (lines: readonly RoleLine[]): string => {
  let text = "";
  for (const line of lines) {
    const isWhole = /[\u0E80-\u0EFF]$/.test(text) && /^[\u0E80-\u0EFF]/.test(line.text);
    text += text === "" || isWhole ? line.text : ` ${line.text}`;
  }
  return text;
};

/** Lines of one role and no gap between them are named in one warning. */
function warningsOf(lines: readonly RoleLine[], places: readonly BodyLine[]): ImportWarning[] {
  const groups: { role: BodyLine["role"]; lines: RoleLine[]; last: number }[] = [];
  for (const { at, role } of places) {
    const line = lines[at];
    const group = groups.at(-1);
    if (!line || role === "body" || role === "date") continue;
    if (group && group.role === role && role === "unknown" && group.last === at - 1 && !line.gap) {
      group.lines.push(line);
      group.last = at;
    } else groups.push({ role, lines: [line], last: at });
  }
  return groups.map(({ role, lines: ones }) => ({
    code: role === "caption" ? "caption-in-body" : "unrecognised",
    text: quoted(joined(ones)),
  }));
}

/** The fields of a story whose lines, or blocks, are these. Nothing is lost: each line is in a field, `body` or `dropped`. */
export function storyFields(lines: readonly RoleLine[], options: RoleOptions): StoryFields {
  const roles = rolesOf(lines, options);
  const of = (role: FoundRole["role"]): RoleLine[] => lines.filter((_, at) => roles[at]?.role === role);
  const isSure = (role: FoundRole["role"]): boolean => roles.every((one) => one.role !== role || one.sure);
  const dropped: string[] = [];
  const bylines: string[] = [];
  const dateWarnings: ImportWarning[] = [];
  const places: BodyLine[] = [];
  let publishedAt: string | null = null;
  let section: string | null = null;
  let evidence = 0;
  let isDated = false;
  // Several sections are a menu, and so is one beside the way home.
  const isWayOn = (line: RoleLine | undefined): boolean => pageWords(line?.text ?? "")?.name === WAYS_ON;
  const sections = lines.flatMap(({ text }, at) => (roles[at]?.role === "section" ? [{ text, at }] : []));
  const isMenu =
    new Set(sections.map(({ text }) => text)).size > 1 ||
    sections.some(({ at }) => isWayOn(lines[at - 1]) || isWayOn(lines[at + 1]));

  const leadLine = of("lead")[0];
  const lead = leadLine
    ? takeLead(leadLine.text, joined(of("leadTag")), of("body")[0])
    : { leadTag: "", lead: "", dateline: "" };
  if (lead.leadTag !== "") evidence += 2;

  const beside = (text: string): void => {
    const name = bylineOf(text);
    if (name !== null) bylines.push(name);
    else if (section === null && options.isSection?.(text)) section = text;
    else dropped.push(text);
  };
  const takeDate = (line: RoleLine, at: number): void => {
    const date = readPageDate(line.text, options.zone);
    if (!date) return;
    if (isDated) {
      dropped.push(line.text);
      return;
    }
    isDated = true;
    publishedAt = date.instant;
    for (const text of date.beside) beside(text);
    const isApart = line.gap && lines[at + 1]?.gap !== false;
    // With a gap below it alone, it is of a title like that of minutes.
    const isUnderHeadline = roles[at - 1]?.role === "headline" && line.gap === lines[at + 1]?.gap;
    evidence +=
      date.timed || date.beside.length > 0
        ? 2
        : Number(date.worded) + Number(isApart) + Number(at === 0 || isUnderHeadline) * 2;
    if (date.instant === null) {
      places.push({ at, from: 0, to: line.text.length, role: "date" });
      dateWarnings.push({ code: "date-impossible", text: quoted(line.text) });
      return;
    }
    if (date.isBuddhist) dateWarnings.push({ code: "date-buddhist", text: quoted(line.text) });
    if (!date.timed) dateWarnings.push({ code: "date-without-time", text: quoted(line.text) });
  };
  lines.forEach((line, at) => {
    const role = roles[at]?.role ?? "body";
    if (role === "date") takeDate(line, at);
    else if (role === "byline") {
      bylines.push(bylineOf(line.text) ?? line.text);
      // Who wrote and who took the pictures stands under news alone.
      evidence += /^[([]?\s*(?:ຂ່າວ|text)/iu.test(line.text) ? 2 : 1;
    } else if (role === "section") {
      if (isMenu) dropped.push(line.text);
      else section ??= line.text;
    } else if (role === "page") {
      dropped.push(line.text);
      if (roles[at]?.sure) evidence += /\d/.test(line.text) ? 2 : 0.5;
    } else if (role === "body" || role === "caption" || role === "unknown")
      places.push({ at, from: 0, to: line.text.length, role });
  });

  let { dateline } = lead;
  // A picture or a list may stand before the first paragraph.
  const firstAt = places.findIndex(({ at, role }) => role === "body" && !lines[at]?.isBodyOnly);
  const first = places[firstAt];
  const text = first ? (lines[first.at]?.text ?? "") : "";
  const isOnly = places.length === 1 && of("signOff").length === 0 && isSignOff(text);
  const mark = first && !isOnly ? (datelineOf(text) ?? tagAsDateline(text)) : null;
  if (first && mark) {
    // A dateline of another kind behind the lead's tag stays with that tag.
    dateline = mark.mark;
    evidence += 2;
    if (mark.rest === "") places.splice(firstAt, 1);
    else places[firstAt] = { ...first, from: text.length - mark.rest.length };
  }
  const isOther = lead.dateline !== "" && lead.dateline !== dateline;
  let signOff = joined(of("signOff"));
  const last = places.findLast(({ role }) => role === "body");
  const ending = last && signOff === "" ? signOffAtEnd(lines[last.at]?.text ?? "") : null;
  if (last && ending && ending.rest.length > last.from) {
    signOff = ending.mark;
    places[places.indexOf(last)] = { ...last, to: ending.rest.length };
  }
  if (signOff !== "") evidence += 2;

  const headline = joined(of("headline"));
  const hasCaptions = places.some(({ role }) => role === "caption");
  const hasUnknown = places.some(({ role }) => role === "unknown");
  const fields: Partial<Record<FoundField, "sure" | "look">> = {
    headline: headline !== "" && isSure("headline") ? "sure" : "look",
    body: hasUnknown || hasCaptions ? "look" : "sure",
  };
  if (lead.lead !== "") fields.lead = isSure("lead") ? "sure" : "look";
  if (lead.leadTag !== "") fields.leadTag = "sure";
  if (dateline !== "") fields.dateline = mark && !datelineOf(text) ? "look" : "sure";
  if (signOff !== "") fields.signOff = "sure";
  if (publishedAt !== null) fields.publishedAt = evidence >= 2 && dateWarnings.length === 0 ? "sure" : "look";
  if (hasCaptions) fields.caption = "look";
  if (bylines.length > 0) fields.bylines = "sure";
  return {
    headline,
    leadTag: isOther ? `${lead.leadTag} ${lead.dateline}` : lead.leadTag,
    lead: lead.lead,
    dateline,
    signOff,
    publishedAt,
    bylines,
    section,
    body: places,
    dropped,
    warnings: [
      ...(headline !== "" && fields.headline === "look"
        ? [{ code: "headline-doubtful" as const, text: quoted(headline) }]
        : []),
      ...(isDated ? dateWarnings : [{ code: "no-date" as const, text: "" }]),
      ...(lead.lead === "" ? [{ code: "no-lead" as const, text: "" }] : []),
      ...(fields.lead === "look" ? [{ code: "lead-doubtful" as const, text: quoted(lead.lead) }] : []),
      ...warningsOf(lines, places),
    ],
    fields,
    evidence,
  };
}
