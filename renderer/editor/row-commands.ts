/** What a translator does with rows: confirm, and go to the next that needs work. */
import { otherLang } from "../../shared/article.ts";
import type { Row } from "../../shared/rows.ts";
import { instantNow } from "../../shared/text/dates.ts";
import { i18n } from "../locale/index.ts";
import { storyNow } from "../shell/current-story.ts";
import { hostState } from "../shell/desk-state.ts";
import { createStore } from "../shell/store.ts";
import { tell } from "../shell/tell.ts";
import type { OpenStory } from "./open-story.ts";
import { caretInRow, fillGap } from "./partner.ts";

/** Whether the name of who sits here is to be asked, beside the gutter. */
export const askName = createStore(false);
/** The row whose panel is open. */
export const openRow = createStore<string | null>(null);

export const needsWork = (row: Row): boolean =>
  row.state === "missing" || row.state === "draft" || row.state === "stale";

/** The row that the caret is in: a block's, or the headline's or the lead's. */
export function currentRow(story: OpenStory): string | null {
  const field = document.activeElement?.getAttribute("data-field") ?? "";
  if (field.startsWith("headline.")) return "headline";
  if (field.startsWith("lead.")) return "lead";
  return story.pairing.litRow.get();
}

/** Puts the caret into a row's target side, making its block where there is none. */
export function goToRow(story: OpenStory, row: string): void {
  const target = otherLang(story.session.view.get().details.source);
  story.pairing.light(row);
  if (row === "headline" || row === "lead") {
    document.querySelector<HTMLElement>(`[data-field="${row}.${target}"]`)?.focus();
    return;
  }
  const editor = story.editors[target];
  if (caretInRow(editor, row)) return;
  const partner = story.editors[otherLang(target)];
  fillGap(editor, partner, story.pairing.tracks.get(), target, row);
}

export function goToRowThatNeedsWork(step: 1 | -1): void {
  const story = storyNow();
  if (!story) return;
  const { rows } = story.rowStates.refresh();
  const here = rows.findIndex((row) => row.id === currentRow(story));
  const ahead = step === 1 ? rows.slice(here + 1) : rows.slice(0, Math.max(here, 0)).reverse();
  const next = ahead.find(needsWork);
  if (next) goToRow(story, next.id);
  else tell(i18n.t("rows.noneLeft"));
}

/** Confirms a row as it stands now; says why where it can't. True when it is confirmed. */
export function confirmRow(story: OpenStory, id: string): boolean {
  if (story.session.readOnly) return false;
  const row = story.rowStates.refresh().byId.get(id);
  if (!row || row.state === null) return false;
  if (row.state === "missing" || row.extra) {
    tell(i18n.t(row.extra ? "rows.cannotConfirmExtra" : "rows.cannotConfirmMissing"));
    return false;
  }
  const by = hostState.get()?.by ?? "Desk";
  if (by === "Desk") askName.set(true);
  story.session.editRow(id, { lo: row.text.lo, en: row.text.en, at: instantNow(), by });
  story.rowStates.refresh();
  return true;
}

export function confirmCurrentRow(): void {
  const story = storyNow();
  const row = story ? currentRow(story) : null;
  if (story && row && confirmRow(story, row)) goToRowThatNeedsWork(1);
}
