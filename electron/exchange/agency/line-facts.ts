/** What can be seen of one line of a page by itself. */
import { fold } from "../../../shared/text/fold.ts";
import { widthOf } from "../../../shared/text/incoming/wrapped-lines.ts";
import { type FoundDate, readPageDate } from "./dates.ts";
import { datelineOf, isSignOff, latinTagOf, leadTagOf, type Marked } from "./marks.ts";
import { bylineOf, hasCaptionWords, isPageButtons, isPhotoLine, pageWords } from "./page-words.ts";

/** A line or a block of a story that comes in, with what its file says of it. */
export interface RoleLine {
  readonly text: string;
  /** A blank line stands before it, or it is a block of its own. */
  readonly gap: boolean;
  /** The file calls it a heading. */
  readonly isHeading?: boolean;
  /** The file calls it a photo's caption. */
  readonly isCaption?: boolean;
  /** A list, a table, a picture: nothing that a field could hold. */
  readonly isBodyOnly?: boolean;
}

/** What is asked of every line, however far down it stands. */
export interface BodyFacts extends RoleLine {
  readonly date: FoundDate | null;
  /** What of the page it is, whatever stands around it; where `onlyAmong`, only with others of its kind. */
  readonly page: { readonly name: string; readonly onlyAmong: boolean } | null;
  readonly isButtons: boolean;
  readonly isSignOff: boolean;
  readonly isPhotoLine: boolean;
  readonly byline: string | null;
}

/** What is asked of the lines at the head of a story. */
export interface LineFacts extends BodyFacts {
  /** In letters that take room. */
  readonly width: number;
  /** The agency's tag at its beginning, in Lao or in Latin letters. */
  readonly tag: Marked | null;
  readonly dateline: Marked | null;
  readonly hasCaptionWords: boolean;
  readonly endsWithStop: boolean;
  readonly said: string;
}

/** Beyond it, two lines are not compared. */
const LONGEST_COMPARED = 4000;

const saidIn = (text: string): string =>
  text.length > LONGEST_COMPARED ? "" : fold(text).replace(/[^\p{L}\p{M}\p{N}]+/gu, "");

/** The line without the marks of the agency at its beginning. */
export function withoutMarks(text: string): string {
  const tagged = leadTagOf(text) ?? latinTagOf(text);
  const rest = tagged ? tagged.rest : text;
  return datelineOf(rest)?.rest ?? rest;
}

/** A line's words without marks, spaces and signs: what is said twice is the same here. */
export const saidBy = ({ text }: RoleLine): string => saidIn(withoutMarks(text));

export function bodyFacts(line: RoleLine, zone: string): BodyFacts {
  const { text } = line;
  const isPlain = line.isBodyOnly !== true;
  return {
    ...line,
    date: isPlain ? readPageDate(text, zone) : null,
    page: isPlain ? pageWords(text) : null,
    isButtons: isPageButtons(text),
    isSignOff: isPlain && isSignOff(text),
    isPhotoLine: isPlain && isPhotoLine(text),
    byline: isPlain ? bylineOf(text) : null,
  };
}

export function lineFacts(line: RoleLine, zone: string): LineFacts {
  const { text } = line;
  const isPlain = line.isBodyOnly !== true;
  return {
    ...bodyFacts(line, zone),
    width: widthOf(text.slice(0, LONGEST_COMPARED)),
    tag: isPlain ? (leadTagOf(text) ?? latinTagOf(text)) : null,
    dateline: isPlain ? datelineOf(text) : null,
    hasCaptionWords: isPlain && hasCaptionWords(text),
    endsWithStop: /[.!?…。]["”’»)\]]{0,4}$/.test(text.slice(-6)),
    said: saidBy(line),
  };
}
