/** What stands in a site's folder, looked at without following links. */
import { createHash } from "node:crypto";
import { lstat, readFile, rmdir } from "node:fs/promises";
import path from "node:path";
import { isDiskError, isMissing } from "../../disk/disk-error.ts";

export type Found =
  | { readonly kind: "nothing" }
  /** A link, a folder where a file belongs, or a file where a folder belongs. */
  | { readonly kind: "obstacle"; readonly path: string }
  | { readonly kind: "file"; readonly sha256: string };

/** In hex. */
export const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

type Place = "file" | "folder" | "nothing" | "odd";

async function placeAt(file: string): Promise<Place> {
  try {
    const stats = await lstat(file);
    return stats.isFile() ? "file" : stats.isDirectory() ? "folder" : "odd";
  } catch (error) {
    if (isMissing(error)) return "nothing";
    throw error;
  }
}

/** Looks at paths of the site, and at each folder on the way once. */
export function lookingIn(root: string): (name: string) => Promise<Found> {
  const folders = new Map<string, Promise<Found | null>>();
  /** What is found instead of a folder; null where it is one. */
  const inPlaceOf = (folder: string): Promise<Found | null> => {
    if (folder === ".") return Promise.resolve(null);
    const known = folders.get(folder);
    if (known) return known;
    const looked = inPlaceOf(path.posix.dirname(folder)).then(async (above): Promise<Found | null> => {
      if (above) return above;
      const place = await placeAt(path.join(root, folder));
      if (place === "folder") return null;
      return place === "nothing" ? { kind: "nothing" } : { kind: "obstacle", path: folder };
    });
    folders.set(folder, looked);
    return looked;
  };
  return async (name) => {
    const above = await inPlaceOf(path.posix.dirname(name));
    if (above) return above;
    const file = path.join(root, name);
    const place = await placeAt(file);
    if (place === "nothing") return { kind: "nothing" };
    return place === "file" ? { kind: "file", sha256: hashOf(await readFile(file)) } : { kind: "obstacle", path: name };
  };
}

/** Removes the folders that a removed file left empty, up to the site's own. */
export async function removeEmptyFolders(root: string, name: string): Promise<void> {
  for (let folder = path.posix.dirname(name); folder !== "."; folder = path.posix.dirname(folder)) {
    try {
      await rmdir(path.join(root, folder));
    } catch (error) {
      // another file stands in it, or it went with another one
      if (isDiskError(error)) return;
      throw error;
    }
  }
}
