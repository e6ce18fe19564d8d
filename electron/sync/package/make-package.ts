/** Stories of a library as a package for another desk. */
import { createHash } from "node:crypto";
import { open, rm } from "node:fs/promises";
import path from "node:path";
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import { z } from "zod";
import type { Article } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { Result } from "../../../shared/errors.ts";
import type { Settings } from "../../../shared/settings.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { flushFolder, makeFolder, moveOver } from "../../disk/durable-file.ts";
import { readAsset } from "../../library/files/assets/assets.ts";
import { loneFile } from "../../library/history/kept-file.ts";
import { keptRev } from "../../library/history/kept-text.ts";
import type { Writer } from "../../library/kinds.ts";
import type { Library } from "../../library/library.ts";
import { answered } from "../answered.ts";
import { jsonBytes } from "../kinds/json-bytes.ts";
import { picturesIn } from "../pictures.ts";
import { fail, SyncError } from "../sync-error.ts";
import {
  MANIFEST_NAME,
  MOST_STORIES,
  PACKAGE_FORMAT,
  type PackagedStory,
  type PackageManifest,
  pictureName,
  revisionName,
  storyName,
} from "./package-file.ts";
import { NOTHING_TOLD, type ToldPast } from "./told-past.ts";

export interface MadePackage {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly stories: number;
  readonly pictures: number;
  /** Pictures that stories name and this library doesn't have: they go without. */
  readonly lacking: readonly string[];
}

export interface PackageOptions {
  readonly writer: Writer;
  /** The id of this desk. */
  readonly desk: string;
  /** Of the program. */
  readonly version: string;
  /** How the stories stood at a hub; left out where the library isn't shared. */
  readonly told?: (ids: readonly string[]) => Promise<ToldPast>;
}

/** The first moment that a zip can tell. */
const ZIP_TIME = new Date(1980, 0, 1);

/** A zip file that grows by one file after the other. */
async function growingZip(place: string) {
  const file = await open(place, "w");
  const waiting: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    waiting.push(bytes);
  });
  const flush = async () => {
    for (const bytes of waiting.splice(0)) await file.writeFile(bytes);
  };
  const files: PackageManifest["files"] = [];
  const put = async (name: string, bytes: Uint8Array, isPacked: boolean) => {
    const entry = isPacked ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    entry.mtime = ZIP_TIME;
    zip.add(entry);
    entry.push(bytes, true);
    await flush();
  };
  return {
    files,
    async add(name: string, bytes: Uint8Array, isPacked: boolean) {
      files.push({ path: name, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") });
      await put(name, bytes, isPacked);
    },
    /** Ends it with the manifest; its size in bytes. */
    async end(manifest: PackageManifest): Promise<number> {
      await put(MANIFEST_NAME, jsonBytes(manifest), false);
      zip.end();
      await flush();
      await file.sync();
      return (await file.stat()).size;
    },
    close: () => file.close(),
  };
}

const Byline = z.looseObject({ person: z.string() });

/** What the settings say of the keys of some stories. */
function termsOf(articles: readonly Article[], { categories, tags, people }: Settings): PackageManifest["terms"] {
  const categoryKeys = new Set(articles.map(({ details }) => details.category));
  const tagKeys = new Set(articles.flatMap(({ details }) => details.tags));
  const persons = new Set<unknown>();
  for (const { details, release } of articles) {
    for (const byline of details.bylines) if (Byline.safeParse(byline).success) persons.add(byline.person);
    for (const lang of LANGS) {
      const assigned = Byline.safeParse(release[lang].assigned);
      if (assigned.success) persons.add(assigned.data.person);
    }
  }
  return {
    categories: categories.filter(({ key }) => categoryKeys.has(key)),
    tags: tags.filter(({ key }) => tagKeys.has(key)),
    people: people.filter((one) => "key" in one && persons.has(one.key)),
  };
}

/**
 * Writes stories as a package to `target`, over one that stands there; each is kept in history as it was given away.
 * Errors: `package-empty`, `package-too-many`, `no-article`, those of a story that can't be read or was written by a
 * newer desk, `disk-…`; whatever stood at `target` still does then.
 */
export function makePackage(
  library: Library,
  ids: readonly string[],
  target: string,
  { writer, desk, version, told: open }: PackageOptions,
): Promise<Result<MadePackage>> {
  return answered(path.dirname(target), async () => {
    const wanted = [...new Set(ids)].sort();
    if (wanted.length === 0) fail("package-empty");
    if (wanted.length > MOST_STORIES) fail("package-too-many", { most: MOST_STORIES });
    const folder = path.dirname(target);
    const temporary = path.join(folder, `.${path.basename(target)}.making-${process.pid}`);
    await makeFolder(folder);
    const zip = await growingZip(temporary);
    const told = (await open?.(wanted)) ?? NOTHING_TOLD;
    try {
      const articles: Article[] = [];
      const stories: PackagedStory[] = [];
      const pictures = new Set<string>();
      for (const id of wanted) {
        const shared = await told.revs(id);
        const given = await library.handOver(id, writer, shared);
        if (!given.ok) throw new SyncError(given.error);
        const { article, text, rev, lineage, needed } = given.value;
        const bytes = Buffer.from(text);
        await zip.add(storyName(id), bytes, false);
        for (const name of picturesIn(bytes)) pictures.add(name);
        for (const one of needed) {
          const kept = await library.revisionFile(id, one);
          if (!kept.ok) throw new SyncError(kept.error);
          if (kept.value) await zip.add(revisionName(id, one), kept.value.bytes, true);
        }
        // From there the desks of the hub merge, and nobody's history need hold it.
        const [last, ...earlier] = shared;
        const known = last === undefined || last === keptRev(text, []) || needed.includes(last);
        const lastText = known ? null : await told.text(id, last);
        if (last !== undefined && lastText !== null) {
          const who = { at: article.updatedAt, by: writer.by, desk, why: "sent" as const };
          await zip.add(revisionName(id, last), await loneFile(lastText, who), true);
        }
        const { lo, en } = article.versions;
        stories.push({
          id,
          headline: { lo: lo?.headline ?? "", en: en?.headline ?? "" },
          rev,
          lineage: [
            ...lineage.map((one) => ({ rev: one.rev, parents: [...one.parents], text: one.text })),
            ...(last === undefined ? [] : [{ rev: last, parents: earlier, text: last }]),
          ],
        });
        articles.push(article);
      }
      const lacking: string[] = [];
      for (const name of [...pictures].sort()) {
        const bytes = await readAsset(library.folder, name);
        if (bytes) await zip.add(pictureName(name), bytes, true);
        else lacking.push(name);
      }
      const size = await zip.end({
        format: PACKAGE_FORMAT,
        generator: "Songphasa",
        kind: "package",
        version,
        at: instantNow(),
        from: { by: writer.by, desk },
        stories,
        terms: termsOf(articles, library.settings().settings),
        files: zip.files,
      });
      await moveOver(temporary, target);
      await flushFolder(folder);
      return { path: target, size, stories: stories.length, pictures: pictures.size - lacking.length, lacking };
    } finally {
      await told.close();
      await zip.close();
      await rm(temporary, { force: true });
    }
  });
}
