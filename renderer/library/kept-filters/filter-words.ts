/** A kept filter in words, and whether it is what the list shows. */
import { STAGES } from "../../../shared/article/stages.ts";
import type { Shown } from "../../../shared/contract.ts";
import { personName, termIn } from "../../../shared/settings.ts";
import { hostState, settingsState } from "../../base/desk-state.ts";
import { i18n } from "../../locale/index.ts";
import { DAYS_NAMES, FILTERS } from "../list-query.ts";

/** What narrows the list, part by part, in the window's language; a category that is gone by its key. */
export function filterWords({ text, filter, stage, category, tag, person, assigned, days }: Shown): string {
  const language = hostState.get()?.language ?? "en";
  const { settings } = settingsState.get();
  const known = <One extends string>(all: readonly One[], name: string | undefined) => all.find((one) => one === name);
  const [theFilter, theStage, theDays] = [known(FILTERS, filter), known(STAGES, stage), known(DAYS_NAMES, days)];
  const parts = [
    text?.trim() && `“${text.trim()}”`,
    theFilter && i18n.t(`library.${theFilter}`),
    theStage && i18n.t(`stage.${theStage}`),
    category && termIn(settings.categories, category, language),
    theDays && i18n.t(`library.daysOf.${theDays}`),
    person,
    assigned && i18n.t("assign.to", { name: personName(settings.people, assigned, language) }),
    tag && termIn(settings.tags, tag, language),
  ];
  return parts.filter(Boolean).join(" · ");
}

/** The same as a name, which stands in quotation marks itself. */
export const filterTitle = (shown: Shown): string => filterWords(shown).replace(/[“”]/g, "");

const FIELDS = ["text", "filter", "stage", "category", "tag", "person", "assigned", "days", "sort"] as const;

export const isShown = (kept: Shown, shown: Shown): boolean => FIELDS.every((field) => kept[field] === shown[field]);
