/** What a language's release is after a person set its stage or its date. */
import { type Withdrawal, withdrawalOf } from "../../shared/article/additions.ts";
import type { Release } from "../../shared/article/article.ts";
import type { StageChange } from "./kinds.ts";

/**
 * A withdrawal says when and why, and stays noted with what was out, whatever stage comes after it, until the
 * language is published again: so long its page tells of it. Null where a reason is given and nothing withdrawn.
 */
export function released(before: Release, { reason, ...given }: StageChange, now: string): Release | null {
  const after = { ...before, ...given };
  const known = withdrawalOf(before);
  const withdrawing = given.stage === "withdrawn" && before.stage !== "withdrawn";
  if (withdrawing || (reason && (after.stage === "withdrawn" || known))) {
    // Worked on and laid aside again without a publication between: it is one withdrawal.
    const at = known?.at ?? now;
    const withdrawn: Withdrawal = { ...known, at, reason: reason ?? known?.reason ?? { lo: "", en: "" } };
    return { ...after, withdrawn };
  }
  if (reason) return null;
  // Said by hand to be published again: the text as it stands is out.
  const isBack = after.stage === "published" && (before.stage === "withdrawn" || known !== null);
  return isBack ? { ...after, out: null, withdrawn: null } : after;
}
