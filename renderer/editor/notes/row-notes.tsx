import { memo, useCallback, useLayoutEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { noteThreads } from "../../../shared/article/notes.ts";
import type { OpenStory } from "../session/story.ts";
import { addNote } from "./note-edits.ts";
import { NoteForm } from "./note-form.tsx";
import { NoteOnScreen } from "./note-thread.tsx";
import { useNotes } from "./use-notes.ts";

interface Props {
  readonly story: OpenStory;
  readonly row: string;
}

/** A row's notes in its panel, and a field for another. What is typed in the row's text is no concern of theirs. */
export const RowNotes = memo(function RowNotes({ story, row }: Props) {
  const { t } = useTranslation();
  const all = useNotes(story);
  const notes = useMemo(() => noteThreads(all).filter(({ note }) => note.row === row), [all, row]);
  const list = useRef<HTMLUListElement>(null);
  const shown = useRef(new Set(notes.map(({ id }) => id)));
  // What was just written here is seen, however many notes there are. Of one second's notes any may stand last.
  useLayoutEffect(() => {
    const added = notes.find(({ id }) => !shown.current.has(id));
    shown.current = new Set(notes.map(({ id }) => id));
    if (added && list.current?.closest(".row-panel")?.contains(document.activeElement))
      list.current.querySelector(`[data-note="${CSS.escape(added.id)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [notes]);
  const add = useCallback((text: string) => addNote(story, row, text), [story, row]);
  return (
    <div className="row-notes">
      <strong>{t("notes.title")}</strong>
      {notes.length > 0 && (
        <ul ref={list} className="notes">
          {notes.map((thread) => (
            <NoteOnScreen key={thread.id} story={story} thread={thread} />
          ))}
        </ul>
      )}
      {story.session.readOnly === undefined && (
        <NoteForm place={`${story.session.id}/${row}`} label={t("notes.text")} button={t("settings.add")} add={add} />
      )}
    </div>
  );
});
