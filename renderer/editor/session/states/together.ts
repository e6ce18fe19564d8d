/** What was written here and elsewhere at once made into one, where no rule leaves a question: then nobody is asked. */
import type { Article } from "../../../../shared/article/article.ts";
import type { Opened } from "../../../../shared/contract.ts";
import type { StoryText } from "../../../../shared/merge/choose-rows.ts";
import { merge } from "../../../../shared/merge/merge.ts";
import { PARTS } from "../story-view.ts";
import type { Step } from "./events.ts";
import { show } from "./outside.ts";
import type { SessionState } from "./state.ts";
import { type Bodies, storyText } from "./story-text.ts";

/** Who wrote a side is told on cards alone, and there are none here. */
const sideOf = (article: Article) => ({ article, revision: "", by: "", desk: "", at: "" });

/** This window's text and theirs as one; null where somebody has to choose, or theirs can't be written on. */
export function textTogether(state: SessionState, theirs: Opened, bodies: Bodies): StoryText | null {
  if (theirs.readOnly !== undefined || state.closed) return null;
  const { base } = state;
  // Cards are theirs as they stand: a window settles them by itself.
  const { conflicts, settled } = theirs.article;
  const beside = { conflicts, ...(settled === undefined ? {} : { settled }) };
  const mine = { ...base, ...storyText(state, base, bodies), ...beside };
  const { details, versions, ...merged } = merge(
    { article: { ...base, ...beside } },
    sideOf(mine),
    sideOf(theirs.article),
  );
  return merged.conflicts.length > conflicts.length ? null : { details, versions };
}

/** The window shows the text of both; what was unsaved still is, and begins from theirs now. */
export function together(state: SessionState, theirs: Opened, { details, versions }: StoryText): Step {
  const both: Opened = { ...theirs, article: { ...theirs.article, details, versions } };
  const { state: shown, effects } = show(state, both, PARTS);
  return { state: { ...shown, base: theirs.article, refusal: null }, effects };
}
