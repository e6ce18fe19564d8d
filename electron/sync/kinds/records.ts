/** Templates and publications: `templates/<ULID>.json`, `publications/<ULID>.json`. */
import { ArticleId } from "../../../shared/article/article.ts";
import { Publication } from "../../../shared/article/publication.ts";
import { Template } from "../../../shared/article/template.ts";
import { fail, SyncError } from "../sync-error.ts";
import { fromBytes, jsonBytes, mergedByKey } from "./json-bytes.ts";
import type { SharedKind } from "./kind.ts";

const pathOf =
  (folder: string) =>
  (id: string): string =>
    `${folder}/${id}.json`;
export const templatePath = pathOf("templates");
export const publicationPath = pathOf("publications");

/** The id that a path of a folder names; null for another path. */
function idIn(folder: string, path: string): string | null {
  if (!path.startsWith(`${folder}/`) || !path.endsWith(".json")) return null;
  const id = path.slice(folder.length + 1, -".json".length);
  return ArticleId.safeParse(id).success ? id : null;
}

/** The template that a path names; null for another path. */
export const templateOfPath = (path: string): string | null => idIn("templates", path);

const templateOf = (bytes: Buffer, path: string): Template => {
  const template = fromBytes(Template, bytes, path);
  return template.id === idIn("templates", path) ? template : fail("shared-unreadable", { detail: path });
};

export const templates: SharedKind = {
  owns: (path) => idIn("templates", path) !== null,
  async read(library, path) {
    const read = await library.template(idIn("templates", path) ?? "");
    if (read.ok) return jsonBytes(read.value.template);
    if (read.error.reason === "no-template") return null;
    throw new SyncError(read.error);
  },
  merge({ path, base, own, other, ...authors }) {
    const before = base && templateOf(base, path);
    return jsonBytes(mergedByKey(Template, before, templateOf(own, path), templateOf(other, path), authors));
  },
  files: (path, came) => [{ name: path, bytes: jsonBytes(templateOf(came, path)) }],
  async take(library, { path, base, came, ...authors }) {
    const id = idIn("templates", path) ?? "";
    const now = await library.template(id);
    if (!now.ok && now.error.reason !== "no-template") throw new SyncError(now.error);
    if (came === null) {
      // One that was changed here meanwhile stays.
      if (!now.ok || base === null || !jsonBytes(now.value.template).equals(base)) return;
      const removed = await library.removeTemplate(id);
      if (!removed.ok) throw new SyncError(removed.error);
      return;
    }
    const theirs = templateOf(came, path);
    const template =
      !now.ok || (base !== null && jsonBytes(now.value.template).equals(base))
        ? theirs
        : mergedByKey(Template, base && templateOf(base, path), now.value.template, theirs, authors);
    const saved = await library.saveTemplate(template, now.ok ? now.value.rev : null);
    if (!saved.ok) throw new SyncError(saved.error);
  },
};

const publicationOf = (bytes: Buffer, path: string): Publication => {
  const publication = fromBytes(Publication, bytes, path);
  return publication.id === idIn("publications", path) ? publication : fail("shared-unreadable", { detail: path });
};

/** One desk alone writes a record, and closes it once. */
const later = (a: Publication, b: Publication): Publication => (a.state === "done" ? a : b);

export const publications: SharedKind = {
  owns: (path) => idIn("publications", path) !== null,
  async read(library, path) {
    const read = await library.publication(idIn("publications", path) ?? "");
    if (!read.ok) throw new SyncError(read.error);
    return read.value && jsonBytes(read.value);
  },
  merge: ({ path, own, other }) => jsonBytes(later(publicationOf(own, path), publicationOf(other, path))),
  files: (path, came) => [{ name: path, bytes: jsonBytes(publicationOf(came, path)) }],
  async take(library, { path, came }) {
    // A record goes where nothing came of it, at the desk that began it.
    if (came === null) return;
    const taken = await library.takePublication(publicationOf(came, path));
    if (!taken.ok) throw new SyncError(taken.error);
  },
};
