/**
 * The signals by which a line is known for what it is in its story: each has a name and a weight, and a role's score
 * is the sum of those that hold. Weights are of one scale: 1 is a hint, 3 is as good as certain, 9 rules out.
 */
import type { LineFacts } from "./line-facts.ts";
import { isAgencyAlone, isTagBeforeSentence } from "./marks.ts";
import { NEWSROOM } from "./page-words.ts";

/** A line in its place. */
export interface Placed {
  readonly line: LineFacts;
  /** The lines around it, null at the ends. */
  readonly before: LineFacts | null;
  readonly after: LineFacts | null;
  readonly isFirst: boolean;
  /** Another of the page's first or last lines says the same. */
  readonly isRepeated: boolean;
  readonly isSection: boolean;
}

interface Signal<Place> {
  readonly name: string;
  readonly weight: number;
  readonly holds: (place: Place) => boolean;
}

const sumOf = <Place>(signals: readonly Signal<Place>[], place: Place): number =>
  signals.reduce((sum, { weight, holds }) => (holds(place) ? sum + weight : sum), 0);

const LONG_HEADLINE = 160;
const isOfHead = (line: LineFacts | null): boolean =>
  line !== null && (line.date !== null || line.isButtons || line.byline !== null);

const HEADLINE: readonly Signal<Placed>[] = [
  { name: "the file calls it a heading", weight: 3, holds: ({ line }) => line.isHeading === true },
  { name: "first line", weight: 2, holds: ({ isFirst }) => isFirst },
  { name: "as short as a headline", weight: 1, holds: ({ line }) => line.width <= LONG_HEADLINE },
  { name: "longer than any headline", weight: -3, holds: ({ line }) => line.width > 2 * LONG_HEADLINE },
  { name: "no stop at its end", weight: 1, holds: ({ line }) => !line.endsWithStop },
  { name: "stands again further down", weight: 2, holds: ({ isRepeated }) => isRepeated },
  { name: "a date, buttons or a byline under it", weight: 1, holds: ({ after }) => isOfHead(after) },
  { name: "a date", weight: -9, holds: ({ line }) => line.date !== null },
  { name: "of the page", weight: -4, holds: ({ line }) => line.page !== null && !line.page.onlyAmong },
  { name: "a word of the page", weight: -1, holds: ({ line }) => line.page?.onlyAmong === true },
  { name: "a newsroom's name", weight: -4, holds: ({ line }) => line.page?.name === NEWSROOM },
  { name: "a section's name", weight: -3, holds: ({ isSection }) => isSection },
  {
    name: "begins with the tag or a dateline",
    weight: -5,
    holds: ({ line }) => line.tag !== null || line.dateline !== null,
  },
  { name: "a photo's line", weight: -4, holds: ({ line }) => line.isPhotoLine || line.isCaption === true },
  { name: "a byline", weight: -4, holds: ({ line }) => line.byline !== null },
  { name: "no text", weight: -9, holds: ({ line }) => line.isBodyOnly === true },
];

export const headlineScore = (place: Placed): number => sumOf(HEADLINE, place);

export interface LeadPlace {
  readonly line: LineFacts;
  /** The tag stands on a line of its own above it. */
  readonly isUnderTag: boolean;
  /** What the body would begin with. */
  readonly body: LineFacts | null;
  readonly isHeadlineAgain: boolean;
}

const LONG_LEAD = 70;
const says = (line: LineFacts, other: LineFacts | null): boolean =>
  line.said.length > 20 && other !== null && (other.said === line.said || other.said.startsWith(line.said));
const hasTagAndWords = ({ tag }: LineFacts): boolean => tag !== null && tag.rest !== "";

const isMarkedTwice = ({ line, body }: LeadPlace): boolean =>
  line.dateline !== null && line.tag === null && isAgencyAlone(line.dateline) && body?.dateline != null;

/** A stop that ends a sentence; the one behind a single letter shortens a name. */
const ENDS_A_SENTENCE = /(?<!\s\p{L})[.!?…]["”’»)\]]{0,4}$/u;
/** `KPL - Rain fell.` over a paragraph: short enough for a sign-off, which no body stands under. */
const isShortLead = ({ line, body }: LeadPlace): boolean =>
  hasTagAndWords(line) &&
  body !== null &&
  !body.isSignOff &&
  (body.dateline !== null || (body.endsWithStop && ENDS_A_SENTENCE.test(line.text.slice(-8))));

const LEAD: readonly Signal<LeadPlace>[] = [
  { name: "a paragraph like any other", weight: -2.5, holds: () => true },
  { name: "the agency's tag before it", weight: 7, holds: ({ line }) => hasTagAndWords(line) },
  {
    name: "the agency's name before a sentence, and the body marked as its news",
    weight: 5,
    holds: ({ line, body }) =>
      line.tag === null && isTagBeforeSentence(line.text) && body?.dateline != null && isAgencyAlone(body.dateline),
  },
  { name: "the tag on the line above", weight: 6, holds: ({ isUnderTag }) => isUnderTag },
  { name: "the body says it again", weight: 4, holds: ({ line, body }) => says(line, body) },
  {
    name: "the body behind it begins with a dateline",
    weight: 2,
    holds: ({ body }) => body !== null && body.dateline !== null,
  },
  { name: "ends like a sentence", weight: 1, holds: ({ line }) => line.endsWithStop },
  { name: "as long as a lead", weight: 1, holds: ({ line }) => line.width >= LONG_LEAD },
  { name: "short", weight: -1, holds: ({ line }) => line.width < LONG_LEAD },
  {
    name: "a dateline before it",
    weight: -9,
    holds: (place) => place.line.dateline !== null && place.line.tag === null && !isMarkedTwice(place),
  },
  { name: "the agency in brackets before it, and a dateline before the body", weight: 3, holds: isMarkedTwice },
  {
    name: "a photo's line",
    weight: -6,
    holds: ({ line }) => line.isPhotoLine || line.hasCaptionWords || line.isCaption === true,
  },
  { name: "a date", weight: -20, holds: ({ line }) => line.date !== null },
  { name: "of the page", weight: -9, holds: ({ line }) => line.page !== null },
  { name: "a byline", weight: -9, holds: ({ line }) => line.byline !== null },
  { name: "a sign-off", weight: -9, holds: (place) => place.line.isSignOff && !isShortLead(place) },
  { name: "the headline again", weight: -9, holds: ({ isHeadlineAgain }) => isHeadlineAgain },
  { name: "a heading", weight: -4, holds: ({ line }) => line.isHeading === true },
  { name: "no text", weight: -20, holds: ({ line }) => line.isBodyOnly === true },
];

/** Beside 0, the score of a story without a lead. */
export const leadScore = (place: LeadPlace): number => sumOf(LEAD, place);

const BODY: readonly Signal<{ readonly first: LineFacts; readonly lead: LineFacts | null }>[] = [
  { name: "a dateline", weight: 3, holds: ({ first }) => first.dateline !== null },
  { name: "says the lead again", weight: 3, holds: ({ first, lead }) => lead !== null && says(lead, first) },
  { name: "a date", weight: -4, holds: ({ first }) => first.date !== null },
  { name: "of the page", weight: -3, holds: ({ first }) => first.page !== null && !first.page.onlyAmong },
  { name: "a photo's line", weight: -3, holds: ({ first }) => first.isPhotoLine || first.hasCaptionWords },
  { name: "the tag and no more", weight: -2, holds: ({ first }) => first.tag !== null && first.tag.rest === "" },
];

export const bodyScore = (first: LineFacts, lead: LineFacts | null): number => sumOf(BODY, { first, lead });

const CAPTION: readonly Signal<{ readonly line: LineFacts; readonly next: LineFacts | null }>[] = [
  { name: "no line of the story's own", weight: -2, holds: () => true },
  { name: "the file calls it a caption", weight: 6, holds: ({ line }) => line.isCaption === true },
  { name: "it names the photo", weight: 5, holds: ({ line }) => line.isPhotoLine },
  { name: "a caption's words", weight: 4, holds: ({ line }) => line.hasCaptionWords },
  {
    name: "one short sentence above the dateline",
    weight: 1.5,
    holds: ({ line, next }) => isOneShortSentence(line) && next?.dateline != null,
  },
  { name: "longer than any caption", weight: -4, holds: ({ line }) => line.width > 300 },
  { name: "of the page", weight: -4, holds: ({ line }) => line.page !== null || line.date !== null },
];

const isOneShortSentence = ({ text, width }: LineFacts): boolean => width <= 140 && !/[.!?]\s+\S/.test(text);

export const captionScore = (line: LineFacts, next: LineFacts | null): number => sumOf(CAPTION, { line, next });
