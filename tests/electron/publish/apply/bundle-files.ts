/** Bundles of small sites, made here entry by entry so that each may be wrong in its own way. */
import { createHash, type KeyObject } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { applied } from "../../../../electron/publish/apply/apply-changes.ts";
import { PATHS, packedRows } from "../../../../electron/publish/apply/packed-rows.ts";
import { REMOVED } from "../../../../electron/publish/apply/read-manifest.ts";
import { sha256OfAll } from "../../../../electron/publish/apply/sha256.ts";
import { signatureText } from "../../../../electron/publish/apply/signature.ts";
import { siteFiles } from "../../../../electron/publish/apply/site-files.ts";
import { BUNDLE_FORMAT, type BundleManifest, manifestPieces } from "../../../../shared/bundle/bundle-manifest.ts";
import { byPath } from "../../../../shared/bundle/bundle-path.ts";
import { mediaType } from "../../../../shared/bundle/media-type.ts";
import { changesBetween, type ListChanges, type ListedFile, listHash } from "../../../../shared/bundle/site-list.ts";
import { type WrittenEntry, zipFile } from "./zip-file.ts";

/** A site: content by path. */
export type SiteFiles = Readonly<Record<string, string | Uint8Array>>;

export const sha256Of = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

export const listOf = (site: SiteFiles): ListedFile[] =>
  Object.entries(site)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, content]) => ({
      path: name,
      size: Buffer.byteLength(content),
      type: mediaType(name),
      sha256: sha256Of(content),
      ...(String(content).includes("ຖອນຂ່າວ") && { withdrawn: true as const }),
    }));

const idOf = (sequence: number): string => `01JDQS7Z0ZK3E9X2V5T8W${String(sequence).padStart(5, "0")}`;

const publicationOf = (sequence: number) => ({
  id: idOf(sequence),
  sequence,
  parents: sequence > 1 ? [idOf(sequence - 1)] : [],
  at: `2024-12-07T09:${String(sequence % 60).padStart(2, "0")}:00Z`,
});

const common = (sequence: number) => ({
  format: BUNDLE_FORMAT as typeof BUNDLE_FORMAT,
  generator: "Songphasa" as const,
  version: "0.1.0",
  baseUrl: "https://kpl.example",
  library: "01JDQS7Z0ZK3E9X2V5T8WK4N6M",
  publication: publicationOf(sequence),
  about: [],
});

export function wholeManifest(site: SiteFiles, sequence = 1, kind: "whole" | "part" = "whole"): BundleManifest {
  const files = listOf(site);
  return { ...common(sequence), kind, list: listHash(files, sha256OfAll), count: files.length, files, stories: [] };
}

export function deltaManifest(before: SiteFiles, after: SiteFiles, sequence: number): BundleManifest {
  const [had, has] = [listOf(before), listOf(after)];
  return {
    ...common(sequence),
    kind: "delta",
    before: { list: listHash(had, sha256OfAll), count: had.length, publication: publicationOf(sequence - 1) },
    after: { list: listHash(has, sha256OfAll), count: has.length },
    changes: changesBetween(had, has),
    stories: [],
  };
}

/** The list that changes make of another one, as applying a delta makes it. */
export function afterChanges(before: readonly ListedFile[], changes: ListChanges): ListedFile[] {
  const { added, changed, withdrawn, moved, removed } = changes;
  const read = {
    ...{ added: siteFiles(added), changed: siteFiles(changed), withdrawn: siteFiles(withdrawn) },
    moved: siteFiles(moved),
    movedFrom: packedRows(
      PATHS,
      moved.map(({ from }) => from),
    ),
    removed: packedRows(REMOVED, removed),
  };
  return [...applied(siteFiles(before.toSorted(byPath)), read)];
}

export interface Odd {
  readonly key?: KeyObject;
  /** What is written in place of the entries that belong there. */
  readonly entries?: (entries: readonly WrittenEntry[]) => readonly WrittenEntry[];
  readonly large?: boolean;
}

/** The bytes of a bundle whose content comes from `site`. */
export function bundleBytes(manifest: BundleManifest, site: SiteFiles, { key, entries, large }: Odd = {}): Buffer {
  const carried =
    manifest.kind === "delta"
      ? [...manifest.changes.added, ...manifest.changes.changed, ...manifest.changes.withdrawn]
      : manifest.files;
  const text = Buffer.from([...manifestPieces(manifest)].join(""));
  const good: WrittenEntry[] = [
    ...carried.map(({ path: name }) => ({ name, bytes: Buffer.from(site[name] ?? "") })),
    { name: "manifest.json", bytes: text },
    ...(key ? [{ name: "manifest.sig", bytes: Buffer.from(signatureText(text, key)) }] : []),
  ];
  return zipFile(entries ? entries(good) : good, { large });
}

/** Everything that stands in a folder, but for what applying keeps of its own. */
export async function siteIn(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file).split(path.sep).join("/");
    if (!name.startsWith(".songphasa-") && entry.isFile()) files[name] = (await readFile(file)).toString("utf8");
  }
  return files;
}

/** Each file of a site, written by hand. */
export async function writeFiles(folder: string, site: SiteFiles): Promise<void> {
  for (const [name, content] of Object.entries(site)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
}

const page = (lang: string, headline: string): string =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${headline}</title></head><body><article><h1>${headline}</h1></article></body></html>\n`;

/** A small site of news in both languages, as it was published first. */
export const FIRST: SiteFiles = {
  ".htaccess": "ErrorDocument 404 /404.html\n",
  "index.html": page("lo", "ເລືອກພາສາ"),
  "404.html": page("lo", "ບໍ່ພົບ"),
  "assets/site.css": "body { margin: 0 }\n",
  "assets/images/9f2c-640.webp": "ຮູບຖ່າຍ".repeat(200),
  "lo/index.html": page("lo", "ຂ່າວຫຼ້າສຸດ"),
  "lo/2024/12/mekong/index.html": page("lo", "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນຢູ່ຫຼວງພະບາງ"),
  "en/index.html": page("en", "Latest news"),
  "en/2024/12/mekong/index.html": page("en", "Mekong level rises in Luang Prabang"),
  "en/2024/12/rice/index.html": page("en", "Rice harvest ends in Savannakhet"),
};

/** The same after one day's work: a story more, one corrected, one withdrawn, one moved away, and another photo. */
export const SECOND: SiteFiles = {
  ...Object.fromEntries(
    Object.entries(FIRST).filter(
      ([name]) => !["assets/images/9f2c-640.webp", "en/2024/12/rice/index.html"].includes(name),
    ),
  ),
  "assets/images/1b7e-640.webp": "ຮູບໃໝ່".repeat(200),
  "lo/index.html": page("lo", "ຂ່າວຫຼ້າສຸດ: ເຂື່ອນນ້ຳເທີນ"),
  "lo/2024/12/dam/index.html": page("lo", "ເຂື່ອນນ້ຳເທີນເປີດປະຕູນ້ຳ"),
  "lo/2024/12/mekong/index.html": page("lo", "ຖອນຂ່າວ"),
  "en/2024/12/mekong/index.html": page("en", "Mekong level falls in Luang Prabang"),
  "en/2025/01/rice/index.html": FIRST["en/2024/12/rice/index.html"] ?? "",
};
