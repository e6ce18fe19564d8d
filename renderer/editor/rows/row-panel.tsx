import { Button } from "@mantine/core";
import { type ComponentType, type RefObject, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { otherLang } from "../../../shared/article/stages.ts";
import type { FoundInStory } from "../../../shared/contract.ts";
import type { Row } from "../../../shared/rows/rows.ts";
import { instantNow, shortMoment } from "../../../shared/text/dates.ts";
import { wordDiffSteps } from "../../../shared/text/word-diff.ts";
import { hostState, settingsState } from "../../base/desk-state.ts";
import { useDiff } from "../../base/diff/use-diff.ts";
import { Changes, CoarseNote } from "../../base/diff/word-changes.tsx";
import { afterPress } from "../../base/focus/after-press.ts";
import { ownKeys } from "../../base/focus/own-keys.ts";
import { useStore } from "../../base/store.ts";
import { CardView } from "../cards/card-view.tsx";
import { useCards } from "../cards/use-cards.ts";
import { RowNotes } from "../notes/row-notes.tsx";
import type { OpenStory } from "../session/story.ts";
import { foldRow, openRow, rowArrival } from "./open-row.ts";
import { RowActions } from "./row-actions.tsx";
import { useRowFindings } from "./row-marks.ts";
import { useRoomInBand } from "./row-room.ts";

/** A finding of the checks, as their own list shows it. */
export type FindingView = ComponentType<{ readonly story: OpenStory; readonly finding: FoundInStory }>;

interface Props {
  readonly story: OpenStory;
  readonly row: Row;
  readonly name: string;
  readonly crossed: boolean;
  readonly Finding: FindingView;
}

/**
 * Where the focus is while the panel is open: in the text where one only looks, in the panel where one is to act.
 * Answers how to give it back.
 */
function useFocusIn(story: OpenStory, ref: RefObject<HTMLElement | null>, row: string): () => void {
  const arrival = useStore(rowArrival);
  const isFromText = useRef(true);
  useLayoutEffect(() => {
    const panel = ref.current;
    if (!panel || arrival.how === "look") return;
    if (!panel.contains(document.activeElement))
      isFromText.current = document.activeElement?.closest(".ProseMirror") != null;
    const note = () => panel.querySelector<HTMLElement>(".row-notes > .note-form textarea");
    const first = panel.querySelector<HTMLElement>(".card button, .row-panel-buttons button");
    ((arrival.how === "note" ? note() : first) ?? panel).focus({ preventScroll: true });
  }, [arrival, ref]);
  useLayoutEffect(() => {
    // A button that goes leaves the focus with the panel.
    if (rowArrival.get().how !== "look" && document.activeElement === document.body)
      ref.current?.focus({ preventScroll: true });
  });
  return () => {
    const isField = row === "headline" || row === "lead";
    const line = isField ? story.fields[story.focused.get()][row].view : story.editors[story.focused.get()].view;
    if (isFromText.current) line.focus();
    else document.querySelector<HTMLElement>(`.gutter-cell[data-row="${CSS.escape(row)}"]`)?.focus();
  };
}

/** Folds it by Escape from a gap or a mark, as the editors do from the text, and when the caret goes to another row. */
function useFolding(story: OpenStory, row: string): void {
  useLayoutEffect(() => {
    const fold = () => foldRow(story, row);
    const leave = story.pairing.litRow.subscribe(() => {
      if (story.pairing.litRow.get() !== row) afterPress(fold);
    });
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
      if (!(event.target instanceof Element) || !event.target.closest(".columns :is(.gap-cell, .gutter-cell)")) return;
      event.preventDefault();
      fold();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => {
      leave();
      document.removeEventListener("keydown", onKeyDown);
    };
  }, [story, row]);
}

/** What happened to the row: its state in words, who confirmed it, what changed in the source since. */
function WhatHappened({ story, row, crossed }: Pick<Props, "story" | "row" | "crossed">) {
  const { t } = useTranslation();
  const view = useStore(story.session.view);
  const { timeZone } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  const source = view.details.source;
  const record = view.rows[row.id];
  const isStale = row.state === "stale" && record !== undefined;
  const diff = useDiff(isStale ? record[source] : "", isStale ? row.text[source] : "", wordDiffSteps);
  return (
    <>
      <div className="row-panel-head">
        <i className="dot" data-state={row.state ?? "none"} />
        <strong>{t(`rows.state.${row.extra ? "extra" : (row.state ?? "none")}`)}</strong>
      </div>
      {record && (
        <p className="soft">
          {t("rows.by", { by: record.by, at: shortMoment(record.at, timeZone, language, instantNow()) })}
        </p>
      )}
      {crossed && <p>{t("rows.crossedHint")}</p>}
      {row.minor && <p>{t("rows.minor")}</p>}
      {isStale && (
        <p className={`row-diff body-${source}`} lang={source}>
          <span className="visually-hidden">{t("rows.changed")}: </span>
          <Changes diff={diff} text={row.text[source]} />
        </p>
      )}
      {isStale && <CoarseNote diff={diff} />}
    </>
  );
}

/**
 * The shelf in a row's band: what was written there in two ways, what changed in its source, what the checks say of it, its notes, and what can be done.
 * What happened stands under the source, the notes under the translation.
 */
export function RowPanel({ story, row, name, crossed, Finding }: Props) {
  const { t } = useTranslation();
  const view = useStore(story.session.view);
  const findings = useRowFindings(story).get(row.id) ?? [];
  const cards = useCards(story).byRow.get(row.id) ?? [];
  const ref = useRef<HTMLElement>(null);
  useRoomInBand(ref, row.id, crossed, useStore(rowArrival));
  const giveFocusBack = useFocusIn(story, ref, row.id);
  useFolding(story, row.id);
  const fixed = story.session.readOnly !== undefined;
  const close = () => {
    giveFocusBack();
    foldRow(story, row.id);
  };
  const target = otherLang(view.details.source);
  return (
    <section
      ref={ref}
      className="row-panel"
      tabIndex={-1}
      aria-label={name}
      onKeyDown={(event) => {
        // A menu of the panel stands elsewhere on the page, and closes itself.
        if (ref.current?.contains(event.target as Node)) ownKeys({ onEscape: close })(event);
      }}
      onBlur={({ relatedTarget: to }) => {
        const stays = to?.closest("[data-portal], .ProseMirror, .gap-cell, .row-handle, .story-bar, .tools, .side");
        if (to && !ref.current?.contains(to) && !stays) openRow.set(null);
      }}
    >
      {cards.map((card) => (
        <CardView key={card.id} story={story} card={card} keys={card === cards[0]} />
      ))}
      <div className="row-panel-sides" data-target={target}>
        <div className="row-panel-source">
          <WhatHappened story={story} row={row} crossed={crossed} />
          {findings.length > 0 && (
            <ul className="row-findings" aria-label={t("checks.title")}>
              {findings.map((finding) => (
                <Finding key={finding.key} story={story} finding={finding} />
              ))}
            </ul>
          )}
        </div>
        <RowNotes story={story} row={row.id} />
      </div>
      <div className="row-panel-buttons">
        {!fixed && <RowActions story={story} row={row} crossed={crossed} close={close} />}
        <span className="spring" />
        <Button variant="subtle" rightSection={<kbd>Esc</kbd>} onClick={close}>
          {t("rows.fold")}
        </Button>
      </div>
    </section>
  );
}
