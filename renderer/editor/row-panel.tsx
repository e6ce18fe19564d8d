import { Button, CloseButton, Textarea } from "@mantine/core";
import { useClickOutside } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ulid } from "ulid";
import { otherLang } from "../../shared/article.ts";
import type { Row } from "../../shared/rows.ts";
import { instantNow, shortMoment } from "../../shared/text/dates.ts";
import { wordDiff } from "../../shared/text/word-diff.ts";
import { hostState, settingsState } from "../shell/desk-state.ts";
import { useStore } from "../shell/store.ts";
import type { OpenStory } from "./open-story.ts";
import { confirmRow, goToRow, openRow } from "./row-commands.ts";

interface Props {
  readonly story: OpenStory;
  readonly row: Row;
  readonly name: string;
}

/** A row's state in words, who confirmed it, what changed since, and the notes on it. */
export function RowPanel({ story, row, name }: Props) {
  const { t } = useTranslation();
  const view = useStore(story.session.view);
  const { timeZone } = useStore(settingsState).settings;
  const host = useStore(hostState);
  const [note, setNote] = useState("");
  const close = () => {
    openRow.set(null);
    document.querySelector<HTMLElement>(`.gutter-cell[data-row="${CSS.escape(row.id)}"] button`)?.focus();
  };
  const ref = useClickOutside<HTMLDivElement>(() => openRow.set(null));
  const source = view.details.source;
  const record = view.rows[row.id];
  const when = (at: string) => shortMoment(at, timeZone, host?.language ?? "en", instantNow());
  const notes = Object.entries(view.notes).filter(([, one]) => one.row === row.id);
  const fixed = story.session.readOnly !== undefined;
  const addNote = () => {
    const text = note.trim();
    if (text === "") return;
    story.session.editNote(ulid(), { row: row.id, at: instantNow(), by: host?.by ?? "Desk", text, resolvedAt: null });
    setNote("");
  };
  return (
    <div
      ref={ref}
      className="row-panel"
      role="dialog"
      aria-label={name}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <div className="row-panel-head">
        <i className="dot" data-state={row.state ?? "none"} />
        <strong>{t(`rows.state.${row.extra ? "extra" : (row.state ?? "none")}`)}</strong>
        <CloseButton size="sm" aria-label={t("app.close")} onClick={close} />
      </div>
      {row.minor && <p>{t("rows.minor")}</p>}
      {row.state === "stale" && record && (
        <p className={`row-diff body-${source}`} lang={source}>
          <span className="visually-hidden">{t("rows.changed")}: </span>
          {wordDiff(record[source], row.text[source]).map((part, index) => {
            const key = `${index}${part.kind}`;
            if (part.kind === "removed") return <del key={key}>{part.text}</del>;
            if (part.kind === "added") return <ins key={key}>{part.text}</ins>;
            return <span key={key}>{part.text}</span>;
          })}
        </p>
      )}
      {record && <p className="soft">{t("rows.by", { by: record.by, at: when(record.at) })}</p>}
      {!fixed && (
        <div className="row-panel-buttons">
          {(row.state === "draft" || row.state === "stale") && (
            <Button data-autofocus onClick={() => confirmRow(story, row.id) && close()}>
              {t(row.state === "stale" ? "rows.stillRight" : "rows.confirm")}
            </Button>
          )}
          {row.state === "missing" && (
            <Button
              onClick={() => {
                openRow.set(null);
                goToRow(story, row.id);
              }}
            >
              {t(`editor.fillGap.${otherLang(source)}`)}
            </Button>
          )}
          {record && (
            <Button variant="default" onClick={() => story.session.editRow(row.id, null)}>
              {t("rows.unconfirm")}
            </Button>
          )}
        </div>
      )}
      <div className="row-notes">
        {notes.map(([id, one]) => (
          <div key={id} className="row-note" data-resolved={one.resolvedAt !== null}>
            <p>{one.text}</p>
            <span className="soft">
              {one.by}, {when(one.at)}
            </span>
            {!fixed && (
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => story.session.editNote(id, { ...one, resolvedAt: one.resolvedAt ? null : instantNow() })}
              >
                {t(one.resolvedAt ? "rows.reopen" : "rows.resolve")}
              </Button>
            )}
          </div>
        ))}
        {!fixed && (
          <Textarea
            aria-label={t("rows.noteText")}
            placeholder={t("rows.noteText")}
            autosize
            minRows={1}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            rightSectionWidth={64}
            rightSection={
              <Button size="compact-xs" variant="subtle" disabled={note.trim() === ""} onClick={addNote}>
                {t("settings.add")}
              </Button>
            }
          />
        )}
      </div>
    </div>
  );
}
