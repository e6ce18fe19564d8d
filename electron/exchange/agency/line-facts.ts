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

export interface LineFacts extends RoleLine {
  /** In letters that take room. */
  readonly width: number;
  readonly date: FoundDate | null;
  /** What of the page it is, whatever stands around it; where `onlyAmong`, only with others of its kind. */
  readonly page: { readonly name: string; readonly onlyAmong: boolean } | null;
  readonly isButtons: boolean;
  /** The agency's tag at its beginning, in Lao or in Latin letters. */
  readonly tag: Marked | null;
  readonly dateline: Marked | null;
  readonly isSignOff: boolean;
  readonly isPhotoLine: boolean;
  readonly hasCaptionWords: boolean;
  readonly byline: string | null;
  readonly endsWithStop: boolean;
  /** Its words without marks, spaces and signs: what is said twice is the same here. */
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

export function lineFacts(line: RoleLine, zone: string): LineFacts {
  const { text } = line;
  const isPlain = line.isBodyOnly !== true;
  return {
    ...line,
    width: widthOf(text.slice(0, LONGEST_COMPARED)),
    date: isPlain ? readPageDate(text, zone) : null,
    page: isPlain ? pageWords(text) : null,
    isButtons: isPageButtons(text),
    tag: isPlain ? (leadTagOf(text) ?? latinTagOf(text)) : null,
    dateline: isPlain ? datelineOf(text) : null,
    isSignOff: isPlain && isSignOff(text),
    isPhotoLine: isPlain && isPhotoLine(text),
    hasCaptionWords: isPlain && hasCaptionWords(text),
    byline: isPlain ? bylineOf(text) : null,
    endsWithStop: /[.!?…。]["”’»)\]]{0,4}$/.test(text.slice(-6)),
    said: saidIn(withoutMarks(text)),
  };
}
