import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { LANGS } from "../../../shared/article/stages.ts";
import { MomentField } from "../../base/moment-field.tsx";
import { refusalWords } from "./import-words.ts";
import { IntakeDoubts } from "./intake-doubts.tsx";
import { doubtsOf, type IntakeRow, inLang, isLang, type Partner, paired, partnersFor } from "./intake-rows.ts";
import { changeRow, changeRows } from "./intake-run.ts";

interface Props {
  readonly row: IntakeRow;
  readonly rows: readonly IntakeRow[];
  /** In the table, from 1; its head is the first. */
  readonly index: number;
  /** The open story, where it lacks a language. */
  readonly openStory: { readonly id: string; readonly name: string } | null;
  readonly expanded: boolean;
  readonly toggle: (id: string) => void;
  /** Nothing can be changed now. */
  readonly busy: boolean;
  /** Others are still read: which may be its partners is looked at afterwards. */
  readonly isReading: boolean;
}

const partnerKey = (partner: Partner | null): string =>
  partner === null ? "" : "row" in partner ? `row ${partner.row}` : `article ${partner.article}`;

function partnerOf(value: string): Partner | null {
  const [kind, id = ""] = value.split(" ");
  return kind === "row" ? { row: id } : kind === "article" ? { article: id } : null;
}

/** One story that comes in, or a file that is still to be read. */
function Row({ row, rows, index, openStory, expanded, toggle, busy }: Props) {
  const { t } = useTranslation();
  const { file, state, story, headline, lang, publishedAt, chosen, partner, maybe } = row;
  const name = file.name;
  // While it is read in another way it stands as it was.
  const isRead = story !== null && (state === "read" || state === "reading");
  const disabled = busy || state !== "read";
  const { count, isTold } = doubtsOf(row);
  const hasMore = count > 0 || isTold;
  const nameOf = (one: Partner): string => {
    if ("row" in one) {
      const other = rows.find(({ id }) => id === one.row);
      return other ? other.headline || other.file.name : "";
    }
    return one.article === openStory?.id ? t("intake.openStory", { name: openStory.name }) : t("intake.inLibrary");
  };
  const offered: Partner[] = [
    ...(openStory ? [{ article: openStory.id }] : []),
    ...[partner, maybe].flatMap((one) => (one && "article" in one && one.article !== openStory?.id ? [one] : [])),
    ...partnersFor(rows, row).map(({ id }) => ({ row: id })),
  ];
  const values = new Map(offered.map((one) => [partnerKey(one), nameOf(one)]));
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows come and go with the view, each at its place
    <div role="row" aria-rowindex={index} tabIndex={-1} className="intake-row" data-state={state}>
      {/* biome-ignore lint/a11y/useSemanticElements: a cell of that row */}
      <div role="cell" className="intake-take">
        <Checkbox
          size="xs"
          aria-label={t("intake.take", { name: headline || name })}
          checked={chosen && isRead}
          disabled={disabled}
          onChange={(event) => changeRow(row.id, { chosen: event.currentTarget.checked })}
        />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a cell of that row */}
      <div role="cell" className="intake-name" title={name}>
        {name}
      </div>
      {isRead ? (
        <>
          {/* biome-ignore lint/a11y/useSemanticElements: a cell of that row */}
          <div role="cell">
            <TextInput
              lang={lang}
              aria-label={t("intake.headlineOf", { name })}
              value={headline}
              disabled={busy}
              onChange={(event) => changeRow(row.id, { headline: event.currentTarget.value })}
            />
          </div>
          {/* biome-ignore lint/a11y/useSemanticElements: a cell of that row */}
          <div role="cell">
            <NativeSelect
              size="xs"
              aria-label={t("intake.langOf", { name })}
              value={lang}
              disabled={busy}
              data={LANGS.map((one) => ({ value: one, label: t(`lang.${one}`) }))}
              onChange={(event) => {
                const { value } = event.currentTarget;
                if (isLang(value)) changeRows((all) => inLang(all, row.id, value));
              }}
            />
          </div>
          {/* biome-ignore lint/a11y/useSemanticElements: a cell of that row */}
          <div role="cell">
            <MomentField
              label={t("intake.dateOf", { name })}
              labelProps={{ className: "intake-hidden" }}
              value={publishedAt}
              disabled={busy}
              onChange={(instant) => changeRow(row.id, { publishedAt: instant })}
            />
          </div>
          {/* biome-ignore lint/a11y/useSemanticElements: a cell of that row */}
          <div role="cell">
            <NativeSelect
              size="xs"
              aria-label={t("intake.pairOf", { name })}
              value={partnerKey(partner)}
              disabled={busy}
              data={[
                { value: "", label: t("intake.alone") },
                ...[...values].map(([value, label]) => ({ value, label })),
              ]}
              onChange={(event) => {
                const { value } = event.currentTarget;
                changeRows((all) => paired(all, row.id, partnerOf(value)));
              }}
            />
          </div>
          {/* biome-ignore lint/a11y/useSemanticElements: a cell of that row */}
          <div role="cell">
            {hasMore ? (
              <Button
                variant="subtle"
                size="compact-xs"
                aria-expanded={expanded}
                aria-label={t("intake.showDoubts", { count, name })}
                data-none={count === 0 || undefined}
                leftSection={expanded ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
                onClick={(event) => {
                  const whole = event.currentTarget.closest(".intake-row");
                  toggle(row.id);
                  // What it opens may stand below the table's edge.
                  requestAnimationFrame(() => whole?.scrollIntoView({ block: "nearest" }));
                }}
              >
                {count}
              </Button>
            ) : (
              <span className="soft">–</span>
            )}
          </div>
          {expanded && hasMore && (
            // biome-ignore lint/a11y/useSemanticElements: a cell of that row
            <div role="cell" aria-colspan={7} className="intake-more">
              <IntakeDoubts row={row} nameOf={nameOf} busy={busy} />
            </div>
          )}
        </>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a cell of that row
        <div role="cell" aria-colspan={5} className={state === "refused" ? "intake-said refused" : "intake-said soft"}>
          {state === "refused" && row.error
            ? refusalWords({ name, error: row.error })
            : state === "read" || state === "refused"
              ? ""
              : t(`intake.state.${state}`)}
        </div>
      )}
    </div>
  );
}

/** A row is drawn anew where something of it changed: while two hundred are read, that is one of them. */
export const IntakeRowView = memo(
  Row,
  (before, after) =>
    before.row === after.row &&
    before.expanded === after.expanded &&
    before.busy === after.busy &&
    before.index === after.index &&
    before.openStory === after.openStory &&
    (after.isReading || before.rows === after.rows),
);
