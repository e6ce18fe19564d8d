import type { FoundInStory } from "../../shared/contract.ts";
import { desk } from "../base/desk-client.ts";
import { type ReadOnChange, useReadOnChange } from "../base/read-on-change.ts";

/** What the checks find in a story as it is saved, found again after each save. */
export const useFindings = (id: string): ReadOnChange<{ readonly findings: readonly FoundInStory[] }> =>
  useReadOnChange(id, (of) => desk.call("checks.run", { id: of }));

/** What somebody should look at: stops, and what is asked and wasn't accepted. */
export const openFindings = (findings: readonly FoundInStory[]): readonly FoundInStory[] =>
  findings.filter(({ severity, accepted }) => severity !== "tell" && !accepted);
