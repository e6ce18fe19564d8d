/** Which languages are out after a publication and with which text, and what is told of the others. */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { StoryFacts } from "../../../shared/article/story-facts.ts";
import type { StopId } from "../../../shared/checks/own-stops.ts";
import { lastStanding } from "./out-version.ts";
import { keysOf, type PlanInput } from "./plan-input.ts";
import { concerns, heldBack, isPublic, refusal, stopOf, stuck } from "./refusals.ts";
import { type SkipCode, type SkippedVersion, versionKey } from "./site-plan.ts";

/** One language of a story that is out after this publication, if it has an address of its own. */
export interface Candidate {
  readonly story: StoryFacts;
  readonly lang: Lang;
  /** With its present text; else with that which it went out with. */
  readonly goes: boolean;
}

export interface Sorted {
  readonly candidates: readonly Candidate[];
  /** What is out and can't be made anew, each with the reason. */
  readonly kept: readonly SkippedVersion[];
  readonly skipped: readonly SkippedVersion[];
}

/** Whether a language is to go out with its present text, and what stands against it. */
interface Wish {
  readonly isNamed: boolean;
  /** It is out already. */
  readonly isThere: boolean;
  /** Said to be out by hand and dated ahead: it goes, and that is told. */
  readonly isHeld: boolean;
  readonly asks: boolean;
  readonly code: SkipCode | null;
  readonly check: StopId | null;
}

/** What was asked for. */
type Asked = Pick<PlanInput, "now" | "changed" | "failed"> & {
  readonly chosen: ReadonlySet<string> | undefined;
  readonly also: ReadonlySet<string>;
  /** The addresses that stories in the trash have. */
  readonly inTrash: ReadonlySet<string>;
};

function wishFor(story: StoryFacts, lang: Lang, { chosen, also, now, changed, failed, inTrash }: Asked): Wish {
  const key = versionKey(story.id, lang);
  const isNamed = (chosen?.has(key) ?? false) || also.has(key);
  const { stage, out, publishedAt } = story.release[lang];
  const isThere = isPublic(story, lang);
  // Said to be out by hand: a page needs a date and an address, which are written down with it.
  const isUnsettled = isThere && out === null && (story.slug === null || publishedAt === null);
  const isWanted =
    isNamed || isUnsettled || (!chosen && (stage === "ready" || (changed === true && isThere && story.changed[lang])));
  const says = !isThere || story.changed[lang] || out === null || stage !== "published";
  const other = refusal(story, lang, now) ?? failed?.get(key) ?? null;
  const check = other === null ? stopOf(story, lang, inTrash) : null;
  const code = check === null ? other : "check";
  const isHeld = isUnsettled && (code === "embargo" || code === "future");
  return { isNamed, isThere, isHeld, asks: isWanted && says, code, check };
}

/** What becomes of each language, and what is to be told of it; addresses come later. */
export function whoIsOut(input: PlanInput, stories: readonly StoryFacts[]): Sorted {
  const { now } = input;
  const inTrash = new Set(
    stories.flatMap(({ trashedAt, slug }) => (trashedAt !== null && slug !== null ? [slug] : [])),
  );
  const asked: Asked = { ...input, chosen: input.chosen && keysOf(input.chosen), also: keysOf(input.also), inTrash };
  const candidates: Candidate[] = [];
  const kept: SkippedVersion[] = [];
  const skipped: SkippedVersion[] = [];

  for (const story of stories) {
    const { id } = story;
    const wishes: Readonly<Record<Lang, Wish>> = { lo: wishFor(story, "lo", asked), en: wishFor(story, "en", asked) };
    const goes = (lang: Lang) => wishes[lang].asks && (wishes[lang].code === null || wishes[lang].isHeld);
    // Where what went out is lost, the present text can take its place.
    const isStuck = LANGS.some((lang) => wishes[lang].isThere && stuck(story, lang) !== null && !goes(lang));
    for (const lang of LANGS) {
      const tell = (code: SkipCode) => {
        const { check } = wishes[lang];
        skipped.push({ id, lang, code, ...(code === "check" && check !== null && { check }) });
      };
      const { isNamed, isThere, isHeld, asks } = wishes[lang];
      const { stage } = story.release[lang];
      if (isThere && isStuck) {
        kept.push({ id, lang, code: stuck(story, lang) ?? "unreadable" });
        continue;
      }
      const code = wishes[lang].code ?? (isStuck ? "unreadable" : null);
      if (isHeld && code !== null) tell(code);
      if (asks && (code === null || isHeld)) candidates.push({ story, lang, goes: true });
      else if (isThere && lastStanding(story, lang)) {
        candidates.push({ story, lang, goes: false });
        // Another desk set it: what is out stays, and whoever publishes is told.
        const held = asks ? code : (heldBack(story, lang, now) ?? (code === "read-only" ? code : null));
        if (held !== null) tell(held);
      } else if (code !== null) {
        // of what was not chosen, only a page that now comes down from the site is worth a word
        const comesDown = stage === "published" && code !== "trashed";
        if (isNamed || (input.chosen ? comesDown : concerns(story, lang))) tell(code);
      }
    }
  }
  return { candidates, kept, skipped };
}
