import { Button } from "@mantine/core";
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../shared/contract.ts";
import { instantNow } from "../../shared/text/dates.ts";
import { hostState, settingsState } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";
import type { OpenStory } from "../editor/door.ts";

import { errorWords } from "../locale/index.ts";
import { CompareDialog, type Compared } from "./compare-dialog.tsx";
import { askRestore } from "./restore.ts";
import {
  byDay,
  isKept,
  isUnreadable,
  PRESENT,
  type Present,
  type Shown,
  timeWords,
  whoWords,
  whyWords,
} from "./revision-words.ts";
import { useHistory } from "./use-history.ts";

/** Where the list of kept versions has the focus after the command. */
export const focusHistory = (): void => document.querySelector<HTMLElement>(".history-list")?.focus();

function Item({
  revision,
  id,
  active,
  chosen,
}: {
  readonly revision: Shown;
  readonly id: string;
  readonly active: boolean;
  readonly chosen: boolean;
}) {
  const { t } = useTranslation();
  const { timeZone } = useStore(settingsState).settings;
  return (
    <div id={id} role="option" tabIndex={-1} aria-selected={chosen} className={`revision${active ? " active" : ""}`}>
      <span className="time">{timeWords(revision, timeZone)}</span>
      <span className="why">{whyWords(revision)}</span>
      {isUnreadable(revision) && <span className="mark unreadable">{t("history.unreadable")}</span>}
      {isKept(revision) && revision.published && (revision.why !== "publish" || revision.aside) && (
        <span className="mark">{t("history.published")}</span>
      )}
      {isKept(revision) && revision.published && revision.why === "publish" && <i className="mark-dot" aria-hidden />}
      {whoWords(revision) !== "" && <span className="who">{whoWords(revision)}</span>}
    </div>
  );
}

interface ListProps {
  readonly revisions: readonly Shown[];
  readonly chosen: readonly string[];
  readonly choose: (chosen: readonly string[]) => void;
  readonly open: (chosen: readonly string[]) => void;
}

/** A list box by day; one version is chosen by a click or the arrow keys, a second by Ctrl-click or Space. */
function RevisionList({ revisions, chosen, choose, open }: ListProps) {
  const { t } = useTranslation();
  const { timeZone } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const now = revisions[Math.min(active, revisions.length - 1)];
  const idOf = (revision: Shown) => `revision-${revision.rev}`;
  useEffect(() => {
    if (now) document.getElementById(`revision-${now.rev}`)?.scrollIntoView({ block: "nearest" });
  }, [now]);
  const toggle = (rev: string) =>
    choose(chosen.includes(rev) ? chosen.filter((one) => one !== rev) : [...chosen.slice(-1), rev]);
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      Home: 0,
      End: revisions.length,
    };
    const to = steps[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (to !== undefined) setActive(Math.max(0, Math.min(revisions.length - 1, to)));
    else if (event.key === " " && now) toggle(now.rev);
    else if (event.key === "Enter" && now) {
      const wanted = chosen.length === 0 ? [now.rev] : chosen;
      choose(wanted);
      open(wanted);
    } else if (event.key === "Escape" && chosen.length > 0) choose([]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent, revision: Shown) => {
    setActive(revisions.indexOf(revision));
    if (event.ctrlKey || event.metaKey || event.shiftKey) toggle(revision.rev);
    else choose([revision.rev]);
  };
  return (
    <div
      ref={list}
      className="history-list"
      role="listbox"
      tabIndex={0}
      aria-label={t("history.list")}
      aria-multiselectable
      aria-activedescendant={now ? idOf(now) : undefined}
      onKeyDown={onKeyDown}
    >
      {byDay(revisions, timeZone, language, instantNow()).map(({ day, revisions: ofDay }) => (
        // biome-ignore lint/a11y/useSemanticElements: a list box holds groups, no fieldsets
        <div key={ofDay[0]?.rev} role="group" aria-label={day}>
          <div className="history-day" role="presentation">
            {day}
          </div>
          {ofDay.map((revision) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: the list box handles the keys
            <div
              key={revision.rev}
              role="presentation"
              onClick={(event) => onClick(event, revision)}
              onDoubleClick={() => open([revision.rev])}
            >
              <Item
                id={idOf(revision)}
                revision={revision}
                active={revision === now}
                chosen={chosen.includes(revision.rev)}
              />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** The story as it stands in this window: unsaved text is this person's, of this moment. */
function usePresent(story: OpenStory, { revisions, by }: Partial<Answer<"history.list">>): Present {
  const status = useStore(story.session.status);
  const me = useStore(hostState)?.by ?? "";
  if (status.kind !== "saved") return { rev: PRESENT, at: instantNow(), by: me };
  // What was kept with the last change names who made it, long after the desk forgot.
  const newest = revisions?.find(({ aside }) => !aside);
  return { rev: PRESENT, at: status.at, by: by ?? (newest?.at === status.at ? newest.by : "") };
}

/** The open story as it stands and its kept versions: choose, compare, restore. */
export function HistoryPane({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { value, error, readAgain } = useHistory(story.session.id);
  const present = usePresent(story, value ?? {});
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [compared, setCompared] = useState<Compared | null>(null);
  if (!value)
    return error ? (
      <div className="history-nothing" role="alert">
        <p>{t("history.failed", { reason: errorWords(error) })}</p>
        <Button variant="default" onClick={readAgain}>
          {t("app.tryAgain")}
        </Button>
      </div>
    ) : (
      <p className="history-nothing" role="status">
        {t("history.loading")}
      </p>
    );
  const { revisions } = value;
  // Thinning may have taken one that was chosen.
  const picked = revisions.filter(({ rev }) => chosen.includes(rev));
  const [newer, older] = picked.some(isUnreadable) ? [] : picked;
  const open = (revs: readonly string[]) => {
    // The list has the newest first.
    const wanted = revisions.filter(({ rev }) => revs.includes(rev));
    const [first, second] = wanted;
    if (first && !wanted.some(isUnreadable))
      setCompared(second ? { before: second, after: first } : { before: first, after: null });
  };
  const some = chosen.includes(PRESENT) ? "history.presentHint" : "history.hint";
  const none = revisions.length === 0 ? "history.emptyHint" : some;
  const hint = picked.some(isUnreadable) ? "history.unreadableHint" : none;
  return (
    <div className="history">
      {error && <p role="alert">{t("history.failed", { reason: errorWords(error) })}</p>}
      <RevisionList revisions={[present, ...revisions]} chosen={chosen} choose={setChosen} open={open} />
      <div className="history-tools">
        {newer ? (
          <>
            <Button onClick={() => open(chosen)}>{t(older ? "history.compareTwo" : "history.compareNow")}</Button>
            {!older && !chosen.includes(PRESENT) && story.session.readOnly === undefined && (
              <Button variant="default" onClick={() => askRestore(story, newer, () => setChosen([]))}>
                {t("history.restore")}
              </Button>
            )}
          </>
        ) : (
          <p className="soft">{t(hint)}</p>
        )}
      </div>
      {compared && <CompareDialog story={story} compared={compared} close={() => setCompared(null)} />}
    </div>
  );
}
