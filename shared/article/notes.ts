/** Notes on a story as threads: what one is about, what was answered, and whether it is done. */
import type { Article, Note } from "./article.ts";

/** The `row` of a note about the whole story. */
export const WHOLE_STORY = "story";

/** A note with the answers to it, oldest first; it is done as a whole. */
export interface NoteThread {
  readonly id: string;
  readonly note: Note;
  readonly replies: readonly { readonly id: string; readonly note: Note }[];
}

/** The note that a thread begins with. An answer to what is gone, or to itself by a detour, begins one. */
function firstOf(notes: Article["notes"], id: string): string {
  const seen = new Set<string>();
  let at = id;
  for (;;) {
    seen.add(at);
    const to: string | undefined = notes[at]?.replyTo;
    if (to === undefined || !Object.hasOwn(notes, to)) return at;
    if (seen.has(to)) return id;
    at = to;
  }
}

const byAge = (a: { id: string; note: Note }, b: { id: string; note: Note }): number =>
  a.note.at < b.note.at ? -1 : a.note.at > b.note.at ? 1 : a.id < b.id ? -1 : 1;

/** A story's notes, in the order in which they were begun. */
export function noteThreads(notes: Article["notes"]): readonly NoteThread[] {
  const entries = Object.entries(notes)
    .map(([id, note]) => ({ id, note }))
    .sort(byAge);
  const replies = new Map<string, { id: string; note: Note }[]>();
  const firsts = entries.filter((one) => {
    const first = firstOf(notes, one.id);
    if (first === one.id) return true;
    replies.set(first, [...(replies.get(first) ?? []), one]);
    return false;
  });
  return firsts.map((one) => ({ ...one, replies: replies.get(one.id) ?? [] }));
}

export const isOpenThread = ({ note }: NoteThread): boolean => note.resolvedAt === null;

/** What is still to be answered or done. */
export const openThreads = (notes: Article["notes"]): readonly NoteThread[] => noteThreads(notes).filter(isOpenThread);
