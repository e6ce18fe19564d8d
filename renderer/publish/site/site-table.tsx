import { Button, Checkbox, Select, Textarea } from "@mantine/core";
import { IconAlertSquareRounded, IconClock, IconMinus } from "@tabler/icons-react";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { LANGS } from "../../../shared/article/stages.ts";
import { type FoundInStory, LIMITS } from "../../../shared/contract.ts";
import { termIn } from "../../../shared/settings.ts";
import { instantNow, momentAhead } from "../../../shared/text/dates.ts";
import { desk } from "../../base/desk-client.ts";
import { hostState, settingsState } from "../../base/desk-state.ts";
import { arrange, dialog } from "../../base/layout-state.ts";
import { RowsInView, useRowsInView } from "../../base/rows-in-view.tsx";
import { useStore } from "../../base/store.ts";
import { openFindings } from "../../checks/door.ts";
import { openStoryById } from "../../editor/door.ts";
import {
  canTick,
  filteredRows,
  type LineState,
  type SiteFilter,
  type SiteRow,
  STATES,
  type Ticks,
} from "./site-rows.ts";

/** A row's height before it was measured, in pixels. */
const HEIGHT = 62;

/** Rows that stand where they scroll to can't be a table's own elements. */
const ROLES = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  columnheader: { role: "columnheader" },
  cell: { role: "cell" },
} as const;

/** What a language's state is called, in a few words. */
function useStateWords(): (state: LineState) => string {
  const { t } = useTranslation();
  const { timeZone } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  return (state) => {
    if (state.kind === "held")
      return t("library.outOn", { when: momentAhead(state.until, timeZone, language, instantNow()) });
    if (state.kind === "stopped")
      return state.why.check ? t(`publish.stop.${state.why.check}`) : t(`publish.skip.${state.why.code}`);
    return t(`publish.table.state.${state.kind}`);
  };
}

/** What stands against a story, as far as it was looked through by now. */
function useStoryFindings(id: string, updatedAt: string): readonly FoundInStory[] | null {
  const [found, setFound] = useState<readonly FoundInStory[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once more for each change of the story
  useEffect(() => {
    let latest = true;
    void desk.call("checks.run", { id }).then((answer) => {
      if (latest && answer.ok) setFound(openFindings(answer.value.findings));
    });
    return () => {
      latest = false;
    };
  }, [id, updatedAt]);
  return found;
}

async function showChecks(id: string): Promise<void> {
  dialog.set(null);
  await openStoryById(id);
  arrange({ details: true, side: "checks" });
}

const ICONS = { held: IconClock, stopped: IconAlertSquareRounded } as const;

interface RowProps {
  readonly row: SiteRow;
  readonly ticks: Ticks;
  readonly isFixed: boolean;
}

function StoryRow({ row, ticks, isFixed }: RowProps) {
  const { t } = useTranslation();
  const stateWords = useStateWords();
  const { categories } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  const { id, story, lines } = row;
  const found = useStoryFindings(id, story.updatedAt);
  const lang = story.headline[story.source] ? story.source : LANGS.find((one) => story.headline[one] !== "");
  const headline = lang ? story.headline[lang] : t("library.noHeadline");
  return (
    <div {...ROLES.row} className="site-row">
      <span {...ROLES.cell} className="site-story">
        <span className="headline" lang={lang} title={headline}>
          {headline}
        </span>
        <span className="soft">{story.category && termIn(categories, story.category, language)}</span>
      </span>
      {LANGS.map((one) => {
        const line = lines.find((each) => each.lang === one);
        if (!line) return <span key={one} {...ROLES.cell} className="site-lang" />;
        const { state } = line;
        const words = stateWords(state);
        const Icon = state.kind === "held" || state.kind === "stopped" ? ICONS[state.kind] : IconMinus;
        return (
          <span key={one} {...ROLES.cell} className="site-lang" data-state={state.kind}>
            {canTick(state) ? (
              <Checkbox
                size="xs"
                aria-label={`${t(`lang.${one}`)}: ${headline}`}
                label={words}
                disabled={isFixed}
                checked={ticks.isTicked(id, line)}
                onChange={(event) => ticks.tick([{ ...row, lines: [line] }], event.currentTarget.checked)}
              />
            ) : (
              <span className="site-state">
                <Icon size={15} stroke={1.8} aria-hidden />
                {words}
              </span>
            )}
            {state.kind === "changed" && ticks.isTicked(id, line) && (
              <Textarea
                size="xs"
                autosize
                minRows={1}
                maxRows={4}
                maxLength={LIMITS.notice}
                lang={one}
                aria-label={t(`publish.note.${one}`)}
                placeholder={t("publish.table.note")}
                disabled={isFixed}
                value={ticks.note(id, one)}
                onChange={(event) => ticks.setNote(id, one, event.currentTarget.value)}
              />
            )}
          </span>
        );
      })}
      <span {...ROLES.cell} className="site-found">
        {found && found.length > 0 && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={`${t("checks.open", { count: found.length })}: ${headline}`}
            onClick={() => void showChecks(id)}
          >
            {t("checks.open", { count: found.length })}
          </Button>
        )}
        {found && found.length === 0 && <span className="soft">{t("publish.table.fine")}</span>}
      </span>
    </div>
  );
}

interface TableProps {
  readonly rows: readonly SiteRow[];
  readonly ticks: Ticks;
  readonly isFixed: boolean;
}

/** Every story that is ready or changed, filtered; each language that can go is ticked or not. */
export function SiteTable({ rows, ticks, isFixed }: TableProps) {
  const { t } = useTranslation();
  const { categories } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  const [filter, setFilter] = useState<SiteFilter>({ lang: null, category: null, state: null });
  const shown = useMemo(() => filteredRows(rows, filter), [rows, filter]);
  const list = useMemo(() => ({ total: shown.length, items: new Map(shown.entries()) }), [shown]);
  const scroller = useRef<HTMLDivElement>(null);
  const first = useRef<HTMLInputElement>(null);
  // It comes when the stories are read, after the dialog gave the focus to what there was.
  useLayoutEffect(() => first.current?.focus(), []);
  const virtual = useRowsInView({ list, need: NOTHING, scroller, height: HEIGHT, overscan: 4 });
  const able = shown.flatMap(({ id, lines }) =>
    lines.filter(({ state }) => canTick(state)).map((line) => ticks.isTicked(id, line)),
  );
  const ticked = able.filter(Boolean).length;
  const table = { ...ROLES.table, "aria-label": t("publish.table.title"), "aria-rowcount": shown.length + 1 };
  const used = new Set(rows.map(({ story }) => story.category));
  return (
    <section className="site-table" aria-label={t("publish.table.title")}>
      <div className="site-filters">
        <Checkbox
          ref={first}
          size="xs"
          label={t("publish.table.ticked", { count: ticked, total: able.length })}
          disabled={isFixed || able.length === 0}
          checked={able.length > 0 && ticked === able.length}
          indeterminate={ticked > 0 && ticked < able.length}
          onChange={() => ticks.tick(shown, ticked < able.length)}
        />
        <span className="spring" />
        <Select
          aria-label={t("publish.table.lang")}
          placeholder={t("publish.table.anyLang")}
          clearable
          value={filter.lang}
          data={LANGS.map((one) => ({ value: one, label: t(`lang.${one}`) }))}
          onChange={(value) => setFilter({ ...filter, lang: LANGS.find((one) => one === value) ?? null })}
        />
        <Select
          aria-label={t("library.category")}
          placeholder={t("library.anyCategory")}
          clearable
          value={filter.category}
          data={categories
            .filter(({ key }) => used.has(key))
            .map(({ key }) => ({ value: key, label: termIn(categories, key, language) }))}
          onChange={(category) => setFilter({ ...filter, category })}
        />
        <Select
          aria-label={t("publish.table.stateOf")}
          placeholder={t("publish.table.anyState")}
          clearable
          value={filter.state}
          data={STATES.map((one) => ({ value: one, label: t(`publish.table.filter.${one}`) }))}
          onChange={(value) => setFilter({ ...filter, state: STATES.find((one) => one === value) ?? null })}
        />
      </div>
      <div ref={scroller} {...table} className="site-rows">
        <div {...ROLES.rowgroup}>
          <div {...ROLES.row} className="site-row site-head">
            <span {...ROLES.columnheader}>{t("editor.story")}</span>
            {LANGS.map((one) => (
              <span key={one} {...ROLES.columnheader}>
                {t(`lang.${one}`)}
              </span>
            ))}
            <span {...ROLES.columnheader}>{t("checks.title")}</span>
          </div>
        </div>
        <div {...ROLES.rowgroup}>
          <RowsInView list={list} virtual={virtual}>
            {(row) => <StoryRow row={row} ticks={ticks} isFixed={isFixed} />}
          </RowsInView>
        </div>
      </div>
      {shown.length === 0 && (
        <p className="site-none">{t(rows.length === 0 ? "publish.table.none" : "publish.table.noneSo")}</p>
      )}
    </section>
  );
}

/** All rows are there. */
const NOTHING = () => undefined;
