/**
 * What an import noticed without refusing the text. The list is closed: the window has words for
 * each code in both languages; the sentences here are the English of the command line and of logs.
 */

/** Each code with its sentence; `{text}` stands for the words that it is about. */
const IMPORT_WARNINGS = {
  "not-a-page": "This is no page of the agency: the first line became the headline, the rest the body.",
  "no-date": "The page gives no date.",
  "date-impossible": "“{text}” is no date that exists; it stands in the body.",
  "date-without-time": "“{text}” gives no time of day; midnight was taken.",
  "date-buddhist": "“{text}” counts its years from the Buddha; 543 were taken off.",
  "no-lead": "No lead was found; the field is empty.",
  "headline-doubtful": "Look whether this is the headline: “{text}”",
  "lead-doubtful": "Look whether this is the lead: “{text}”",
  "caption-in-body": "These look like the words of a photo; they stand in the body: “{text}”",
  unrecognised: "This was not recognised and stands in the body: “{text}”",
  "new-category": "The category “{text}” is new and was added to the settings.",
  "related-no-category": "No category was found for “{text}” among the other news.",
  "related-no-date": "No date was found for “{text}” among the other news.",
  "related-date-impossible": "“{text}” is no date that exists; it stands in the summary.",
  "field-unsure": "This was a guess and wants a look: {text}.",
  "damaged-characters": "Some characters were damaged before the text came here: “{text}”",
  "control-characters": "Invisible control characters were taken out of “{text}”.",
  "old-font": "This is typed for an old Lao font: “{text}”. --old-font converts it.",
  "old-font-converted": "The old Lao font was converted: “{text}”",
  "pdf-spaces": "Spaces stand inside Lao words, as in text from a PDF: “{text}”. --old-font leaves them out.",
  "pdf-spaces-left-out": "Spaces inside Lao words were left out: “{text}”",
  "thai-letters": "Thai letters stand among the Lao: “{text}”",
  "doubled-marks": "Two marks of one kind stand on a letter: “{text}”",
  "mark-on-nothing": "A mark stands on no letter: “{text}”",
  "left-picture": "Pictures were left out: {text}",
  "left-drawing": "Drawings were left out: {text}",
  "left-media": "Embedded files were left out: {text}",
  "left-equation": "Equations were left out: {text}",
  "left-comment": "Comments were left out: {text}",
  "left-deletion": "Deleted words were left out: {text}",
  "left-hidden": "Hidden words were left out: {text}",
  "left-superscript": "Letters set high stand on the line now: {text}",
  "left-subscript": "Letters set low stand on the line now: {text}",
  "left-struck": "Words that were struck out came in without the line: {text}",
  "left-link": "Links came in as words alone, without their addresses: {text}",
  "left-number": "Numbers of headings were left out: {text}",
  "left-control": "Buttons and fields were left out: {text}",
  "left-writer": "Lines over quoted mail, with its writer, were left out: {text}",
  "picture-not-stored": "The picture {text} couldn't be taken in; its caption stays as a paragraph.",
} as const satisfies Record<string, string>;

export type ImportWarningCode = keyof typeof IMPORT_WARNINGS;
export const IMPORT_WARNING_CODES = Object.keys(IMPORT_WARNINGS) as [ImportWarningCode, ...ImportWarningCode[]];

/** The English sentence of a warning. */
export const importWarningSentence = (warning: { readonly code: ImportWarningCode; readonly text: string }): string =>
  IMPORT_WARNINGS[warning.code].replace("{text}", () => warning.text);
