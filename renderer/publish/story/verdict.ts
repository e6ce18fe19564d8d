/**
 * What a publication of this story does with each of its languages. The sentence at the dialog's foot, the words of
 * its button and what is asked of the desk come from these values alone.
 */
import type { Lang } from "../../../shared/article/article.ts";
import { isOut, isWithdrawn } from "../../../shared/article/out.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { FoundInStory, PublishPlan, Skipped } from "../../../shared/contract.ts";
import type { StoryView } from "../../editor/door.ts";

/**
 * `none`: there is no such version. `stage`: not ready. `goes`, `left`: ready, and ticked or not. `update`, `kept`:
 * out and changed since, ticked or not. `same`: out as it stands; `again`: so it is, and the site's folder lacks it.
 * `withdrawn`: off the site; `leaves`: withdrawn, and its page leaves now.
 */
export type Verdict =
  | {
      readonly kind: "none" | "stage" | "goes" | "left" | "update" | "kept" | "same" | "again" | "withdrawn" | "leaves";
    }
  /** So many stops of the checks; `out`: its page stays as it was meanwhile. */
  | { readonly kind: "stopped"; readonly count: number; readonly out: boolean }
  /** What the desk alone knows keeps it. */
  | { readonly kind: "refused"; readonly why: Pick<Skipped, "code" | "check">; readonly out: boolean }
  /** `until` an embargo or the page's own date has passed. */
  | { readonly kind: "embargo" | "date"; readonly until: string; readonly out: boolean };
export type VerdictKind = Verdict["kind"];

/** A language's page in a plan. */
export interface PlannedPage {
  readonly kind: "new" | "changed" | "moved" | "removed";
  readonly address: string;
  /** Of one that moves: where it stood. */
  readonly from?: string;
}

/** What a plan says of one language of a story. */
export interface Planned {
  readonly page: PlannedPage | null;
  readonly stays: Pick<Skipped, "code" | "check"> | null;
}

export function plannedOf(plan: PublishPlan | null, id: string, lang: Lang): Planned {
  const isIt = (one: { readonly id: string; readonly lang: Lang }) => one.id === id && one.lang === lang;
  if (!plan) return { page: null, stays: null };
  for (const kind of ["new", "changed", "removed"] as const) {
    const page = plan[kind].find(isIt);
    if (page) return { page: { kind, address: page.address }, stays: null };
  }
  const moved = plan.moved.find(isIt);
  if (moved) return { page: { kind: "moved", address: moved.address, from: moved.from }, stays: null };
  return { page: null, stays: plan.stays.find(isIt) ?? null };
}

/** The findings that are about this language, those of both among them. */
export const findingsOfLang = (findings: readonly FoundInStory[], lang: Lang): readonly FoundInStory[] =>
  findings.filter((one) => one.lang === null || one.lang === lang);

interface Standing {
  /** How many stops keep it. */
  readonly stops: number;
  readonly isTicked: boolean;
  /** Null while the desk hasn't told. */
  readonly planned: Planned | null;
  /** An instant. */
  readonly now: string;
}

export function verdictOf(
  view: Pick<StoryView, "has" | "release" | "changed" | "details">,
  lang: Lang,
  { stops, isTicked, planned, now }: Standing,
): Verdict {
  const release = view.release[lang];
  const out = isOut(release);
  if (!view.has[lang]) return { kind: "none" };
  if (planned?.page?.kind === "removed") return { kind: "leaves" };
  if (out && !view.changed[lang]) return { kind: planned?.page ? "again" : "same" };
  const isAhead = (instant: string | null): instant is string =>
    instant !== null && Date.parse(instant) > Date.parse(now);
  if (isWithdrawn(release) && release.stage !== "ready") return { kind: "withdrawn" };
  if (isAhead(view.details.embargoUntil)) return { kind: "embargo", until: view.details.embargoUntil, out };
  if (isAhead(release.publishedAt)) return { kind: "date", until: release.publishedAt, out };
  if (stops > 0) return { kind: "stopped", count: stops, out };
  if (release.stage !== "ready" && release.stage !== "published") return { kind: "stage" };
  if (isTicked && planned?.stays) return { kind: "refused", why: planned.stays, out };
  if (out) return { kind: isTicked ? "update" : "kept" };
  return { kind: isTicked ? "goes" : "left" };
}

/** Somebody can tick it. */
export const canTick = ({ kind }: Verdict): boolean => ["goes", "left", "update", "kept", "refused"].includes(kind);

/** A publication names it: it goes, or its page is made again where the folder lacks it. */
export const isNamed = ({ kind }: Verdict): boolean => ["goes", "update", "same"].includes(kind);

/** What the button does, and the languages that it does it to, in its order. */
export const ACTS = ["publish", "update", "remove"] as const;
export type Act = (typeof ACTS)[number];
const ACT_OF: Partial<Record<VerdictKind, Act>> = {
  goes: "publish",
  again: "publish",
  update: "update",
  leaves: "remove",
};

export function actsOf(verdicts: Readonly<Record<Lang, Verdict>>): readonly { act: Act; langs: readonly Lang[] }[] {
  return ACTS.flatMap((act) => {
    const langs = LANGS.filter((lang) => ACT_OF[verdicts[lang].kind] === act);
    return langs.length > 0 ? [{ act, langs }] : [];
  });
}

/** What becomes of a language, as the foot says it. */
export const FATES = ["goes", "leaves", "held", "same", "stays"] as const;
export type Fate = (typeof FATES)[number];
export function fateOf({ kind }: Verdict): Fate | null {
  switch (kind) {
    case "none":
      return null;
    case "goes":
    case "again":
    case "update":
      return "goes";
    case "leaves":
      return "leaves";
    case "embargo":
    case "date":
      return "held";
    case "same":
      return "same";
    default:
      return "stays";
  }
}
