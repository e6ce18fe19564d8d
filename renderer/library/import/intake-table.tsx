import { Button, Checkbox, Progress } from "@mantine/core";
import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { RowsInView, useRowsInView } from "../../base/rows-in-view.tsx";
import { useStore } from "../../base/store.ts";
import type { OpenStory } from "../../editor/door.ts";
import { IntakeResult } from "./intake-result.tsx";
import { IntakeRowView } from "./intake-row.tsx";
import { doubtsOf, paired, takingsOf } from "./intake-rows.ts";
import { cancelIntake, changeRows, intake, takeChosen } from "./intake-run.ts";

const COLUMNS = ["name", "headline", "lang", "date", "pair", "doubts"] as const;
/** Pixels of a row before it was drawn. */
const ROW = 42;
const needless = () => undefined;

interface Props {
  /** The open story, where it lacks a language. */
  readonly story: OpenStory | null;
  readonly headlineOfStory: string;
  readonly close: () => void;
}

/** What comes in, as a table before anything is written; what became of it, once it is. */
export function IntakeTable({ story, headlineOfStory, close }: Props) {
  const { t } = useTranslation();
  const { rows, work, done, total, isCut } = useStore(intake);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const scroller = useRef<HTMLDivElement>(null);
  const list = { total: rows.length, items: new Map(rows.map((row, at) => [at, row])) };
  const virtual = useRowsInView({ list, need: needless, scroller, height: ROW, overscan: 6 });
  const openId = story?.session.id;
  const openStory = useMemo(
    () => (openId === undefined ? null : { id: openId, name: headlineOfStory }),
    [openId, headlineOfStory],
  );
  const toggle = useCallback((id: string) => {
    setToggled((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  if (work === "done") return <IntakeResult rows={rows} isCut={isCut} close={close} />;

  const busy = work === "taking";
  const open = rows.filter(({ state }) => state === "read");
  const chosen = open.filter((row) => row.chosen);
  const count = takingsOf(rows).length;
  const only = rows.length === 1 ? rows[0] : undefined;
  const go = async () => {
    if (story) await story.session.flush();
    await takeChosen();
  };
  return (
    <div className="dialog-form">
      {/* biome-ignore lint/a11y/useSemanticElements: only the rows in view stand in the page */}
      <div role="table" aria-label={t("intake.table")} aria-rowcount={rows.length + 1} className="intake-table">
        {/* biome-ignore lint/a11y/useSemanticElements: the head of that table */}
        <div role="row" aria-rowindex={1} tabIndex={-1} className="intake-row intake-head">
          {/* biome-ignore lint/a11y/useSemanticElements: a heading of that table */}
          <div role="columnheader" tabIndex={-1} className="intake-take">
            <Checkbox
              size="xs"
              aria-label={t("intake.takeAll")}
              checked={open.length > 0 && chosen.length === open.length}
              indeterminate={chosen.length > 0 && chosen.length < open.length}
              disabled={busy || open.length === 0}
              onChange={(event) => {
                const { checked } = event.currentTarget;
                changeRows((all) => all.map((row) => (row.state === "read" ? { ...row, chosen: checked } : row)));
              }}
            />
          </div>
          {COLUMNS.map((column) => (
            // biome-ignore lint/a11y/useSemanticElements: a heading of that table
            <div role="columnheader" tabIndex={-1} key={column}>
              {t(`intake.${column}`)}
            </div>
          ))}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: the rows of that table */}
        <div role="rowgroup" className="intake-rows" ref={scroller}>
          <RowsInView list={list} virtual={virtual}>
            {(row, at) => (
              <IntakeRowView
                row={row}
                rows={rows}
                index={at + 2}
                openStory={openStory}
                expanded={toggled.has(row.id) !== (only !== undefined)}
                toggle={toggle}
                busy={busy}
                isReading={work === "reading"}
              />
            )}
          </RowsInView>
        </div>
      </div>
      {openStory && only && only.state === "read" && (
        <Checkbox
          label={t("import.pair")}
          disabled={busy}
          checked={only.partner !== null && "article" in only.partner && only.partner.article === openStory.id}
          onChange={(event) => {
            const { checked } = event.currentTarget;
            changeRows((all) => paired(all, only.id, checked ? { article: openStory.id } : null));
          }}
        />
      )}
      <div className="dialog-buttons stay">
        <p role="status" className="intake-status">
          {work === "none"
            ? t("intake.found", { count, doubts: open.reduce((sum, row) => sum + doubtsOf(row).count, 0) })
            : t(`intake.${work}`, { done, total })}
        </p>
        {work !== "none" && (
          <>
            <Progress
              value={(100 * done) / Math.max(1, total)}
              aria-label={t(`intake.${work}`, { done, total })}
              w={120}
            />
            <Button variant="default" onClick={() => void cancelIntake()}>
              {t("intake.cancel")}
            </Button>
          </>
        )}
        <Button
          key={work === "reading" ? "reading" : "ready"}
          data-autofocus
          autoFocus={work === "none"}
          disabled={work !== "none" || count === 0}
          onClick={() => void go()}
        >
          {only || work === "taking" ? t("import.go") : t("intake.go", { count })}
        </Button>
      </div>
    </div>
  );
}
