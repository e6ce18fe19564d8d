/** Emptying the trash, and sweeping the images that nothing needs any more. */
import { readdir, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import { AssetName } from "../../shared/article.ts";
import type { DeskError } from "../../shared/errors.ts";
import { instantNow } from "../../shared/text/dates.ts";
import { diskError, isDiskError, isMissing } from "../disk/disk-error.ts";
import { flushFolder } from "../disk/durable-file.ts";
import { readArticleFile } from "./article-file.ts";
import { articlePath } from "./article-paths.ts";
import { assetPath } from "./asset-path.ts";
import type { DoorParts } from "./door.ts";
import { refuseLinks } from "./inside.ts";

/**
 * Removes the stories in the trash, with the history that isn't published or pinned: what went out
 * once stays on record. The log says so first. A story that this version can only read stays, and so
 * does one that the disk doesn't let go; `problem` says why the first such stayed.
 */
export async function emptyTrash(
  parts: Omit<DoorParts, "heal">,
  by: string,
): Promise<{ readonly emptied: number; readonly problem: DeskError | null }> {
  const { folder, placing, catalogue, history, log, turns, ladder } = parts;
  const ids: string[] = [];
  for (let offset = 0; ; offset += 1000) {
    const { items, total } = await catalogue.list({ trashed: true, offset, limit: 1000 });
    ids.push(...items.map((item) => item.id));
    if (items.length === 0 || ids.length >= total) break;
  }
  let emptied = 0;
  let problem: DeskError | null = null;
  const emptyOne = (id: string) =>
    turns.inTurn(id, async () => {
      const file = articlePath(folder, id);
      refuseLinks(folder, file);
      const read = await readArticleFile(folder, id, ladder);
      if (read.kind !== "article" || read.readOnly || read.article.trashedAt === null) return;
      await log.append({ id, at: instantNow(), origin: "editor", by, print: null });
      // The history first: whatever is cut short here is still in the trash, and emptied the next time.
      await history.forget(id);
      await rm(file, { force: true });
      await flushFolder(path.dirname(file), placing.disk);
      parts.pauses.forget(id);
      catalogue.remove(id, null);
      emptied += 1;
    });
  for (const id of ids) {
    try {
      await emptyOne(id);
    } catch (error) {
      if (!isDiskError(error)) throw error;
      problem ??= diskError(error, articlePath(folder, id));
    }
  }
  return { emptied, problem };
}

/** An image may wait this long for the save that names it, in milliseconds. */
const FRESH = 24 * 3_600_000;
const NAMED = /[0-9a-f]{64}\.(?:jpg|png|webp|gif|avif)/g;

const filesBelow = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return entries.flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : []));
};

/**
 * The images that no story, trashed or not, no revision and no file in quarantine names. Whatever
 * looks like an image's name counts, so that a file which we can't read keeps its images too. Null
 * where a revision is damaged: what it needs can't be known.
 */
export async function unusedAssets(parts: Pick<DoorParts, "folder" | "history">): Promise<string[] | null> {
  const { folder, history } = parts;
  const needed = new Set<string>();
  const note = (text: string) => {
    for (const [name] of text.matchAll(NAMED)) needed.add(name);
  };
  for (const place of ["articles", "quarantine"])
    for (const file of await filesBelow(path.join(folder, place))) note(await readFile(file, "utf8"));
  for (const id of await history.ids())
    for (const { rev } of await history.files(id)) {
      const text = await history.read(id, rev);
      if (text === "damaged") return null;
      note(text ?? "");
    }
  const unused: string[] = [];
  for (const file of await filesBelow(path.join(folder, "assets"))) {
    const name = path.basename(file);
    if (!AssetName.safeParse(name).success || file !== assetPath(folder, name) || needed.has(name)) continue;
    const seen = await stat(file).catch(() => null);
    if (seen && Date.now() - seen.mtimeMs > FRESH) unused.push(name);
  }
  return unused;
}

/** Removes the images that nothing needs; `changed` names the stories that were written meanwhile. */
export async function sweepAssets(
  parts: Pick<DoorParts, "folder" | "history">,
  changed: ReadonlySet<string>,
): Promise<number> {
  const unused = new Set(await unusedAssets(parts));
  for (const id of changed) {
    const text = await readFile(articlePath(parts.folder, id), "utf8").catch(() => "");
    for (const [name] of text.matchAll(NAMED)) unused.delete(name);
  }
  for (const name of unused) await rm(assetPath(parts.folder, name), { force: true });
  return unused.size;
}
