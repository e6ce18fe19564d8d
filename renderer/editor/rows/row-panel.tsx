import { Button, CloseButton, Menu, Textarea } from "@mantine/core";
import { useClickOutside } from "@mantine/hooks";
import { type RefObject, useEffect, useLayoutEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ulid } from "ulid";
import { otherLang } from "../../../shared/article/stages.ts";
import { NO_NAME } from "../../../shared/contract.ts";
import { hasWords, type Row } from "../../../shared/rows/rows.ts";
import { instantNow, shortMoment } from "../../../shared/text/dates.ts";
import { type TextDiff, wordDiffSteps } from "../../../shared/text/word-diff.ts";
import { hostState, settingsState } from "../../base/desk-state.ts";
import { useDiff } from "../../base/diff/use-diff.ts";
import { Changes, CoarseNote } from "../../base/diff/word-changes.tsx";
import { ownKeys } from "../../base/focus/own-keys.ts";
import { hotkeyLabel } from "../../base/hotkeys.ts";
import { useStore } from "../../base/store.ts";

import type { OpenStory } from "../session/story.ts";
import { confirmRow, goToRow, openRow } from "./row-commands.ts";
import { copySource, joinWithNeighbour, moveBeside, neighbourOf, separate, unlink } from "./row-operations.ts";

interface Props {
  readonly story: OpenStory;
  readonly row: Row;
  readonly name: string;
  readonly crossed: boolean;
}

interface ActionProps {
  readonly story: OpenStory;
  readonly row: Row;
  readonly crossed: boolean;
  readonly close: () => void;
}

/** What changes which blocks say the same thing. */
function PairingMenu({ story, row, close }: Omit<ActionProps, "crossed">) {
  const { t } = useTranslation();
  const { source } = useStore(story.session.view).details;
  const many = row.blocks.lo.length > 1 || row.blocks.en.length > 1;
  const paired = row.blocks.lo.length > 0 && row.blocks.en.length > 0;
  const run = (change: () => boolean) => () => {
    if (change()) close();
  };
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button variant="default" aria-label={t("rows.more")} title={t("rows.more")}>
          ⋯
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          disabled={!hasWords(row.text[source])}
          onClick={() => {
            openRow.set(null);
            copySource(story, row.id);
          }}
        >
          {t("rows.copySource")}
        </Menu.Item>
        <Menu.Item
          disabled={neighbourOf(story, row.id, -1) === null}
          onClick={run(() => joinWithNeighbour(story, row.id, -1))}
        >
          {t("rows.joinAbove")}
        </Menu.Item>
        <Menu.Item
          disabled={neighbourOf(story, row.id, 1) === null}
          onClick={run(() => joinWithNeighbour(story, row.id, 1))}
        >
          {t("rows.joinBelow")}
        </Menu.Item>
        <Menu.Item disabled={!many} onClick={run(() => separate(story, row))}>
          {t("rows.separate")}
        </Menu.Item>
        <Menu.Item disabled={!paired} title={t("rows.unlinkHint")} onClick={run(() => unlink(story, row.id))}>
          {t("rows.unlink")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The buttons for what a translator does with the row in its state. */
function RowActions({ story, row, crossed, close }: ActionProps) {
  const { t } = useTranslation();
  const view = useStore(story.session.view);
  const source = view.details.source;
  const target = otherLang(source);
  const field = row.id === "headline" || row.id === "lead";
  const words = hasWords(row.text[target]);
  return (
    <div className="row-panel-buttons">
      {(row.state === "stale" || (row.state === "draft" && !row.extra)) && (
        <Button
          rightSection={<kbd>{hotkeyLabel("mod+Enter")}</kbd>}
          onClick={() => confirmRow(story, row.id) && close()}
        >
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
          {t(`editor.fillGap.${target}`)}
        </Button>
      )}
      {crossed && (
        <Button variant="default" onClick={() => moveBeside(story, row.id) && close()}>
          {t("rows.moveBeside")}
        </Button>
      )}
      {hasWords(row.text[source]) && !words && (
        <Button
          variant="default"
          onClick={() => {
            openRow.set(null);
            copySource(story, row.id);
          }}
        >
          {t("rows.copySource")}
        </Button>
      )}
      {view.rows[row.id] && (
        <Button variant="default" onClick={() => story.undo.confirm({ [row.id]: null })}>
          {t("rows.unconfirm")}
        </Button>
      )}
      {!field && <PairingMenu story={story} row={row} close={close} />}
    </div>
  );
}

/** Notes that were begun and not added yet, by story and row: closing the panel loses none. */
const unsent = new Map<string, string>();

/** The heads of the columns above a panel, and a little air below it, in CSS pixels. */
const ROOM_ABOVE = 60;
const ROOM_BELOW = 12;

/** From the top of a row to below its mark. */
const BELOW_MARK = 36;

/** Shows the panel whole and puts the focus into it; a button that goes leaves the focus with the panel. */
function useArrival(ref: RefObject<HTMLElement | null>, diff: TextDiff | null): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed makes the panel taller once it is known
  useLayoutEffect(() => {
    const panel = ref.current;
    const scroller = panel?.closest<HTMLElement>(".scroller");
    if (!panel || !scroller) return;
    // The room that is kept below a caret in the text would push the panel out at the top.
    scroller.style.scrollPaddingBottom = `${ROOM_BELOW}px`;
    const takeRoom = () => {
      panel.style.maxHeight = `${scroller.clientHeight - ROOM_ABOVE - ROOM_BELOW}px`;
      // Below the row where both can be seen; else over it, but below its mark, and the row stays where it is.
      const { top = 0, height = 0 } = panel.parentElement?.getBoundingClientRect() ?? {};
      const fits = height + panel.offsetHeight + ROOM_ABOVE + ROOM_BELOW <= scroller.clientHeight;
      const room = scroller.getBoundingClientRect().bottom - ROOM_BELOW - panel.offsetHeight - top;
      panel.style.top = `${fits ? height : Math.max(BELOW_MARK, Math.min(height, room))}px`;
      panel.scrollIntoView({ block: "nearest" });
    };
    takeRoom();
    const changed = panel.querySelector<HTMLElement>(".row-diff :is(ins, del)");
    if (changed?.parentElement) changed.parentElement.scrollTop = changed.offsetTop - changed.parentElement.offsetTop;
    const follow = new ResizeObserver(takeRoom);
    follow.observe(scroller);
    // The row's own height: a block of it that was left empty goes when the panel opens.
    if (panel.parentElement) follow.observe(panel.parentElement);
    return () => {
      follow.disconnect();
      scroller.style.scrollPaddingBottom = "";
    };
  }, [ref, diff]);
  useLayoutEffect(() => {
    const panel = ref.current;
    const first = panel?.querySelector<HTMLElement>(".row-panel-buttons button") ?? panel?.querySelector("textarea");
    (first ?? panel?.querySelector("button"))?.focus({ preventScroll: true });
  }, [ref]);
  useEffect(() => {
    if (document.activeElement === document.body) ref.current?.focus({ preventScroll: true });
  });
}

/** A row's state in words, who confirmed it, what changed since, and the notes on it. */
export function RowPanel({ story, row, name, crossed }: Props) {
  const { t } = useTranslation();
  const view = useStore(story.session.view);
  const { timeZone } = useStore(settingsState).settings;
  const host = useStore(hostState);
  const [note, setWords] = useState(() => unsent.get(`${story.session.id}/${row.id}`) ?? "");
  const setNote = (words: string) => {
    unsent.set(`${story.session.id}/${row.id}`, words);
    setWords(words);
  };
  const close = () => {
    openRow.set(null);
    document.querySelector<HTMLElement>(`.gutter-cell[data-row="${CSS.escape(row.id)}"]`)?.focus();
  };
  const ref = useClickOutside<HTMLDivElement>(() => openRow.set(null));
  const source = view.details.source;
  const record = view.rows[row.id];
  const isStale = row.state === "stale" && record !== undefined;
  const diff = useDiff(isStale ? record[source] : "", isStale ? row.text[source] : "", wordDiffSteps);
  useArrival(ref, diff);
  const when = (at: string) => shortMoment(at, timeZone, host?.language ?? "en", instantNow());
  const notes = Object.entries(view.notes).filter(([, one]) => one.row === row.id);
  const fixed = story.session.readOnly !== undefined;
  const addNote = () => {
    const text = note.trim();
    if (text === "") return;
    story.session.editNote(ulid(), { row: row.id, at: instantNow(), by: host?.by ?? NO_NAME, text, resolvedAt: null });
    setNote("");
    // Its button can't be pressed again, and so can't keep the focus.
    ref.current?.querySelector("textarea")?.focus();
  };
  return (
    <div
      ref={ref}
      className="row-panel"
      tabIndex={-1}
      role="dialog"
      aria-label={name}
      onKeyDown={(event) => {
        // A menu of the panel stands elsewhere on the page, and closes itself.
        if (ref.current?.contains(event.target as Node)) ownKeys({ onEscape: close })(event);
      }}
      onBlur={({ relatedTarget: to }) => {
        if (to && !ref.current?.contains(to) && !to.closest("[data-portal]")) openRow.set(null);
      }}
    >
      <div className="row-panel-head">
        <i className="dot" data-state={row.state ?? "none"} />
        <strong>{t(`rows.state.${row.extra ? "extra" : (row.state ?? "none")}`)}</strong>
        <CloseButton size="sm" aria-label={t("app.close")} onClick={close} />
      </div>
      {crossed && <p>{t("rows.crossedHint")}</p>}
      {row.minor && <p>{t("rows.minor")}</p>}
      {isStale && (
        <p className={`row-diff body-${source}`} lang={source}>
          <span className="visually-hidden">{t("rows.changed")}: </span>
          <Changes diff={diff} text={row.text[source]} />
        </p>
      )}
      {isStale && <CoarseNote diff={diff} />}
      {record && <p className="soft">{t("rows.by", { by: record.by, at: when(record.at) })}</p>}
      {!fixed && <RowActions story={story} row={row} crossed={crossed} close={close} />}
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
