import { useSyncExternalStore } from "react";
import type { Article } from "../../../shared/article/article.ts";
import { openThreads } from "../../../shared/article/notes.ts";
import type { OpenStory } from "../session/story.ts";

/** A story's notes, a new value when one of them changes. */
export const useNotes = ({ session: { view } }: OpenStory): Article["notes"] =>
  useSyncExternalStore(view.subscribe, () => view.get().notes);

/** How many threads are open in a story. */
export const useOpenNotes = (story: OpenStory): number => openThreads(useNotes(story)).length;
