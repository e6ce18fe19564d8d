import { useEffect } from "react";
import type { FoundInStory } from "../../shared/contract.ts";
import { desk } from "../base/desk-client.ts";
import { useReadOnChange } from "../base/read-on-change.ts";
import { useStore } from "../base/store.ts";
import { type StoryFindings, saysUnwritten, storyFindings } from "../base/story-findings.ts";
import type { OpenStory } from "../editor/door.ts";

/** Follows what the checks find in a story as it is saved, found again after each save: the text and the panes show it. */
export function FollowFindings({ story: { session } }: { readonly story: OpenStory }) {
  const { id } = session;
  const { value, error, readAgain } = useReadOnChange(id, (of) => desk.call("checks.run", { id: of }));
  useEffect(() => {
    const before = storyFindings.get();
    const known = before?.of === id ? before.list.value : null;
    const isSame = value !== null && JSON.stringify(known) === JSON.stringify(value);
    // Saved and looked for once more, and found as it was: nobody has to draw anything.
    if (isSame && before?.list.error === error && before.list.readAgain === readAgain) return;
    const isUnwritten = value !== null && saysUnwritten(value.findings, session.view.get().has);
    storyFindings.set({ of: id, list: { value: isSame ? known : value, error, readAgain }, isUnwritten });
  }, [id, session, value, error, readAgain]);
  useEffect(() => () => storyFindings.set(null), []);
  return null;
}

/** What is found in a story, once it was looked for. */
export function useFindings(id: string): StoryFindings {
  const now = useStore(storyFindings);
  return now?.of === id ? now.list : NOT_YET;
}

/** Whether nothing is written in a story yet, as far as it was looked at. */
export function useIsUnwritten(id: string): boolean {
  const now = useStore(storyFindings);
  return now?.of === id && now.isUnwritten;
}

const NOT_YET: StoryFindings = { value: null, error: null, readAgain: () => undefined };

/** What somebody should look at: stops, and what is asked and wasn't accepted. */
export const openFindings = (findings: readonly FoundInStory[]): readonly FoundInStory[] =>
  findings.filter(({ severity, accepted }) => severity !== "tell" && !accepted);
