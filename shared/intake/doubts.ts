/** What is worth a look in a story that was read, each thing once: readers name a doubtful field and warn of it as well. */
import type { FoundField, ImportWarning, IncomingStory } from "../contract.ts";
import type { ImportWarningCode } from "../import-warnings.ts";

/** The field that a warning is about. */
const FIELD_OF: Readonly<Partial<Record<ImportWarningCode, FoundField>>> = {
  "not-a-page": "headline",
  "headline-doubtful": "headline",
  "lead-doubtful": "lead",
  "no-lead": "lead",
  "no-date": "publishedAt",
  "date-impossible": "publishedAt",
  "date-without-time": "publishedAt",
  "date-buddhist": "publishedAt",
  "caption-in-body": "caption",
  unrecognised: "body",
  "related-no-category": "related",
  "related-no-date": "related",
  "related-date-impossible": "related",
};
/** These say nothing but that the field is doubtful, and its words. */
const SAYS_NO_MORE: ReadonlySet<ImportWarningCode> = new Set(["headline-doubtful", "lead-doubtful", "caption-in-body"]);

type Read = Pick<IncomingStory, "fields" | "warnings">;

/** Fields that were a guess, in the story's own order. */
export const unsureFields = ({ fields }: Pick<Read, "fields">): FoundField[] =>
  Object.entries(fields).flatMap(([field, how]) => (how === "look" ? [field as FoundField] : []));

/** Fields that were a guess and that no warning speaks of. */
export function unsaidFields({ fields, warnings }: Read): FoundField[] {
  const said = new Set(warnings.map(({ code }) => FIELD_OF[code]));
  return unsureFields({ fields }).filter((field) => !said.has(field));
}

/** For whoever shows the doubtful fields with their words: the warnings that say more than those. */
export function furtherWarnings({ fields, warnings }: Read): ImportWarning[] {
  const shown = new Set(unsureFields({ fields }));
  return warnings.filter(({ code }) => {
    const field = FIELD_OF[code];
    return !(SAYS_NO_MORE.has(code) && field && shown.has(field));
  });
}

/**
 * How many things want a look: fields that were a guess, and warnings of anything else. That a text is no page of the
 * agency, and its first line the headline, is told and not counted: it is so of every plain text, and a number on each
 * would hide those that matter.
 */
export function countDoubts({ fields, warnings }: Read): number {
  const isPlain = warnings.some(({ code }) => code === "not-a-page");
  const shown = unsureFields({ fields });
  const others = warnings.filter(({ code }) => {
    const field = FIELD_OF[code];
    return code !== "not-a-page" && !(field && shown.includes(field));
  });
  return shown.filter((field) => !(isPlain && field === "headline")).length + others.length;
}
