/** Stories: `articles/<shelf>/<id>.json`, merged row by row. */
import type { Article } from "../../../shared/article/article.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { merge } from "../../../shared/merge/merge.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { readArticleText } from "../../library/files/article-file.ts";
import { shelfOf } from "../../library/files/article-paths.ts";
import { fail, SyncError } from "../sync-error.ts";
import { jsonBytes, sideOf } from "./json-bytes.ts";
import type { Authors, SharedKind } from "./kind.ts";

const PATH = /^articles\/([0-9A-HJKMNP-TV-Z]{2})\/([0-7][0-9A-HJKMNP-TV-Z]{25})\.json$/;

export const storyPath = (id: string): string => `articles/${shelfOf(id)}/${id}.json`;

/** The story that a path names; null for another path. */
export function storyOfPath(path: string): string | null {
  const [, shelf, id] = PATH.exec(path) ?? [];
  return id !== undefined && shelf === shelfOf(id) ? id : null;
}

const idOf = (path: string): string => storyOfPath(path) ?? fail("shared-unreadable", { detail: path });

/** A story as another desk wrote it. Throws `SyncError` for one that this version can't save. */
export function storyOf(bytes: Buffer, id: string): Article {
  const read = readArticleText(bytes.toString("utf8"), id);
  if (read.kind === "unreadable") throw new SyncError(read.error);
  if (read.kind === "missing") return fail("shared-unreadable", { detail: id });
  return read.readOnly ? fail(read.readOnly) : read.article;
}

/** Two versions of a story as one. */
export function mergedStories(base: Article | null, own: Article, other: Article, { ours, theirs }: Authors): Article {
  const side = (article: Article, author: Authors["ours"]) => ({ article, ...sideOf(article, author) });
  return merge(base && { article: base }, side(own, ours), side(other, theirs));
}

export const stories: SharedKind = {
  owns: (path) => storyOfPath(path) !== null,
  async read(library, path) {
    const read = await library.read(idOf(path));
    if (read.ok) return jsonBytes(read.value.article);
    if (read.error.reason === "no-article") return null;
    throw new SyncError(read.error);
  },
  merge({ path, base, own, other, ...authors }) {
    const id = idOf(path);
    return jsonBytes(mergedStories(base && storyOf(base, id), storyOf(own, id), storyOf(other, id), authors));
  },
  files(path, came) {
    storyOf(came, idOf(path));
    return [{ name: path, bytes: came }];
  },
  async take(library, { path, base, came, ...authors }, writer) {
    const id = idOf(path);
    if (came === null) {
      const purged = await library.purge(id, writer);
      if (!purged.ok) throw new SyncError(purged.error);
      if (purged.value || base === null) return;
      // It wasn't seen in the trash here, so that it goes there first: whoever wants it back has it.
      const told = base.toString("utf8");
      const taken = await library.take(id, writer, (now) =>
        now !== null && canonicalJson(now) === told ? { ...now, trashedAt: instantNow() } : null,
      );
      if (!taken.ok) throw new SyncError(taken.error);
      return;
    }
    const story = storyOf(came, id);
    const told = base?.toString("utf8");
    // A run that was cut off may have put it here before, and somebody has written on since: that stays as it is.
    const received = await library.received(id, came.toString("utf8"));
    if (!received.ok) throw new SyncError(received.error);
    if (received.value) return;
    const taken = await library.take(id, writer, (now) => {
      // What was written here while the desks spoke stays with what came.
      if (now === null || canonicalJson(now) === told) return story;
      return mergedStories(base && storyOf(base, id), now, story, authors);
    });
    if (!taken.ok) throw new SyncError(taken.error);
  },
};
