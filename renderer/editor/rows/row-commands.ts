/** What a translator does with rows: confirm, and go to the next that needs work. */
import { isUndecided } from "../../../shared/article/card.ts";
import { NO_NAME } from "../../../shared/contract.ts";
import type { Row } from "../../../shared/rows/rows.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { hostState } from "../../base/desk-state.ts";
import { arrange, layout } from "../../base/layout-state.ts";
import { createStore } from "../../base/store.ts";
import { tell } from "../../base/tell.tsx";
import { i18n } from "../../locale/index.ts";
import { isInSmallField } from "../fields/small-fields.ts";
import { storyNow } from "../session/current-story.ts";
import type { OpenStory } from "../session/story.ts";
import { foldRow, openRow, unfoldRow } from "./open-row.ts";
import { caretInRow } from "./partner.ts";
import { moveRowBy, targetOf } from "./row-operations.ts";

/** Whether the name of who sits here is to be asked, beside the gutter. */
export const askName = createStore(false);

export const needsWork = (row: Row): boolean =>
  row.state === "missing" || row.state === "draft" || row.state === "stale";

/** The row that a command means: the one whose panel has the focus, else the one that the caret is in. */
export function currentRow(story: OpenStory): string | null {
  const focused = document.activeElement;
  const cell = focused?.closest<HTMLElement>(".gutter-cell, .row-panel-place");
  if (cell?.dataset.row) return cell.dataset.row;
  const field = focused?.getAttribute("data-field") ?? "";
  if (field.startsWith("headline.")) return "headline";
  if (field.startsWith("lead.")) return "lead";
  return story.pairing.litRow.get();
}

/** Puts the caret into a row's target side, making its block where there is none. */
export function goToRow(story: OpenStory, row: string): void {
  const target = targetOf(story);
  openRow.set(null);
  if (layout.get().hidden === target) arrange({ hidden: null });
  story.pairing.light(row);
  if (row === "headline" || row === "lead") {
    document.querySelector<HTMLElement>(`[data-field="${row}.${target}"]`)?.focus();
    return;
  }
  if (!caretInRow(story.editors[target], row)) story.gaps.enter(target, row);
}

/** Goes to a row and opens its panel, which has its notes; those on the whole story stand in their own list. */
export function openRowPanel(story: OpenStory, row: string): void {
  const { rows } = story.rowStates.refresh();
  if (!rows.some(({ id }) => id === row)) {
    arrange({ details: true, side: "notes" });
    return;
  }
  goToRow(story, row);
  unfoldRow(row, "look");
}

/** Opens the panel of the row at hand with the caret in its field for a note. */
export function noteOnCurrentRow(): void {
  const story = storyNow();
  const row = story ? currentRow(story) : null;
  if (!story || !row) return;
  story.pairing.light(row);
  unfoldRow(row, "note");
}

export function goToRowThatNeedsWork(step: 1 | -1): void {
  const story = storyNow();
  if (!story) return;
  const from = currentRow(story);
  story.gaps.leave();
  const { rows } = story.rowStates.refresh();
  const { cards } = story.session.view.get();
  const here = rows.findIndex((row) => row.id === from);
  const [above, below] = [rows.slice(0, Math.max(here, 0)), rows.slice(here + 1)];
  // From the end one goes on at the beginning, so that none is passed over.
  const next = (step === 1 ? [...below, ...above] : [...below, ...above].reverse()).find(
    (row) => needsWork(row) || isUndecided(cards, row.id),
  );
  if (next) {
    goToRow(story, next.id);
    unfoldRow(next.id, "look");
    return;
  }
  if (from !== null) foldRow(story, from);
  tell(i18n.t("rows.noneLeft"));
}

/** Who confirms; asked for in line where nobody has said so yet. */
function confirmer(): string {
  const by = hostState.get()?.by ?? NO_NAME;
  if (by === NO_NAME) askName.set(true);
  return by;
}

/** Confirms a row as it stands now; says why where it can't. True when it is confirmed. */
function confirmRow(story: OpenStory, id: string): boolean {
  if (story.session.readOnly) return false;
  const row = story.rowStates.refresh().byId.get(id);
  if (!row || row.state === null) return false;
  if (row.state === "missing" || row.extra) {
    tell(i18n.t(row.extra ? "rows.cannotConfirmExtra" : "rows.cannotConfirmMissing"));
    return false;
  }
  if (isUndecided(story.session.view.get().cards, id)) {
    tell(i18n.t("rows.cannotConfirmUndecided"));
    return false;
  }
  story.undo.confirm({ [id]: { lo: row.text.lo, en: row.text.en, at: instantNow(), by: confirmer() } });
  story.rowStates.refresh();
  return true;
}

/** The row that a command changes: none while the focus is in a field that is no part of the text. */
const rowAtHand = (story: OpenStory): string | null =>
  isInSmallField() && !document.activeElement?.closest(".row-panel-place") ? null : currentRow(story);

/** Confirms a row and goes to the next that needs work. */
export function confirmAndGoOn(story: OpenStory, row: string): void {
  if (confirmRow(story, row)) goToRowThatNeedsWork(1);
}

export function confirmCurrentRow(): void {
  const story = storyNow();
  const row = story ? rowAtHand(story) : null;
  if (story && row) confirmAndGoOn(story, row);
}

/** Confirms every row that has text on both sides. */
export function confirmAllRows(): void {
  const story = storyNow();
  if (!story || story.session.readOnly) return;
  const { cards } = story.session.view.get();
  const waiting = story.rowStates
    .refresh()
    .rows.filter((row) => row.state === "stale" || (row.state === "draft" && !row.extra))
    .filter((row) => !isUndecided(cards, row.id));
  if (waiting.length === 0) {
    tell(i18n.t("rows.nothingToConfirm"));
    return;
  }
  const [at, by] = [instantNow(), confirmer()];
  story.undo.confirm(Object.fromEntries(waiting.map((row) => [row.id, { lo: row.text.lo, en: row.text.en, at, by }])));
  story.session.because("confirm");
  story.rowStates.refresh();
  tell(i18n.t("rows.allConfirmed", { count: waiting.length }));
}

/** Moves the caret's row over its neighbour, on both sides. */
export function moveCurrentRow(step: 1 | -1): void {
  const story = storyNow();
  const row = story ? rowAtHand(story) : null;
  if (!story || !row || row === "headline" || row === "lead" || story.session.readOnly) return;
  moveRowBy(story, row, step);
}
