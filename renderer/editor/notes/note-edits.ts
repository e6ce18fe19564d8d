/** What is done with notes: write one, answer it, say that it is done, open it again. */
import { ulid } from "ulid";
import type { Note } from "../../../shared/article/article.ts";
import type { NoteThread } from "../../../shared/article/notes.ts";
import { NO_NAME } from "../../../shared/contract.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { hostState } from "../../base/desk-state.ts";
import type { OpenStory } from "../session/story.ts";

const me = (): string => hostState.get()?.by ?? NO_NAME;

function write(story: OpenStory, text: string, more: Pick<Note, "row" | "replyTo">): void {
  story.session.editNote(ulid(), { at: instantNow(), by: me(), text, resolvedAt: null, ...more });
}

/** A new note on a row, or on the whole story (`WHOLE_STORY`). */
export const addNote = (story: OpenStory, row: string, text: string): void => write(story, text, { row });

/** An answer opens again what was done. */
export function answerNote(story: OpenStory, thread: NoteThread, text: string): void {
  if (thread.note.resolvedAt !== null) reopenNote(story, thread);
  write(story, text, { row: thread.note.row, replyTo: thread.id });
}

/** Its answers go with it: a desk that knows no threads counts each of them. */
export function resolveNote(story: OpenStory, { id, note, replies }: NoteThread): void {
  const done = { resolvedAt: instantNow(), resolvedBy: me() };
  for (const one of [{ id, note }, ...replies])
    if (one.note.resolvedAt === null) story.session.editNote(one.id, { ...one.note, ...done });
}

export function reopenNote(story: OpenStory, { id, note: { resolvedBy: _done, ...note } }: NoteThread): void {
  story.session.editNote(id, { ...note, resolvedAt: null });
}
