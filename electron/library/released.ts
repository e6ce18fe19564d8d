/** What a language's release is after a person set its stage or its date. */
import { type Assignment, type Withdrawal, withdrawalOf } from "../../shared/article/additions.ts";
import type { Release } from "../../shared/article/article.ts";
import { isOut } from "../../shared/article/out.ts";
import type { Lang } from "../../shared/article/stages.ts";
import type { PublicationFiles } from "./files/publication-files.ts";
import type { StageChange } from "./kinds.ts";

/** Of what is out it is about what goes out next. What nobody noted as out is noted with this change, and dated so. */
function taskFor(before: Release, { person, due }: NonNullable<StageChange["assigned"]>): Assignment {
  const after = isOut(before) ? (before.out?.at ?? before.publishedAt) : null;
  return { person, due, ...(after && { after }) };
}

/**
 * A withdrawal says when and why, and stays noted with what was out, whatever stage comes after it, until the
 * language is published again: so long its page tells of it. Null where a reason is given and nothing withdrawn.
 */
export function released(before: Release, { reason, assigned, ...given }: StageChange, now: string): Release | null {
  const after = {
    ...before,
    ...given,
    ...(assigned !== undefined && { assigned: assigned && taskFor(before, assigned) }),
  };
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
  // What older desks withdrew has no note of it yet, and only its stage says so.
  if (before.stage === "withdrawn" && !known && after.stage !== "withdrawn" && after.stage !== "published")
    return { ...after, withdrawn: { at: now, reason: { lo: "", en: "" } } };
  const isBack = after.stage === "published" && (before.stage === "withdrawn" || known !== null);
  return isBack ? { ...after, out: null, withdrawn: null } : after;
}

/** Whether a record says that readers have it: a publication that was cut short noted it there before its story. */
export async function isTold(publications: PublicationFiles, id: string, lang: Lang): Promise<boolean> {
  const changes = (await publications.all()).flatMap((publication) => publication.changes);
  const last = changes.findLast((change) => change.id === id && change.lang === lang);
  return last !== undefined && last.kind !== "withdrawn" && last.kind !== "removed";
}
