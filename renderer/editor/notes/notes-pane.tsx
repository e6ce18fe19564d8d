import { useTranslation } from "react-i18next";
import { isOpenThread, type NoteThread, noteThreads, WHOLE_STORY } from "../../../shared/article/notes.ts";
import { useStore } from "../../base/store.ts";
import { openRowPanel } from "../rows/row-commands.ts";
import type { OpenStory } from "../session/story.ts";
import { addNote } from "./note-edits.ts";
import { NoteForm } from "./note-form.tsx";
import { NoteOnScreen } from "./note-thread.tsx";
import { useNotes } from "./use-notes.ts";

/** Where the list has the focus after the command. */
export const focusNotes = (): void => document.querySelector<HTMLElement>(".notes-pane")?.focus();

function Place({ story, thread }: { readonly story: OpenStory; readonly thread: NoteThread }) {
  const { t } = useTranslation();
  const tracks = useStore(story.pairing.tracks);
  const { row } = thread.note;
  if (row === WHOLE_STORY) return <span className="note-place">{t("notes.story")}</span>;
  const number = tracks.rows.findIndex((one) => one.row === row) + 1;
  const isField = row === "headline" || row === "lead";
  if (!isField && number === 0) return <span className="note-place">{t("notes.gone")}</span>;
  return (
    <button type="button" className="note-place" onClick={() => openRowPanel(story, row)}>
      {isField ? t(`history.fields.${row}`) : t("rows.position", { number })}
    </button>
  );
}

/** All notes of the open story, those that are open first, each leading to its row; and one on the whole story. */
export function NotesPane({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const threads = noteThreads(useNotes(story));
  const groups = [
    ["open", threads.filter(isOpenThread)],
    ["done", threads.filter((one) => !isOpenThread(one)).reverse()],
  ] as const;
  return (
    <section className="notes-pane" tabIndex={-1} aria-label={t("notes.list")}>
      {threads.length === 0 && <p className="history-nothing">{t("notes.none")}</p>}
      {groups.map(
        ([group, these]) =>
          these.length > 0 && (
            <section key={group} aria-label={t(`notes.groups.${group}`)}>
              <h3>{t(`notes.groups.${group}`)}</h3>
              <ul className="notes">
                {these.map((thread) => (
                  <NoteOnScreen key={thread.id} story={story} thread={thread}>
                    <Place story={story} thread={thread} />
                  </NoteOnScreen>
                ))}
              </ul>
            </section>
          ),
      )}
      {story.session.readOnly === undefined && (
        <NoteForm
          place={`${story.session.id}/${WHOLE_STORY}`}
          label={t("notes.storyText")}
          button={t("settings.add")}
          add={(text) => addNote(story, WHOLE_STORY, text)}
        />
      )}
    </section>
  );
}
