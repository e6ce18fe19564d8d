/** Joins reading and the library: a file becomes a story, or the other version of one. */
import type { Version } from "../../../shared/article/article.ts";
import { otherLang } from "../../../shared/article/stages.ts";
import type { ImportAnswer } from "../../../shared/contract.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import type { Settings, Term } from "../../../shared/settings.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { importFile, importText } from "../../exchange/import-story.ts";
import { lockedOut } from "../../library/files/lock.ts";
import type { Library, Writer } from "../../library/library.ts";
import { freshArticle } from "../fresh-article.ts";
import { paired } from "./paired.ts";
import { type StoryWithAssets, storedPictures } from "./stored-pictures.ts";

export type ImportSource = { readonly name: string; readonly bytes: Uint8Array } | { readonly text: string };

async function store(
  library: Library,
  story: StoryWithAssets,
  pair: string | undefined,
  writer: Writer,
): Promise<Result<string>> {
  const version: Version = { ...story.version, updatedAt: instantNow() };
  if (pair === undefined) {
    const made = freshArticle(
      story.lang,
      { lo: null, en: null, [story.lang]: version },
      { ...story.details, related: [...story.related] },
    );
    made.release[story.lang].publishedAt = story.publishedAt;
    const stored = await library.create(made, writer);
    return stored.ok ? done(stored.value.article.id) : stored;
  }
  const stored = await library.change(pair, writer, (article) => {
    if (article.versions[story.lang]) return refuse("version-exists");
    const other = article.versions[otherLang(story.lang)];
    const versions = other ? paired(story.lang, version, other) : { [story.lang]: version };
    // The page's other news is added to what the story has already, in this page's words.
    const related = [...article.details.related, ...story.related];
    const release = {
      ...article.release[story.lang],
      publishedAt: story.publishedAt ?? article.release[story.lang].publishedAt,
    };
    return done({
      ...article,
      details: { ...article.details, related },
      versions: { ...article.versions, ...versions },
      release: { ...article.release, [story.lang]: release },
    });
  });
  return stored.ok ? done(stored.value.article.id) : stored;
}

/** The settings with categories that they don't have; another desk's window may have added one meanwhile. */
const withCategories =
  (fresh: readonly Term[]) =>
  (settings: Settings): Settings => {
    const known = new Set(settings.categories.map(({ key }) => key));
    return { ...settings, categories: [...settings.categories, ...fresh.filter(({ key }) => !known.has(key))] };
  };

/** Imports each source on its own: one that is refused keeps no other from coming in. */
export async function runImport(
  library: Library,
  sources: readonly ImportSource[],
  pair: string | undefined,
  writer: Writer,
  progress: (done: number, total: number) => void,
): Promise<Result<ImportAnswer>> {
  if (library.readOnly) return { ok: false, error: lockedOut(library) };
  const answer: ImportAnswer = { imported: [], refused: [] };
  for (const [index, source] of sources.entries()) {
    const { settings } = library.settings();
    const context = { zone: settings.timeZone, categories: settings.categories };
    const name = "name" in source ? source.name : "";
    const read =
      "text" in source
        ? source.text.trim() === ""
          ? refuse("file-empty", { name: "–" })
          : done([importText(source.text, context)])
        : await importFile(name, source.bytes, context);
    if (!read.ok) answer.refused.push({ name, error: { ...read.error } });
    for (const given of read.ok ? read.value : []) {
      const ready = await storedPictures(library.folder, given);
      if (!ready.ok) {
        answer.refused.push({ name, error: { ...ready.error } });
        continue;
      }
      const story = ready.value;
      const stored = await store(library, story, pair, writer);
      if (!stored.ok) {
        answer.refused.push({ name, error: { ...stored.error } });
        continue;
      }
      const { lang, warnings, dropped, newCategories } = story;
      answer.imported.push({ id: stored.value, lang, warnings: [...warnings], dropped: [...dropped] });
      // The story is in, whatever becomes of the settings; what was not added to them is told beside it.
      const added = newCategories.length === 0 ? null : await library.changeSettings(withCategories(newCategories));
      if (added && !added.ok) answer.refused.push({ name, error: { ...added.error } });
    }
    progress(index + 1, sources.length);
  }
  return done(answer);
}
