/** What the site's dialog lists: each story that is ready or changed since it went out, language by language. */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { PublishPlan, Request, Skipped, Summary } from "../../../shared/contract.ts";

/**
 * What becomes of one language of a story. `goes`: it is ready; `changed`: it is out, and goes out again where somebody
 * ticks it; `held`: its time lies ahead; `stopped`: a publication keeps it, with its code; `below`: it isn't ready;
 * `same`: it is out as it stands.
 */
export type LineState =
  | { readonly kind: "goes" | "changed" | "below" | "same" | "withdrawn" }
  | { readonly kind: "held"; readonly until: string }
  | { readonly kind: "stopped"; readonly why: Pick<Skipped, "code" | "check"> };

export interface SiteLine {
  readonly lang: Lang;
  readonly state: LineState;
}

export interface SiteRow {
  readonly id: string;
  readonly story: Summary;
  readonly lines: readonly SiteLine[];
}

/** Codes that the state of a story tells already. */
const TOLD: ReadonlySet<Skipped["code"]> = new Set(["stage", "embargo", "future", "no-version", "trashed"]);

function stateOf(story: Summary, lang: Lang, plan: PublishPlan | null, now: string): LineState | null {
  const { out, changed, stages, goesAt, has } = story;
  if (!has[lang]) return null;
  if (out[lang] && !changed[lang]) return { kind: "same" };
  const until = goesAt[lang];
  if (until !== null && Date.parse(until) > Date.parse(now)) return { kind: "held", until };
  const why = plan?.stays.find((one) => one.id === story.id && one.lang === lang && !TOLD.has(one.code));
  const goes = stages[lang] === "ready" || out[lang];
  if (goes && why) return { kind: "stopped", why };
  if (out[lang]) return { kind: "changed" };
  if (stages[lang] === "ready") return { kind: "goes" };
  return { kind: stages[lang] === "withdrawn" ? "withdrawn" : "below" };
}

/**
 * The rows of these stories. `isAsked`: they were named, so what has nothing to publish is listed as well, and says why.
 * `now` is an instant.
 */
export function siteRows(
  stories: readonly Summary[],
  plan: PublishPlan | null,
  { isAsked, now }: { readonly isAsked: boolean; readonly now: string },
): readonly SiteRow[] {
  return stories.flatMap((story): SiteRow[] => {
    if (story.trashedAt !== null) return [];
    const all = LANGS.flatMap((lang): SiteLine[] => {
      const state = stateOf(story, lang, plan, now);
      return state ? [{ lang, state }] : [];
    });
    const lines = isAsked ? all : all.filter(({ state: { kind } }) => !["below", "same", "withdrawn"].includes(kind));
    return lines.length > 0 ? [{ id: story.id, story, lines }] : [];
  });
}

/** Whether somebody can tick it. */
export const canTick = ({ kind }: LineState): boolean => kind === "goes" || kind === "changed";

export const STATES = ["goes", "changed", "held", "stopped"] as const;
export interface SiteFilter {
  readonly lang: Lang | null;
  readonly category: string | null;
  readonly state: (typeof STATES)[number] | null;
}

/** The rows that a filter leaves, each with the lines that it is about. */
export function filteredRows(rows: readonly SiteRow[], { lang, category, state }: SiteFilter): readonly SiteRow[] {
  return rows.flatMap((row) => {
    if (category !== null && row.story.category !== category) return [];
    const lines = row.lines.filter(
      (line) => (lang === null || line.lang === lang) && (state === null || line.state.kind === state),
    );
    return lines.length > 0 ? [{ ...row, lines }] : [];
  });
}

/** `<id> <lang>`: how a tick is named. */
const tickOf = (id: string, lang: Lang): string => `${id} ${lang}`;

/** What somebody chose otherwise than it stands at first: what is ready is ticked, what changed is not. */
export interface SiteChoice {
  /** Ready, and not to go. */
  readonly untick: ReadonlySet<string>;
  /** Changed, and to go, each with what readers are told of it. */
  readonly notes: ReadonlyMap<string, string>;
}

/** What is ticked, and what readers are told of each. */
export interface Ticks {
  isTicked(id: string, line: SiteLine): boolean;
  /** All of these that can be. */
  tick(rows: readonly SiteRow[], isTicked: boolean): void;
  note(id: string, lang: Lang): string;
  setNote(id: string, lang: Lang, text: string): void;
}

export function ticksOf(choice: SiteChoice, set: (choice: SiteChoice) => void): Ticks {
  return {
    isTicked: (id, line) => isTicked(choice, id, line),
    tick(rows, on) {
      const [untick, notes] = [new Set(choice.untick), new Map(choice.notes)];
      for (const { id, lines } of rows)
        for (const { lang, state } of lines) {
          const key = tickOf(id, lang);
          if (state.kind === "goes" && on) untick.delete(key);
          else if (state.kind === "goes") untick.add(key);
          else if (state.kind === "changed" && on) notes.set(key, notes.get(key) ?? "");
          else if (state.kind === "changed") notes.delete(key);
        }
      set({ untick, notes });
    },
    note: (id, lang) => choice.notes.get(tickOf(id, lang)) ?? "",
    setNote: (id, lang, text) => set({ ...choice, notes: new Map(choice.notes).set(tickOf(id, lang), text) }),
  };
}

function isTicked({ untick, notes }: SiteChoice, id: string, { lang, state }: SiteLine): boolean {
  const key = tickOf(id, lang);
  return state.kind === "goes" ? !untick.has(key) : state.kind === "changed" && notes.has(key);
}

type Named = NonNullable<Request<"publish.site">["articles"]>;

/**
 * What a publication is asked for. Of all, what is ready needs no name; where some of it is not to go, and where
 * stories were asked for (`isAsked`), each that goes is named.
 */
export function requestOf(rows: readonly SiteRow[], choice: SiteChoice, isAsked: boolean): Request<"publish.site"> {
  const named = (kind: LineState["kind"]): Named =>
    rows.flatMap(({ id, lines }) =>
      lines
        .filter((line) => line.state.kind === kind && isTicked(choice, id, line))
        .map(({ lang }) => {
          const note = choice.notes.get(tickOf(id, lang))?.trim() ?? "";
          return { id, lang, ...(note !== "" && { correction: { lo: "", en: "", [lang]: note } }) };
        }),
    );
  const changed = named("changed");
  if (!isAsked && choice.untick.size === 0) return { also: changed };
  return { articles: [...named("goes"), ...changed] };
}
