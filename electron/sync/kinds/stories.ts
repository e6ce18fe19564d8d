/** Stories: `articles/<shelf>/<id>.json`, merged row by row. */
import type { Article } from "../../../shared/article/article.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { merge } from "../../../shared/merge/merge.ts";
import { readArticleText } from "../../library/files/article-file.ts";
import { shelfOf } from "../../library/files/article-paths.ts";
import { fail, SyncError } from "../sync-error.ts";
import { jsonBytes } from "./json-bytes.ts";
import type { SharedKind } from "./kind.ts";

const PATH = /^articles\/([0-9A-HJKMNP-TV-Z]{2})\/([0-7][0-9A-HJKMNP-TV-Z]{25})\.json$/;

export const storyPath = (id: string): string => `articles/${shelfOf(id)}/${id}.json`;

/** The story that a path names; null for another path. */
export function storyOfPath(path: string): string | null {
  const [, shelf, id] = PATH.exec(path) ?? [];
  return id !== undefined && shelf === shelfOf(id) ? id : null;
}

const idOf = (path: string): string => storyOfPath(path) ?? fail("shared-unreadable", { detail: path });

/** A story as another desk wrote it; one that this version can't save is held back. */
function storyOf(bytes: Buffer, id: string): Article {
  const read = readArticleText(bytes.toString("utf8"), id);
  if (read.kind === "unreadable") throw new SyncError(read.error);
  if (read.kind === "missing") return fail("shared-unreadable", { detail: id });
  return read.readOnly ? fail(read.readOnly) : read.article;
}

function merged(id: string, base: Buffer | null, ours: Article, theirs: Article): Article {
  return merge(base === null ? null : storyOf(base, id), ours, theirs);
}

export const stories: SharedKind = {
  owns: (path) => storyOfPath(path) !== null,
  async read(library, path) {
    const read = await library.read(idOf(path));
    if (read.ok) return jsonBytes(read.value.article);
    if (read.error.reason === "no-article") return null;
    throw new SyncError(read.error);
  },
  merge({ path, base, ours, theirs }) {
    const id = idOf(path);
    return jsonBytes(merged(id, base, storyOf(ours, id), storyOf(theirs, id)));
  },
  async take(library, { path, base, theirs }, writer) {
    const id = idOf(path);
    if (theirs === null) {
      const purged = await library.purge(id, writer);
      if (!purged.ok) throw new SyncError(purged.error);
      return;
    }
    const story = storyOf(theirs, id);
    const told = base?.toString("utf8");
    const taken = await library.take(id, writer, (now) => {
      // What was written here while the desks spoke stays with what came.
      if (now === null || canonicalJson(now) === told) return story;
      return merged(id, base, now, story);
    });
    if (!taken.ok) throw new SyncError(taken.error);
  },
};
