/** Looks at every file of a library, and mends what can be mended. */
import { createHash } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { AssetName } from "../../../shared/article/article.ts";
import { type DeskError, done, type Result, refuse } from "../../../shared/errors.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { diskError, isDiskError, isMissing } from "../../disk/disk-error.ts";
import { realDisk } from "../../disk/durable-file.ts";
import { readPlainFile } from "../../disk/plain-file.ts";
import { fingerprint, readArticleFile } from "../files/article-file.ts";
import { articlePath, readShelves, shelfOf } from "../files/article-paths.ts";
import { placing, temporaryFolder } from "../files/assets/confined-files.ts";
import { holdsStories, readLibraryFile } from "../files/library-file.ts";
import { lockedOut } from "../files/lock.ts";
import { openChangeLog } from "../files/log/change-log.ts";
import { publicationIds, publicationPath, readPublication } from "../files/publication-files.ts";
import { moveAside, problemsIn } from "../files/quarantine.ts";
import { readTemplate, templateIds, templatePath } from "../files/template-files.ts";
import { openHistory } from "../history/history.ts";
import { keptFiles, readKeptFile } from "../history/kept-file.ts";
import type { Library } from "../kinds.ts";

/** What is not as it should be. `file` is relative to the library's folder. */
export interface Finding {
  readonly what:
    | "settings"
    | "article"
    | "lost-article"
    | "revision"
    | "image"
    | "missing-image"
    | "publication"
    | "template"
    | "log"
    | "copy"
    | "leftover";
  readonly file: string;
  readonly id: string | null;
  readonly detail: string;
}

export interface Verified {
  readonly articles: number;
  /** Articles of a newer format or with content that this version doesn't know: no damage. */
  readonly readOnly: number;
  readonly revisions: number;
  readonly images: number;
  /** Files in quarantine that nobody has dealt with yet. */
  readonly quarantined: number;
  readonly findings: readonly Finding[];
}

/** A file that was begun less than this ago may be on its way into place, in milliseconds. */
const UNDER_WAY = 60_000;
const NAMED = /[0-9a-f]{64}\.(?:jpg|png|webp|gif|avif)/g;

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });

const isEmpty = async (folder: string): Promise<boolean> => (await namesIn(folder)).every((one) => one.startsWith("."));

/** A file's bytes; where it can't be read that is told, and what is beside it is looked at all the same. */
async function bytesOr(file: string, told: (detail: string) => void): Promise<Buffer | null> {
  try {
    return await readPlainFile(file);
  } catch (error) {
    if (!isDiskError(error)) throw error;
    told(diskError(error, file).message);
    return null;
  }
}

/** Reads everything and writes nothing. Errors: `library-newer`, `library-missing`, `folder-not-ours`, `disk-…`. */
export async function verifyLibrary(folder: string): Promise<Result<Verified>> {
  const how = placing(folder, realDisk);
  const history = openHistory(folder, "", how);
  const log = openChangeLog(folder, how);
  const findings: Finding[] = [];
  const find = (what: Finding["what"], file: string, id: string | null, detail: string) =>
    void findings.push({
      what,
      file: path.relative(folder, path.resolve(folder, file)).split(path.sep).join("/"),
      id,
      detail,
    });
  try {
    const settings = await readLibraryFile(folder);
    if (!settings.ok && settings.error.reason !== "library-unreadable") return settings;
    const isLost = settings.ok && settings.value === null;
    if (isLost && (await isEmpty(folder))) return refuse("library-missing", { path: folder });
    if (isLost && !(await holdsStories(folder))) return refuse("folder-not-ours", { path: folder });
    const { ids, unreadable } = await readShelves(folder);
    for (const [shelf, { message }] of unreadable) find("article", path.join(folder, "articles", shelf), null, message);
    if (!settings.ok) find("settings", "library.json", null, settings.error.message);
    else if (settings.value === null) find("settings", "library.json", null, "it is not there");

    if ((await log.damaged()) > 0) find("log", "log", null, "lines are damaged or missing");
    const needed = new Map<string, string>();
    const found = new Map<string, string>();
    let readOnly = 0;
    for (const id of ids) {
      const read = await readArticleFile(folder, id);
      if (read.kind === "unreadable") {
        if (read.error.reason === "article-newer") readOnly += 1;
        else find("article", articlePath(folder, id), id, read.error.message);
      }
      if (read.kind !== "article") continue;
      if (read.readOnly) readOnly += 1;
      for (const [name] of read.text.matchAll(NAMED)) needed.set(name, id);
      found.set(id, fingerprint(read.text));
    }
    // Read after the stories: a desk that writes meanwhile logs first.
    const { prints } = await log.prints();
    for (const [id, print] of found)
      if (prints.get(id)?.includes(print) === false) find("log", "log", id, "it doesn't know the last change");
    const standing = new Set(ids);
    let revisions = 0;
    const kept = await history.ids().catch((error: unknown) => {
      if (!isDiskError(error)) throw error;
      find("revision", "history", null, diskError(error, path.join(folder, "history")).message);
      return [];
    });
    for (const id of kept) {
      const place = path.join(folder, "history", id);
      let good = 0;
      const names = await namesIn(place).catch((error: unknown) => {
        if (!isDiskError(error)) throw error;
        find("revision", place, id, diskError(error, place).message);
        return [];
      });
      for (const { file } of keptFiles(names)) {
        revisions += 1;
        const told = (detail: string) => find("revision", path.join(place, file), id, detail);
        const bytes = await bytesOr(path.join(place, file), told);
        if (bytes && (await readKeptFile(bytes))) good += 1;
        else if (bytes) told("it is not what its name says");
      }
      const gone = prints.get(id)?.at(-1) === null;
      if (!standing.has(id) && !unreadable.has(shelfOf(id)) && !gone && good > 0)
        find("lost-article", articlePath(folder, id), id, "only its history is there");
    }
    const images = new Set<string>();
    for (const shelf of await namesIn(path.join(folder, "assets")))
      for (const name of await namesIn(path.join(folder, "assets", shelf)).catch((error: unknown) => {
        if (!isDiskError(error)) throw error;
        find("image", path.join("assets", shelf), null, diskError(error, shelf).message);
        return [];
      })) {
        if (!AssetName.safeParse(name).success || name.slice(0, 2) !== shelf) continue;
        images.add(name);
        const file = path.join(folder, "assets", shelf, name);
        const bytes = await bytesOr(file, (detail) => find("image", file, null, detail));
        const hash = bytes && createHash("sha256").update(bytes).digest("hex");
        if (hash !== null && hash !== name.slice(0, 64))
          find("image", file, null, "it is not the image that its name says");
      }
    for (const [name, id] of needed)
      if (!images.has(name))
        find("missing-image", `assets/${name.slice(0, 2)}/${name}`, id, "the story's image is not there");
    for (const id of await publicationIds(folder)) {
      const file = publicationPath(folder, id);
      const read = await readPublication(folder, id).catch((error: unknown) => {
        if (!isDiskError(error)) throw error;
        return diskError(error, file).message;
      });
      const detail = typeof read === "string" ? read : read ? null : "it is no record of a publication";
      if (detail !== null) find("publication", file, null, detail);
    }
    for (const id of await templateIds(folder)) {
      const read = await readTemplate(folder, id);
      if (!read.ok && read.error.reason !== "template-newer")
        find("template", templatePath(folder, id), null, read.error.message);
    }
    const problems = await problemsIn(folder);
    for (const { kind, file, id, detail } of problems) if (kind === "copy") find("copy", file, id, detail);
    for (const name of await namesIn(temporaryFolder(folder))) {
      const file = path.join(temporaryFolder(folder), name);
      const seen = await stat(file).catch(() => null);
      if (seen && Date.now() - seen.mtimeMs > UNDER_WAY) find("leftover", file, null, "a write was cut short");
    }
    return done({
      articles: ids.length,
      readOnly,
      revisions,
      images: images.size,
      quarantined: problems.filter(({ kind }) => kind === "quarantined").length,
      findings,
    });
  } catch (error) {
    if (isDiskError(error)) return { ok: false, error: diskError(error, folder) };
    throw error;
  }
}

/**
 * Mends what was found, through the open library: damaged stories come back from history, as do lost
 * ones; damaged revisions, images, templates and records of publications move to quarantine; a damaged log begins anew, which tells
 * everyone who asks that anything may have changed. Copies, missing images and what the disk refuses need a
 * person.
 */
export async function repairLibrary(library: Library, findings: readonly Finding[]): Promise<DeskError | null> {
  if (library.readOnly) return lockedOut(library);
  const { folder } = library;
  for (const { what, file, id, detail } of findings) {
    const aside = { id, at: instantNow(), detail, restored: null, seen: false };
    try {
      if (what === "article" && id) await library.open(id);
      else if (what === "revision" || what === "image" || what === "publication" || what === "template")
        await moveAside(folder, path.join(folder, file), aside, placing(folder, realDisk));
      else if (what === "lost-article" && id) await revive(library, id);
    } catch (error) {
      if (!isDiskError(error)) throw error;
      // One that can't be mended stays among the findings; a library that is gone ends it all.
      const gone = library.gone();
      if (gone) return gone;
    }
  }
  if (findings.some(({ what, id }) => what === "log" && id === null)) await library.renewLog();
  return null;
}

/** A story whose file was lost, from the newest of its line that can be read. */
async function revive(library: Library, id: string): Promise<void> {
  const kept = await library.history(id);
  for (const { rev, aside } of kept.ok ? kept.value : []) {
    const read = aside ? null : await library.revision(id, rev);
    if (!read?.ok) continue;
    await library.create(read.value, { origin: "repair", by: "" });
    return;
  }
}
