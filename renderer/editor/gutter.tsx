import { type KeyboardEvent, memo } from "react";
import { useTranslation } from "react-i18next";
import type { Row } from "../../shared/rows.ts";
import { useStore } from "../shell/store.ts";
import type { OpenStory } from "./open-story.ts";
import { openRow } from "./row-commands.ts";
import { dragRow } from "./row-drag.ts";
import { RowPanel } from "./row-panel.tsx";

interface CellProps {
  readonly story: OpenStory;
  readonly id: string;
  readonly row: Row | undefined;
  /** Lines of the grid. */
  readonly grid: string;
  readonly crossed: boolean;
  readonly number: number;
  readonly lit: boolean;
  /** Can be reached by Tab; the others by the arrow keys from there. */
  readonly reachable: boolean;
}

/** Arrow keys go from one row's mark to the next, so that Tab needn't pass them all. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
  const marks = [...document.querySelectorAll<HTMLElement>(".gutter-cell > .row-mark")];
  const next = marks[marks.indexOf(event.currentTarget) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** What stands between the columns beside one row: its state, its handle, and its panel when it is open. */
export const GutterCell = memo(function GutterCell(props: CellProps) {
  const { story, id, row, grid, crossed, number, lit, reachable } = props;
  const { t } = useTranslation();
  const open = useStore(openRow) === id;
  const state = row?.state ?? "none";
  const words = t(`rows.state.${row?.extra ? "extra" : state}`);
  const isField = id === "headline" || id === "lead";
  const name = isField ? t(`rows.${id}Row`, { state: words }) : t("rows.row", { number, state: words });
  const movable = !isField && story.session.readOnly === undefined;
  return (
    <div
      className={`gutter-cell${lit ? " lit" : ""}${id === "headline" ? " tall" : ""}`}
      style={{ gridRow: grid }}
      data-row={id}
      data-state={state}
      data-body={isField ? undefined : true}
      data-open={open || undefined}
    >
      {(state !== "none" || crossed) && (
        <button
          type="button"
          className="row-mark"
          aria-label={crossed ? `${name}. ${t("rows.crossed")}` : name}
          aria-expanded={open}
          title={crossed ? t("rows.crossedHint") : words}
          tabIndex={reachable ? 0 : -1}
          onKeyDown={walk}
          onClick={() => {
            story.pairing.light(id);
            openRow.set(open ? null : id);
          }}
        >
          <i className="dot" data-state={state} data-minor={row?.minor || undefined} />
          {crossed && (
            <span className="crossed" aria-hidden="true">
              ⇅
            </span>
          )}
        </button>
      )}
      {movable && (
        // Its six dots are drawn by the style sheet: a picture in each of a thousand rows costs more than its row.
        <button
          type="button"
          className="row-handle"
          aria-label={t("rows.drag", { row: name })}
          title={t("rows.dragHint")}
          tabIndex={-1}
          onPointerDown={(event) => dragRow(event, story, id)}
        />
      )}
      {open && row && <RowPanel story={story} row={row} name={name} crossed={crossed} />}
    </div>
  );
});
