/** The open library as a publication needs it: facts without opening, texts as they went out, and what is noted of them. */
import { type Correction, correctionsOf } from "../../shared/article/additions.ts";
import { type Article, ArticleId, type Lang, type Out, type Release } from "../../shared/article/article.ts";
import { canonicalJson } from "../../shared/article/canonical-json.ts";
import { done, refuse } from "../../shared/errors.ts";
import type { Settings } from "../../shared/settings.ts";
import { deskWords } from "../../shared/text/names/desk-words.ts";
import { automaticSlug } from "../../shared/text/slug.ts";
import { readArticleFile } from "./files/article-file.ts";
import { articlePath, refuseOddShelf } from "./files/article-paths.ts";
import { refuseLinks } from "./files/assets/confined-files.ts";
import { outSince, shownOf, unnotedIn, withoutOut } from "./files/changed.ts";
import { keepWorked } from "./history/keep-worked.ts";
import type { Catalogue } from "./index/catalogue-kind.ts";
import type { Door, Going, GoneOut, Library, LibraryParts } from "./kinds.ts";

type OfPublication =
  | "facts"
  | "words"
  | "print"
  | "printOf"
  | "addressOf"
  | "beside"
  | "newest"
  | "read"
  | "slugHolder"
  | "goesOut"
  | "wentOut"
  | "publications"
  | "publication"
  | "takePublication"
  | "beginPublication"
  | "closePublication";

/** The slug of a story, or the automatic one, free among those that are taken. */
export async function addressOf(
  { id, details, versions }: Pick<Article, "id" | "details" | "versions">,
  catalogue: Pick<Catalogue, "freeSlug">,
  settings: Settings,
): Promise<string> {
  const headlines = { lo: versions.lo?.headline ?? "", en: versions.en?.headline ?? "" };
  return details.slug ?? catalogue.freeSlug(automaticSlug(headlines, id, deskWords(settings)), id);
}

export function publicationOfLibrary(
  parts: LibraryParts,
  door: Door,
  settings: () => Settings,
): Pick<Library, OfPublication> {
  const { folder, catalogue, history, pauses, ladder, publications, readOnly, asked, locked } = parts;
  return {
    facts: catalogue.facts,
    words: catalogue.words,
    print: async () => `${await catalogue.print()} ${await publications.print()}`,
    beside: catalogue.beside,
    newest: catalogue.newest,
    printOf: (id) => catalogue.printOf(id),
    addressOf: (article) => addressOf(article, catalogue, settings()),
    slugHolder: (slug, but) => catalogue.slugHolder(slug, but),
    read: (id) =>
      asked(async () => {
        if (!ArticleId.safeParse(id).success) return refuse("no-article", { id });
        refuseOddShelf(folder, id);
        refuseLinks(folder, articlePath(folder, id));
        const read = await readArticleFile(folder, id, ladder);
        if (read.kind === "missing") return refuse("no-article", { id });
        if (read.kind === "unreadable") return { ok: false, error: read.error };
        return done({ article: read.article, readOnly: read.readOnly });
      }),
    goesOut: (id, going, at, writer, make) =>
      asked(async () => {
        let kept: GoneOut | null = null;
        // Nothing is written into the story yet, so it is given back as it is.
        const looked = await door.note(id, writer, async (article) => {
          const made = await make(article);
          if (!made.ok) return made;
          const { slug } = made.value.details;
          const isNew = slug !== null && slug !== article.details.slug;
          const by = isNew ? await catalogue.slugHolder(slug, id) : null;
          if (slug !== null && by !== null) return refuse("slug-taken", { slug, by });
          await keepWorked(parts, id);
          const text = canonicalJson(withoutOut(made.value, [...going.anew, ...going.same]));
          const rev = await history.keep(id, text, { at, by: writer.by, why: "publish" });
          pauses.kept(id, "");
          kept = goneOut(made.value, going, rev, at);
          return done(article);
        });
        if (!looked.ok) return looked;
        return kept === null ? refuse("no-article", { id }) : done(kept);
      }),
    publication: (id) => asked(async () => done(await publications.read(id))),
    takePublication: (publication) =>
      asked(async () => {
        if (readOnly) return locked();
        await publications.take(publication);
        return done(null);
      }),
    publications: () => asked(async () => done(await publications.all())),
    beginPublication: (at, changes) =>
      asked(async () => (readOnly ? locked() : done(await publications.begin(at, changes)))),
    closePublication: (publication, changes) =>
      asked(async () => {
        if (readOnly) return locked();
        await publications.close(publication, changes);
        return done(null);
      }),
    wentOut: (id, { slug, langs }, writer) =>
      door.note(id, writer, (now) => {
        let after: Article = { ...now, details: { ...now.details, slug: now.details.slug ?? slug } };
        for (const one of langs) {
          const release = after.release[one.lang];
          if (!one.isNew && (release.stage !== "published" || release.out)) continue;
          after = { ...after, release: { ...after.release, [one.lang]: noted(release, one) } };
        }
        return done(after);
      }),
  };
}

const isSame = (a: Correction, b: Correction): boolean =>
  a.at === b.at && a.text.lo === b.text.lo && a.text.en === b.text.en;

/** A release with the word of what went out of it. */
function noted(release: Release, { publishedAt, out, correction }: GoneOut["langs"][number]): Release {
  const dated = { ...release, publishedAt: release.publishedAt ?? publishedAt, out };
  const known = correctionsOf(release);
  const isNoted = !correction || known.some((one) => isSame(one, correction));
  const corrected = isNoted ? dated : { ...dated, corrections: [...known, correction] };
  // Withdrawn meanwhile is withdrawn: its page goes with the next publication.
  if (release.stage === "withdrawn") return corrected;
  return { ...corrected, stage: "published", ...(release.withdrawn !== undefined && { withdrawn: null }) };
}

/**
 * What is noted once a text is out: of the languages that go, and of those that were out with it before anyone noted
 * it. One that readers have the same of keeps the word of when that went out.
 */
export function goneOut(article: Article, { anew, same }: Going, rev: string, at: string): GoneOut {
  const noteOf = (lang: Lang, out: Out, isNew: boolean) => ({
    lang,
    publishedAt: article.release[lang].publishedAt,
    out,
    // Its revision has the correction that went out with it.
    correction: (isNew && correctionsOf(article.release[lang]).findLast((one) => one.at === at)) || null,
    isNew,
  });
  const before = unnotedIn(article).filter((lang) => !anew.includes(lang) && !same.includes(lang));
  return {
    rev,
    slug: article.details.slug,
    langs: [
      ...anew.map((lang) => noteOf(lang, { rev, shown: shownOf(article, lang), at }, true)),
      ...same.map((lang) => noteOf(lang, article.release[lang].out ?? outSince(article, lang, rev), true)),
      ...before.map((lang) => noteOf(lang, outSince(article, lang, rev), false)),
    ],
  };
}
