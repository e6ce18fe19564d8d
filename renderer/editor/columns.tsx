import { memo, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { LANGS, type Lang, otherLang } from "../../shared/article.ts";
import type { Row } from "../../shared/rows.ts";
import type { GridRow } from "../../shared/tracks.ts";
import { layout } from "../shell/layout-state.ts";
import { useStore } from "../shell/store.ts";
import { ColumnHead } from "./column-head.tsx";
import type { OpenStory } from "./open-story.ts";
import { bodyLabel } from "./open-story.ts";
import { SIDE } from "./pairing.ts";
import { fillGap } from "./partner.ts";
import { openRow } from "./row-commands.ts";
import { RowPanel } from "./row-panel.tsx";
import { TextField } from "./text-field.tsx";

/** Rows of the grid above the bodies: heads, headline, lead. */
const ABOVE = 3;

function EditorMount({ story, lang }: { readonly story: OpenStory; readonly lang: Lang }) {
  const { i18n } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const editor = story.editors[lang];
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    editor.mount(element);
    return () => {
      if (!editor.isDestroyed) editor.unmount();
    };
  }, [editor]);
  // The label follows the language of the interface.
  useLayoutEffect(() => {
    if (i18n.language && !editor.isDestroyed) editor.view.dom.setAttribute("aria-label", bodyLabel(lang));
  }, [editor, lang, i18n.language]);
  return <div ref={place} className={`editor-mount side-${lang}`} />;
}

interface CellProps {
  readonly story: OpenStory;
  readonly id: string;
  readonly row: Row | undefined;
  readonly grid: string;
  readonly crossed: boolean;
  readonly number: number;
  readonly lit: boolean;
}

const GutterCell = memo(function GutterCell({ story, id, row, grid, crossed, number, lit }: CellProps) {
  const { t } = useTranslation();
  const open = useStore(openRow) === id;
  const state = row?.state ?? "none";
  const words = t(`rows.state.${row?.extra ? "extra" : state}`);
  const name =
    id === "headline"
      ? t("rows.headlineRow", { state: words })
      : id === "lead"
        ? t("rows.leadRow", { state: words })
        : t("rows.row", { number, state: words });
  return (
    <div
      className={`gutter-cell${lit ? " lit" : ""}${id === "headline" ? " tall" : ""}`}
      style={{ gridRow: grid }}
      data-row={id}
      data-state={state}
    >
      {state !== "none" && (
        <button
          type="button"
          aria-label={name}
          aria-expanded={open}
          title={words}
          onClick={() => openRow.set(open ? null : id)}
        >
          <i className="dot" data-state={state} />
        </button>
      )}
      {crossed && (
        <span className="crossed" title={t("rows.crossedHint")} role="img" aria-label={t("rows.crossed")}>
          ⇅
        </span>
      )}
      {open && row && <RowPanel story={story} row={row} name={name} />}
    </div>
  );
});

interface GapProps {
  readonly story: OpenStory;
  readonly grid: GridRow;
  readonly lang: Lang;
  readonly lit: boolean;
}

function Gap({ story, grid, lang, lit }: GapProps) {
  const { t } = useTranslation();
  const target = otherLang(useStore(story.session.view).details.source) === lang;
  return (
    <button
      type="button"
      className={`gap-cell side-${lang}${lit ? " lit" : ""}`}
      style={{ gridRow: `${grid.start + 1 + ABOVE} / span ${grid.span}` }}
      data-row={grid.row}
      aria-label={t(`editor.fillGap.${lang}`)}
      disabled={story.session.readOnly !== undefined}
      onClick={() =>
        fillGap(story.editors[lang], story.editors[otherLang(lang)], story.pairing.tracks.get(), lang, grid.row)
      }
    >
      {target ? t(`editor.gap.${lang}`) : t("editor.extraGap")}
    </button>
  );
}

/** Both versions in one grid: heads, headlines, leads, bodies, and the gutter between. */
export function Columns({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const tracks = useStore(story.pairing.tracks);
  const rows = useStore(story.rowStates.view);
  const litRow = useStore(story.pairing.litRow);
  const { hidden } = useStore(layout);
  const hasPartner = (grid: GridRow): boolean => {
    const row = rows.byId.get(grid.row);
    return row !== undefined && (row.text.lo !== "" || row.text.en !== "");
  };
  return (
    <section className="scroller" aria-label={t("editor.story")}>
      <div
        className="columns"
        data-hidden={hidden ?? "none"}
        style={{ gridTemplateRows: `repeat(${ABOVE + Math.max(tracks.total, 1)}, auto)` }}
      >
        {LANGS.map((lang) => (
          <ColumnHead key={lang} story={story} lang={lang} />
        ))}
        <div className="gutter-head" style={{ gridRow: 1 }} />
        {LANGS.flatMap((lang) => [
          <TextField key={`headline.${lang}`} story={story} lang={lang} field="headline" />,
          <TextField key={`lead.${lang}`} story={story} lang={lang} field="lead" />,
        ])}
        <EditorMount story={story} lang="lo" />
        {(["headline", "lead"] as const).map((id, index) => (
          <GutterCell
            key={id}
            story={story}
            id={id}
            row={rows.byId.get(id)}
            grid={`${index + 2}`}
            crossed={false}
            number={0}
            lit={litRow === id}
          />
        ))}
        {tracks.rows.map((grid, index) =>
          grid.crossed && !grid[SIDE.lo] ? null : (
            <GutterCell
              key={`${grid.row}.${grid.left ? "l" : "r"}`}
              story={story}
              id={grid.row}
              row={rows.byId.get(grid.row)}
              grid={`${grid.start + 1 + ABOVE} / span ${grid.span}`}
              crossed={grid.crossed}
              number={index + 1}
              lit={litRow === grid.row}
            />
          ),
        )}
        <EditorMount story={story} lang="en" />
        {tracks.rows.flatMap((grid) =>
          LANGS.filter((lang) => !grid[SIDE[lang]] && !grid.crossed && hidden !== lang && hasPartner(grid)).map(
            (lang) => (
              <Gap key={`${grid.row}.${lang}`} story={story} grid={grid} lang={lang} lit={litRow === grid.row} />
            ),
          ),
        )}
      </div>
    </section>
  );
}
