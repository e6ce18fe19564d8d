import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Note } from "../../../shared/article/article.ts";
import type { NoteThread } from "../../../shared/article/notes.ts";
import { instantNow, shortMoment } from "../../../shared/text/dates.ts";
import { hostState, settingsState } from "../../base/desk-state.ts";
import { useStore } from "../../base/store.ts";
import type { OpenStory } from "../session/story.ts";
import { answerNote, reopenNote, resolveNote } from "./note-edits.ts";
import { NoteForm } from "./note-form.tsx";

/** A moment as the interface writes it. */
function useMoment(): (at: string) => string {
  const { timeZone } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  return (at) => shortMoment(at, timeZone, language, instantNow());
}

function Words({ note }: { readonly note: Note }) {
  const when = useMoment();
  return (
    <>
      <p>{note.text}</p>
      <span className="soft">
        {note.by}, {when(note.at)}
      </span>
    </>
  );
}

interface Props {
  readonly story: OpenStory;
  readonly thread: NoteThread;
  /** What stands above it, where it is shown away from its row. */
  readonly children?: ReactNode;
}

/** A note with its answers: who wrote it and when, whether it is done, and by whom. */
export function NoteOnScreen({ story, thread, children }: Props) {
  const { t } = useTranslation();
  const when = useMoment();
  const [answers, setAnswers] = useState(false);
  const { note, replies } = thread;
  const isDone = note.resolvedAt !== null;
  const leave = () => setAnswers(false);
  return (
    <li className="note" data-note={thread.id} data-resolved={isDone}>
      {children}
      <Words note={note} />
      {replies.map((one) => (
        <div key={one.id} className="note-reply">
          <Words note={one.note} />
        </div>
      ))}
      {note.resolvedAt !== null && note.resolvedBy !== undefined && (
        <span className="soft">{t("notes.resolved", { by: note.resolvedBy, at: when(note.resolvedAt) })}</span>
      )}
      {story.session.readOnly === undefined && !answers && (
        <span className="note-tools">
          <Button size="compact-xs" variant="subtle" onClick={() => setAnswers(true)}>
            {t("notes.answer")}
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => (isDone ? reopenNote(story, thread) : resolveNote(story, thread))}
          >
            {t(isDone ? "notes.reopen" : "notes.resolve")}
          </Button>
        </span>
      )}
      {answers && (
        <NoteForm
          place={`${story.session.id}/${note.row}/${thread.id}`}
          label={t("notes.answerText")}
          button={t("notes.answer")}
          autoFocus
          leave={leave}
          add={(text) => {
            answerNote(story, thread, text);
            leave();
          }}
        />
      )}
    </li>
  );
}
