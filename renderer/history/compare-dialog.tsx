import { Button, Modal } from "@mantine/core";
import { Fragment, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { StoryText } from "../../shared/article/compare-stories.ts";
import { type ComparedRow, compareStories } from "../../shared/article/compare-stories.ts";
import { LANGS } from "../../shared/article/stages.ts";
import type { KeptRevision } from "../../shared/contract.ts";
import type { DeskError } from "../../shared/errors.ts";
import { instantNow } from "../../shared/text/dates.ts";
import { desk } from "../base/desk-client.ts";
import { hostState, settingsState } from "../base/desk-state.ts";
import { detailName, useDetailWords } from "../base/details-words.ts";
import { readable, WordChanges } from "../base/diff/word-changes.tsx";
import { useCloseOnTop } from "../base/focus/on-top.ts";
import { useStore } from "../base/store.ts";
import type { OpenStory } from "../editor/door.ts";

import { errorWords } from "../locale/index.ts";
import { askRestore } from "./restore.ts";
import { revisionWords } from "./revision-words.ts";

export interface Compared {
  readonly before: KeptRevision;
  /** null: the text now. */
  readonly after: KeptRevision | null;
}

interface Texts {
  readonly before: StoryText;
  readonly after: StoryText;
}

/** Both texts once they are read. */
function useTexts(story: OpenStory, { before, after }: Compared): { texts: Texts | null; error: DeskError | null } {
  const [texts, setTexts] = useState<Texts | null>(null);
  const [error, setError] = useState<DeskError | null>(null);
  useEffect(() => {
    let latest = true;
    const { id } = story.session;
    const read = (revision: KeptRevision) => desk.call("history.read", { id, rev: revision.rev });
    void Promise.all([read(before), after ? read(after) : null]).then(([first, second]) => {
      if (!latest) return;
      if (!first.ok) setError(first.error);
      else if (second && !second.ok) setError(second.error);
      else setTexts({ before: first.value.article, after: second ? second.value.article : story.session.text() });
    });
    return () => {
      latest = false;
    };
  }, [story, before, after]);
  return { texts, error };
}

/** The details that read differently now, in words. */
function useDetailChanges({ before, after }: Texts) {
  const words = useDetailWords([before.details, after.details]);
  return [...new Set([...Object.keys(after.details), ...Object.keys(before.details)])].flatMap((field) => {
    const [then, now] = [words(before.details, field), words(after.details, field)];
    return then === now ? [] : [{ field, then, now }];
  });
}

function ChangedRow({ row }: { readonly row: ComparedRow }) {
  const { t } = useTranslation();
  return (
    <div className="compared-row" data-changed={row.changed}>
      {row.line && <h3>{t(`history.fields.${row.line}`)}</h3>}
      {LANGS.map((lang) => {
        const side = row.sides[lang];
        return (
          <div key={lang} className={`compared-${lang}`}>
            {row.changed ? (
              <WordChanges before={side.before} after={side.after} lang={lang} />
            ) : (
              <p className={`changes body-${lang}`} lang={lang}>
                {readable(side.after, t("history.image"))}
              </p>
            )}
            {side.restyled && <p className="soft">{t("history.restyled")}</p>}
          </div>
        );
      })}
    </div>
  );
}

/** Rows in runs: those that changed, and folded between them those that didn't. */
function runsOf(rows: readonly ComparedRow[]): { readonly changed: boolean; readonly rows: readonly ComparedRow[] }[] {
  const runs: { changed: boolean; rows: ComparedRow[] }[] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last?.changed === row.changed) last.rows.push(row);
    else runs.push({ changed: row.changed, rows: [row] });
  }
  return runs;
}

const isEmpty = (row: ComparedRow) =>
  LANGS.every((lang) => row.sides[lang].before === "" && row.sides[lang].after === "");

function Changes({ texts }: { readonly texts: Texts }) {
  const { t } = useTranslation();
  const { rows, reordered } = useMemo(() => compareStories(texts.before, texts.after), [texts]);
  const details = useDetailChanges(texts);
  const language = useStore(hostState)?.language ?? "en";
  const shown = rows.filter((row) => row.changed || !isEmpty(row));
  if (details.length === 0 && reordered.length === 0 && shown.every((row) => !row.changed))
    return <p className="compared-same">{t("history.same")}</p>;
  return (
    <>
      {details.length > 0 && (
        <dl className="compared-details">
          {details.map(({ field, then, now }) => (
            <Fragment key={field}>
              <dt>{detailName(field)}</dt>
              <dd>
                <WordChanges before={then} after={now} lang={language} />
              </dd>
            </Fragment>
          ))}
        </dl>
      )}
      {reordered.map((lang) => (
        <p key={lang} className="soft">
          {t(`history.reordered.${lang}`)}
        </p>
      ))}
      <div className="compared-head" aria-hidden>
        <span>{t("lang.lo")}</span>
        <span>{t("lang.en")}</span>
      </div>
      {runsOf(shown).map((run) =>
        run.changed ? (
          run.rows.map((row) => <ChangedRow key={row.id} row={row} />)
        ) : (
          <details key={run.rows[0]?.id} className="compared-same-rows">
            <summary>{t("history.unchanged", { count: run.rows.length })}</summary>
            {run.rows.map((row) => (
              <ChangedRow key={row.id} row={row} />
            ))}
          </details>
        ),
      )}
    </>
  );
}

interface Props {
  readonly story: OpenStory;
  readonly compared: Compared;
  readonly close: () => void;
}

/** Two texts of the story beside each other by language, with the words that changed. */
export function CompareDialog({ story, compared, close }: Props) {
  const { t } = useTranslation();
  const { timeZone } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  const { texts, error } = useTexts(story, compared);
  const closeOnTop = useCloseOnTop(close);
  const name = (revision: KeptRevision | null) =>
    revision ? revisionWords(revision, timeZone, language, instantNow()) : t("history.now");
  return (
    <Modal
      opened
      onClose={closeOnTop}
      size="76rem"
      title={t("history.compare")}
      closeButtonProps={{ "aria-label": t("app.close") }}
    >
      <div className="compare">
        <p className="compare-names">
          <del>{name(compared.before)}</del>
          <span aria-hidden>→</span>
          <ins>{name(compared.after)}</ins>
        </p>
        {error && <p role="alert">{errorWords(error)}</p>}
        {!error && !texts && <p role="status">{t("history.reading")}</p>}
        {texts && <Changes texts={texts} />}
        <div className="dialog-buttons stay">
          {story.session.readOnly === undefined && compared.after === null && texts && (
            <Button variant="default" onClick={() => askRestore(story, compared.before, close)}>
              {t("history.restore")}
            </Button>
          )}
          <Button onClick={close}>{t("app.close")}</Button>
        </div>
      </div>
    </Modal>
  );
}
