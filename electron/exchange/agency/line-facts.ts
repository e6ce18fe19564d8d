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

/** What is found at the first question: of a line far down in the body hardly anything is asked. */
function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | null = null;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}

export function lineFacts(line: RoleLine, zone: string): LineFacts {
  const { text } = line;
  const isPlain = line.isBodyOnly !== true;
  const width = once(() => widthOf(text.slice(0, LONGEST_COMPARED)));
  const date = once(() => (isPlain ? readPageDate(text, zone) : null));
  const page = once(() => (isPlain ? pageWords(text) : null));
  const tag = once(() => (isPlain ? (leadTagOf(text) ?? latinTagOf(text)) : null));
  const dateline = once(() => (isPlain ? datelineOf(text) : null));
  const signsOff = once(() => isPlain && isSignOff(text));
  const namesPhoto = once(() => isPlain && isPhotoLine(text));
  const captions = once(() => isPlain && hasCaptionWords(text));
  const byline = once(() => (isPlain ? bylineOf(text) : null));
  const said = once(() => saidIn(withoutMarks(text)));
  return {
    ...line,
    get width() {
      return width();
    },
    get date() {
      return date();
    },
    get page() {
      return page();
    },
    isButtons: isPageButtons(text),
    get tag() {
      return tag();
    },
    get dateline() {
      return dateline();
    },
    get isSignOff() {
      return signsOff();
    },
    get isPhotoLine() {
      return namesPhoto();
    },
    get hasCaptionWords() {
      return captions();
    },
    get byline() {
      return byline();
    },
    endsWithStop: /[.!?…。]["”’»)\]]{0,4}$/.test(text.slice(-6)),
    get said() {
      return said();
    },
  };
}
