/** What a publication does to the stories: kept as revisions before, noted in them after, read as they are out. */
import { correctionsOf } from "../../../shared/article/additions.ts";
import type { Article, Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { type DeskError, done, type Reason, type Result, refuse } from "../../../shared/errors.ts";
import type { GoneOut, Library, Writer } from "../../library/library.ts";
import type { SiteBuild } from "../../publish/build-site.ts";
import type { BuildSources } from "../../publish/outputs/site.ts";
import type { PlanInput } from "../../publish/plan/plan-input.ts";
import { planSite } from "../../publish/plan/plan-site.ts";
import {
  type ReleaseChange,
  type SitePlan,
  type SkipCode,
  type SkippedVersion,
  versionKey,
} from "../../publish/plan/site-plan.ts";
import { givenUp, type UnderWay } from "./under-way.ts";

/** A story as its publication leaves it; refused where it is no longer as it was planned. */
function asPublished(article: Article, { slug, release }: ReleaseChange): Result<Article> {
  const after = { ...article.release };
  for (const lang of LANGS) {
    const change = release[lang];
    if (!change) continue;
    if (article.trashedAt !== null || after[lang].stage === "withdrawn")
      return refuse("part-changed", { part: "release" });
    const before = after[lang];
    after[lang] = {
      ...before,
      stage: change.stage,
      publishedAt: before.publishedAt ?? change.publishedAt,
      ...(before.withdrawn !== undefined && { withdrawn: null }),
      ...(change.correction && { corrections: [...correctionsOf(before), change.correction] }),
    };
  }
  const details = article.details.slug === null ? { ...article.details, slug } : article.details;
  return done({ ...article, release: after, details });
}

/** What is told of a story that a publication couldn't take along. */
const CODES: Readonly<Partial<Record<Reason, SkipCode>>> = {
  "article-newer": "read-only",
  "article-unknown-content": "read-only",
  "slug-taken": "slug-clash",
  "part-changed": "stage",
};
const codeOf = ({ reason }: DeskError): SkipCode => CODES[reason] ?? "unreadable";

const langsOf = ({ release }: ReleaseChange): Lang[] => LANGS.filter((lang) => release[lang]);

/** What goes out of a story: with other words for readers, or with the same. */
const goingOf = (change: ReleaseChange) => ({
  anew: langsOf(change).filter((lang) => !change.release[lang]?.isSame),
  same: langsOf(change).filter((lang) => change.release[lang]?.isSame),
});

export interface Prepared {
  readonly plan: SitePlan;
  /** What goes out, kept as a revision; empty where nothing is to be written down. */
  readonly gone: ReadonlyMap<string, GoneOut>;
  /** What couldn't be kept, by `versionKey`. */
  readonly failed: ReadonlyMap<string, SkipCode>;
}

/**
 * Keeps what goes out in history. A story that can't be kept stays as it is and is told; the plan is
 * made again without it, as its address and its place among others' news are free then. Error:
 * `publish-cancelled`; what history has by then says nothing of a publication.
 */
export async function prepare(
  library: Library,
  input: PlanInput,
  first: SitePlan,
  writer: Writer,
  underWay: UnderWay = {},
): Promise<Result<Prepared>> {
  const gone = new Map<string, GoneOut>();
  const failed = new Map<string, SkipCode>();
  /** A disk that takes nothing at all is no story's failure. */
  let problem: DeskError | null = null;
  for (let plan = first; ; plan = planSite({ ...input, failed })) {
    const before = failed.size;
    for (const change of plan.releases) {
      if (gone.has(change.id)) continue;
      const early = givenUp(underWay);
      if (early) return early;
      const kept = await library.goesOut(change.id, goingOf(change), input.now, writer, (article) =>
        asPublished(article, change),
      );
      if (kept.ok) {
        gone.set(change.id, kept.value);
        continue;
      }
      for (const lang of LANGS) failed.set(versionKey(change.id, lang), codeOf(kept.error));
      if (kept.error.code === "disk") problem ??= kept.error;
    }
    if (failed.size > before) continue;
    return problem && gone.size === 0 ? { ok: false, error: problem } : done({ plan, gone, failed });
  }
}

/**
 * Notes in the stories what went out, but for what `skipped` names. One that can't be written is told,
 * and keeps no other from it.
 */
export async function settle(
  library: Library,
  { plan, skipped }: Pick<SiteBuild, "plan" | "skipped">,
  gone: Prepared["gone"],
  writer: Writer,
): Promise<SkippedVersion[]> {
  const unmade = new Set(skipped.map(({ id, lang }) => versionKey(id, lang)));
  const unsettled: SkippedVersion[] = [];
  for (const change of plan.releases) {
    const { id } = change;
    const kept = gone.get(id);
    const went = langsOf(change).filter((lang) => !unmade.has(versionKey(id, lang)));
    if (!kept || went.length === 0) continue;
    const langs = kept.langs.filter(({ lang, isNew }) => !isNew || went.includes(lang));
    const noted = await library.wentOut(id, { ...kept, langs }, writer);
    if (!noted.ok) unsettled.push(...went.map((lang) => ({ id, lang, code: codeOf(noted.error) })));
  }
  return unsettled;
}

/** A text that a language is out with: as it goes out now, else of its revision, else as it stands. */
export function textReader(library: Library, gone: Prepared["gone"]): BuildSources["readText"] {
  /** Both languages mostly went out together: the second one's text is that which was read for the first. */
  let last: { readonly text: string; readonly read: ReturnType<Library["revision"]> } | null = null;
  return async (id, lang, rev) => {
    const kept = rev ?? gone.get(id)?.rev;
    if (kept === undefined) {
      const read = await library.read(id);
      return read.ok ? read.value.article : null;
    }
    const text = `${id} ${kept}`;
    if (last?.text !== text) last = { text, read: library.revision(id, kept) };
    const read = await last.read;
    if (read.ok) return read.value;
    // Where its revision is lost, the story itself may still say the same.
    const now = await library.open(id);
    return now.ok && !now.value.changed[lang] ? now.value.article : null;
  };
}

/** Which text that is, without reading it: its revision, else the story's file as the list knows it. */
export function textKeys(library: Library, gone: Prepared["gone"]): NonNullable<BuildSources["textKey"]> {
  return (id, rev) => {
    const kept = rev ?? gone.get(id)?.rev;
    if (kept !== undefined) return kept;
    const print = library.printOf(id);
    return print === undefined ? null : `file ${print}`;
  };
}
