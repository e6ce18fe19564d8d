/** The open library's history: what is kept of a story, read, restored, marked. */
import { ArticleId } from "../../shared/article/article.ts";
import { canonicalJson } from "../../shared/article/canonical-json.ts";
import { LANGS } from "../../shared/article/stages.ts";
import { done, refuse } from "../../shared/errors.ts";
import { instantNow } from "../../shared/text/dates.ts";
import { readArticleFile, readArticleText } from "./files/article-file.ts";
import { mergeDetails, mergeVersion } from "./files/merge-save.ts";
import { keepWorked } from "./history/keep-worked.ts";
import type { Door, Library, LibraryParts } from "./kinds.ts";

type OfHistory = "history" | "revision" | "restore" | "keepAside";

export function historyOfLibrary(parts: LibraryParts, door: Door): Pick<Library, OfHistory> {
  const { folder, history, turns, ladder, readOnly, asked, locked } = parts;
  const revision: Library["revision"] = (id, rev) =>
    asked(async () => {
      if (!ArticleId.safeParse(id).success) return refuse("no-article", { id });
      const text = await history.read(id, rev);
      if (text === null) return refuse("no-revision");
      const read = text === "damaged" ? null : readArticleText(text, id, ladder);
      return read?.kind === "article" ? done(read.article) : refuse("revision-damaged");
    });

  return {
    history: (id) =>
      asked(async () => {
        if (!ArticleId.safeParse(id).success) return refuse("no-article", { id });
        return done(await history.shown(id));
      }),
    revision,
    async restore(id, rev, writer) {
      const then = await revision(id, rev);
      if (!then.ok) return then;
      return door.change(id, { ...writer, why: "restore" }, (article) =>
        done({
          ...article,
          // When a story may go out is decided today.
          details: {
            ...then.value.details,
            slug: article.details.slug,
            embargoUntil: article.details.embargoUntil,
          },
          versions: then.value.versions,
          rows: then.value.rows,
        }),
      );
    },
    keepAside: (id, given, writer) =>
      turns.inTurn(id, () =>
        asked(async () => {
          if (readOnly) return locked();
          if (!ArticleId.safeParse(id).success) return refuse("no-article", { id });
          const read = await readArticleFile(folder, id, ladder);
          if (read.kind !== "article") return refuse("no-article", { id });
          const at = instantNow();
          const versions = { ...read.article.versions };
          for (const lang of LANGS) {
            const mine = given[lang];
            const merged = mine && mergeVersion(versions[lang], mine, lang, at);
            if (merged && !merged.ok) return merged;
            if (merged) versions[lang] = merged.value;
          }
          const details = given.details ? mergeDetails(read.article.details, given.details) : read.article.details;
          await keepWorked(parts, id);
          const text = canonicalJson({ ...read.article, details, versions, updatedAt: at });
          return done(await history.keep(id, text, { at, by: writer.by, why: "conflict", aside: true }));
        }),
      ),
  };
}
