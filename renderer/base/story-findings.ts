/** What the checks find in the open story: read by the shell, shown by the rooms beside the text and in it. */
import type { FoundInStory, Langs } from "../../shared/contract.ts";
import type { ReadOnChange } from "./read-on-change.ts";
import { createStore } from "./store.ts";

export type StoryFindings = ReadOnChange<{ readonly findings: readonly FoundInStory[] }>;

/** Null while no story is open. What was found stays the same value as long as the same is found. */
export const storyFindings = createStore<{
  readonly of: string;
  readonly list: StoryFindings;
  /** Nothing is written in the story yet: what it lacks is told in its list, and nowhere else. */
  readonly isUnwritten: boolean;
} | null>(null);

/** What every version lacks in which nothing is written. */
const LACKS_ALL = ["headline", "lead", "body"] as const;

/** Whether all that was found is that a story was only begun. `has`: the versions that there are. */
export const saysUnwritten = (findings: readonly FoundInStory[], has: Langs): boolean =>
  (["lo", "en"] as const)
    .filter((lang) => has[lang])
    .every((lang) => LACKS_ALL.every((check) => findings.some((one) => one.check === check && one.lang === lang)));
