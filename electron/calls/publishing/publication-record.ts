/** A publication's own record in the library: begun before the pages are written, closed once the stories say so. */
import { withdrawalOf } from "../../../shared/article/additions.ts";
import type { Article } from "../../../shared/article/article.ts";
import type { Publication, PublicationChange } from "../../../shared/article/publication.ts";
import type { Result } from "../../../shared/errors.ts";
import type { GoneOut, Library, Writer } from "../../library/library.ts";
import { goneOut } from "../../library/library-publication.ts";
import { type SitePlan, versionKey } from "../../publish/plan/site-plan.ts";

/** The changes of a plan as they are noted: those that go out with the revision that holds their text. */
export const notedChanges = (
  { changes, going }: Pick<SitePlan, "changes" | "going">,
  gone: ReadonlyMap<string, GoneOut>,
  unmade: ReadonlySet<string> = new Set(),
): PublicationChange[] =>
  changes.flatMap((change) => {
    const key = versionKey(change.id, change.lang);
    if (unmade.has(key)) return [];
    const rev = going.has(key) ? gone.get(change.id)?.rev : undefined;
    return [rev === undefined ? change : { ...change, rev }];
  });

/**
 * Whether a language went out with what a record says. Where a person took it back meanwhile, only the site
 * knows; withdrawn since, it went out before.
 */
function went(article: Article, { lang, to }: PublicationChange, stands: (page: string) => boolean): boolean {
  const release = article.release[lang];
  const isMeant = release.stage === "ready" || release.stage === "published" || release.stage === "withdrawn";
  return isMeant || withdrawalOf(release) !== null || (to !== undefined && stands(`${to}index.html`));
}

/** Notes in one story what a record says that went out of it; false where it didn't. */
async function finishOne(
  library: Library,
  { at }: Publication,
  change: PublicationChange,
  writer: Writer,
  stands: (page: string) => boolean,
): Promise<boolean> {
  const { id, lang, rev } = change;
  if (rev === undefined) return true;
  const now = await library.read(id);
  if (!now.ok) return false;
  const { article } = now.value;
  if (article.release[lang].out?.rev === rev) return true;
  if (!went(article, change, stands)) return false;
  const text = await library.revision(id, rev);
  if (!text.ok) return false;
  const noted = await library.wentOut(id, goneOut(text.value, { anew: [lang], same: [] }, rev, at), writer);
  return noted.ok;
}

/**
 * Finishes publications that were cut short: their stories say that they are out, with the revisions that the
 * records name, so that the one that follows makes their pages.
 */
export async function finishPending(
  library: Library,
  writer: Writer,
  stands: (page: string) => boolean,
): Promise<Result<readonly Publication[]>> {
  const known = await library.publications();
  if (!known.ok) return known;
  const pending = known.value.filter(({ state }) => state === "pending");
  if (pending.length === 0) return known;
  for (const publication of pending) {
    const changes: PublicationChange[] = [];
    for (const change of publication.changes)
      if (await finishOne(library, publication, change, writer, stands)) changes.push(change);
    const lost = library.gone();
    if (lost) return { ok: false, error: lost };
    const closed = await library.closePublication(publication, changes);
    if (!closed.ok) return closed;
  }
  return library.publications();
}
