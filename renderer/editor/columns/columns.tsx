import { memo, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS, otherLang } from "../../../shared/article/stages.ts";
import type { GridRow, Tracks } from "../../../shared/rows/tracks.ts";
import { hostState } from "../../base/desk-state.ts";
import { layout } from "../../base/layout-state.ts";
import { useStore } from "../../base/store.ts";
import { useCardKeys } from "../cards/card-keys.ts";
import { CardNews } from "../cards/card-news.tsx";
import { TextField } from "../fields/text-field.tsx";
import { RepairPanel } from "../lao-repairs/repair-panel.tsx";
import { addImages } from "../paste/images.ts";
import { PasteChoice } from "../paste/paste-choice.tsx";
import { imagesIn } from "../paste/store-image.ts";
import { openRow } from "../rows/open-row.ts";
import { dropPlace } from "../rows/row-drag.ts";
import { useRowMarks } from "../rows/row-marks.ts";
import type { FindingView } from "../rows/row-panel.tsx";
import type { RowsView } from "../rows/row-states.ts";
import { bodyLabel } from "../session/open-story.ts";
import type { OpenStory } from "../session/story.ts";
import { Arrivals } from "./arrivals.tsx";
import { ColumnHead } from "./column-head.tsx";
import { SIDE } from "./drawing/column-tracks.ts";
import { useGradually } from "./drawing/draw-gradually.ts";
import { liftWhileTyping } from "./drawing/lift-block.ts";
import { useRowsInView } from "./drawing/rows-in-view.ts";
import { GutterCell, OpenPanel, pointedRow, RowHandle } from "./gutter.tsx";
import { useLitRow } from "./lit-row.ts";

/** Rows of the grid above the bodies: headline, lead. */
const ABOVE = 2;

const linesOf = (grid: GridRow): string => `${grid.start + 1 + ABOVE} / span ${grid.span}`;

interface MountProps {
  readonly story: OpenStory;
  readonly lang: Lang;
  readonly tracks: Tracks;
}

/** Puts an editor into the grid, down to its last block, so that the gaps below it are nobody else's. */
function EditorPlace({ story, lang, tracks }: MountProps) {
  const { i18n } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const editor = story.editors[lang];
  useLayoutEffect(() => {
    const { dom } = editor.view;
    place.current?.append(dom);
    return () => dom.remove();
  }, [editor]);
  // Its words follow the language of the interface.
  useLayoutEffect(() => {
    if (!i18n.language || editor.isDestroyed) return;
    editor.view.dom.setAttribute("aria-label", bodyLabel(lang));
    editor.view.dom.style.setProperty("--caption-words", JSON.stringify(i18n.t("editor.caption")));
  }, [editor, lang, i18n, i18n.language]);
  let end = 1;
  for (const { start, span } of tracks[SIDE[lang]].values()) end = Math.max(end, start + span);
  useLayoutEffect(() => {
    if (!editor.isDestroyed) editor.view.dom.style.gridRow = `${ABOVE + 1} / ${ABOVE + 1 + end}`;
  }, [editor, end]);
  return <div ref={place} className="editor-place" />;
}

interface GapProps {
  readonly story: OpenStory;
  readonly row: string;
  /** Lines of the grid. */
  readonly lines: string;
  readonly lang: Lang;
  readonly lit: boolean;
}

/** As many as there are rows stand in a text that isn't translated yet, so each is drawn only where it changed. */
const Gap = memo(function Gap({ story, row, lines, lang, lit }: GapProps) {
  const { t } = useTranslation();
  const target = otherLang(useStore(story.session.view).details.source) === lang;
  const { sourceLocked } = useStore(layout);
  const [isOver, setOver] = useState(false);
  return (
    <button
      type="button"
      className={`gap-cell side-${lang}${lit ? " lit" : ""}`}
      style={{ gridRow: lines }}
      data-row={row}
      aria-label={t(`editor.fillGap.${lang}`)}
      tabIndex={lit ? 0 : -1}
      disabled={story.session.readOnly !== undefined || (sourceLocked && !target)}
      onClick={() => story.gaps.enter(lang, row)}
      data-over={isOver || undefined}
      onDragEnter={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const images = imagesIn(event.dataTransfer);
        if (images.length === 0) return;
        event.preventDefault();
        void addImages(story, lang, images, { row });
      }}
    >
      {target ? t(`editor.gap.${lang}`) : t(`editor.extraGap.${lang}`)}
    </button>
  );
});

/** The line where a dragged row would land. */
function DropLine({ tracks }: { readonly tracks: Tracks }) {
  const drop = useStore(dropPlace);
  if (!drop) return null;
  const before = drop.before === null ? undefined : tracks.rows.find((grid) => grid.row === drop.before);
  const line = before ? before.start : tracks.total - 1;
  return (
    <div className="drop-line" data-at={before ? "start" : "end"} style={{ gridRow: `${line + 1 + ABOVE} / span 1` }} />
  );
}

/** What stands in the gutter once: the open panel, and the handle of the row that is meant. */
function RowTools({
  story,
  tracks,
  byId,
  Finding,
}: {
  readonly story: OpenStory;
  readonly Finding: FindingView;
  readonly tracks: Tracks;
  readonly byId: RowsView["byId"];
}) {
  const open = useStore(openRow);
  const pointed = useStore(pointedRow);
  const lit = useStore(story.pairing.litRow);
  const dragged = useStore(dropPlace)?.row;
  const placeOf = (id: string | null | undefined) => {
    // One whose halves stand apart has its mark at the Lao one.
    const index = tracks.rows.findIndex((grid) => grid.row === id && (!grid.crossed || grid[SIDE.lo]));
    const grid = tracks.rows[index];
    return (
      grid && { id: grid.row, row: byId.get(grid.row), grid: linesOf(grid), crossed: grid.crossed, number: index + 1 }
    );
  };
  const field = open === "headline" ? "1" : open === "lead" ? "2" : null;
  const panel =
    open === null
      ? undefined
      : field
        ? { id: open, row: byId.get(open), grid: field, crossed: false, number: 0 }
        : placeOf(open);
  const handle = placeOf(dragged ?? pointed ?? lit);
  return (
    <>
      {handle && story.session.readOnly === undefined && <RowHandle story={story} {...handle} />}
      {panel && <OpenPanel key={panel.id} story={story} Finding={Finding} {...panel} />}
    </>
  );
}

interface StandInProps {
  readonly story: OpenStory;
  readonly columns: RefObject<HTMLDivElement | null>;
}

/** Keeps the place of the block that is typed in. */
function StandIn({ story, columns }: StandInProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!columns.current || !element.current) return;
    const lift = liftWhileTyping(columns.current, element.current);
    const stops = [
      story.pairing.tracks.subscribe(lift.putBack),
      layout.subscribe(lift.putBack),
      hostState.subscribe(lift.putBack),
    ];
    return () => {
      for (const stop of stops) stop();
      lift.stop();
    };
  }, [story, columns]);
  return <div ref={element} className="stand-in" aria-hidden="true" />;
}

interface ColumnsProps {
  readonly story: OpenStory;
  readonly Finding: FindingView;
}

/** Both versions in one grid below their heads: headlines, leads, bodies, and the gutter between. */
export function Columns({ story, Finding }: ColumnsProps) {
  const { t } = useTranslation();
  const tracks = useStore(story.pairing.tracks);
  const rows = useStore(story.rowStates.view);
  const litRow = useStore(story.pairing.litRow);
  const isCrossed = tracks.rows.some((grid) => grid.row === litRow && grid.crossed);
  useLitRow(litRow, isCrossed);
  const open = useStore(openRow);
  const marks = useRowMarks(story);
  useCardKeys(story);
  const { hidden } = useStore(layout);
  const hasPartner = (grid: GridRow): boolean => {
    const row = rows.byId.get(grid.row);
    return row !== undefined && (row.text.lo !== "" || row.text.en !== "");
  };
  const reachable = litRow ?? "headline";
  // There is no story without rows, so there are none until they were looked at.
  const known = rows.rows.length > 0;
  const drawn = useGradually(tracks.rows.length, known);
  const columns = useRef<HTMLDivElement>(null);
  const inView = useRowsInView(columns, tracks);
  /** The rows whose marks and gaps are drawn, with their places. */
  const shown = tracks.rows
    .slice(0, drawn)
    .map((grid, index) => ({ grid, index }))
    .filter(
      ({ grid: { row }, index }) =>
        (index >= inView.from && index < inView.to) || row === litRow || row === open || row === inView.focused,
    );
  return (
    <section
      className="story-text"
      aria-label={t("editor.story")}
      onFocusCapture={(event) => {
        // A block made from a gap and left empty goes when the caret goes elsewhere in the story.
        const lang = LANGS.find((one) => story.editors[one].view.dom.contains(event.target));
        story.gaps.focusMoved(lang);
        if (lang) story.focused.set(lang);
      }}
    >
      <div className="heads-place">
        <div className="column-heads" data-hidden={hidden ?? "none"}>
          {LANGS.map((lang) => (
            <ColumnHead key={lang} story={story} lang={lang} />
          ))}
        </div>
      </div>
      <div className="scroller">
        <div
          ref={columns}
          className="columns"
          onPointerOver={({ target }) => {
            const cell =
              target instanceof Element ? target.closest<HTMLElement>(".gutter-cell[data-body], .row-handle") : null;
            if (!cell?.matches(".row-handle")) pointedRow.set(cell?.dataset.row ?? null);
          }}
          data-hidden={hidden ?? "none"}
          style={{ gridTemplateRows: `repeat(${ABOVE + Math.max(tracks.total, 1)}, auto)` }}
        >
          {LANGS.flatMap((lang) => [
            <TextField key={`headline.${lang}`} story={story} lang={lang} field="headline" />,
            <TextField key={`lead.${lang}`} story={story} lang={lang} field="lead" />,
          ])}
          <EditorPlace story={story} lang="lo" tracks={tracks} />
          {(known ? (["headline", "lead"] as const) : []).map((id, index) => (
            <GutterCell
              key={id}
              story={story}
              t={t}
              id={id}
              row={rows.byId.get(id)}
              grid={`${index + 1}`}
              crossed={false}
              number={0}
              mark={marks.get(id)}
              lit={litRow === id}
              open={open === id}
              reachable={reachable === id}
            />
          ))}
          {known &&
            shown.map(({ grid, index }) =>
              grid.crossed && !grid[SIDE.lo] ? null : (
                <GutterCell
                  key={`${grid.row}.${grid.left ? "l" : "r"}`}
                  story={story}
                  t={t}
                  id={grid.row}
                  row={rows.byId.get(grid.row)}
                  grid={linesOf(grid)}
                  crossed={grid.crossed}
                  number={index + 1}
                  mark={marks.get(grid.row)}
                  lit={litRow === grid.row}
                  open={open === grid.row}
                  reachable={reachable === grid.row}
                />
              ),
            )}
          <EditorPlace story={story} lang="en" tracks={tracks} />
          {shown.flatMap(({ grid }) =>
            LANGS.filter((lang) => !grid[SIDE[lang]] && !grid.crossed && hidden !== lang && hasPartner(grid)).map(
              (lang) => (
                <Gap
                  key={`${grid.row}.${lang}`}
                  story={story}
                  row={grid.row}
                  lines={linesOf(grid)}
                  lang={lang}
                  lit={litRow === grid.row}
                />
              ),
            ),
          )}
          <RowTools story={story} tracks={tracks} byId={rows.byId} Finding={Finding} />
          <Arrivals story={story} tracks={tracks} linesOf={linesOf} />
          <DropLine tracks={tracks} />
          <StandIn story={story} columns={columns} />
        </div>
        <CardNews story={story} />
        <RepairPanel />
        <PasteChoice story={story} />
      </div>
    </section>
  );
}
