/** A check of who was to have done what by now. */
import { workOf } from "../article/additions.ts";
import { LANGS } from "../article/stages.ts";
import type { Check } from "./check.ts";

/** A language's deadline has passed, and it isn't out. */
export const late: Check = {
  severity: "tell",
  find: ({ article: { release }, facts: { now } }) =>
    LANGS.flatMap((lang) => {
      const work = workOf(release[lang]);
      if (!work?.due || Date.parse(work.due) > Date.parse(now)) return [];
      return [{ lang, place: `details/assign.${lang}`, values: {}, seen: JSON.stringify([work.person, work.due]) }];
    }),
};
