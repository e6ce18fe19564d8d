/**
 * A new story whose canonical text was made in another thread: a text of many megabytes is sorted, hashed and
 * written as JSON for seconds, and whoever asks the desk meanwhile would wait. Here it is bytes alone.
 */
import { rm } from "node:fs/promises";
import path from "node:path";
import { type Article, ArticleId } from "../../shared/article/article.ts";
import { canonicalJson } from "../../shared/article/canonical-json.ts";
import { done, type Result, refuse } from "../../shared/errors.ts";
import { diskError, isDiskError } from "../disk/disk-error.ts";
import { replaceFile } from "../disk/durable-file.ts";
import { FILE_LIMIT } from "../disk/plain-file.ts";
import { fingerprint } from "./files/article-file.ts";
import { articlePath } from "./files/article-paths.ts";
import { refuseLinks } from "./files/assets/confined-files.ts";
import { lockedOut } from "./files/lock.ts";
import { revisionsOf } from "./files/revisions.ts";
import { keptRev } from "./history/kept-text.ts";
import type { Library, LibraryParts, PreparedStory, Writer } from "./kinds.ts";

/** Makes ready what `Library.place` takes; any thread may. Too large to be read again: null. */
export function prepareStory(article: Article): PreparedStory | null {
  const text = canonicalJson(article);
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > FILE_LIMIT) return null;
  const { id, updatedAt: at } = article;
  return { id, bytes, print: fingerprint(bytes), revs: revisionsOf(article), rev: keptRev(text, []), at };
}

/** Places a new story, as the door does for one that is at hand: log, history, file, in this order on the disk. */
export function placesStories(parts: LibraryParts): Library["place"] {
  const { folder, placing, ground, catalogue, history, log, pauses, turns, readOnly, holder, placed, tell } = parts;
  return (story, { origin, by }: Writer): Promise<Result<null>> =>
    turns.inTurn(ArticleId.parse(story.id), async () => {
      const gone = ground.problem();
      if (gone) return { ok: false, error: gone };
      if (readOnly) return { ok: false, error: lockedOut({ folder, holder }) };
      const { id, at, bytes, print, revs, rev } = story;
      if (bytes.length > FILE_LIMIT) return refuse("file-too-large", { name: id, limit: "64 MiB" });
      const file = articlePath(folder, id);
      const first = log.append({ id, at, origin, by, print });
      const kept = history.keepFirst(id, { bytes, rev }, { at, by, why: "import" });
      first.catch(() => undefined);
      kept.catch(() => undefined);
      let ino: bigint | null = null;
      try {
        refuseLinks(folder, path.dirname(file));
        await replaceFile(file, bytes, { ...placing, before: () => first, placed: (number) => (ino = number) });
        await kept;
      } catch (error) {
        await Promise.allSettled([first, kept]);
        if (ino !== null) await rm(file, { force: true }).catch(() => undefined);
        await history.drop(id, rev).catch(() => undefined);
        if (isDiskError(error)) return { ok: false, error: diskError(error, file) };
        throw error;
      }
      pauses.kept(id, "");
      await catalogue.placed(id, print);
      placed.note(id, ino);
      tell({ id, revs, origin, by, at });
      return done(null);
    });
}
