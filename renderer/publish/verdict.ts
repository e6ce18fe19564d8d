/** What a publication of this story would do with one of its languages. */

import type { Lang } from "../../shared/article/article.ts";
import { isOut } from "../../shared/article/out.ts";
import type { StoryView } from "../editor/door.ts";

export type Verdict =
  | { readonly kind: "goes" | "stays" | "update" | "kept" | "same" | "withdrawn" }
  /** `until` an embargo or the page's own date has passed; `out`: its page stays as it was meanwhile. */
  | { readonly kind: "embargo" | "date"; readonly until: string; readonly out: boolean };

/** A version that could go out at all: it is there and has a headline. */
export const canGoOut = (view: Pick<StoryView, "has" | "fields">, lang: Lang): boolean =>
  view.has[lang] && view.fields[lang].headline.trim() !== "";

/**
 * `isChosen`: the language is named for this publication. `now` is an instant. The rules are the desk's
 * (what it does is told by its answer); this says it beforehand. Null where there is nothing to go out.
 */
export function verdictOf(
  view: Pick<StoryView, "has" | "fields" | "release" | "changed" | "details">,
  lang: Lang,
  isChosen: boolean,
  now: string,
): Verdict | null {
  const release = view.release[lang];
  const out = isOut(release);
  if (!canGoOut(view, lang) && !out) return null;
  const isAhead = (instant: string | null): instant is string =>
    instant !== null && Date.parse(instant) > Date.parse(now);
  // What is out as it stands waits for nothing.
  if (!out || view.changed[lang]) {
    if (isAhead(view.details.embargoUntil)) return { kind: "embargo", until: view.details.embargoUntil, out };
    if (isAhead(release.publishedAt)) return { kind: "date", until: release.publishedAt, out };
  }
  if (out && !view.changed[lang]) return { kind: "same" };
  if (out) return { kind: isChosen ? "update" : "kept" };
  if (isChosen) return { kind: "goes" };
  return { kind: release.stage === "withdrawn" ? "withdrawn" : "stays" };
}

/** It can't be chosen: what holds it is not in this dialog's hands. */
export const isHeld = (verdict: Verdict | null): boolean => verdict?.kind === "embargo" || verdict?.kind === "date";
