/** Emptying the trash, and sweeping the images that nothing needs any more. */
import { createReadStream } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { AssetName } from "../../../shared/article/article.ts";
import type { DeskError } from "../../../shared/errors.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { diskError, isDiskError, isMissing } from "../../disk/disk-error.ts";
import { flushFolder } from "../../disk/durable-file.ts";
import { readPlainFile } from "../../disk/plain-file.ts";
import { readArticleFile } from "../files/article-file.ts";
import { articlePath, readShelves } from "../files/article-paths.ts";
import { assetPath } from "../files/assets/asset-path.ts";
import { refuseLinks } from "../files/assets/confined-files.ts";
import { libraryFilePath } from "../files/ground.ts";
import type { DoorParts } from "../kinds.ts";

/**
 * Removes one story that is in the trash, in its turn; whether it did. The log says so first. Throws what the file
 * system throws.
 */
export async function purgeStory(parts: Omit<DoorParts, "heal">, id: string, by: string): Promise<boolean> {
  const { folder, placing, ground, catalogue, history, log, ladder } = parts;
  ground.hold();
  const file = articlePath(folder, id);
  refuseLinks(folder, file);
  const read = await readArticleFile(folder, id, ladder);
  if (read.kind !== "article" || read.readOnly || read.article.trashedAt === null) return false;
  await log.append({ id, at: instantNow(), origin: "editor", by, print: null });
  // The history first: whatever is cut short here is still in the trash, and emptied the next time.
  await history.forget(id);
  await rm(file, { force: true });
  await flushFolder(path.dirname(file), placing.disk);
  parts.pauses.forget(id);
  catalogue.remove(id, null);
  return true;
}

/**
 * Removes the stories in the trash, with the history that isn't published or pinned: what went out
 * once stays on record. A story that this version can only read stays, and so
 * does one that the disk doesn't let go; `problem` says why the first such stayed.
 */
export async function emptyTrash(
  parts: Omit<DoorParts, "heal">,
  by: string,
): Promise<{ readonly emptied: number; readonly problem: DeskError | null }> {
  const { folder, catalogue, turns } = parts;
  const ids: string[] = [];
  for (let offset = 0; ; offset += 1000) {
    const { items, total } = await catalogue.list({ trashed: true, offset, limit: 1000 });
    ids.push(...items.map((item) => item.id));
    if (items.length === 0 || ids.length >= total) break;
  }
  let emptied = 0;
  let problem: DeskError | null = null;
  for (const id of ids) {
    try {
      if (await turns.inTurn(id, () => purgeStory(parts, id, by))) emptied += 1;
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

/** Bytes that are looked through at once, and those of them that are looked through again with the next. */
const [CHUNK, OVERLAP] = [1024 * 1024, 80];

/** The images' names in a file of any size. Throws what the file system throws. */
async function namesInFile(file: string): Promise<string[]> {
  const names: string[] = [];
  let before = "";
  for await (const bytes of createReadStream(file, { highWaterMark: CHUNK, encoding: "latin1" })) {
    const text = before + String(bytes);
    for (const [name] of text.matchAll(NAMED)) names.push(name);
    before = text.slice(-OVERLAP);
  }
  return names;
}

/**
 * The images that no story, trashed or not, no revision, no template, no file in quarantine and no setting names. Whatever
 * looks like an image's name counts, so that a file which we can't read keeps its images too. Null
 * where something can't be read: what it needs can't be known.
 */
export async function unusedAssets(parts: Pick<DoorParts, "folder" | "history">): Promise<string[] | null> {
  const { folder, history } = parts;
  const needed = new Set<string>();
  try {
    if ((await readShelves(folder)).unreadable.size > 0) return null;
    // The settings name the logo of the site.
    for (const name of await namesInFile(libraryFilePath(folder))) needed.add(name);
    for (const place of ["articles", "templates", "quarantine"])
      for (const file of await filesBelow(path.join(folder, place)))
        for (const name of await namesInFile(file)) needed.add(name);
    for (const id of await history.ids())
      for (const { rev } of await history.files(id)) {
        const text = await history.read(id, rev);
        if (text === "damaged") return null;
        for (const [name] of (text ?? "").matchAll(NAMED)) needed.add(name);
      }
  } catch (error) {
    if (isDiskError(error)) return null;
    throw error;
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

/**
 * Removes the images that nothing needs; `changed` names the stories that were written meanwhile. None while
 * the clock is doubted, as a new one may wait for its save, or while the library or a story can't be read.
 */
export async function sweepAssets(
  parts: Pick<DoorParts, "folder" | "history" | "ground" | "mayRemove">,
  changed: ReadonlySet<string>,
): Promise<number> {
  if (!(await parts.mayRemove())) return 0;
  const unused = new Set(await unusedAssets(parts));
  for (const id of changed) {
    const bytes = await readPlainFile(articlePath(parts.folder, id)).catch((error: unknown) => {
      if (!isDiskError(error)) throw error;
      return isMissing(error) ? null : "unread";
    });
    if (bytes === "unread") return 0;
    for (const [name] of (bytes?.toString("latin1") ?? "").matchAll(NAMED)) unused.delete(name);
  }
  // What was read before it went may be less than there is.
  parts.ground.hold();
  for (const name of unused) await rm(assetPath(parts.folder, name), { force: true });
  return unused.size;
}
