import { IconColumns2 } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { type KeyboardEvent, memo } from "react";
import { useTranslation } from "react-i18next";
import type { Row } from "../../../shared/rows/rows.ts";
import { PaintedIcon } from "../../base/look/painted-icon.tsx";
import { createStore, useStore } from "../../base/store.ts";
import { foldRow, unfoldRow } from "../rows/open-row.ts";
import { dragRow, dropPlace } from "../rows/row-drag.ts";
import type { RowMark } from "../rows/row-marks.ts";
import { type FindingView, RowPanel } from "../rows/row-panel.tsx";
import type { OpenStory } from "../session/story.ts";

/** The row whose gutter the pointer is over. */
export const pointedRow = createStore<string | null>(null);

/** What a row is called: by its place on the page and its state. */
function rowName(
  t: TFunction,
  id: string,
  row: Row | undefined,
  number: number,
): { readonly name: string; readonly state: string } {
  const state = t(`rows.state.${row?.extra ? "extra" : (row?.state ?? "none")}`);
  const isField = id === "headline" || id === "lead";
  return { name: isField ? t(`rows.${id}Row`, { state }) : t("rows.row", { number, state }), state };
}

interface PlaceProps {
  readonly id: string;
  readonly row: Row | undefined;
  /** Lines of the grid. */
  readonly grid: string;
  readonly crossed: boolean;
  readonly number: number;
}

interface CellProps extends PlaceProps {
  readonly story: OpenStory;
  readonly t: TFunction;
  readonly mark: RowMark | undefined;
  readonly lit: boolean;
  /** Its panel is open. */
  readonly open: boolean;
  /** Can be reached by Tab; the others by the arrow keys from there. */
  readonly reachable: boolean;
}

/** Arrow keys go from one row's mark to the next, so that Tab needn't pass them all. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
  const marks = [...document.querySelectorAll<HTMLElement>("button.gutter-cell")];
  const next = marks[marks.indexOf(event.currentTarget) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/**
 * One row's state between the columns. A thousand of these stand beside a long text, so each is one box
 * and has no hook of its own.
 */
export const GutterCell = memo(function GutterCell({
  story,
  t,
  id,
  row,
  grid,
  crossed,
  number,
  mark,
  lit,
  open,
  reachable,
}: CellProps) {
  const shared = {
    style: { gridRow: grid },
    "data-row": id,
    "data-state": row?.state ?? "none",
    "data-body": id === "headline" || id === "lead" ? undefined : true,
  };
  if (!row?.state && !crossed && !mark) return <div className={`gutter-cell${lit ? " lit" : ""}`} {...shared} />;
  const { name, state } = rowName(t, id, row, number);
  const about = [
    ...(crossed ? [t("rows.crossed")] : []),
    ...(mark?.cards ? [t("cards.count", { count: mark.cards })] : []),
    ...(mark?.notes ? [t("notes.open", { count: mark.notes })] : []),
    ...(mark?.finding ? [t(`checks.severity.${mark.finding}`)] : []),
  ];
  return (
    <button
      type="button"
      className={`gutter-cell mark${crossed ? " other-order" : ""}${mark ? " noted" : ""}${lit ? " lit" : ""}`}
      {...shared}
      data-minor={row?.minor || undefined}
      aria-label={[name, ...about].join(". ")}
      aria-expanded={open}
      title={[crossed ? t("rows.crossedHint") : state, ...about.slice(crossed ? 1 : 0)].join("\n")}
      tabIndex={reachable ? 0 : -1}
      onKeyDown={walk}
      onClick={() => {
        story.pairing.light(id);
        if (open) foldRow(story, id);
        else unfoldRow(id, "act");
      }}
    >
      {crossed && (
        <span className="crossed" aria-hidden="true">
          ⇅
        </span>
      )}
      {mark && (
        <span className="row-marks" aria-hidden="true">
          {mark.cards > 0 && (
            <span className="row-mark-cards">
              <IconColumns2 size={14} stroke={1.8} />
            </span>
          )}
          {mark.notes > 0 && (
            <span className="row-mark-notes">
              <PaintedIcon icon="note" />
              {mark.notes}
            </span>
          )}
          {mark.finding && <PaintedIcon icon={mark.finding === "stop" ? "square" : mark.finding} />}
        </span>
      )}
    </button>
  );
});

/** The panel of the row that is open, in the row's place. */
export function OpenPanel({
  story,
  id,
  row,
  grid,
  crossed,
  number,
  Finding,
}: PlaceProps & { readonly story: OpenStory; readonly Finding: FindingView }) {
  const { t } = useTranslation();
  const { name } = rowName(t, id, row, number);
  return (
    row && (
      <div className="row-panel-place" style={{ gridRow: grid }} data-row={id}>
        <RowPanel story={story} row={row} name={name} crossed={crossed} Finding={Finding} />
      </div>
    )
  );
}

/** The handle by which the row under the pointer, or the one with the caret, is moved. Keys do the same. */
export function RowHandle({
  story,
  id,
  row,
  grid,
  number,
}: Omit<PlaceProps, "crossed"> & { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { name } = rowName(t, id, row, number);
  const isDragged = useStore(dropPlace) !== null;
  return (
    <button
      type="button"
      className="row-handle"
      style={{ gridRow: grid }}
      data-dragged={isDragged || undefined}
      aria-label={t("rows.drag", { row: name })}
      title={t("rows.dragHint")}
      tabIndex={-1}
      onPointerDown={(event) => dragRow(event, story, id)}
    />
  );
}
