/** What the checks find in the open story: read by the shell, shown by the rooms beside the text and in it. */
import type { FoundInStory } from "../../shared/contract.ts";
import type { ReadOnChange } from "./read-on-change.ts";
import { createStore } from "./store.ts";

export type StoryFindings = ReadOnChange<{ readonly findings: readonly FoundInStory[] }>;

/** Null while no story is open. What was found stays the same value as long as the same is found. */
export const storyFindings = createStore<{ readonly of: string; readonly list: StoryFindings } | null>(null);
